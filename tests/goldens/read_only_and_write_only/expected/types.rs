//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Account`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Account {
    /// `id`.
    pub id: Option<String>,
    /// `pin`.
    pub pin: Option<rt::Sensitive<String>>,
    /// `name`.
    pub name: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    Account keeps unreadable {
        id = "id", some,
        pin = "pin", some,
        name = "name", must,
    }
}

impl Account {
    /// Starts to build a [`Account`].
    pub fn builder() -> AccountBuilder {
        AccountBuilder {
            given: (rt::Unset,),
            rest: AccountBuilderRest {
                id: None,
                pin: None,
            },
        }
    }
}

/// Builds a [`Account`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AccountBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: AccountBuilderRest,
}

#[derive(Debug)]
struct AccountBuilderRest {
    id: Option<String>,
    pin: Option<rt::Sensitive<String>>,
}

impl<S0> AccountBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<String>) -> AccountBuilder<rt::Set<String>> {
        let set = rt::Set(name.into());
        AccountBuilder { given: (set,), rest: self.rest }
    }

    /// id
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.rest.id = Some(id.into());
        self
    }

    /// pin
    pub fn pin(mut self, pin: impl Into<rt::Sensitive<String>>) -> Self {
        self.rest.pin = Some(pin.into());
        self
    }

    /// The finished [`Account`]; it compiles when every required field has been set.
    pub fn build(self) -> Account
    where
        S0: rt::Given<required::name, Value = String>,
    {
        let (name,) = self.given;
        Account {
            id: self.rest.id,
            pin: self.rest.pin,
            name: name.take(),
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Account {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
