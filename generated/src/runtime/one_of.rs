//! One of several schemas, told apart by what only one of them has.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::{RawJson, reading};

/// How many such values may lie within each other. Each is read anew from its text, so that every digit of an amount is
/// kept; what lies deeper is not looked into.
const MOST_LEVELS: u32 = 16;

/// How often the text of the outermost value may be read over. Options that are tried one after the other within each other
/// would take longer than anybody waits; what is left then is kept as it was sent.
const MOST_READINGS: usize = 64;

/// What a value of one option is or has, and one of no other option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A property, under any of these names.
    Property(&'static [&'static str]),
    /// A property, under any of these names, with one of these values.
    Constant(&'static [&'static str], &'static [&'static str]),
    /// One of these kinds of JSON.
    Is(&'static [JsonKind]),
    /// Nothing: the first option that can be read is the right one.
    Fits,
}

/// A kind of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list.
    List,
    /// An object.
    Object,
    /// `null`.
    Null,
}

impl JsonKind {
    /// By the first character: the text is known to be JSON.
    pub(super) fn of(json: &str) -> Self {
        match json.as_bytes().first() {
            Some(b'"') => Self::Text,
            Some(b'[') => Self::List,
            Some(b'{') => Self::Object,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'n') => Self::Null,
            _ => Self::Number,
        }
    }

    /// The kind in words.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::List => "a list",
            Self::Object => "an object",
            Self::Null => "null",
        }
    }
}

/// A value of which it is not known yet which option it is.
pub struct OneOf {
    json: Box<RawValue>,
    members: BTreeMap<String, Box<RawValue>>,
    decided: bool,
    within: Option<Level>,
}

impl OneOf {
    /// Reads a value without losing anything of it.
    ///
    /// # Errors
    ///
    /// When it is no JSON.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let within = Level::enter(json.get().len());
        let members = match within {
            Some(_) if JsonKind::of(json.get()) == JsonKind::Object => {
                serde_json::from_str(json.get()).unwrap_or_default()
            }
            _ => BTreeMap::new(),
        };
        Ok(Self {
            json,
            members,
            decided: false,
            within,
        })
    }

    /// The value as an option, if it has the option's sign and can be read as one. Whoever has a sign is of no other option.
    pub fn option<T: DeserializeOwned>(&mut self, sign: Sign) -> Option<T> {
        if self.decided || self.within.is_none() {
            return None;
        }
        let found = |names: &[&str]| names.iter().find_map(|name| self.members.get(*name));
        let has_sign = match sign {
            Sign::Property(names) => found(names).is_some(),
            Sign::Constant(names, values) => found(names).is_some_and(|found| says(found, values)),
            Sign::Is(kinds) => kinds.contains(&JsonKind::of(self.json.get())),
            Sign::Fits => Level::may_read(self.json.get().len()),
        };
        if !has_sign {
            return None;
        }
        self.decided = sign != Sign::Fits;
        let read = || serde_json::from_str(self.json.get()).ok();
        // Read leniently, nearly every option fits.
        let value = if self.decided {
            read()
        } else {
            reading::strictly(read)
        };
        if value.is_none() {
            reading::forget();
        }
        value
    }

    /// The value as it was sent.
    pub fn into_json(self) -> RawJson {
        RawJson::from_raw(self.json)
    }
}

impl std::fmt::Debug for OneOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneOf").finish_non_exhaustive()
    }
}

/// Whether a scalar is one of these values, with or without quotes.
fn says(json: &RawValue, values: &[&str]) -> bool {
    match serde_json::from_str::<String>(json.get()) {
        Ok(text) => values.contains(&text.as_str()),
        Err(_) => values.contains(&json.get()),
    }
}

thread_local! {
    static LEVELS: Cell<u32> = const { Cell::new(0) };
    static READABLE: Cell<usize> = const { Cell::new(0) };
}

/// One level of values within values; it ends when this is dropped.
struct Level;

impl Level {
    fn enter(length: usize) -> Option<Self> {
        LEVELS.with(|levels| {
            let above = levels.get();
            if above == 0 {
                READABLE.set(length.saturating_mul(MOST_READINGS));
            }
            (above < MOST_LEVELS).then(|| {
                levels.set(above + 1);
                Self
            })
        })
    }

