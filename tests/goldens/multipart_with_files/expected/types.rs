//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AddFileRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddFileRequest {
    /// `file`.
    pub file: rt::File,
    /// `more`.
    pub more: Option<Vec<rt::File>>,
    /// `purpose`.
    pub purpose: String,
    /// `face`.
    pub face: Option<rt::File>,
    /// `hand`.
    pub hand: Option<rt::File>,
}

rt::object! {
    AddFileRequest {
        file = "file", must,
        more = "more", some; list,
        purpose = "purpose", must,
        face = "face", some,
        hand = "hand", some,
    }
}

impl AddFileRequest {
    /// Starts to build a [`AddFileRequest`].
    pub fn builder() -> AddFileRequestBuilder {
        AddFileRequestBuilder {
            given: (rt::Unset, rt::Unset),
            rest: AddFileRequestBuilderRest {
                more: None,
                face: None,
                hand: None,
            },
        }
    }
}

/// Builds a [`AddFileRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddFileRequestBuilder<S0 = rt::Unset, S1 = rt::Unset> {
    given: (S0, S1),
    rest: AddFileRequestBuilderRest,
}

#[derive(Debug)]
struct AddFileRequestBuilderRest {
    more: Option<Vec<rt::File>>,
    face: Option<rt::File>,
    hand: Option<rt::File>,
}

impl<S0, S1> AddFileRequestBuilder<S0, S1> {
    /// file
    pub fn file(self, file: impl Into<rt::File>) -> AddFileRequestBuilder<rt::Set<rt::File>, S1> {
        let set = rt::Set(file.into());
        let (_, s1) = self.given;
        AddFileRequestBuilder { given: (set, s1), rest: self.rest }
    }

    /// purpose
    pub fn purpose(self, purpose: impl Into<String>) -> AddFileRequestBuilder<S0, rt::Set<String>> {
        let set = rt::Set(purpose.into());
        let (s0, _) = self.given;
        AddFileRequestBuilder { given: (s0, set), rest: self.rest }
    }

    /// more
    ///
    /// Each call adds to the list.
    pub fn more(mut self, more: impl IntoIterator<Item = impl Into<rt::File>>) -> Self {
        rt::add(&mut self.rest.more, more);
        self
    }

    /// face
    pub fn face(mut self, face: impl Into<rt::File>) -> Self {
        self.rest.face = Some(face.into());
        self
    }

    /// hand
    pub fn hand(mut self, hand: impl Into<rt::File>) -> Self {
        self.rest.hand = Some(hand.into());
        self
    }

    /// The finished [`AddFileRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddFileRequest
    where
        S0: rt::Given<required::file, Value = rt::File>,
        S1: rt::Given<required::purpose, Value = String>,
    {
        let (file, purpose) = self.given;
        AddFileRequest {
            file: file.take(),
            more: self.rest.more,
            purpose: purpose.take(),
            face: self.rest.face,
            hand: self.rest.hand,
        }
    }
}

impl rt::Checked for AddFileRequest {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum file {}
    pub enum purpose {}
}
