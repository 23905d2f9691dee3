//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `ScanRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ScanRequest {
    /// `ScanRequestOption1`.
    Option1(Box<ScanRequestOption1>),
    /// `ScanRequestOption2`.
    Option2(Box<ScanRequestOption2>),
}

rt::one_of! {
    ScanRequest {
        Option1(object ScanRequestOption1),
        Option2(object ScanRequestOption2),
    }
}

impl rt::Checked for ScanRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Option1(value) => rt::Checked::check(value, at),
            Self::Option2(value) => rt::Checked::check(value, at),
        }
    }
}

/// `ScanRequestOption1`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScanRequestOption1 {
    /// A scan.
    pub file: rt::File,
}

rt::object! {
    ScanRequestOption1 {
        file = "file", must,
    }
}

impl ScanRequestOption1 {
    /// Starts to build a [`ScanRequestOption1`].
    pub fn builder() -> ScanRequestOption1Builder {
        ScanRequestOption1Builder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`ScanRequestOption1`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ScanRequestOption1Builder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> ScanRequestOption1Builder<S0> {
    /// A scan.
    pub fn file(self, file: impl Into<rt::File>) -> ScanRequestOption1Builder<rt::Set<rt::File>> {
        let set = rt::Set(file.into());
        ScanRequestOption1Builder { given: (set,) }
    }

    /// The finished [`ScanRequestOption1`]; it compiles when every required field has been set.
    pub fn build(self) -> ScanRequestOption1
    where
        S0: rt::Given<required::file, Value = rt::File>,
    {
        let (file,) = self.given;
        ScanRequestOption1 {
            file: file.take(),
        }
    }
}

impl rt::Checked for ScanRequestOption1 {}

/// `ScanRequestOption2`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScanRequestOption2 {
    /// `url`.
    pub url: String,
}

rt::object! {
    ScanRequestOption2 {
        url = "url", must,
    }
}

impl ScanRequestOption2 {
    /// Starts to build a [`ScanRequestOption2`].
    pub fn builder() -> ScanRequestOption2Builder {
        ScanRequestOption2Builder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`ScanRequestOption2`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ScanRequestOption2Builder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> ScanRequestOption2Builder<S0> {
    /// url
    pub fn url(self, url: impl Into<String>) -> ScanRequestOption2Builder<rt::Set<String>> {
        let set = rt::Set(url.into());
        ScanRequestOption2Builder { given: (set,) }
    }

    /// The finished [`ScanRequestOption2`]; it compiles when every required field has been set.
    pub fn build(self) -> ScanRequestOption2
    where
        S0: rt::Given<required::url, Value = String>,
    {
        let (url,) = self.given;
        ScanRequestOption2 {
            url: url.take(),
        }
    }
}

impl rt::Checked for ScanRequestOption2 {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum file {}
    pub enum url {}
}
