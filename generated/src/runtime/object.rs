//! Objects: how a struct is read from one, and written as one.
//!
//! serde's derived code says the same for each field of each struct anew, and two thirds of the time to check a generated crate
//! went there; its way to keep other properties loses digits of their numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Maybe;

/// Gives a struct its wire form: properties, and maybe a map of the others, whose values have one type.
///
/// Each property says under which names it is read, of which the first is the one that is sent, and whether it
///
/// - `must` be there,
/// - `may` be there and is its type's default if it is not, but is always sent, or
/// - is only sent where there is `some`thing.
///
/// With `_as` and a function, as in `must_as`, what the function makes of it is sent.
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
/// malipo::runtime::object! {
///     Balances {
///         name = "name" | "Name", must,
///         note = "note", some,
///     }
///     others, must
/// }
///
/// let json = r#"{"name":"a","UGX":12345678901234567890.12345678}"#;
/// let balances: Balances = serde_json::from_str(json)?;
/// assert_eq!(serde_json::to_string(&balances)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __malipo_object {
    (@must $found:ident $name:literal) => { $crate::runtime::object::must($found, $name)? };
    (@must_as $found:ident $name:literal) => { $crate::runtime::object::must($found, $name)? };
    (@other $members:ident $name:ident) => { $members.pass_over() };
    (@other $members:ident $name:ident $others:ident) => { $members.other(&mut $others, $name) };
    (@$optional:ident $found:ident $name:literal) => { $found.unwrap_or_default() };
    (
        $struct:ident { $(
            $field:ident = $name:literal $(| $alias:literal)*, $presence:ident $($form:path)?
        ),* $(,)? }
        $($others:ident, $others_presence:ident $($others_form:path)?)?
    ) => {
        impl $crate::runtime::object::Object for $struct {
            const NAMES: &'static [&'static str] = &[$($name, $($alias,)*)*];

            // The names here are such as no type of a document has: it could not be named beside them.
            fn read<'de, __A: $crate::runtime::serde::de::MapAccess<'de>>(
                mut members: $crate::runtime::object::Members<__A>,
            ) -> ::core::result::Result<Self, __A::Error> {
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $others = ::std::collections::BTreeMap::new();)?
                while let ::core::option::Option::Some(name) = members.name()? {
                    match &*name {
                        $($name $(| $alias)* => members.value(&mut $field, $name),)*
                        _ => $crate::runtime::object!(@other members name $($others)?),
                    }?;
                }
                ::core::result::Result::Ok(Self {
                    $($field: $crate::runtime::object!(@$presence $field $name),)*
                    $($others,)?
                })
            }

            fn write<__M: $crate::runtime::serde::ser::SerializeMap>(
                &self,
                sent: &mut $crate::runtime::object::Sent<__M>,
            ) {
                $(sent.$presence($name, &self.$field $(, $form)?);)*
                $(
                    for (name, value) in &self.$others {
                        // A property has one place; what stands in another is not sent.
                        if !Self::NAMES.contains(&name.as_str()) {
                            sent.$others_presence(name, value $(, $others_form)?);
                        }
                    }
                )?
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $struct {
            fn deserialize<__D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::runtime::object::read(deserializer)
            }
        }

        impl $crate::runtime::serde::Serialize for $struct {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::runtime::object::write(self, serializer)
            }
        }
    };
}

pub use crate::__malipo_object as object;

/// A struct whose wire form is an object.
pub trait Object: Sized {
    /// The names of its properties.
    const NAMES: &'static [&'static str];

    /// Takes the properties from the members of an object.
    ///
    /// # Errors
    ///
    /// When one is missing, twice there, or of another type.
    fn read<'de, A: MapAccess<'de>>(members: Members<A>) -> Result<Self, A::Error>;

    /// Sends the properties.
    fn write<M: SerializeMap>(&self, sent: &mut Sent<M>);
}

/// Reads an object.
///
/// # Errors
///
/// When it is none, or [`Object::read`] fails.
pub fn read<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Reader<T>(PhantomData<T>);

    impl<'de, T: Object> Visitor<'de> for Reader<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::read(Members { map })
        }
    }

    deserializer.deserialize_map(Reader(PhantomData))
}

/// Writes an object.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sent = Sent {
        map: serializer.serialize_map(None)?,
        failed: None,
    };
    object.write(&mut sent);
    match sent.failed {
        Some(error) => Err(error),
        None => sent.map.end(),
    }
}

/// The members of an object that is read.
#[derive(Debug)]
pub struct Members<A> {
    map: A,
}