    /// Whether so much may still be read to try whether it fits.
    fn may_read(length: usize) -> bool {
        READABLE.with(|readable| match readable.get().checked_sub(length) {
            Some(rest) => {
                readable.set(rest);
                true
            }
            None => false,
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVELS.with(|levels| levels.set(levels.get().saturating_sub(1)));
    }
}

/// Gives an enum of several schemas its conversions and its wire form.
///
/// Each variant says how it holds its value: `boxed` in a box, `own` as it is, and `alike` as it is where another variant has
/// the same type, so that there is no conversion from it. Then comes its sign: `has` names the property by which it is known,
/// and its values if those are what counts; `is` names kinds of JSON. `else` names the variant that keeps what is none of
/// them. Without it, such a value is an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __malipo_one_of {
    (@sign) => { $crate::runtime::Sign::Fits };
    (@sign is $($kind:ident)|+) => { $crate::runtime::Sign::Is(&[$($crate::runtime::JsonKind::$kind),+]) };
    (@sign has $($name:literal)|+) => { $crate::runtime::Sign::Property(&[$($name),+]) };
    (@sign has $($name:literal)|+ = $($value:literal)|+) => {
        $crate::runtime::Sign::Constant(&[$($name),+], &[$($value),+])
    };
    (@held boxed $value:expr) => { ::std::boxed::Box::new($value) };
    (@held $mode:ident $value:expr) => { $value };
    (@from alike $enum:ident $option:ident $type:ty) => {};
    (@from $mode:ident $enum:ident $option:ident $type:ty) => {
        impl ::core::convert::From<$type> for $enum {
            fn from(value: $type) -> Self {
                Self::$option($crate::runtime::one_of!(@held $mode value))
            }
        }
    };
    (
        $enum:ident { $($option:ident($mode:ident $type:ty) $([$($sign:tt)+])?),+ $(,)? }
        $(else $unknown:ident)?
    ) => {
        $($crate::runtime::one_of!(@from $mode $enum $option $type);)+

        impl $crate::runtime::serde::Serialize for $enum {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$option(value) => $crate::runtime::serde::Serialize::serialize(value, serializer),)+
                    $(Self::$unknown(value) => $crate::runtime::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $enum {
            fn deserialize<__D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                let mut value = $crate::runtime::OneOf::read(deserializer)?;
                $(
                    let sign = $crate::runtime::one_of!(@sign $($($sign)+)?);
                    if let ::core::option::Option::Some(value) = value.option::<$type>(sign) {
                        return ::core::result::Result::Ok(Self::$option($crate::runtime::one_of!(@held $mode value)));
                    }
                )+
                $(return ::core::result::Result::Ok(Self::$unknown(value.into_json()));)?
                #[allow(unreachable_code)]
                ::core::result::Result::Err(<__D::Error as $crate::runtime::serde::de::Error>::custom(
                    "the value is none of the options",
                ))
            }
        }
    };
}

pub use crate::__malipo_one_of as one_of;

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::runtime::Amount;

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    struct Leaf {
        amount: Amount,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    struct Branch {
        kind: String,
        below: Vec<Tree>,
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Tree {
        Leaf(Box<Leaf>),
        Branch(Box<Branch>),
        Unknown(RawJson),
    }
    ::malipo::runtime::one_of! { Tree {
        Leaf(boxed Leaf) [has "amount" | "Amount"],
        Branch(boxed Branch) [has "kind" = "1" | "one"]
    } else Unknown }

    #[derive(Debug)]
    enum Sent {
        Leaf(Box<Leaf>),
        Branch(Box<Branch>),
    }
    ::malipo::runtime::one_of! { Sent { Leaf(boxed Leaf), Branch(boxed Branch) } }

    #[derive(Debug, PartialEq)]
    enum Scalar {
        Amount(Amount),
        Text(String),
        Other(String),
        List(Vec<Amount>),
        Unknown(RawJson),
    }
    ::malipo::runtime::one_of! { Scalar {
        Amount(own Amount) [is Number],
        List(own Vec<Amount>) [is List],
        Text(own String),
        Other(alike String)
    } else Unknown }

    /// Types that are called like what the macro might call its own.
    #[derive(Debug, Deserialize, Serialize)]
    struct D(u8);
    #[derive(Debug)]
    enum S {
        D(D),
        Unknown(RawJson),
    }
    ::malipo::runtime::one_of! { S { D(own D) [is Number] } else Unknown }

    #[derive(Debug)]
    enum Deep {
        List(Vec<Deep>),
        Lists(Vec<Vec<Deep>>),
        Unknown(RawJson),
    }
    ::malipo::runtime::one_of! { Deep {
        Lists(own Vec<Vec<Deep>>),
        List(own Vec<Deep>)
    } else Unknown }

    fn read(json: &str) -> Tree {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_digit_and_every_level_comes_back() {
        let json =
            r#"{"kind":"1","below":[{"amount":12345678901234567890.12345678},{"kind":"2"},[7]]}"#;
        let tree = read(json);
        let Tree::Branch(branch) = &tree else {
            unreachable!("{tree:?}")
        };
        assert!(matches!(&branch.below[0], Tree::Leaf(_)));
        assert!(matches!(&branch.below[1], Tree::Unknown(raw) if raw.get() == r#"{"kind":"2"}"#));
        assert!(matches!(&branch.below[2], Tree::Unknown(_)));
        assert_eq!(serde_json::to_string(&tree).unwrap(), json);
    }

    #[test]
    fn a_kind_of_json_tells_options_apart_and_no_digit_is_lost() {
        let read = |json: &str| serde_json::from_str::<Scalar>(json).unwrap();
        let json = "12345678901234567890.12345678";
        assert!(matches!(read(json), Scalar::Amount(amount) if amount.to_string() == json));
        assert_eq!(read("\"a\""), Scalar::Text("a".to_owned()));
        let Scalar::List(list) = read("[1.50]") else {
            unreachable!()
        };
        assert_eq!(serde_json::to_string(&list).unwrap(), "[1.50]");
        assert!(matches!(read("true"), Scalar::Unknown(raw) if raw.get() == "true"));
        assert!(matches!(read("[true]"), Scalar::Unknown(_)));
        assert_eq!(Scalar::from(vec![Amount::from(1)]), read("[1]"));
    }

    #[test]
    fn options_that_are_tried_within_each_other_take_no_longer_than_somebody_waits() {
        let json = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        let read: Deep = serde_json::from_str(&json).unwrap();
        assert!(!matches!(read, Deep::Unknown(_)));
        assert!(matches!(serde_json::from_str("1"), Ok(S::D(D(1)))));
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }

    #[test]
    fn who_has_the_sign_of_one_option_is_never_another() {
        let json = r#"{"amount":"none","kind":"1","below":[]}"#;
        assert_eq!(read(json), Tree::Unknown(json.parse().unwrap()));
        assert!(matches!(
            read(r#"{"kind":"1","below":[]}"#),
            Tree::Branch(_)
        ));
        assert!(matches!(read("3"), Tree::Unknown(_)));
    }

    #[test]
    fn without_signs_the_first_that_fits_is_taken_and_else_nothing() {
        let sent = |json: &str| serde_json::from_str::<Sent>(json);
        let both = r#"{"amount":1,"kind":"1","below":[]}"#;
        assert!(matches!(sent(both), Ok(Sent::Leaf(_))));
        assert!(matches!(
            sent(r#"{"kind":"secret","below":[]}"#),
            Ok(Sent::Branch(_))
        ));
        let error = sent(r#"{"kind":"secret"}"#).unwrap_err().to_string();
        assert_eq!(error, "the value is none of the options");
    }

    #[test]
    fn a_body_that_goes_down_without_end_is_kept_and_does_no_harm() {
        let levels = 2_000;
        let json = format!(
            "{}{}",
            r#"{"kind":"1","below":["#.repeat(levels),
            "]}".repeat(levels)
        );
        let tree = read(&json);
        assert_eq!(serde_json::to_string(&tree).unwrap(), json);
        // The count of levels starts anew with each body.
        assert_eq!(read(&json), tree);
    }
}
