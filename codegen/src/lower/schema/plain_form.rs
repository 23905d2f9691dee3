//! Keys of ours in plain OpenAPI: what may stand beside `x-malipo-kind` and `x-malipo-choice` for the tools that do not know them.

use serde_json::Value;

use super::Position;
use super::draft::Draft;
use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::openapi::resolver;
use crate::schema::{JsonType, Keywords, Ref, Schema};
use crate::vocabulary as x;

pub(super) const AMOUNT: &str = r"^-?[0-9]+(\.[0-9]+)?$";
/// The second is for what is sent: a gateway can send a time that is in no calendar, such as one of zeros.
pub(super) const LOCAL_DATETIME: [&str; 2] = [
    "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$",
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
];
const DATE_TIME: &str = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?|[0-9]{14}";
/// The second is for a property that a choice may send empty.
pub(super) const MSISDN_DIGITS: [&str; 2] = ["^[1-9][0-9]{7,14}$", "^([1-9][0-9]{7,14})?$"];
pub(crate) const MSISDN_PLUS: [&str; 2] = [r"^\+[1-9][0-9]{7,14}$", r"^(\+[1-9][0-9]{7,14})?$"];
/// What every integer of 64 bits can hold.
pub(super) const INTEGER: &str = "^-?[0-9]{1,18}$";

/// The patterns of a date and time: with the texts that stand for none as the first alternatives, and without them, where they have
/// the same form.
pub(super) fn date_time(unset: &[String]) -> Vec<String> {
    let mut forms = vec![format!("^({DATE_TIME})$")];
    if !unset.is_empty() {
        let escaped = unset.iter().map(|text| {
            let special = |character| r"\^$.|?*+()[]{}".contains(character);
            let escape = |character| match special(character) {
                true => vec!['\\', character],
                false => vec![character],
            };
            text.chars().flat_map(escape).collect::<String>()
        });
        let escaped: Vec<String> = escaped.collect();
        forms.insert(0, format!("^({}|{DATE_TIME})$", escaped.join("|")));
    }
    forms
}

/// Whether a schema of the kind `text` or `integer-or-string` says nothing else, or says the same as an `anyOf`; and then, whether
/// that allows `null`.
pub(super) fn scalar_or_string(kind: x::Kind, schema: &Schema) -> Option<bool> {
    if schema.is_any() && !schema.is_empty_list {
        return Some(false);
    }
    let pattern = Keywords::TYPE.with(Keywords::PATTERN);
    let expected = match kind {
        x::Kind::Text => [
            (JsonType::String, Keywords::TYPE),
            (JsonType::Number, Keywords::TYPE),
        ],
        x::Kind::IntegerOrString => [
            (JsonType::Integer, Keywords::TYPE),
            (JsonType::String, pattern),
        ],
        _ => return None,
    };
    let options: Option<Vec<_>> = schema.any_of.iter().map(Ref::as_item).collect();
    let options = options.filter(|_| schema.keywords() == Keywords::ANY_OF)?;
    let is_listed = |(ty, keywords): &(JsonType, Keywords)| {
        options.iter().any(|option| {
            option.ty == Some(*ty)
                && option.keywords() == *keywords
                && option.patterns.iter().all(|pattern| pattern == INTEGER)
        })
    };
    let same = options.len() == expected.len() && expected.iter().all(is_listed);
    same.then(|| options.iter().any(|option| option.nullable))
}

impl Lowering<'_> {
    /// Whether an `enum` beside a reference lists just the values of the enum that it refers to: where other tools shall accept
    /// no other value of an open enum. For us it is the same enum.
    pub(super) fn closes(
        &mut self,
        own: &Schema,
        reference: &str,
        holder: &str,
        open: &mut Vec<String>,
    ) -> bool {
        let listed = Keywords::TYPE.with(Keywords::ENUM);
        if own.enumeration.is_empty() || !own.keywords().are_among(listed) {
            return false;
        }
        let known = self.drafts.len();
        // What is known of it is reported where it is used.
        let (draft, _) = self.apart(|this| {
            let (target, there) = this.follow(reference, &resolver::at_reference(holder))?;
            this.draft(target, &there, open)
        });
        self.drafts.forget(known);
        let Some(draft) = draft else {
            return false;
        };
        let options = draft.unions.iter().flat_map(|union| &union.options);
        let options = options.filter_map(|(option, _)| option.as_item());
        let options = options.flat_map(|schema| &schema.enumeration);
        let known: Vec<&Value> = draft.schema.enumeration.iter().chain(options).collect();
        known.len() == own.enumeration.len()
            && known.iter().all(|value| own.enumeration.contains(value))
    }

    /// A `oneOf` beside a choice is the choice in plain OpenAPI, and says nothing else.
    pub(super) fn restated_choice(
        &mut self,
        keyword: &str,
        options: &[Ref<Schema>],
        own: &Draft,
        position: &Position,
    ) {
        let Some(choice) = x::get::<x::Choice>(&own.schema.extensions, x::CHOICE) else {
            return;
        };
        for number in 0..options.len() {
            let at = pointer::step(&position.pointer, keyword);
            self.account.read(&format!("{at}/{number}"), As::Restated);
        }
        let mut chosen = choice.options.values().zip(options);
        let same = keyword == "oneOf"
            && choice.options.len() == options.len()
            && chosen.all(|(chosen, option)| restates(option, chosen, &own.schema.required));
        if !options.is_empty() && !same {
            self.report.error(
                Code::PlainForm,
                &pointer::step(&position.pointer, keyword),
                format!("this differs from `{}`", x::CHOICE),
                "write a `oneOf` with an item for each option, in the same order: what it takes under `required`, and what it \
                 sends as a property with an `enum` of one value",
            );
        }
    }
}

/// Whether a schema demands what an option of a choice takes and sends.
fn restates(schema: &Ref<Schema>, option: &x::ChoiceOption, required: &[String]) -> bool {
    let Ref::Item(schema) = schema else {
        return false;
    };
    let demands = |wire: &String| schema.required.contains(wire) || required.contains(wire);
    let is_sent = |wire: &String, value: &Value| {
        let Some(Ref::Item(property)) = schema.properties.get(wire) else {
            return false;
        };
        property.enumeration == std::slice::from_ref(value)
    };
    demands(&option.takes)
        && option
            .sends
            .iter()
            .all(|(wire, value)| demands(wire) && is_sent(wire, value))
}
