//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Person`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// `name`.
    pub name: rt::Sensitive<String>,
    /// `token`.
    pub token: rt::Maybe<rt::Sensitive<String>>,
    /// `phone`.
    pub phone: Option<rt::Lenient<rt::Msisdn>>,
    /// `names`.
    pub names: Option<Vec<rt::Sensitive<String>>>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Person keeps unreadable {
        name = "name", must,
        token = "token", some,
        phone = "phone", some,
        names = "names", some; list,
    }
}
