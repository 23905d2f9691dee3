//! Bodies that are forms: `application/x-www-form-urlencoded`.

use form_urlencoded::byte_serialize;

use crate::wire::ToParameter;
use crate::wire::styled::Pair;

/// A form that is being written, field after field, in the order of the specification.
///
/// ```
/// use malipo_runtime::Form;
///
/// let mut form = Form::new();
/// form.field("scope", "a b&c");
/// form.field("limit", &None::<i64>);
/// assert_eq!(form.into_text(), "scope=a+b%26c");
/// ```
#[derive(Default)]
pub struct Form {
    text: String,
}

/// A request body that can be written as a form.
pub trait ToForm {
    /// Writes its fields.
    fn to_form(&self, form: &mut Form);
}

impl Form {
    /// A form without a field.
    pub const fn new() -> Self {
        Self {
            text: String::new(),
        }
    }

    /// Appends a field, unless its value is absent.
    pub fn field<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        let Some(value) = value.to_parameter() else {
            return;
        };
        self.pair(&Pair::new(name, value.into_owned()));
    }

    /// Appends a name and its value.
    pub(crate) fn pair(&mut self, pair: &Pair) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.extend(byte_serialize(pair.name.as_bytes()));
        self.text.push('=');
        for (number, text) in pair.texts.iter().enumerate() {
            if number > 0 {
                // What is between items is told from what is in them: there, it is escaped.
                self.text.push_str(match pair.delimiter {
                    ' ' => "+",
                    '|' => "%7C",
                    _ => ",",
                });
            }
            self.text.extend(byte_serialize(text.as_bytes()));
        }
    }

    /// The form as it is sent. It holds the values: take care where it goes.
    pub fn into_text(self) -> String {
        self.text
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Form({} bytes)", self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Amount, OrBlank, Sensitive};

    #[test]
    fn no_value_can_end_its_field_and_what_is_absent_is_left_out() {
        let mut form = Form::new();
        form.field("grant_type", "client_credentials");
        form.field("secret", &Sensitive::new("a=b&c d+e%~é\r\n".to_owned()));
        form.field("absent", &None::<String>);
        form.field("amount", &"1000.50".parse::<Amount>().unwrap());
        form.field("blank", &OrBlank::<String>::Blank);
        form.field("a&b", &Some(true));
        assert!(!format!("{form:?}").contains("client"), "{form:?}");
        assert_eq!(
            form.into_text(),
            "grant_type=client_credentials&secret=a%3Db%26c+d%2Be%25%7E%C3%A9%0D%0A\
             &amount=1000.50&blank=&a%26b=true"
        );
    }

    #[test]
    fn a_server_reads_back_what_was_written() {
        let value = "x=1&y=2 +%20~*-._/\u{1F600}";
        let mut form = Form::new();
        form.field("v", value);
        let url =
            reqwest::Url::parse(&format!("https://example.com/?{}", form.into_text())).unwrap();
        let read: Vec<_> = url.query_pairs().into_owned().collect();
        assert_eq!(read, [("v".to_owned(), value.to_owned())]);
    }
}
