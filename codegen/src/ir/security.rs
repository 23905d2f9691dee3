//! How callers authenticate.

use super::Location;

/// One kind of credentials.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// A bearer token.
    Token,
    /// A user name and a password.
    Basic,
    /// The API key of this name in [`Api::api_keys`](super::Api::api_keys).
    Key(String),
}

/// An API key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// What the document calls it.
    pub scheme: String,
    /// Where it is sent: in the query, a header or a cookie.
    pub place: Location,
    /// The name of the parameter, the header or the cookie.
    pub name: String,
}

/// A way to authenticate, as a document declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// What the document calls it.
    pub name: String,
    /// What a call carries.
    pub credential: Credential,
    /// What it is.
    pub docs: String,
}

/// What a call carries by a [`SecurityScheme`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A bearer token.
    Bearer,
    /// A bearer token that the caller gets by OAuth 2.0.
    OAuth2,
    /// A bearer token that the caller gets by OpenID Connect.
    OpenIdConnect,
    /// A user name and a password.
    Basic,
    /// An API key.
    Key(ApiKey),
    /// Nothing: this scheme of HTTP is not supported.
    Unsupported(String),
}
