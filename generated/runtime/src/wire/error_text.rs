//! Fields of an error body that can be shown as text.

use crate::wire::{Amount, Lenient, Maybe, Number, Sensitive, UnsetTexts};

/// A field of an error body that can be shown as text.
pub trait ErrorText {
    /// Gives the texts: none when the field is absent, several when it is a list.
    fn texts(&self, found: &mut dyn FnMut(&str));
}

impl ErrorText for str {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        found(self);
    }
}

impl ErrorText for String {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        found(self);
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {$(
        impl ErrorText for $type {
            fn texts(&self, found: &mut dyn FnMut(&str)) {
                found(&self.to_string());
            }
        }
    )*};
}

displayed!(bool, i32, i64, u32, u64, f64, Amount, Number);

/// What is listed as "not known" says nothing, and neither does null.
impl<T, U: UnsetTexts> ErrorText for Lenient<T, U> {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        let null = !self.was_quoted() && self.as_sent() == "null";
        if !null && !U::TEXTS.contains(&self.as_sent()) {
            found(self.as_sent());
        }
    }
}

impl<T: ErrorText> ErrorText for Option<T> {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        if let Some(text) = self {
            text.texts(found);
        }
    }
}

impl<T: ErrorText> ErrorText for Maybe<T> {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        if let Some(text) = self.value() {
            text.texts(found);
        }
    }
}

impl<T: ErrorText> ErrorText for Sensitive<T> {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        self.expose().texts(found);
    }
}

impl<T: ErrorText> ErrorText for Box<T> {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        (**self).texts(found);
    }
}

impl<T: ErrorText> ErrorText for Vec<T> {
    fn texts(&self, found: &mut dyn FnMut(&str)) {
        for text in self {
            text.texts(found);
        }
    }
}
