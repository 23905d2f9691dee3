//! The state of one lowering.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use super::copies::Copies;
use super::parts;
use super::schema::{Drafts, Form, Memo, Position};
use crate::account::{As, Marks};
use crate::diagnostic::{Code, Report};
use crate::document::{LeftOut, Unresolved};
use crate::ir;
use crate::naming::Scope;
use crate::schema::{Ref, Schema, Typed};
use crate::vocabulary as x;

/// The state of one lowering.
pub(super) struct Lowering<'a> {
    pub(super) document: &'a Typed,
    /// The same document, in which references are followed.
    pub(super) tree: &'a Value,
    /// Which strings have a type of their own.
    pub(super) typed: crate::document::TypedFormats,
    /// References that nobody could follow.
    pub(super) unfollowed: &'a Unresolved,
    /// Operations whose name belongs to the same operation under another path.
    pub(super) named_elsewhere: &'a BTreeSet<String>,
    /// What the document is read without.
    pub(super) without: &'a LeftOut,
    /// What was found so far, or in an attempt.
    pub(super) report: Report,
    /// What becomes of the parts of the document.
    pub(super) account: &'a mut Marks,
    pub(super) types: BTreeMap<String, ir::TypeDef>,
    pub(super) type_names: Scope,
    /// Component schemas that were looked at.
    pub(super) memo: IndexMap<String, Memo>,
    /// The schemas that were put together.
    pub(super) drafts: Drafts,
    /// What schemas are when they are written out, by their place.
    pub(super) forms: IndexMap<String, Option<Form>>,
    /// Schemas that both hold, and where they met.
    pub(super) pairs: Vec<(Ref<Schema>, Position)>,
    /// Schemas made of several that are being looked at, one within the other, and their places.
    pub(super) open_wholes: Vec<(String, Rc<Schema>)>,
    /// How many lists of candidates are being put together, one within the other.
    pub(super) settling: usize,
    /// The names in Rust that component schemas have if they become a type.
    pub(super) component_names: IndexMap<String, String>,
    /// Unions of which a value may have several options, by JSON pointer.
    pub(super) any_of: HashSet<String>,
    /// The types made so far, by the place of their schema; `None` where that was not possible.
    pub(super) placed: IndexMap<String, Option<ir::Type>>,
    /// Headers of parts of the body that was looked at last.
    pub(super) part_headers: Vec<ir::Parameter>,
    /// The lists of texts that mean "not known", each with the name of its marker type.
    pub(super) unset: BTreeMap<Vec<String>, String>,
    pub(super) unset_names: Scope,
    /// Components whose scalar, list or map form is being inlined, to notice a circle, each with how many lists and maps it
    /// is in.
    pub(super) inlining: Vec<(String, usize)>,
    /// How many lists and maps are open.
    pub(super) nesting: usize,
    pub(super) sources: BTreeMap<String, ir::SourceDocument>,
    /// The lists of words that several keys share, by name.
    pub(super) words: x::Words,
    /// The schemas that are files.
    pub(super) files: parts::Files,
    /// The operations that cannot be represented.
    pub(super) left_out: Vec<String>,
    /// The credentials of operations that declare none of their own.
    pub(super) root_security: Option<Arc<[Vec<ir::Scheme>]>>,
    /// How much may still be written out again.
    pub(super) copies: Copies,
}

impl Lowering<'_> {
    /// Does something of which the report is kept apart, and gives it: for the caller to add it, or not.
    pub(super) fn apart<T>(&mut self, attempt: impl FnOnce(&mut Self) -> T) -> (T, Report) {
        let own = Report::new(self.report.file());
        let before = std::mem::replace(&mut self.report, own);
        let result = attempt(self);
        (result, std::mem::replace(&mut self.report, before))
    }

    /// Whether requests are made without a part, since it is faulty.
    pub(super) fn is_unused(&mut self, at: &str) -> bool {
        let is_unused = self.without.is_unused(at);
        if is_unused {
            // The fault itself was reported.
            self.account.read(at, As::Restated);
        }
        is_unused
    }

    /// Whether there is room for so much more. If there is not, the document is rejected in the end.
    pub(super) fn affords(&mut self, count: usize, at: &str) -> bool {
        let left = self.copies.left.checked_sub(count);
        if left.is_none() {
            self.copies.exceeded.get_or_insert_with(|| at.to_owned());
        }
        self.copies.left = left.unwrap_or(0);
        left.is_some()
    }

    /// Rejects a document for which there was not enough room.
    pub(super) fn too_many_copies(&mut self) {
        if let Some(at) = self.copies.exceeded.take() {
            self.report.error(
                Code::TooLarge,
                &at,
                "too many properties and headers are repeated wherever a schema is extended or a response is used",
                "let fewer schemas extend each other, or declare fewer headers in shared responses",
            );
        }
    }
}
