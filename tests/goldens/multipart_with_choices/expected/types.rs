//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AttachRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AttachRequest {
    /// `u`.
    pub u: Option<AttachRequestU>,
    /// `what`.
    pub what: Option<AttachRequestWhat>,
}

rt::object! {
    AttachRequest {
        u = "u", some,
        what = "what", some,
    }
}

impl AttachRequest {
    /// Starts to build a [`AttachRequest`].
    pub fn builder() -> AttachRequestBuilder {
        AttachRequestBuilder {
            rest: AttachRequestBuilderRest {
                u: None,
                what: None,
            },
        }
    }
}

/// Builds a [`AttachRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AttachRequestBuilder {
    rest: AttachRequestBuilderRest,
}

#[derive(Debug)]
struct AttachRequestBuilderRest {
    u: Option<AttachRequestU>,
    what: Option<AttachRequestWhat>,
}

impl AttachRequestBuilder {
    /// u
    pub fn u(mut self, u: impl Into<AttachRequestU>) -> Self {
        self.rest.u = Some(u.into());
        self
    }

    /// what
    pub fn what(mut self, what: impl Into<AttachRequestWhat>) -> Self {
        self.rest.what = Some(what.into());
        self
    }

    /// The finished [`AttachRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AttachRequest
    {
        AttachRequest {
            u: self.rest.u,
            what: self.rest.what,
        }
    }
}

impl rt::Checked for AttachRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("u", |at| rt::Checked::check(&self.u, at));
        at.field("what", |at| rt::Checked::check(&self.what, at));
    }
}

/// `AttachRequestU`.
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

/// `AttachRequestWhat`.
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
