//! Base URLs, with the defaults of their variables.

use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer::step;
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

    /// Accounts for the servers of an operation or its path: the first is used.
    pub(super) fn account_servers(&mut self, servers: &[Server], at: &str) {
        for (number, server) in servers.iter().enumerate() {
            let at = format!("{at}/servers/{number}");
            if self.is_unused(&at) {
                continue;
            }
            self.account_server(server, &at);
            if number > 0 {
                self.account.drops(&at, Code::UnusedServer);
            }
        }
    }

    /// Accounts for a server that is used.
    pub(in crate::lower) fn account_server(&mut self, server: &Server, at: &str) {
        self.account.read(at, As::Server);
        for (name, _) in &server.variables {
            let at = step(&step(at, "variables"), name);
            self.account.read(&at, As::ServerVariable);
        }
    }

    /// A URL whose variables have their defaults.
    pub(in crate::lower) fn base_url(server: &Server) -> String {
        let variables = server.variables.iter();
        variables.fold(server.url.clone(), |url, (name, default)| {
            url.replace(&format!("{{{name}}}"), default)
        })
    }
}
