//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AttachRequest builds AttachRequestBuilder(AttachRequestBuilderRest)[] {
        pub u: some AttachRequestU = "u", set(into), where(check);
        pub what: some AttachRequestWhat = "what", set(into), where(check);
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AttachRequestU {
    /// `Text`.
    Text(String),
    /// `Integer`.
    Integer(i64),
}

rt::one_of! {
    AttachRequestU {
        Text(own String) [is Text],
        Integer(own i64) [is Number],
    }
}

impl rt::Checked for AttachRequestU {}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AttachRequestWhat {
    /// `File`.
    File(rt::File),
    /// `Integer`.
    Integer(i64),
}

rt::one_of! {
    AttachRequestWhat {
        File(own rt::File) [is Text],
        Integer(own i64) [is Number],
    }
}

impl rt::Checked for AttachRequestWhat {}
