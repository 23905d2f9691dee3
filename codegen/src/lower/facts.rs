//! What is said about a thing, and who says it.

use super::Lowering;
use crate::diagnostic::{Code, did_you_mean};
use crate::ground::pointer;
use crate::ir;
use crate::vocabulary as x;

impl Lowering<'_> {
    /// Description, source and conflicts of whatever stands at `at`.
    pub(super) fn docs(
        &mut self,
        text: Option<&str>,
        extensions: &x::Extensions,
        deprecated: bool,
        at: &str,
    ) -> ir::Docs {
        let docs = ir::Docs {
            text: text.unwrap_or_default().trim().to_owned(),
            deprecated,
            ..ir::Docs::default()
        };
        let source = x::get::<x::Source>(extensions, x::SOURCE);
        let conflicts = x::get(extensions, x::CONFLICT).unwrap_or_default();
        self.docs_from(docs, source, conflicts, at)
    }

    pub(super) fn docs_from(
        &mut self,
        docs: ir::Docs,
        source: Option<x::Source>,
        conflicts: Vec<ir::Conflict>,
        at: &str,
    ) -> ir::Docs {
        let source = source.map(|source| {
            self.known_sources(&source.from, &pointer::step(at, x::SOURCE));
            ir::Source {
                from: source.from,
                confidence: source.confidence,
                note: source.note,
            }
        });
        ir::Docs {
            source,
            conflicts,
            ..docs
        }
    }

    /// Every source that is named must be one of the declared documents.
    pub(super) fn known_sources(&mut self, from: &[String], at: &str) {
        for (number, name) in from.iter().enumerate() {
            if self.sources.contains_key(name) {
                continue;
            }
            let help = match did_you_mean(name, self.sources.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it under `{}`", x::SOURCES),
            };
            self.report.error(
                Code::UnknownName,
                &format!("{at}/from/{number}"),
                format!("there is no source `{name}`"),
                help,
            );
        }
    }
}
