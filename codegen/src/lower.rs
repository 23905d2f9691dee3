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
mod mentions;
mod operation;
mod parts;
mod pointed;
mod prune;
mod refusal;
mod resolve;
mod schema;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use crate::account::{As, Marks};
use crate::diagnostic::{Code, Report};
use crate::document::{Document, LeftOut, Unresolved};
use crate::ir;
use crate::naming::{self, Scope};
use crate::schema::{Ref, Schema, Typed};
use crate::vocabulary as x;

use self::copies::Copies;
pub(crate) use self::schema::MSISDN_PLUS;
use self::schema::{Drafts, Form, Memo, Position};

/// The state of one lowering.
struct Lowering<'a> {
    document: &'a Typed,
    /// The same document, in which references are followed.
    tree: &'a Value,
    /// Which strings have a type of their own.
    typed: crate::document::TypedFormats,
    /// References that nobody could follow.
    unfollowed: &'a Unresolved,
    /// Operations whose name belongs to the same operation under another path.
    named_elsewhere: &'a BTreeSet<String>,
    /// What the document is read without.
    without: &'a LeftOut,
    /// What was found so far, or in an attempt.
    report: Report,
    /// What becomes of the parts of the document.
    account: &'a mut Marks,
    types: BTreeMap<String, ir::TypeDef>,
    type_names: Scope,
    /// Component schemas that were looked at.
    memo: HashMap<String, Memo>,
    /// The schemas that were put together.
    drafts: Drafts,
    /// What schemas are when they are written out, by their place.
    forms: HashMap<String, Option<Form>>,
    /// Schemas that both hold, and where they met.
    pairs: Vec<(Ref<Schema>, Position)>,
    /// Schemas made of several that are being looked at, one within the other, and their places.
    open_wholes: Vec<(String, Rc<Schema>)>,
    /// How many lists of candidates are being put together, one within the other.
    settling: usize,
    /// The names in Rust that component schemas have if they become a type.
    component_names: HashMap<String, String>,
    /// The types made so far, by the place of their schema; `None` where that was not possible.
    /// Unions of which a value may have several options, by JSON pointer.
    any_of: HashSet<String>,
    placed: HashMap<String, Option<ir::Type>>,
    /// Headers of parts of the body that was looked at last.
    part_headers: Vec<ir::Parameter>,
    /// The lists of texts that mean "not known", each with the name of its marker type.
    unset: BTreeMap<Vec<String>, String>,
    unset_names: Scope,
    /// Components whose scalar, list or map form is being inlined, to notice a circle, each with how many lists and maps it
    /// is in.
    inlining: Vec<(String, usize)>,
    /// How many lists and maps are open.
    nesting: usize,
    sources: BTreeMap<String, ir::SourceDocument>,
    /// The lists of words that several keys share, by name.
    words: x::Words,
    /// The schemas that are files.
    files: parts::Files,
    /// The operations that cannot be represented.
    left_out: Vec<String>,
    /// The credentials of operations that declare none of their own.
    root_security: Option<Arc<[Vec<ir::Scheme>]>>,
    /// How much may still be written out again.
    copies: Copies,
}

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
        memo: HashMap::new(),
        drafts: Drafts::default(),
        forms: HashMap::new(),
        pairs: Vec::new(),
        part_headers: Vec::new(),
        open_wholes: Vec::new(),
        settling: 0,
        component_names: HashMap::new(),
        any_of: HashSet::new(),
        placed: HashMap::new(),
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
        types,
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
    /// Does something of which the report is kept apart, and gives it: for the caller to add it, or not.
    fn apart<T>(&mut self, attempt: impl FnOnce(&mut Self) -> T) -> (T, Report) {
        let own = Report::new(self.report.file());
        let before = std::mem::replace(&mut self.report, own);
        let result = attempt(self);
        (result, std::mem::replace(&mut self.report, before))
    }

    /// Whether requests are made without a part, since it is faulty.
    fn is_unused(&mut self, at: &str) -> bool {
        let is_unused = self.without.is_unused(at);
        if is_unused {
            // The fault itself was reported.
            self.account.read(at, As::Restated);
        }
        is_unused
    }

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
