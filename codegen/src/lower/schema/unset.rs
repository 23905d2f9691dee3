//! Strings that mean "not known": lists of them, each with a marker type.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::vocabulary as x;
use crate::{ir, naming};

impl Lowering<'_> {
    /// The type of a value in the place of which one of the listed texts may stand, if there is a list.
    pub(super) fn or_unset(
        &mut self,
        ty: ir::Type,
        extensions: &x::Extensions,
        at: &str,
    ) -> Option<ir::Type> {
        let Some(listed) = x::get::<Vec<String>>(extensions, x::UNSET) else {
            return Some(ty);
        };
        let at = pointer::step(at, x::UNSET);
        if !may_be_unset(&ty) {
            self.report.error(
                Code::UnsetType,
                &at,
                format!("`{}` has no meaning for a value of this type", x::UNSET),
                "declare it on a string, an amount, a phone number, an integer, or a date and time",
            );
            return None;
        }
        let mut texts = BTreeSet::new();
        for (number, text) in listed.iter().enumerate() {
            if !texts.insert(text.clone()) {
                self.report.error(
                    Code::UnsetTwice,
                    &format!("{at}/{number}"),
                    format!("duplicate value `{text}`"),
                    "keep one of the two; quotes make no difference",
                );
            }
        }
        if texts.is_empty() {
            self.report.error(
                Code::ExtensionForm,
                &at,
                "`x-malipo-unset` must list at least one string",
                "list the strings that mean that there is no value",
            );
            return None;
        }
        let texts: Vec<String> = texts.into_iter().collect();
        let rust = self.marker(&texts);
        Some(ir::Type::OrUnset(
            Box::new(ty),
            ir::UnsetTexts { rust, texts },
        ))
    }

    /// The name of the marker type of a list: the texts, said in words.
    fn marker(&mut self, texts: &[String]) -> String {
        if let Some(known) = self.unset.get(texts) {
            return known.clone();
        }
        let words: Vec<String> = texts.iter().map(|text| in_words(text)).collect();
        let mut name = words.join("Or");
        let mut number = 1;
        // Different texts may be the same in words; the first list has the plain name.
        while self.unset_names.take(&name, &texts.join(" ")).is_err() {
            number += 1;
            name = format!("{}Also{number}", words.join("Or"));
        }
        self.unset.insert(texts.to_vec(), name.clone());
        name
    }
}

fn in_words(text: &str) -> String {
    match naming::type_name(&text.replace('.', " point ")) {
        Some(name) => name,
        None if text.is_empty() => "Empty".to_owned(),
        None => "Signs".to_owned(),
    }
}

const fn may_be_unset(ty: &ir::Type) -> bool {
    matches!(
        ty,
        ir::Type::String
            | ir::Type::Text
            | ir::Type::Amount(_)
            | ir::Type::Msisdn(_)
            | ir::Type::Integer32
            | ir::Type::Integer64
            | ir::Type::IntegerOrText
            | ir::Type::LocalDateTime
            | ir::Type::DateTime
            | ir::Type::Formatted(_)
    )
}
