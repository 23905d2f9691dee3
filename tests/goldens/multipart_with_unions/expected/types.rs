//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

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

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ScanRequestOption1
        builds ScanRequestOption1Builder(ScanRequestOption1BuilderRest)[
            file: rt::File,
        ] {
        /// A scan.
        pub file: must rt::File = "file", set(I0 into);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ScanRequestOption2
        builds ScanRequestOption2Builder(ScanRequestOption2BuilderRest)[
            url: String,
        ] {
        pub url: must String = "url", set(I0 into);
    }
}
