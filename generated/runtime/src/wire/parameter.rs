//! How a value is written in a path, a query, a header or a form.

use std::borrow::Cow;

use crate::wire::{Amount, Lenient, Maybe, Msisdn, Number, OrBlank, Sensitive};

/// A value that can stand in a path, a query, a header or a form.
pub trait ToParameter {
    /// The text, before any escaping; `None` leaves the parameter out.
    fn to_parameter(&self) -> Option<Cow<'_, str>>;
}

/// A list whose items can each stand in a query.
pub trait ToParameterList {
    /// The texts of the items, before any escaping.
    fn to_parameter_list(&self) -> Vec<Cow<'_, str>>;
}

impl ToParameter for str {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl ToParameter for String {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl ToParameter for Msisdn {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.as_digits()))
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {$(
        impl ToParameter for $type {
            fn to_parameter(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

displayed!(bool, i32, i64, u32, u64, f64, Amount, Number);

#[cfg(feature = "local-time")]
displayed!(crate::wire::LocalDateTime);

impl<T: ToParameter + ?Sized> ToParameter for &T {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        (**self).to_parameter()
    }
}

impl<T: ToParameter> ToParameter for Option<T> {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(T::to_parameter)
    }
}

impl<T: ToParameter> ToParameter for Maybe<T> {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        self.value().and_then(T::to_parameter)
    }
}

impl<T: ToParameter> ToParameter for Sensitive<T> {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        self.expose().to_parameter()
    }
}

impl<T: ToParameter> ToParameter for OrBlank<T> {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Blank => Some(Cow::Borrowed("")),
            Self::Value(value) => value.to_parameter(),
        }
    }
}

impl<T, U> ToParameter for Lenient<T, U> {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.as_sent()))
    }
}

impl<T: ToParameter> ToParameterList for [T] {
    fn to_parameter_list(&self) -> Vec<Cow<'_, str>> {
        self.iter().filter_map(T::to_parameter).collect()
    }
}

impl<T: ToParameter> ToParameterList for Vec<T> {
    fn to_parameter_list(&self) -> Vec<Cow<'_, str>> {
        self.as_slice().to_parameter_list()
    }
}

impl<T: ToParameterList> ToParameterList for Option<T> {
    fn to_parameter_list(&self) -> Vec<Cow<'_, str>> {
        self.as_ref().map(T::to_parameter_list).unwrap_or_default()
    }
}

impl<T: ToParameterList> ToParameterList for Sensitive<T> {
    fn to_parameter_list(&self) -> Vec<Cow<'_, str>> {
        self.expose().to_parameter_list()
    }
}

impl<T: ToParameterList> ToParameterList for Maybe<T> {
    fn to_parameter_list(&self) -> Vec<Cow<'_, str>> {
        self.value().map(T::to_parameter_list).unwrap_or_default()
    }
}
