//! What is ignored, or what nothing accounts for.

use crate::diagnostic::{Code, Diagnostic, Effect, Place, Severity};
use crate::ground::pointer::unescaped;
use crate::openapi::Object;

/// Something that is ignored, or that nothing accounts for.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// The rule; `None` if nothing accounts for it.
    pub(super) code: Option<Code>,
    pub(super) pointer: String,
    pub(super) diagnostic: Option<usize>,
    effect: Effect,
    is_error: bool,
    leaves_out: bool,
}

impl Finding {
    pub(super) const fn of_table(code: Option<Code>, pointer: String) -> Self {
        Self {
            code,
            pointer,
            diagnostic: None,
            effect: match code {
                Some(code) => code.effect(),
                None => Effect::Both,
            },
            is_error: false,
            leaves_out: false,
        }
    }

    /// What a diagnostic says is ignored; `None` if that is nothing.
    pub(super) fn reported(number: usize, diagnostic: &Diagnostic) -> Option<Self> {
        let Place::Pointer(pointer) = &diagnostic.place else {
            return None;
        };
        let is_error = diagnostic.severity == Severity::Error;
        let effect = match is_error {
            true => Effect::Both,
            false => diagnostic.code.effect(),
        };
        let what = &diagnostic.what;
        let leaves_out = what.contains("left out") && !what.ends_with("left out too");
        (effect != Effect::Nothing).then(|| Self {
            code: Some(diagnostic.code),
            pointer: pointer.clone(),
            diagnostic: Some(number),
            effect,
            is_error,
            leaves_out: is_error || leaves_out,
        })
    }

    pub(super) const fn is_error(&self) -> bool {
        self.is_error
    }

    pub(super) const fn key(&self) -> Key {
        Key {
            code: self.code,
            effect: self.effect,
            leaves_out: self.leaves_out,
        }
    }

    /// The JSON pointer of the object, and the keyword, unless it is about the whole object.
    pub(super) fn object_and_keyword(&self) -> (String, Option<String>) {
        if Object::at(&self.pointer).is_none()
            && let Some((around, key)) = self.pointer.rsplit_once('/')
            && (Object::at(around).is_some() || self.diagnostic.is_none())
        {
            return (around.to_owned(), Some(unescaped(key)));
        }
        (self.pointer.clone(), None)
    }
}

/// Findings with the same key make the same difference to an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) code: Option<Code>,
    effect: Effect,
    pub(super) leaves_out: bool,
}

impl Key {
    pub(super) const fn is_of_requests(&self) -> bool {
        self.effect.is_of_requests()
    }

    pub(super) const fn is_of_responses(&self) -> bool {
        self.effect.is_of_responses()
    }
}
