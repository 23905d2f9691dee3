//! What a constraint looks at: the text, the number or the items in a field, whatever the field is wrapped in.

use rust_decimal::Decimal;

use crate::wire::{Amount, Lenient, Maybe, Msisdn, Number, OrBlank, RawJson, Sensitive};

/// A field with a text in it, or none.
pub trait HasText {
    /// The text, if the field holds one.
    fn text(&self) -> Option<&str>;
}

/// A field with a number in it, or none.
pub trait HasNumber {
    /// The number, if the field holds one.
    fn number(&self) -> Option<Numeric>;
}

/// A field with a list in it, or none.
pub trait HasItems {
    /// The type of an item.
    type Item;

    /// The items, if the field holds a list.
    fn items(&self) -> Option<&[Self::Item]>;
}

/// A number to compare: exact wherever it can be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Numeric {
    /// An exact number.
    Exact(Decimal),
    /// What no decimal can hold, such as 1e300 or infinity.
    Long(Number),
}

impl HasText for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl HasText for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl HasText for Msisdn {
    fn text(&self) -> Option<&str> {
        Some(self.as_digits())
    }
}

impl<T, U> HasText for Lenient<T, U> {
    fn text(&self) -> Option<&str> {
        Some(self.as_sent())
    }
}

impl<T: HasNumber, U> HasNumber for Lenient<T, U> {
    fn number(&self) -> Option<Numeric> {
        self.value().and_then(T::number)
    }
}

macro_rules! exact_numbers {
    ($($integer:ty),*) => {$(
        impl HasNumber for $integer {
            fn number(&self) -> Option<Numeric> {
                Some(Numeric::Exact(Decimal::from(*self)))
            }
        }
    )*};
}

exact_numbers!(i32, i64, u32, u64);

impl HasNumber for Amount {
    fn number(&self) -> Option<Numeric> {
        Some(Numeric::Exact(self.value()))
    }
}

impl HasNumber for f64 {
    /// The decimal that the float is written as: 0.1 counts as one tenth.
    fn number(&self) -> Option<Numeric> {
        Number::from(*self).number()
    }
}

impl HasNumber for Number {
    fn number(&self) -> Option<Numeric> {
        let exact = self.to_decimal().map(Numeric::Exact);
        Some(exact.unwrap_or_else(|| Numeric::Long(self.clone())))
    }
}

impl<T> HasItems for Vec<T> {
    type Item = T;

    fn items(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<T> HasItems for [T] {
    type Item = T;

    fn items(&self) -> Option<&[T]> {
        Some(self)
    }
}

/// A wrapper passes on what it holds; `$value` gets an `Option` of a reference to it.
macro_rules! wrapper {
    ($wrapper:ident, $this:ident => $value:expr) => {
        impl<T: HasText> HasText for $wrapper<T> {
            fn text(&self) -> Option<&str> {
                let $this = self;
                $value.and_then(T::text)
            }
        }

        impl<T: HasNumber> HasNumber for $wrapper<T> {
            fn number(&self) -> Option<Numeric> {
                let $this = self;
                $value.and_then(T::number)
            }
        }

        impl<T: HasItems> HasItems for $wrapper<T> {
            type Item = T::Item;

            fn items(&self) -> Option<&[T::Item]> {
                let $this = self;
                $value.and_then(T::items)
            }
        }
    };
}

wrapper!(Option, this => this.as_ref());
wrapper!(Maybe, this => this.value());
wrapper!(OrBlank, this => this.value());
wrapper!(Sensitive, this => Some(this.expose()));
wrapper!(Box, this => Some(&**this));

impl HasText for RawJson {
    fn text(&self) -> Option<&str> {
        Some(self.get())
    }
}