impl<'de, A: MapAccess<'de>> Members<A> {
    /// The name of the next one; its value has to be read, or passed over, before the next.
    ///
    /// # Errors
    ///
    /// When the text is no object.
    pub fn name(&mut self) -> Result<Option<Name<'de>>, A::Error> {
        self.map.next_key()
    }

    /// Reads the value of a property.
    ///
    /// # Errors
    ///
    /// When it has another type, or was there before.
    pub fn value<T: Deserialize<'de>>(
        &mut self,
        found: &mut Option<T>,
        name: &'static str,
    ) -> Result<(), A::Error> {
        match found.replace(self.map.next_value()?) {
            None => Ok(()),
            Some(_) => Err(A::Error::duplicate_field(name)),
        }
    }

    /// Reads the value of another property; the last counts if there are several of a name.
    ///
    /// # Errors
    ///
    /// When it has another type.
    pub fn other<T: Deserialize<'de>>(
        &mut self,
        others: &mut BTreeMap<String, T>,
        name: Name<'de>,
    ) -> Result<(), A::Error> {
        others.insert(name.0.into_owned(), self.map.next_value()?);
        Ok(())
    }

    /// Passes over a value that nobody asked for.
    ///
    /// # Errors
    ///
    /// When the text is no object.
    pub fn pass_over(&mut self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(|_| ())
    }
}

/// The name of a member, copied only where it has to be.
#[derive(Debug)]
pub struct Name<'de>(Cow<'de, str>);

impl Deref for Name<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a property")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }

            fn visit_string<E>(self, name: String) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name)))
            }
        }

        deserializer.deserialize_identifier(Reader)
    }
}

/// The value of a property that has to be there.
///
/// # Errors
///
/// When it is missing.
pub fn must<T, E: serde::de::Error>(found: Option<T>, name: &'static str) -> Result<T, E> {
    found.ok_or_else(|| E::missing_field(name))
}

/// An object that is written. After an error, nothing more is.
#[derive(Debug)]
pub struct Sent<M: SerializeMap> {
    map: M,
    failed: Option<M::Error>,
}

impl<M: SerializeMap> Sent<M> {
    /// Sends a property.
    pub fn must<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if self.failed.is_none() {
            self.failed = self.map.serialize_entry(name, value).err();
        }
    }

    /// Sends what a function makes of a property.
    pub fn must_as<T, W: Serialize>(&mut self, name: &str, value: &T, form: fn(&T) -> W) {
        self.must(name, &form(value));
    }

    /// Sends a property that need not be there to be read.
    pub fn may<T: Serialize>(&mut self, name: &str, value: &T) {
        self.must(name, value);
    }

    /// Sends what a function makes of such a property.
    pub fn may_as<T, W: Serialize>(&mut self, name: &str, value: &T, form: fn(&T) -> W) {
        self.must(name, &form(value));
    }

    /// Sends a property that has a value.
    pub fn some<T: Serialize + Absent>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.must(name, value);
        }
    }

    /// Sends what a function makes of a property that has a value.
    pub fn some_as<T: Absent, W: Serialize>(&mut self, name: &str, value: &T, form: fn(&T) -> W) {
        if !value.is_absent() {
            self.must(name, &form(value));
        }
    }
}

/// What may have no value.
pub trait Absent {
    /// Whether there is nothing to send.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Maybe<T> {
    fn is_absent(&self) -> bool {
        Self::is_absent(self)
    }
}

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
    ::malipo::runtime::object! {
        Thing {
            r#type = "type" | "Type", must_as crate::runtime::amount::number::NumberForm::to_number_form,
            note = "note", some,
            total = "total", may,
        }
        others, must_as crate::runtime::amount::number::NumberForm::to_number_form
    }

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
    ::malipo::runtime::object! { D { map = "a", must, name = "b", must } value, must }

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
    fn what_is_not_known_is_passed_over_where_nothing_keeps_it() {
        #[derive(Debug, PartialEq)]
        struct Closed {
            name: String,
            count: i64,
        }
        ::malipo::runtime::object! {
            Closed {
                name = "na\"me", must,
                count = "count", may,
            }
        }
        // A name with an escape is no part of the text, and a value is read from a tree as from a text.
        let json = r#"{"other":{"count":[1]},"na\"me":"a"}"#;
        let read: Closed = serde_json::from_str(json).unwrap();
        let name = "a".to_owned();
        assert_eq!(read, Closed { name, count: 0 });
        let tree: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::from_value::<Closed>(tree).unwrap(), read);
        let written = serde_json::to_string(&read).unwrap();
        assert_eq!(written, r#"{"na\"me":"a","count":0}"#);
    }

    #[test]
    fn a_known_property_is_not_sent_twice() {
        let mut thing = read(r#"{"type":1}"#).unwrap();
        thing.others.insert("Type".to_owned(), Amount::from(2));
        let written = serde_json::to_string(&thing).unwrap();
        assert_eq!(written, r#"{"type":1,"total":null}"#);
    }
}
