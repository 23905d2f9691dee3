//! Types.

/// A type as it is used in one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// A struct or an enum of [`Api::types`](super::Api::types).
    Named(String),
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// An integer of 32 bits.
    Integer32,
    /// An integer of 64 bits.
    Integer64,
    /// A whole number of 64 bits that is not negative.
    Unsigned64,
    /// A number that the document declares to be a float.
    Float,
    /// A number of which every digit counts, and that need not be money.
    Number,
    /// An exact decimal.
    Amount(AmountWire),
    /// A phone number.
    Msisdn(MsisdnWire),
    /// A date and time without a zone.
    LocalDateTime,
    /// A date and time with or without an offset, in one of several forms; received only.
    DateTime,
    /// A string of a format that has a type of its own, kept as sent.
    Formatted(Format),
    /// Text or a number, kept as sent.
    Text,
    /// A whole number of 64 bits, sent as a number or as text, and kept as sent.
    IntegerOrText,
    /// Any JSON.
    Json,
    /// Bytes: a whole body.
    Bytes,
    /// A file: a part of a multipart form.
    File,
    /// A list.
    List(Box<Type>),
    /// Names to values.
    Map(Box<Type>),
    /// A value or `null`, inside a list or a map.
    Nullable(Box<Type>),
    /// A scalar, or one of some texts that mean that it is not known; received only.
    OrUnset(Box<Type>, UnsetTexts),
    /// A value that must not be printed.
    Sensitive(Box<Type>),
}

/// A format of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A date.
    Date,
    /// A date and time, with an offset from UTC.
    DateTime,
    /// A UUID.
    Uuid,
}

impl Type {
    /// Returns the type of the items of a list, of the values of a map, or of what may be `null` or must not be printed.
    #[must_use]
    pub const fn inner(&self) -> Option<&Self> {
        match self {
            Self::List(inner)
            | Self::Map(inner)
            | Self::Nullable(inner)
            | Self::Sensitive(inner) => Some(inner),
            _ => None,
        }
    }

    /// Returns the type and what is in it, from the outside inwards.
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |ty| ty.inner())
    }

    /// Returns the last type of [`Self::walk`].
    #[must_use]
    pub fn core(&self) -> &Self {
        self.walk().last().unwrap_or(self)
    }

    /// Returns the last type of [`Self::walk`], to be replaced.
    pub const fn core_mut(&mut self) -> &mut Self {
        match self {
            Self::List(inner)
            | Self::Map(inner)
            | Self::Nullable(inner)
            | Self::Sensitive(inner) => inner.core_mut(),
            core => core,
        }
    }

    /// Returns the type of the value itself, without [`Self::Nullable`] and [`Self::Sensitive`] around it.
    #[must_use]
    pub fn bare(&self) -> &Self {
        let is_bare = |ty: &&Self| !matches!(ty, Self::Nullable(_) | Self::Sensitive(_));
        self.walk().find(is_bare).unwrap_or(self)
    }

    /// Returns whether it is a type, or contains it.
    #[must_use]
    pub fn holds(&self, ty: &Self) -> bool {
        self.walk().any(|inner| inner == ty)
    }

    /// Returns the name of the struct or the enum that it is, or contains.
    #[must_use]
    pub fn named(&self) -> Option<&str> {
        match self.core() {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }
}

/// Texts that mean "not known", and the type that stands for the list in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnsetTexts {
    /// The marker type.
    pub rust: String,
    /// The texts, sorted.
    pub texts: Vec<String>,
}

/// How an exact decimal is written on the wire; either form is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AmountWire {
    /// A JSON number.
    Number,
    /// A JSON string.
    Text,
}

/// How a phone number is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MsisdnWire {
    /// Digits only.
    Digits,
    /// A plus, then digits.
    Plus,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_walked_from_the_outside_inwards() {
        let named = || Type::Named("Pet".to_owned());
        let hidden = Type::Sensitive(Box::new(Type::Nullable(Box::new(named()))));
        let mut list = Type::List(Box::new(hidden.clone()));
        assert_eq!(list.walk().count(), 4);
        assert_eq!((list.named(), list.core()), (Some("Pet"), &named()));
        assert_eq!((list.bare(), hidden.bare()), (&list, &named()));
        assert!(list.holds(&hidden) && !list.holds(&Type::Json));
        *list.core_mut() = Type::Json;
        assert!(list.holds(&Type::Json));
        assert_eq!(list.named(), None);
    }
}
