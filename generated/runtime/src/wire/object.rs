//! Objects: how a struct is read from one, and written as one.
//!
//! serde's derived code says the same for each field of each struct anew, and two thirds of the time to check a generated crate
//! went there; its way to keep other properties loses digits of their numbers.

mod members;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::{Maybe, Unreadable};
pub use members::{FromItems, Members};

/// Declares a struct and its wire form: properties, and maybe a map of the others, whose values have one type.
///
/// A field says how it is present, its type, and the names under which it is read, of which the first is the one that is sent:
///
/// - `must`: it has to be there;
/// - `essential`: it has to be there, and must not be an empty string;
/// - `may`: if it is absent, it is its type's default; it is always sent;
/// - `null`: an `Option`, always sent, as `null` if it is `None`;
/// - `some`: an `Option`, sent if it is `Some`;
/// - `maybe`: a [`Maybe`], which is absent, `null` or a value.
///
/// `as` and a function send what the function makes of the field. `list` reads the items one by one where the whole cannot be
/// read. A struct of a response `keeps` what cannot be read of it in a field of the type [`Unreadable`]. A struct of a request
/// `builds` its `builder`.
///
/// ```
/// # use std::collections::BTreeMap;
/// use malipo_runtime::Amount;
///
/// malipo_runtime::rt::object! {
///     #[derive(Debug, PartialEq)]
///     pub struct Balances keeps unreadable {
///         pub name: must String = "name" | "Name";
///         pub note: some String = "note";
///     } and pub others: Amount
/// }
///
/// let json = r#"{"name":"a","UGX":12345678901234567890.12345678}"#;
/// let balances: Balances = serde_json::from_str(json)?;
/// assert_eq!(balances.note, None);
/// assert_eq!(serde_json::to_string(&balances)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __malipo_object {
    // The type of a field.
    (@type some $ty:ty) => { ::core::option::Option<$ty> };
    (@type null $ty:ty) => { ::core::option::Option<$ty> };
    (@type maybe $ty:ty) => { $crate::rt::Maybe<$ty> };
    (@type $presence:ident $ty:ty) => { $ty };

    // How a member is read.
    (@value $members:ident $found:ident $name:ident) => { $members.value(&mut $found, $name) };
    (@value $members:ident $found:ident $name:ident list) => { $members.list(&mut $found, $name) };
    (@keeps_others) => { false };
    (@keeps_others $others:ident) => { true };
    (@other $members:ident $name:ident) => { $members.undeclared($name) };
    (@other $members:ident $name:ident $others:ident) => { $members.other(&mut $others, $name) };

    (
        $(#[$attr:meta])*
        $vis:vis struct $struct:ident
        $(keeps $unreadable:ident)?
        $(builds $builder:ident $rest:tt $required:tt $(from $choice:tt)?)?
        {$(
            $(#[$field_attr:meta])*
            $field_vis:vis $field:ident: $presence:ident $ty:ty = $name:literal $(| $alias:literal)*
                $(as $form:path)? $([$list:ident])? $(, set $set:tt)? $(, where $rules:tt)?;
        )*}
        $(
            and $others_vis:vis $others:ident: $others_ty:ty $(as $others_form:path)?
        )?
        $(where $whole:expr)?
    ) => {
        $(#[$attr])*
        $vis struct $struct {
            $($(#[$field_attr])* $field_vis $field: $crate::rt::object!(@type $presence $ty),)*
            $(
                /// The other properties, by their names.
                $others_vis $others: ::std::collections::BTreeMap<::std::string::String, $others_ty>,
            )?
            $($unreadable: $crate::rt::Unreadable,)?
        }

        $(
            #[allow(dead_code, unreachable_pub, reason = "the struct may be private, and nobody need ask")]
            impl $struct {
                /// Returns the members that have another JSON type than documented, as they came.
                pub const fn unreadable(&self) -> &$crate::rt::Unreadable {
                    &self.$unreadable
                }
            }
        )?

        impl $crate::rt::object::Object for $struct {
            const NAMES: &'static [&'static str] = &[$($name, $($alias,)*)*];
            const MEMBERS: &'static [$crate::rt::object::Member] = &[$(
                $crate::rt::object::Member {
                    names: &[$name $(, $alias)*],
                    must: $crate::rt::object::presence::$presence,
                }
            ),*];
            const KEEPS_OTHERS: bool = $crate::rt::object!(@keeps_others $($others)?);

            // The names here are such as no type of a document has: it could not be named beside them.
            fn read<'de, __A: $crate::rt::serde::de::MapAccess<'de>>(
                mut members: $crate::rt::object::Members<__A>,
            ) -> ::core::result::Result<Self, __A::Error> {
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $others = ::std::collections::BTreeMap::new();)?
                while let ::core::option::Option::Some(name) = members.name()? {
                    match &*name {
                        $($name $(| $alias)* => {
                            let name = $name;
                            $crate::rt::object!(@value members $field name $($list)?)
                        },)*
                        _ => $crate::rt::object!(@other members name $($others)?),
                    }?;
                }
                ::core::result::Result::Ok(Self {
                    $($field: members.$presence($field, $name)?,)*
                    $($others,)?
                    $($unreadable: members.unreadable(),)?
                })
            }

            fn write<__M: $crate::rt::serde::ser::SerializeMap>(
                &self,
                sent: &mut $crate::rt::object::Sent<'_, __M>,
            ) {
                $(sent.$presence($name, &$($form)?(&self.$field));)*
                $(
                    for (name, value) in &self.$others {
                        // A property has one place; what stands in another is not sent.
                        if !Self::NAMES.contains(&name.as_str()) {
                            sent.must(name, &$($others_form)?(value));
                        }
                    }
                    sent.unreadable_others(Self::NAMES);
                )?
            }

            $(
                fn kept(&self) -> ::core::option::Option<&$crate::rt::Unreadable> {
                    ::core::option::Option::Some(&self.$unreadable)
                }
            )?
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $struct {
            fn deserialize<__D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::rt::object::read(deserializer)
            }
        }

        impl $crate::rt::serde::Serialize for $struct {
            fn serialize<__S: $crate::rt::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::rt::object::write(self, serializer)
            }
        }

        $crate::rt::builder! {
            [$($builder $rest $required $(from $choice)?)?]
            $vis $struct {$(
                [$(#[$field_attr])*] $field: $presence [$ty] = $name, $(set $set)? $(where $rules)?;
            )*}
            {$($others: [$others_ty])?} {$($unreadable)?}
            $(where $whole)?
        }
    };
}

pub use crate::__malipo_object as object;

/// Whether a property has to be there, by the word of its presence.
pub mod presence {
    #![allow(non_upper_case_globals, reason = "they are words of a macro")]

    macro_rules! words {
        ($($word:ident = $must:literal),*) => {$(
            #[doc = concat!("Whether what is `", stringify!($word), "` has to be there.")]
            pub const $word: bool = $must;
        )*};
    }

    words!(
        must = true,
        essential = true,
        may = false,
        null = false,
        some = false,
        maybe = false
    );
}

/// A property of a struct.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The names under which it is read.
    pub names: &'static [&'static str],
    /// Whether it must be there.
    pub must: bool,
}

