//! Operations and their parts: what is read of them.

use indexmap::IndexMap;

use super::types::{Ref, Schema};
use crate::ir;
use crate::vocabulary::Extensions;

/// The operations of a path, and what they share.
#[derive(Debug)]
pub(crate) struct PathItem {
    /// By method, in the order of the specification.
    pub(crate) operations: Vec<(&'static str, Operation)>,
    pub(crate) parameters: Vec<Ref<Parameter>>,
    pub(crate) servers: Vec<Server>,
}

#[derive(Debug)]
pub(crate) struct Operation {
    /// Whether it is written as a reference, which has no meaning there.
    pub(crate) is_reference: bool,
    pub(crate) id: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Ref<Parameter>>,
    pub(crate) body: Option<Ref<RequestBody>>,
    /// Each with its status and the key that stands for that.
    pub(crate) responses: Vec<(ir::Status, String, Ref<Response>)>,
    pub(crate) security: Option<Vec<Requirement>>,
    pub(crate) servers: Vec<Server>,
    pub(crate) extensions: Extensions,
}

/// The schemes that must all be met.
pub(crate) type Requirement = Vec<String>;

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) location: ir::Location,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) style: ir::Style,
    pub(crate) explode: Option<bool>,
    pub(crate) allow_reserved: bool,
    pub(crate) value: ParameterValue,
    pub(crate) extensions: Extensions,
}

/// What a parameter holds.
#[derive(Debug)]
pub(crate) enum ParameterValue {
    Schema(Ref<Schema>),
    Content(Content),
}

/// By media type.
pub(crate) type Content = IndexMap<String, MediaType>;

#[derive(Clone, Debug)]
pub(crate) struct MediaType {
    pub(crate) schema: Option<Ref<Schema>>,
    /// By the name of the property.
    pub(crate) encoding: IndexMap<String, Encoding>,
}

/// How one property of a form is written.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    pub(crate) content_type: Option<String>,
    pub(crate) style: Option<ir::Style>,
    pub(crate) explode: bool,
    pub(crate) has_headers: bool,
}

#[derive(Debug)]
pub(crate) struct RequestBody {
    pub(crate) description: Option<String>,
    pub(crate) content: Content,
    pub(crate) required: bool,
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) description: String,
    pub(crate) content: Content,
    pub(crate) extensions: Extensions,
}

#[derive(Debug)]
pub(crate) struct SecurityScheme {
    pub(crate) description: Option<String>,
    pub(crate) credential: Credential,
}

#[derive(Debug)]
pub(crate) enum Credential {
    Key {
        location: ir::Location,
        name: String,
    },
    Http {
        scheme: String,
    },
    OAuth2,
    OpenIdConnect,
}

#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) description: Option<String>,
    /// The name and the default of each variable.
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) extensions: Extensions,
}
