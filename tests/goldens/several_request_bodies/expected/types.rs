//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AddContactsRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddContactsRequest {
    /// `name`.
    pub name: String,
}

rt::object! {
    AddContactsRequest {
        name = "name", must,
    }
}

impl AddContactsRequest {
    /// Starts to build a [`AddContactsRequest`].
    pub fn builder() -> AddContactsRequestBuilder {
        AddContactsRequestBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`AddContactsRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddContactsRequestBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> AddContactsRequestBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<String>) -> AddContactsRequestBuilder<rt::Set<String>> {
        let set = rt::Set(name.into());
        AddContactsRequestBuilder { given: (set,) }
    }

    /// The finished [`AddContactsRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddContactsRequest
    where
        S0: rt::Given<required::name, Value = String>,
    {
        let (name,) = self.given;
        AddContactsRequest {
            name: name.take(),
        }
    }
}

impl rt::Checked for AddContactsRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("name", |at| at.min_length(&self.name, 1));
    }
}

/// `AddContactsRequestForm`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddContactsRequestForm {
    /// `list`.
    pub list: String,
}

rt::object! {
    AddContactsRequestForm {
        list = "list", must,
    }
}

impl AddContactsRequestForm {
    /// Starts to build a [`AddContactsRequestForm`].
    pub fn builder() -> AddContactsRequestFormBuilder {
        AddContactsRequestFormBuilder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`AddContactsRequestForm`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddContactsRequestFormBuilder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> AddContactsRequestFormBuilder<S0> {
    /// list
    pub fn list(self, list: impl Into<String>) -> AddContactsRequestFormBuilder<rt::Set<String>> {
        let set = rt::Set(list.into());
        AddContactsRequestFormBuilder { given: (set,) }
    }

    /// The finished [`AddContactsRequestForm`]; it compiles when every required field has been set.
    pub fn build(self) -> AddContactsRequestForm
    where
        S0: rt::Given<required::list, Value = String>,
    {
        let (list,) = self.given;
        AddContactsRequestForm {
            list: list.take(),
        }
    }
}

impl rt::Checked for AddContactsRequestForm {}

impl rt::ToForm for AddContactsRequestForm {
    #[inline]
    fn to_form(&self, form: &mut rt::Form) {
        form.field("list", &self.list);
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum list {}
    pub enum name {}
}
