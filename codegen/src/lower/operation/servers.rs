//! Base URLs, with the defaults of their variables.

use crate::lower::Lowering;
use crate::schema::{Operation, PathItem, Server};

impl Lowering<'_> {
    /// The base URL that an operation or its path has, where it is another than the document's.
    pub(super) fn own_server(&self, item: &PathItem, operation: &Operation) -> Option<String> {
        let own = operation.servers.first().or(item.servers.first())?;
        let own = Self::base_url(own);
        let usual = self.document.servers.first().map(Self::base_url);
        let bare = |url: &str| url.trim_end_matches('/').to_owned();
        (usual.as_deref().map(bare) != Some(bare(&own))).then_some(own)
    }

    /// A URL whose variables have their defaults.
    pub(in crate::lower) fn base_url(server: &Server) -> String {
        let variables = server.variables.iter();
        variables.fold(server.url.clone(), |url, (name, default)| {
            url.replace(&format!("{{{name}}}"), default)
        })
    }
}