/// A struct whose wire form is an object.
pub trait Object: Sized {
    /// The names of its properties.
    const NAMES: &'static [&'static str];
    /// Its properties.
    const MEMBERS: &'static [Member];
    /// Whether it has a field for all other members.
    const KEEPS_OTHERS: bool;

    /// Takes the properties from the members of an object.
    ///
    /// # Errors
    ///
    /// When one is missing, twice there, or of another type.
    fn read<'de, A: MapAccess<'de>>(members: Members<A>) -> Result<Self, A::Error>;

    /// Sends the properties.
    fn write<M: SerializeMap>(&self, sent: &mut Sent<'_, M>);

    /// Returns what could not be read of it; none if it is only sent.
    fn kept(&self) -> Option<&Unreadable> {
        None
    }
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
            T::read(Members::of(map))
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
    send(object, None, serializer)
}

/// Writes an object with a member that it has to have: a discriminator and its value.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_with<T: Object, S: Serializer>(
    object: &T,
    tag: (&str, &str),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    send(object, Some(tag), serializer)
}

fn send<T: Object, S: Serializer>(
    object: &T,
    tag: Option<(&str, &str)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut sent = Sent {
        map: serializer.serialize_map(None)?,
        unreadable: object.kept().filter(|kept| !kept.is_nothing()),
        tag,
        failed: None,
    };
    object.write(&mut sent);
    sent.undeclared();
    if let Some((name, value)) = sent.tag {
        sent.entry(name, value);
    }
    match sent.failed {
        Some(error) => Err(error),
        None => sent.map.end(),
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

/// An object that is written. After an error, nothing more is.
#[derive(Debug)]
pub struct Sent<'a, M: SerializeMap> {
    map: M,
    unreadable: Option<&'a Unreadable>,
    /// A member that has to be there, as long as it is not.
    tag: Option<(&'a str, &'a str)>,
    failed: Option<M::Error>,
}

impl<M: SerializeMap> Sent<'_, M> {
    /// Sends a property. What could not be read of it is sent as it came.
    pub fn must<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if !self.unreadable(name) {
            self.entry(name, value);
        }
    }

    /// Sends a property that must not be empty.
    pub fn essential<T: Serialize>(&mut self, name: &str, value: &T) {
        self.must(name, value);
    }

    /// Sends a property that need not be there to be read.
    pub fn may<T: Serialize>(&mut self, name: &str, value: &T) {
        self.must(name, value);
    }

    /// Sends a property that may be `null`.
    pub fn null<T: Serialize>(&mut self, name: &str, value: &T) {
        self.must(name, value);
    }

    /// Sends a property that has a value.
    pub fn some<T: Serialize + Absent>(&mut self, name: &str, value: &T) {
        if !self.unreadable(name) && !value.is_absent() {
            self.entry(name, value);
        }
    }

    /// Sends a property that is not absent.
    pub fn maybe<T: Serialize + Absent>(&mut self, name: &str, value: &T) {
        self.some(name, value);
    }

    /// Sends what could not be read of the properties without a name of their own.
    pub fn unreadable_others(&mut self, names: &[&str]) {
        for member in self.unreadable.into_iter().flat_map(Unreadable::iter) {
            if !names.contains(&&*member.property) {
                self.entry(&member.name, &member.json);
            }
        }
    }

    /// Sends what could not be read of a property, if there is something.
    fn unreadable(&mut self, name: &str) -> bool {
        let mut some = false;
        for member in self.unreadable.into_iter().flat_map(|kept| kept.of(name)) {
            self.entry(&member.name, &member.json);
            some = true;
        }
        some
    }

    /// Sends the members that no property is for.
    fn undeclared(&mut self) {
        for (name, json) in self.unreadable.into_iter().flat_map(Unreadable::undeclared) {
            self.entry(name, json);
        }
    }

    fn entry<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if self.tag.is_some_and(|(tag, _)| tag == name) {
            self.tag = None;
        }
        if self.failed.is_none() {
            self.failed = self.map.serialize_entry(name, value).err();
        }
    }
}

/// What may have no value.
pub trait Absent {
    /// Whether there is nothing to send.
    fn is_absent(&self) -> bool;
}

impl<T: Absent> Absent for &T {
    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
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
    use crate::wire::{Amount, Maybe};

    ::malipo_runtime::rt::object! {
        #[derive(Debug, PartialEq)]
        struct Thing {
            r#type: must Amount = "type" | "Type" as crate::wire::amount::number::as_number;
            note: maybe String = "note";
            total: null Amount = "total";
        } and others: Amount as crate::wire::amount::number::as_number
    }

    /// Types that are called like what the macro might call its own.
    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct A(u8);
    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct Reader(u8);
    ::malipo_runtime::rt::object! {
        #[derive(Debug, PartialEq)]
        struct D {
            map: must A = "a";
            name: must Reader = "b";
        } and value: A
    }

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
        ::malipo_runtime::rt::object! {
            #[derive(Debug, PartialEq)]
            struct Closed {
                name: must String = "na\"me";
                count: may i64 = "count";
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
