//! What an API is, once every question about its document is answered.
//!
//! Data only. All names are decided: a name on the wire and a name in Rust always travel together.
//! Everything is in document order or sorted, so that the same document gives the same bytes.

mod constants;
mod facts;
mod lookup;
mod media;
mod one_of;
mod path;
mod proof;
mod settles;
mod types;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::ground::url::is_unencrypted;

pub(crate) use constants::{Constant, can_start_with};
pub use facts::*;
pub use lookup::*;
pub use media::*;
pub use one_of::*;
pub use proof::*;
pub use settles::*;
pub use types::*;

/// One API, ready to be emitted, served by a simulator or used to validate exchanges.
#[derive(Clone, Debug)]
pub struct Api {
    /// Where the generated module lives and how people call the API.
    pub gateway: Gateway,
    /// Description of the whole, from `info`.
    pub docs: String,
    /// Base URLs, in document order.
    pub servers: Vec<Server>,
    /// How callers authenticate, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Operations: paths in document order, and of one path the methods in OpenAPI's order.
    pub operations: Vec<Operation>,
    /// Operations that could not be represented, by `operationId`: left out with a diagnostic, but not unknown.
    pub left_out: Vec<String>,
    /// Structs and enums by schema name; other schemas are inlined where they are used.
    pub types: BTreeMap<String, TypeDef>,
    /// Sets of error answers; [`Operation::refusals`] is an index into this list.
    pub refusals: Vec<RefusalSet>,
    /// What the gateway sends by itself.
    pub events: Option<Events>,
    /// What the gateway sends by itself without a signature, told apart by the address it is posted to.
    pub callbacks: BTreeMap<String, Callback>,
    /// The operations that a description may name in backticks: `operationId` → the client's method. Without those whose id
    /// means something else in the document, too.
    pub mentions: BTreeMap<String, String>,
    /// What the documents only name.
    pub undocumented: Vec<Undocumented>,
    /// The documents that facts were taken from, by short name.
    pub sources: BTreeMap<String, SourceDocument>,
}

impl Api {
    /// The API keys, in document order.
    pub fn api_keys(&self) -> impl Iterator<Item = &ApiKey> {
        self.security_schemes
            .iter()
            .filter_map(|scheme| match &scheme.credential {
                Credential::Key(key) => Some(key),
                _ => None,
            })
    }

    /// The operation with this `operationId`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// A property of the struct that a type is.
    #[must_use]
    pub fn property(&self, ty: &Type, wire: &str) -> Option<&Field> {
        match &self.type_def(ty)?.shape {
            Shape::Struct(structure) => structure
                .fields
                .iter()
                .find(|field| field.name.wire == wire),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => None,
        }
    }

    /// Cuts a dotted path at the first list on it: the path of the list, the type of its items, and the path from there.
    #[must_use]
    pub fn at_list<'a>(
        &'a self,
        ty: &'a Type,
        path: &'a str,
    ) -> Option<(&'a str, &'a Type, &'a str)> {
        let mut current = ty;
        for (dot, _) in path.match_indices('.') {
            let (before, after) = path.split_at(dot);
            let name = before.rsplit('.').next().unwrap_or(before);
            current = &self.property(current, name)?.ty;
            if let Type::List(item) = current {
                return Some((before, item, after.trim_start_matches('.')));
            }
        }
        None
    }

    /// The struct or enum behind a [`Type::Named`].
    #[must_use]
    pub fn type_def(&self, ty: &Type) -> Option<&TypeDef> {
        match ty {
            Type::Named(name) => self.types.get(name),
            _ => None,
        }
    }
}

/// Names of the API itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    /// The Rust module, such as `examplepay`.
    pub module: String,
    /// The name for people, such as `ExamplePay`.
    pub title: String,
    /// The prefix of environment variables, such as `EXAMPLEPAY`.
    pub env: String,
}

/// One base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL, with the default of each of its variables.
    pub url: String,
    /// What it is for, in words.
    pub description: String,
    /// The environment it stands for, such as `sandbox`, with the Rust name of its variant.
    pub environment: Option<Name>,
}

impl Server {
    /// Whether the client can send to the URL as it stands.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        let mut schemes = ["https://", "http://"].iter();
        schemes.any(|scheme| self.url.starts_with(scheme)) && !is_unencrypted(&self.url)
    }
}

