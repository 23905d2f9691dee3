//! Base URLs, with the defaults of their variables.

use openapiv3::{Operation, PathItem, Server};

use crate::diagnostic::Code;
use crate::lower::Lowering;
use crate::span;

impl Lowering<'_> {
    /// The base URL that an operation or its path has, where it is another than the document's.
    pub(super) fn own_server(
        &mut self,
        item: &PathItem,
        operation: &Operation,
        path: &str,
        at: &str,
    ) -> Option<String> {
        let (servers, at) = match (operation.servers.first(), item.servers.first()) {
            (None, None) => return None,
            (Some(_), _) => (&operation.servers, at.to_owned()),
            (None, Some(_)) => (&item.servers, span::step("/paths", path)),
        };
        let own = self.base_url(servers.first()?, &format!("{at}/servers/0"));
        let document = self.document;
        let usual = document
            .servers
            .first()
            .map(|server| self.base_url(server, "/servers/0"));
        let bare = |url: &str| url.trim_end_matches('/').to_owned();
        (usual.as_deref().map(bare) != Some(bare(&own))).then_some(own)
    }

    /// A URL whose variables have their defaults.
    pub(in crate::lower) fn base_url(&mut self, server: &Server, at: &str) -> String {
        let mut url = String::new();
        let mut rest = server.url.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            url.push_str(before);
            let variables = server.variables.as_ref();
            match variables.and_then(|variables| variables.get(name)) {
                Some(variable) => url.push_str(&variable.default),
                None => self.report.error(
                    Code::UnresolvedReference,
                    &span::step(at, "url"),
                    format!("the URL has a variable `{name}`, which is not declared"),
                    "declare it under `variables`, with a `default`",
                ),
            }
            rest = after;
        }
        for (name, variable) in server.variables.iter().flatten() {
            let values = &variable.enumeration;
            if !values.is_empty() && !values.contains(&variable.default) {
                self.report.error(
                    Code::Contradiction,
                    &span::step(&span::step(&span::step(at, "variables"), name), "default"),
                    format!("`{}` is none of the values of `{name}`", variable.default),
                    "use one of its `enum`, or add it there",
                );
            }
        }
        url.push_str(rest);
        url
    }
}
