//! What the gateway sends by itself.

use std::collections::BTreeMap;

use super::Lowering;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::naming::Scope;
use crate::vocabulary as x;
use crate::{ir, naming};

impl Lowering<'_> {
    /// Events that are signed, and told apart by a name in their body.
    pub(super) fn events(&mut self) -> Option<ir::Events> {
        let declared = x::get::<x::Events>(&self.document.extensions, x::EVENTS)?;
        let root = format!("/{}/kinds", x::EVENTS);
        let mut kinds = BTreeMap::new();
        let mut variants = Scope::default();
        for (wire, kind) in declared.kinds {
            let at = pointer::step(&root, &wire);
            let Some(used) = self.reference_to_schema(&kind.schema, &pointer::step(&at, "schema"))
            else {
                continue;
            };
            let docs = self.docs_from(
                ir::Docs {
                    text: kind.description,
                    ..ir::Docs::default()
                },
                kind.source,
                kind.conflicts,
                &at,
            );
            let rust = naming::type_name(&wire).filter(|rust| variants.take(rust, &wire).is_ok());
            let Some(rust) = rust else {
                self.report.error(
                    Code::EventName,
                    &at,
                    format!("the event `{wire}` has no Rust name of its own"),
                    "write names of events that differ in letters or digits",
                );
                continue;
            };
            let (confirm, claims) = (kind.confirm, kind.claims);
            kinds.insert(
                wire,
                ir::EventKind {
                    rust,
                    ty: used.ty,
                    confirm,
                    claims,
                    docs,
                },
            );
        }
        let signature = declared
            .signature
            .map(|signature| self.signature(signature));
        Some(ir::Events {
            acknowledge: declared.acknowledge,
            name: declared.name,
            reference: declared.reference,
            compares: ir::Compares {
                always: declared.compares,
                settled: declared.outcome,
                lines: declared.lines,
            },
            signature,
            kinds,
        })
    }

    fn signature(&mut self, declared: x::Signature) -> ir::Signature {
        let root = format!("/{}/signature", x::EVENTS);
        let said = |text: String| ir::Docs {
            text: text.trim().to_owned(),
            ..ir::Docs::default()
        };
        let alternative = declared.alternative.map(|reading| {
            let at = format!("{root}/alternative");
            let docs = said(reading.covers);
            ir::AlternativeSignature {
                over: reading.over,
                forms: reading.forms,
                docs: self.docs_from(docs, reading.source, reading.conflicts, &at),
            }
        });
        let unsigned = declared.unsigned.map(|unsigned| {
            let at = format!("{root}/unsigned");
            self.docs_from(
                said(unsigned.when),
                unsigned.source,
                unsigned.conflicts,
                &at,
            )
        });
        ir::Signature {
            header: declared.header,
            algorithm: declared.algorithm,
            over: declared.over,
            covers: declared.covers,
            alternative,
            unsigned,
        }
    }

    /// Events that nobody signs, told apart by the address they are posted to.
    pub(super) fn callbacks(&mut self) -> BTreeMap<String, ir::Callback> {
        let declared =
            x::get::<BTreeMap<String, x::Callback>>(&self.document.extensions, x::CALLBACKS)
                .unwrap_or_default();
        let mut callbacks = BTreeMap::new();
        let mut types = Scope::default();
        let mut functions = Scope::default();
        for (wire, callback) in declared {
            let at = pointer::step(&format!("/{}", x::CALLBACKS), &wire);
            let schema = pointer::step(&at, "schema");
            let Some(used) = self.reference_to_schema(&callback.schema, &schema) else {
                continue;
            };
            let docs = ir::Docs {
                text: callback.description.trim().to_owned(),
                ..ir::Docs::default()
            };
            let docs = self.docs_from(docs, callback.source, callback.conflicts, &at);
            let names = naming::type_name(&wire)
                .filter(|name| types.take(name, &wire).is_ok())
                .zip(naming::field_name(&wire).filter(|name| functions.take(name, &wire).is_ok()));
            let Some((rust_type, rust_function)) = names else {
                self.report.error(
                    Code::EventName,
                    &at,
                    format!("the callback `{wire}` has no Rust name of its own"),
                    "write names of callbacks that differ in letters or digits",
                );
                continue;
            };
            callbacks.insert(
                wire,
                ir::Callback {
                    rust_function,
                    rust_type,
                    ty: used.ty,
                    reference: callback.reference,
                    confirm: callback.confirm,
                    compares: ir::Compares {
                        always: callback.compares,
                        settled: callback.outcome,
                        lines: callback.lines,
                    },
                    progress: callback.progress,
                    docs,
                },
            );
        }
        callbacks
    }
}
