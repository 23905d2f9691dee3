//! An API as a whole.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::ground::url::is_unencrypted;

use super::{
    ApiKey, Callback, Credential, Events, Field, Name, Operation, RefusalSet, SecurityScheme,
    Shape, SourceDocument, Type, TypeDef, Undocumented,
};

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
    pub types: IndexMap<String, TypeDef>,
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
