//! The document to [`ir`]: every question about a document is answered here, and every name decided.
//!
//! A schema that cannot be represented is raw JSON where it is used, and an operation that cannot be is left out; each with a
//! warning that says what and why.

mod boxes;
mod copies;
mod defaults;
mod discriminators;
mod events;
mod extended;
mod facts;
mod identifiers;
mod lowering;
mod mentions;
mod operation;
mod parts;
mod pointed;
mod prune;
mod refusal;
mod resolve;
mod schema;
mod words;

use std::collections::{BTreeMap, HashSet};

use indexmap::IndexMap;

use crate::account::Marks;
use crate::diagnostic::{Code, Report};
use crate::document::Document;
use crate::ir;
use crate::naming::{self, Scope};
use crate::schema::Typed;
use crate::vocabulary as x;

use self::copies::Copies;
use self::lowering::Lowering;
use self::schema::Drafts;
pub(crate) use self::schema::MSISDN_PLUS;

pub(crate) fn lower(
    document: &Typed,
    source: &Document,
    account: &mut Marks,
    report: &mut Report,
) -> Option<ir::Api> {
    let mut lowering = Lowering {
        document,
        tree: &source.tree,
        typed: source.typed,
        unfollowed: &source.unresolved,
        named_elsewhere: &source.named_elsewhere,
        without: &source.left_out,
        report: Report::new(report.file()),
        account,
        types: BTreeMap::new(),
        type_names: Scope::default(),
        memo: IndexMap::new(),
        drafts: Drafts::default(),
        forms: IndexMap::new(),
        pairs: Vec::new(),
        part_headers: Vec::new(),
        open_wholes: Vec::new(),
        settling: 0,
        component_names: IndexMap::new(),
        any_of: HashSet::new(),
        placed: IndexMap::new(),
        unset: BTreeMap::new(),
        unset_names: Scope::default(),
        inlining: Vec::new(),
        nesting: 0,
        sources: x::get(&document.extensions, x::SOURCES).unwrap_or_default(),
        words: x::get(&document.extensions, x::WORDS).unwrap_or_default(),
        files: parts::Files::of(&source.tree),
        left_out: Vec::new(),
        root_security: None,
        copies: Copies::of(&source.tree),
    };
    lowering.component_schemas();
    lowering.shared_words();
    let mut operations = lowering.operations();
    let events = lowering.events();
    let callbacks = lowering.callbacks();
    let lost = lowering.unite_subtypes(&mut operations);
    lowering.judge_discriminators();
    let undocumented: Vec<ir::Undocumented> =
        x::get(&document.extensions, x::UNDOCUMENTED).unwrap_or_default();
    for (number, item) in undocumented.iter().enumerate() {
        lowering.known_sources(&item.from, &format!("/{}/{number}", x::UNDOCUMENTED));
    }
    let servers = lowering.servers();
    let security_schemes = lowering.security_schemes();
    let gateway = lowering.gateway();
    lowering.too_many_copies();
    let Lowering {
        types,
        sources,
        left_out,
        report: found,
        account,
        any_of,
        ..
    } = lowering;
    report.add(found);

    let mut api = ir::Api {
        gateway: gateway?,
        docs: document.description.clone().unwrap_or_default(),
        servers,
        security_schemes,
        left_out,
        operations,
        types: types.into_iter().collect(),
        refusals: Vec::new(),
        events,
        callbacks,
        mentions: BTreeMap::new(),
        undocumented,
        sources,
    };
    boxes::close_circles(&mut api, report);
    prune::mark_usage(&mut api);
    identifiers::mark(&mut api);
    schema::tell_apart(&api, report);
    schema::hold_together(&api, &any_of, account);
    lost.tell(&api, report);
    Some(api)
}

/// Takes out what cannot be whole, and groups the error answers of the rest.
pub(crate) fn finish(api: &mut ir::Api, report: &mut Report) {
    prune::prune(api, report);
    refusal::share(api);
    mentions::collect(api);
}

/// Takes out the defaults that cannot be one, once it was said what is wrong with them.
pub(crate) fn take_out_defaults(api: &mut ir::Api) {
    defaults::take_out(api);
}

impl Lowering<'_> {
    fn gateway(&mut self) -> Option<ir::Gateway> {
        if let Some(declared) = x::get::<x::Gateway>(&self.document.extensions, x::GATEWAY) {
            if naming::field_name(&declared.module).as_deref() != Some(declared.module.as_str()) {
                self.report.error(
                    Code::ModuleName,
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
                    Code::EnvironmentVariable,
                    &format!("/{}/env", x::GATEWAY),
                    format!(
                        "`{}` is not a prefix of an environment variable",
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
        let title = self.document.title.clone();
        match naming::field_name(&title) {
            Some(module) => Some(ir::Gateway {
                env: naming::without_mark(&module).to_uppercase(),
                module,
                title,
            }),
            None => {
                self.report.warning(
                    Code::Unnameable,
                    "/info/title",
                    "the title has no letter or digit, so the module is named `api`",
                    format!("add `{}` with a `module`", x::GATEWAY),
                );
                Some(ir::Gateway {
                    env: "API".to_owned(),
                    module: "api".to_owned(),
                    title,
                })
            }
        }
    }

    fn servers(&mut self) -> Vec<ir::Server> {
        let mut environments = Scope::default();
        let mut servers = Vec::new();
        let mut first = None;
        for (number, server) in self.document.servers.iter().enumerate() {
            let at = format!("/servers/{number}");
            if self.is_unused(&at) {
                continue;
            }
            self.account_server(server, &at);
            first.get_or_insert(number);
            let environment = x::get::<x::Environment>(&server.extensions, x::ENVIRONMENT)
                .and_then(|environment| {
                    let wire = environment.wire();
                    let rust = naming::type_name(wire)?;
                    if !is_base_url(&server.url) {
                        self.report.error(
                            Code::EnvironmentUrl,
                            &format!("/servers/{number}/url"),
                            format!("`{}` is not a base URL of an environment", server.url),
                            "write an absolute https URL without variables, query or final slash",
                        );
                    }
                    if environments.take(&rust, wire).is_err() {
                        self.report.error(
                            Code::EnvironmentTwice,
                            &format!("/servers/{number}/{}", x::ENVIRONMENT),
                            format!("duplicate environment `{wire}`"),
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
        if let Some(path) = ir::relative_server(&servers) {
            self.report.warning(
                Code::RelativeServer,
                &format!("/servers/{}/url", first.unwrap_or_default()),
                format!("the first server has the path `{}` and no host", path.escape_debug()),
                format!(
                    "give `Client::builder` the host with this path, like `https://api.example.com{}`; or write the host into the document",
                    path.escape_debug()
                ),
            );
        }
        servers
    }
}

fn is_base_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]%".contains(c);
    !rest.is_empty() && !rest.starts_with('/') && !rest.ends_with('/') && rest.chars().all(plain)
}

#[cfg(test)]
mod tests;
