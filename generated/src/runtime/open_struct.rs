//! Objects with known properties and others.

/// Gives a struct its wire form: known properties, and a map of the others, whose values have one type.
///
/// serde's own way to do so keeps every value in between, and loses digits of a number there. Each property says under which
/// names it is read (the first is the one that is sent), whether it `must` be there or `may` be, `unless` which it is sent,
/// and `as` what.
///
/// ```
/// # use std::collections::BTreeMap;
/// use malipo::Amount;
///
/// #[derive(Debug, PartialEq)]
/// pub struct Balances {
///     pub name: String,
///     pub note: Option<String>,
///     pub others: BTreeMap<String, Amount>,
/// }
///
/// malipo::runtime::open_struct! { Balances {
///     name: String = "name" | "Name", must,
///     note: Option<String> = "note", may unless Option::is_none,
/// } others: Amount }
///
/// let json = r#"{"name":"a","UGX":12345678901234567890.12345678}"#;
/// let balances: Balances = serde_json::from_str(json)?;
/// assert_eq!(serde_json::to_string(&balances)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __malipo_open_struct {
    (@missing must $wire:literal) => {
        return ::core::result::Result::Err($crate::runtime::serde::de::Error::missing_field($wire))
    };
    (@missing may $wire:literal) => { ::core::default::Default::default() };
    (@as $value:expr) => { $value };
    (@as $value:expr, $form:path) => { &$form($value) };
    (@entry $map:ident $wire:literal $value:expr $(, $form:path)?) => {
        $crate::runtime::serde::ser::SerializeMap::serialize_entry(
            &mut $map, $wire, $crate::runtime::open_struct!(@as $value $(, $form)?),
        )?;
    };
    (@sent $map:ident $wire:literal $value:expr, unless $absent:path $(, $form:path)?) => {
        if !$absent($value) {
            $crate::runtime::open_struct!(@entry $map $wire $value $(, $form)?);
        }
    };
    (@sent $map:ident $wire:literal $value:expr $(, $form:path)?) => {
        $crate::runtime::open_struct!(@entry $map $wire $value $(, $form)?);
    };
    (
        $name:ident { $(
            $field:ident: $type:ty = $wire:literal $(| $alias:literal)*,
            $presence:ident $(unless $absent:path)? $(as $form:path)?
        ),* $(,)? }
        $others:ident: $value:ty $(as $others_form:path)?
    ) => {
        // The names here are such as no type of a document has: it could not be named beside them.
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                let mut map = serializer.serialize_map(::core::option::Option::None)?;
                $($crate::runtime::open_struct!(@sent map $wire &self.$field $(, unless $absent)? $(, $form)?);)*
                for (name, value) in &self.$others {
                    // A property has one place; what stands in another is not sent.
                    if !::core::matches!(name.as_str(), $($wire $(| $alias)* |)* "") || name.is_empty() {
                        $crate::runtime::serde::ser::SerializeMap::serialize_entry(
                            &mut map, name, $crate::runtime::open_struct!(@as value $(, $others_form)?),
                        )?;
                    }
                }
                $crate::runtime::serde::ser::SerializeMap::end(map)
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                struct __Reader;

                impl<'de> $crate::runtime::serde::de::Visitor<'de> for __Reader {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<__A: $crate::runtime::serde::de::MapAccess<'de>>(
                        self,
                        mut members: __A,
                    ) -> ::core::result::Result<$name, __A::Error> {
                        $(let mut $field: ::core::option::Option<$type> = ::core::option::Option::None;)*
                        let mut $others = ::std::collections::BTreeMap::new();
                        while let ::core::option::Option::Some(name) = members.next_key::<::std::string::String>()? {
                            match name.as_str() {
                                $($wire $(| $alias)* => {
                                    if $field.replace(members.next_value()?).is_some() {
                                        return ::core::result::Result::Err(
                                            $crate::runtime::serde::de::Error::duplicate_field($wire),
                                        );
                                    }
                                })*
                                _ => {
                                    let value: $value = members.next_value()?;
                                    $others.insert(name, value);
                                }
                            }
                        }
                        ::core::result::Result::Ok($name {
                            $($field: match $field {
                                ::core::option::Option::Some(value) => value,
                                ::core::option::Option::None => $crate::runtime::open_struct!(@missing $presence $wire),
                            },)*
                            $others,
                        })
                    }
                }

                deserializer.deserialize_map(__Reader)
            }
        }
    };
}

pub use crate::__malipo_open_struct as open_struct;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::runtime::{Amount, Maybe};

    #[derive(Debug, PartialEq)]
    struct Thing {
        r#type: Amount,
        note: Maybe<String>,
        total: Option<Amount>,
        others: BTreeMap<String, Amount>,
    }
    ::malipo::runtime::open_struct! { Thing {
        r#type: Amount = "type" | "Type", must as crate::runtime::amount::number::NumberForm::to_number_form,
        note: Maybe<String> = "note", may unless Maybe::is_absent,
        total: Option<Amount> = "total", may,
    } others: Amount as crate::runtime::amount::number::NumberForm::to_number_form }

    /// Types that are called like what the macro might call its own.
    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct A(u8);
    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct Reader(u8);
    #[derive(Debug, PartialEq)]
    struct D {
        map: A,
        name: Reader,
        value: BTreeMap<String, A>,
    }
    ::malipo::runtime::open_struct! { D { map: A = "a", must, name: Reader = "b", must } value: A }

    #[test]
    fn no_name_of_a_document_is_in_the_way() {
        let json = r#"{"a":1,"b":2,"c":3}"#;
        let read: D = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }

    fn read(json: &str) -> Result<Thing, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn known_and_other_properties_keep_every_digit() {
        let json = r#"{"type":12345678901234567890.12345678,"note":null,"total":null,"":1.50,"a":12345678901234567890.12345678}"#;
        assert_eq!(serde_json::to_string(&read(json).unwrap()).unwrap(), json);
        let quoted = read(r#"{"Type":"1.50","b":"2"}"#).unwrap();
        assert_eq!(quoted.note, Maybe::Absent);
        let written = serde_json::to_string(&quoted).unwrap();
        assert_eq!(written, r#"{"type":1.50,"total":null,"b":2}"#);
    }

    #[test]
    fn what_is_missing_twice_or_wrong_is_an_error() {
        for (json, error) in [
            ("{}", "missing field `type`"),
            (r#"{"type":1,"Type":2}"#, "duplicate field `type`"),
            (r#"{"type":1,"a":true}"#, "an amount must be"),
            ("[]", "expected an object"),
        ] {
            let said = read(json).unwrap_err().to_string();
            assert!(said.contains(error), "{said}");
        }
    }

    #[test]
    fn a_known_property_is_not_sent_twice() {
        let mut thing = read(r#"{"type":1}"#).unwrap();
        thing.others.insert("Type".to_owned(), Amount::from(2));
        let written = serde_json::to_string(&thing).unwrap();
        assert_eq!(written, r#"{"type":1,"total":null}"#);
    }
}