/// The path of the first server, with a slash before it, where no server has a host and it has a path.
#[must_use]
pub fn relative_server(servers: &[Server]) -> Option<String> {
    let url = servers.first()?.url.trim();
    let path = url.trim_matches('/');
    let is_path = path.starts_with(|first: char| first.is_ascii_alphanumeric());
    let has_host =
        servers.iter().any(Server::is_usable) || url.contains("://") || url.starts_with("//");
    (is_path && !has_host).then(|| format!("/{path}"))
}

/// A name on the wire and the name chosen for it in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// As sent and received.
    pub wire: String,
    /// As written in Rust: a valid identifier, raw where it must be.
    pub rust: String,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// The client's method.
    pub rust_method: String,
    /// The struct that stands for the operation.
    pub rust_type: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path below the base URL, such as `/things/{id}`.
    pub path: String,
    /// The path, cut up.
    pub segments: Vec<Segment>,
    /// Parameters of the query that the path itself has, and that never differ.
    pub fixed_query: Vec<(String, String)>,
    /// Its parameters, in document order.
    pub parameters: Vec<Parameter>,
    /// The body of its request.
    pub body: Option<Body>,
    /// Answers of success, in document order.
    pub successes: Vec<Answer>,
    /// What the client makes of a success.
    pub output: Output,
    /// The headers of a success that the document describes.
    pub headers: Vec<Header>,
    /// Answers of failure, in document order.
    pub failures: Vec<Answer>,
    /// Index of the set of error answers in [`Api::refusals`].
    pub refusals: Option<usize>,
    /// What it does to money.
    pub effect: Effect,
    /// Whether a response can prove that a call did nothing, if that is declared.
    pub provable: Option<Provable>,
    /// What a success must have and must not say.
    pub acceptance: Option<Acceptance>,
    /// How an unclear outcome is found again.
    pub lookup: Vec<Lookup>,
    /// Which field tells that it is finished.
    pub settles: Option<Settles>,
    /// How its answer is paged.
    pub pages: Option<Pages>,
    /// Whether credentials are sent.
    pub authenticated: bool,
    /// Which credentials: alternatives, and of each all. One that is empty says that none are needed.
    pub security: Arc<[Vec<Scheme>]>,
    /// Its own base URL, where it is another than the first of [`Api::servers`].
    pub server: Option<String>,
    /// Why there is no fixture.
    pub no_fixture: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// JSON pointer of the operation.
    pub pointer: String,
}

impl Operation {
    /// The struct in Rust of the headers; `None` if none is described.
    #[must_use]
    pub fn headers_type(&self) -> Option<String> {
        (!self.headers.is_empty()).then(|| format!("{}Headers", self.rust_type))
    }

    /// The enum in Rust of the bodies of which the caller sends one; `None` if there is only one.
    #[must_use]
    pub fn body_type(&self, body: &Body) -> Option<String> {
        (!body.others.is_empty()).then(|| format!("{}Body", self.rust_type))
    }

    /// The documented answer for a status: that of the code itself, else that of its range, else that of all others.
    #[must_use]
    pub fn answer(&self, status: u16) -> Option<&Answer> {
        let answers = || self.successes.iter().chain(&self.failures);
        let range = u8::try_from(status / 100).unwrap_or_default();
        [Status::Code(status), Status::Range(range), Status::Default]
            .into_iter()
            .find_map(|wanted| answers().find(|answer| answer.status == wanted))
    }
}

/// One kind of credentials.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// A bearer token.
    Token,
    /// A user name and a password.
    Basic,
    /// The API key of this name in [`Api::api_keys`].
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

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text as it stands.
    Literal(String),
    /// The wire name of a path parameter.
    Parameter(String),
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Where it is sent.
    pub location: Location,
    /// Of a header of a part of the body, that part.
    pub part: Option<PartOfBody>,
    /// How it is written there.
    pub spelling: Spelling,
    /// The type of its value.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// What its value must meet.
    pub constraints: Constraints,
    /// The value that stands for its absence.
    pub default: Option<Value>,
    /// What it is.
    pub docs: Docs,
    /// JSON pointer of the parameter.
    pub pointer: String,
}

/// The part of a body that has a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfBody {
    /// The name of the part.
    pub name: String,
    /// Whether the part has the header wherever it is sent.
    pub required: bool,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string; a list repeats the name.
    Query,
    /// In a header; a list is joined by commas.
    Header,
    /// In the header `Cookie`.
    Cookie,
}

impl Location {
    /// The word that OpenAPI has for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How the value of a parameter, or of a field of a form, is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// One text; in a query, a list repeats the name.
    Plain,
    /// The parts of a list or an object by a style, and whether they are exploded: each with a name of its own.
    Styled(Style, bool),
    /// As JSON.
    Json,
}

