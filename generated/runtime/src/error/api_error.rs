//! What a gateway says in a refusal, whatever the shape it says it in.

use std::collections::BTreeMap;
use std::fmt;

use crate::wire::{ErrorText, HasItems, Maybe, Sensitive};

/// The words of a refusal: a code, a status, a message, messages by field, and what to quote to the gateway's support, as far
/// as the gateway gives them.
///
/// `Debug` shows which words are there and not what they say, since gateways repeat names and phone numbers in them. It does
/// show the [ids](Self::ids) and the [trace id](Self::trace_id).
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The gateway's own code.
    pub code: Option<String>,
    /// The gateway's own word for the status.
    pub status: Option<String>,
    /// The gateway's message. It may hold personal data: do not log it.
    pub message: Option<String>,
    /// The messages about single fields. They may hold personal data: do not log them.
    pub fields: Vec<(String, Vec<String>)>,
    ids: Vec<(String, String)>,
    trace_id: Option<String>,
}

impl ApiError {
    /// Says nothing yet.
    pub const fn new() -> Self {
        Self {
            code: None,
            status: None,
            message: None,
            fields: Vec::new(),
            ids: Vec::new(),
            trace_id: None,
        }
    }

    /// Whether it says nothing at all. The name of a field without a message says nothing.
    pub fn is_empty(&self) -> bool {
        !self.says_why() && self.ids.is_empty() && self.trace_id.is_none()
    }

    /// Whether it says that or why the call was refused: an identifier alone stands in any answer.
    pub(crate) fn says_why(&self) -> bool {
        self.code.is_some()
            || self.status.is_some()
            || self.message.is_some()
            || self.field_errors().next().is_some()
    }

    /// The messages about single fields, one by one: the path of the field, as the gateway writes it (`lines[0].payer`, and
    /// empty if it names none), and what is wrong with it. Both may hold personal data: do not log them.
    pub fn field_errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().flat_map(|(path, messages)| {
            messages
                .iter()
                .map(move |message| (path.as_str(), message.as_str()))
        })
    }

    /// The identifiers that the gateway gives the call, its own and yours, for a question to its support: each with its name
    /// on the wire.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ids
            .iter()
            .map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// The number under which the gateway has kept what happened, for a question to its support.
    pub fn trace_id(&self) -> Option<&str> {
        self.trace_id.as_deref()
    }

    /// Takes the code from a field of the body.
    #[must_use]
    pub fn code<T: ErrorText + ?Sized>(mut self, text: &T) -> Self {
        self.code = first(text).or(self.code);
        self
    }

    /// Takes the status from a field of the body.
    #[must_use]
    pub fn status<T: ErrorText + ?Sized>(mut self, text: &T) -> Self {
        self.status = first(text).or(self.status);
        self
    }

    /// Takes the message from a field of the body.
    #[must_use]
    pub fn message<T: ErrorText + ?Sized>(mut self, text: &T) -> Self {
        self.message = first(text).or(self.message);
        self
    }

    /// Takes the messages about single fields from a map in the body, or from the body itself.
    #[must_use]
    pub fn fields<T: ErrorFields + ?Sized>(mut self, fields: &T) -> Self {
        fields.fields(&mut self.fields);
        self
    }

    /// Takes the messages about single fields from a list in the body, or from the body itself.
    #[must_use]
    pub fn field_list<L, F, M>(
        mut self,
        list: &L,
        field: fn(&L::Item) -> &F,
        message: fn(&L::Item) -> &M,
    ) -> Self
    where
        L: HasItems + ?Sized,
        F: ErrorText + ?Sized,
        M: ErrorText + ?Sized,
    {
        for item in list.items().unwrap_or_default() {
            let mut messages = Vec::new();
            message(item).texts(&mut |text| messages.push(text.to_owned()));
            self.fields
                .push((first(field(item)).unwrap_or_default(), messages));
        }
        self
    }

    /// Takes an identifier from a field of the body, which has this name on the wire.
    #[must_use]
    pub fn id<T: ErrorText + ?Sized>(mut self, name: &str, text: &T) -> Self {
        if let Some(id) = first(text).filter(|id| !id.is_empty()) {
            self.ids.push((name.to_owned(), id));
        }
        self
    }

    /// Takes the trace id from a field of the body.
    #[must_use]
    pub fn trace<T: ErrorText + ?Sized>(mut self, text: &T) -> Self {
        self.trace_id = first(text).filter(|id| !id.is_empty()).or(self.trace_id);
        self
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = |text: &Option<String>| text.as_ref().map(|text| text.chars().count());
        f.debug_struct("ApiError")
            .field("code_characters", &length(&self.code))
            .field("status_characters", &length(&self.status))
            .field("message_characters", &length(&self.message))
            .field("fields", &self.fields.len())
            .field("ids", &self.ids)
            .field("trace_id", &self.trace_id)
            .finish()
    }
}

fn first<T: ErrorText + ?Sized>(text: &T) -> Option<String> {
    let mut first = None;
    text.texts(&mut |text| {
        first.get_or_insert_with(|| text.to_owned());
    });
    first
}

