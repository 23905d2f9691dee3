//! Types, and sets of the keywords that a schema has.

/// A `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonType {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

impl JsonType {
    /// Returns the type that a word names.
    pub(super) fn named(word: &str) -> Option<Self> {
        let all = [
            Self::String,
            Self::Number,
            Self::Integer,
            Self::Boolean,
            Self::Array,
            Self::Object,
        ];
        all.into_iter().find(|ty| ty.as_str() == word)
    }

    /// The word that OpenAPI has for it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// A set of keywords of schemas that are about values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Keywords(u32);

/// Gives each keyword a bit.
macro_rules! bits {
    ($($name:ident = $bit:literal;)+) => {
        $(pub(crate) const $name: Self = Self(1 << $bit);)+
    };
}

impl Keywords {
    pub(crate) const NONE: Self = Self(0);
    bits! {
        TYPE = 0;
        FORMAT = 1;
        ENUM = 2;
        PATTERN = 3;
        MIN_LENGTH = 4;
        MAX_LENGTH = 5;
        MINIMUM = 6;
        MAXIMUM = 7;
        EXCLUSIVE = 8;
        MULTIPLE_OF = 9;
        ITEMS = 10;
        MIN_ITEMS = 11;
        MAX_ITEMS = 12;
        UNIQUE_ITEMS = 13;
        PROPERTIES = 14;
        REQUIRED = 15;
        ADDITIONAL = 16;
        MIN_PROPERTIES = 17;
        MAX_PROPERTIES = 18;
        ALL_OF = 19;
        ONE_OF = 20;
        ANY_OF = 21;
        NOT = 22;
    }
    pub(crate) const STRING: Self = Self::PATTERN.with(Self::MIN_LENGTH).with(Self::MAX_LENGTH);
    pub(crate) const BOUNDS: Self = Self::MINIMUM.with(Self::MAXIMUM).with(Self::MULTIPLE_OF);
    pub(crate) const LIST: Self = Self::ITEMS
        .with(Self::MIN_ITEMS)
        .with(Self::MAX_ITEMS)
        .with(Self::UNIQUE_ITEMS);
    pub(crate) const OBJECT: Self = Self::PROPERTIES
        .with(Self::REQUIRED)
        .with(Self::ADDITIONAL)
        .with(Self::MIN_PROPERTIES)
        .with(Self::MAX_PROPERTIES);

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether it contains at least one of these.
    pub(crate) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Returns whether it contains no others than these.
    pub(crate) const fn are_among(self, all: Self) -> bool {
        self.0 & !all.0 == 0
    }

    /// Returns the keywords of a type.
    pub(crate) const fn of(ty: JsonType) -> Self {
        let listed = Self::TYPE.with(Self::ENUM);
        match ty {
            JsonType::String => listed.with(Self::FORMAT).with(Self::STRING),
            JsonType::Number | JsonType::Integer => listed
                .with(Self::FORMAT)
                .with(Self::BOUNDS)
                .with(Self::EXCLUSIVE),
            JsonType::Boolean => listed,
            JsonType::Array => Self::TYPE.with(Self::LIST),
            JsonType::Object => Self::TYPE.with(Self::OBJECT),
        }
    }

    /// Returns the keywords of other types than this one.
    pub(crate) const fn foreign_to(ty: JsonType) -> Self {
        match ty {
            JsonType::String => Self::BOUNDS.with(Self::LIST).with(Self::OBJECT),
            JsonType::Number | JsonType::Integer => {
                Self::STRING.with(Self::LIST).with(Self::OBJECT)
            }
            JsonType::Boolean => Self::STRING
                .with(Self::BOUNDS)
                .with(Self::LIST)
                .with(Self::OBJECT),
            JsonType::Array => Self::STRING.with(Self::BOUNDS).with(Self::OBJECT),
            JsonType::Object => Self::STRING.with(Self::BOUNDS).with(Self::LIST),
        }
    }
}
