//! `openapiv3` to [`ir`]: every question about a document is answered here, and every name decided.
//!
//! What cannot be represented is left out with a warning that says what and why; what refers to it is
//! left out as well, so that nothing half-known reaches the output.

mod events;
mod facts;
mod operation;
mod prune;
mod refusal;
mod resolve;
mod schema;

use std::collections::BTreeMap;

use openapiv3::OpenAPI;

use crate::diagnostic::{Code, Report};
use crate::ir;
use crate::naming::{self, Scope};
use crate::vocabulary as x;

use self::schema::Memo;

/// The state of one lowering.
struct Lowering<'a> {
    document: &'a OpenAPI,
    report: &'a mut Report,
    types: BTreeMap<String, ir::TypeDef>,
    type_names: Scope,
    /// Component schemas that were looked at.
    memo: BTreeMap<String, Memo>,
    /// The types made so far, by the place of their schema; `None` where that was not possible.
    placed: BTreeMap<String, Option<ir::Type>>,
    /// The lists of texts that mean "not known", each with the name of its marker type.
    unset: BTreeMap<Vec<String>, String>,
    unset_names: Scope,
    /// Components whose scalar, list or map form is being inlined, to notice a circle.
    inlining: Vec<String>,
    sources: BTreeMap<String, ir::SourceDocument>,
    /// The operations that cannot be represented.
    left_out: Vec<String>,
}

pub(crate) fn lower(document: &OpenAPI, report: &mut Report) -> Option<ir::Api> {
    let mut lowering = Lowering {
        document,
        report,
        types: BTreeMap::new(),
        type_names: Scope::default(),
        memo: BTreeMap::new(),
        placed: BTreeMap::new(),
        unset: BTreeMap::new(),
        unset_names: Scope::default(),
        inlining: Vec::new(),
        sources: x::get(&document.extensions, x::SOURCES).unwrap_or_default(),
        left_out: Vec::new(),
    };
    lowering.component_schemas();
    let operations = lowering.operations();
    let events = lowering.events();
    let callbacks = lowering.callbacks();
    let undocumented: Vec<ir::Undocumented> =
        x::get(&document.extensions, x::UNDOCUMENTED).unwrap_or_default();
    for (number, item) in undocumented.iter().enumerate() {
        lowering.known_sources(&item.from, &format!("/{}/{number}", x::UNDOCUMENTED));
    }
    let servers = lowering.servers();
    let api_keys = lowering.api_keys();
    let gateway = lowering.gateway();
    let Lowering {
        types,
        sources,
        left_out,
        report,
        ..
    } = lowering;

    let mut api = ir::Api {
        gateway: gateway?,
        docs: document.info.description.clone().unwrap_or_default(),
        servers,
        api_keys,
        left_out,
        operations,
        types,
        refusals: Vec::new(),
        events,
        callbacks,
        undocumented,
        sources,
    };
    schema::tell_apart(&mut api, report);
    prune::mark_usage(&mut api);
    Some(api)
}

/// Takes out what cannot be whole, and groups the error answers of the rest.
pub(crate) fn finish(api: &mut ir::Api, report: &mut Report) {
    prune::prune(api, report);
    refusal::share(api);
}

impl Lowering<'_> {
    fn gateway(&mut self) -> Option<ir::Gateway> {
        if let Some(declared) = x::get::<x::Gateway>(&self.document.extensions, x::GATEWAY) {
            if naming::field_name(&declared.module).as_deref() != Some(declared.module.as_str()) {
                self.report.error(
                    Code::Unnameable,
                    &format!("/{}/module", x::GATEWAY),
                    format!("`{}` is not the name of a Rust module", declared.module),
                    "write it in snake_case, such as `examplepay`",
                );
                return None;
            }
            let upper = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
            if !declared.env.starts_with(|c: char| c.is_ascii_uppercase())
                || !declared.env.chars().all(upper)
            {
                self.report.error(
                    Code::Unnameable,
                    &format!("/{}/env", x::GATEWAY),
                    format!(
                        "`{}` cannot begin the name of an environment variable",
                        declared.env
                    ),
                    "write it in capitals, such as `EXAMPLEPAY`",
                );
            }
            return Some(ir::Gateway {
                module: declared.module,
                title: declared.title,
                env: declared.env,
            });
        }
        let title = self.document.info.title.clone();
        match naming::field_name(&title) {
            Some(module) => Some(ir::Gateway {
                env: module.trim_start_matches("r#").to_uppercase(),
                module,
                title,
            }),
            None => {
                self.report.error(
                    Code::Unnameable,
                    "/info/title",
                    "no module name can be made from the title",
                    format!("add `{}` with a `module`", x::GATEWAY),
                );
                None
            }
        }
    }

    fn servers(&mut self) -> Vec<ir::Server> {
        let mut environments = Scope::default();
        let mut servers = Vec::new();
        for (number, server) in self.document.servers.iter().enumerate() {
            let environment = x::get::<x::Environment>(&server.extensions, x::ENVIRONMENT)
                .and_then(|environment| {
                    let wire = environment.wire();
                    let rust = naming::type_name(wire)?;
                    if !is_base_url(&server.url) {
                        self.report.error(
                            Code::ExtensionTarget,
                            &format!("/servers/{number}/url"),
                            format!("`{}` cannot be the base URL of an environment", server.url),
                            "write a whole https address without variables, query or final slash",
                        );
                    }
                    if environments.take(&rust, wire).is_err() {
                        self.report.error(
                            Code::NameCollision,
                            &format!("/servers/{number}/{}", x::ENVIRONMENT),
                            format!("two servers are the environment `{wire}`"),
                            "keep one base URL per environment",
                        );
                    }
                    Some(ir::Name {
                        wire: wire.to_owned(),
                        rust,
                    })
                });
            servers.push(ir::Server {
                url: Self::base_url(server),
                description: server.description.clone().unwrap_or_default(),
                environment,
            });
        }
        servers
    }
}

fn is_base_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]%".contains(c);
    !rest.is_empty() && !rest.starts_with('/') && !rest.ends_with('/') && rest.chars().all(plain)
}