/// A field of an error body (or the body itself) that maps fields to messages.
pub trait ErrorFields {
    /// Appends the messages by field.
    fn fields(&self, found: &mut Vec<(String, Vec<String>)>);
}

impl<T: ErrorText> ErrorFields for BTreeMap<String, T> {
    fn fields(&self, found: &mut Vec<(String, Vec<String>)>) {
        for (field, value) in self {
            let mut messages = Vec::new();
            value.texts(&mut |text| messages.push(text.to_owned()));
            found.push((field.clone(), messages));
        }
    }
}

impl<T: ErrorFields> ErrorFields for Option<T> {
    fn fields(&self, found: &mut Vec<(String, Vec<String>)>) {
        if let Some(fields) = self {
            fields.fields(found);
        }
    }
}

impl<T: ErrorFields> ErrorFields for Maybe<T> {
    fn fields(&self, found: &mut Vec<(String, Vec<String>)>) {
        if let Some(fields) = self.value() {
            fields.fields(found);
        }
    }
}

impl<T: ErrorFields> ErrorFields for Sensitive<T> {
    fn fields(&self, found: &mut Vec<(String, Vec<String>)>) {
        self.expose().fields(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Lenient, UnsetTexts};

    #[test]
    fn every_shape_of_body_gives_the_same_words() {
        let bag = BTreeMap::from([("msisdn".to_owned(), vec!["a".to_owned(), "b".to_owned()])]);
        let error = ApiError::new()
            .code(&Some(422_i64))
            .status(&Lenient::<String>::from_text("Unprocessable"))
            .message(&Sensitive::new("Amina's number is wrong".to_owned()))
            .fields(&Some(bag));
        assert_eq!(error.code.as_deref(), Some("422"));
        assert_eq!(error.status.as_deref(), Some("Unprocessable"));
        assert_eq!(error.message.as_deref(), Some("Amina's number is wrong"));
        assert_eq!(
            error.fields,
            [("msisdn".to_owned(), vec!["a".to_owned(), "b".to_owned()])]
        );
        assert_eq!(ApiError::new().code(&None::<i64>), ApiError::default());
    }

    #[test]
    fn a_list_and_a_map_tell_the_fields_alike() {
        struct Item(Option<String>, Vec<String>);
        let item = |path: Option<&str>, messages: &[&str]| {
            let messages = messages.iter().map(|text| (*text).to_owned()).collect();
            Item(path.map(str::to_owned), messages)
        };
        let list = Sensitive::new(Some(vec![
            item(Some("lines[0].payer"), &["a", "b"]),
            item(None, &["c"]),
            item(Some("lines[1]"), &[]),
        ]));
        let error = ApiError::new()
            .field_list(&list, |item| &item.0, |item| &item.1)
            .fields(&BTreeMap::from([("payer".to_owned(), "d".to_owned())]));
        assert_eq!(
            error.field_errors().collect::<Vec<_>>(),
            [
                ("lines[0].payer", "a"),
                ("lines[0].payer", "b"),
                ("", "c"),
                ("payer", "d")
            ]
        );
        let none = None::<Vec<Item>>;
        assert!(
            ApiError::new()
                .field_list(&none, |item| &item.0, |item| &item.1)
                .is_empty()
        );
    }

    #[test]
    fn an_id_is_kept_and_shown_and_says_not_why() {
        enum Zero {}
        impl UnsetTexts for Zero {
            const TEXTS: &'static [&'static str] = &["0"];
        }
        let error = ApiError::new()
            .id("requestId", "r-1")
            .id("orderId", &None::<String>)
            .id("lineId", "")
            .id("oldId", &Lenient::<String, Zero>::from("0"))
            .trace(&Some("t-1".to_owned()));
        assert_eq!(error.ids().collect::<Vec<_>>(), [("requestId", "r-1")]);
        assert_eq!(error.trace_id(), Some("t-1"));
        assert!(!error.is_empty() && !error.says_why());
        assert!(format!("{error:?}").contains("r-1"));
        assert!(error.message("m").says_why());
        let null: Lenient<String> = serde_json::from_str("null").unwrap();
        assert!(ApiError::new().id("id", &null).code(&null).is_empty());
    }

    #[test]
    fn fields_without_a_message_say_nothing() {
        let bag = |messages: &[&str]| {
            let messages = messages.iter().map(|text| (*text).to_owned()).collect();
            ApiError::new().fields(
                &BTreeMap::from([("errors".to_owned(), messages)]) as &BTreeMap<_, Vec<String>>
            )
        };
        assert!(ApiError::new().is_empty() && bag(&[]).is_empty());
        assert!(!bag(&["required"]).is_empty());
        assert!(!ApiError::new().code("422").is_empty());
    }

    #[test]
    fn debug_shows_the_shape_and_no_word() {
        let error = ApiError::new()
            .message("Amina 256770000017")
            .fields(&BTreeMap::from([(
                "256770000017".to_owned(),
                "Amina".to_owned(),
            )]));
        let shown = format!("{error:?}");
        assert!(
            !shown.contains("Amina") && !shown.contains("2567"),
            "{shown}"
        );
        assert!(shown.contains("message_characters: Some(18)"), "{shown}");
    }
}
