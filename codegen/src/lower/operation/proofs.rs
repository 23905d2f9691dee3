//! What a refusal and a success of an operation prove.

use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::ground::pointer::step;
use crate::ir;
use crate::lower::Lowering;
use crate::lower::words::Blank;
use crate::vocabulary as x;

impl Lowering<'_> {
    pub(super) fn provable(
        &mut self,
        extensions: &x::Extensions,
        at: &str,
    ) -> Option<ir::Provable> {
        let declared = match x::get(extensions, x::REFUSAL)? {
            x::Refusal::Unproven(reason) => return Some(ir::Provable::Never(reason)),
            x::Refusal::Proven(proofs) => proofs,
        };
        let mut shapes = Vec::new();
        for (number, proof) in declared.proofs.into_iter().enumerate() {
            let at = format!("{at}/{}/proofs/{number}", x::REFUSAL);
            let docs = self.docs_from(ir::Docs::default(), proof.source, Vec::new(), &at);
            shapes.push(ir::ProvingShape {
                body: proof.body,
                statuses: proof.statuses,
                source: docs.source,
            });
        }
        let here = format!("{at}/{}", x::REFUSAL);
        let says = self.words(declared.says, Blank::MeansNothing, &format!("{here}/says"));
        for range in says.iter().filter(|said| said.ends_with("XX")) {
            self.report.error(
                Code::Word,
                &format!("{here}/says"),
                format!("the range `{range}` is not a word of a refusal"),
                "list each word or code that a refusal may have as its status",
            );
        }
        Some(ir::Provable::By(ir::RefusalProof {
            shapes,
            identifiers: declared.identifiers,
            duplicates: self.words(
                declared.duplicates,
                Blank::MeansNothing,
                &format!("{here}/duplicates"),
            ),
            says,
        }))
    }

    pub(super) fn acceptance(
        &mut self,
        extensions: &x::Extensions,
        at: &str,
    ) -> Option<ir::Acceptance> {
        let declared: x::Acceptance = x::get(extensions, x::ACCEPTANCE)?;
        let here = format!("{at}/{}", x::ACCEPTANCE);
        let docs = self.docs_from(ir::Docs::default(), declared.source, Vec::new(), &here);
        let mut lists = |lists: BTreeMap<String, Vec<String>>, key: &str| {
            let lists = lists.into_iter().map(|(path, list)| {
                let here = step(&format!("{here}/{key}"), &path);
                (path, self.words(list, Blank::Counts, &here))
            });
            lists.collect()
        };
        Some(ir::Acceptance {
            contradicts: lists(declared.contradicts, "contradicts"),
            foreign: lists(declared.foreign, "foreign"),
            has: declared.has,
            unset: declared.unset,
            reference: declared.reference,
            lacks: declared.lacks,
            source: docs.source,
        })
    }
}