/// How the parts of a value are put together; the names are OpenAPI's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `a,b`.
    Simple,
    /// `.a.b`.
    Label,
    /// `;name=a,b`.
    Matrix,
    /// `name=a,b`, or `name=a&name=b`.
    Form,
    /// `name=a%20b`.
    SpaceDelimited,
    /// `name=a|b`.
    PipeDelimited,
    /// `name[part]=a`.
    DeepObject,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type.
    pub ty: Type,
    /// How it is written.
    pub media: Media,
    /// What the document calls that.
    pub media_type: String,
    /// Of a form, the fields with a style of their own, and whether they are exploded.
    pub styles: Vec<(String, Style, bool)>,
    /// Of a multipart form, the fields with media types of their own, as the document lists them.
    pub part_types: Vec<(String, String)>,
    /// What its value must meet.
    pub constraints: Constraints,
    /// Other media types that it can be sent as, written in the same way.
    pub also: Vec<String>,
    /// The variant in Rust, if there are others.
    pub variant: String,
    /// The bodies of which the caller can send one in place of this one.
    pub others: Vec<Self>,
    /// Whether it must be sent.
    pub required: bool,
    /// What it is.
    pub docs: String,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Media {
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`, of a struct of plain values that writes itself; requests only.
    Form,
    /// The same of anything else.
    StyledForm,
    /// As `multipart/form-data` or another type of `multipart`, of an object; requests only.
    Multipart,
    /// As a text, whatever is in it.
    Text,
    /// As bytes.
    Bytes,
}

/// One documented answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// For which status.
    pub status: Status,
    /// The bodies it may have, the likeliest first; empty for none.
    pub bodies: Vec<AnswerBody>,
    /// The bodies that it may have in its place under other media types.
    pub alternatives: Vec<AnswerBody>,
    /// The headers that the document describes.
    pub headers: Vec<Header>,
    /// Whether it is known to come without a usable body.
    pub empty_body: bool,
    /// What it means.
    pub docs: Docs,
    /// JSON pointer of the response.
    pub pointer: String,
}

/// One form that the body of an answer may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerBody {
    /// Its type; of a text, a plain value.
    pub ty: Type,
    /// How it is written: as JSON, a text or bytes.
    pub media: Media,
    /// What the document calls that.
    pub media_type: String,
    /// What its value must meet, where it is sent.
    pub constraints: Constraints,
    /// Other media types that it may have, read in the same way.
    pub also: Vec<String>,
    /// The part of the body as a whole in an error, where it is not an object with parts of its own.
    pub role: Option<ErrorRole>,
}

/// A status code, a range of them, or all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One code.
    Code(u16),
    /// All codes with this first digit.
    Range(u8),
    /// Every code that is not declared.
    Default,
}

impl Status {
    /// Whether it stands for success.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: Name,
    /// The type of its value: a plain one, or a list of them.
    pub ty: Type,
    /// What it is.
    pub docs: String,
}

impl Body {
    /// This body and those that the caller can send in its place.
    pub fn choices(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }
}

impl Answer {
    /// The bodies that a success may have: one for each way to read it.
    pub fn contents(&self) -> impl Iterator<Item = &AnswerBody> {
        self.bodies.first().into_iter().chain(&self.alternatives)
    }
}

/// What the client makes of a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing.
    Unit,
    /// The body of every success has this type.
    One(Type),
    /// The bodies differ by status or media type.
    Many {
        /// The enum in Rust.
        rust_type: String,
        /// Its variants.
        variants: Vec<OutputVariant>,
    },
}

/// A success that differs from the others by status or media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputVariant {
    /// The variant.
    pub rust: String,
    /// For which status.
    pub status: Status,
    /// Its body.
    pub body: Option<AnswerBody>,
}

/// Error answers that one or several operations share.
#[derive(Clone, Debug)]
pub struct RefusalSet {
    /// The enum in Rust.
    pub rust_type: String,
    /// Its variants.
    pub variants: Vec<RefusalVariant>,
}

/// One error body.
#[derive(Clone, Debug)]
pub struct RefusalVariant {
    /// The variant.
    pub rust: String,
    /// For which status.
    pub status: Status,
    /// Its body.
    pub ty: Type,
    /// How the body is written.
    pub media: Media,
    /// The part of the whole body, where it is not an object.
    pub role: Option<ErrorRole>,
    /// What it means.
    pub docs: Docs,
}
