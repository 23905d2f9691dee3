//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AddThingRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddThingRequest {
    /// `name`.
    pub name: String,
    /// `tags`.
    pub tags: Option<Vec<String>>,
    /// `address`.
    pub address: Option<AddThingRequestAddress>,
}

rt::object! {
    AddThingRequest {
        name = "name", must,
        tags = "tags", some; list,
        address = "address", some,
    }
}

impl AddThingRequest {
    /// Starts to build a [`AddThingRequest`].
    pub fn builder() -> AddThingRequestBuilder {
        AddThingRequestBuilder {
            given: (rt::Unset,),
            rest: AddThingRequestBuilderRest {
                tags: None,
                address: None,
            },
        }
    }
}

/// Builds a [`AddThingRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddThingRequestBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: AddThingRequestBuilderRest,
}

#[derive(Debug)]
struct AddThingRequestBuilderRest {
    tags: Option<Vec<String>>,
    address: Option<AddThingRequestAddress>,
}

impl<S0> AddThingRequestBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<String>) -> AddThingRequestBuilder<rt::Set<String>> {
        let set = rt::Set(name.into());
        AddThingRequestBuilder { given: (set,), rest: self.rest }
    }

    /// tags
    ///
    /// Each call adds to the list.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.tags, tags);
        self
    }

    /// address
    pub fn address(mut self, address: impl Into<AddThingRequestAddress>) -> Self {
        self.rest.address = Some(address.into());
        self
    }

    /// The finished [`AddThingRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddThingRequest
    where
        S0: rt::Given<required::name, Value = String>,
    {
        let (name,) = self.given;
        AddThingRequest {
            name: name.take(),
            tags: self.rest.tags,
            address: self.rest.address,
        }
    }
}

impl rt::Checked for AddThingRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("address", |at| rt::Checked::check(&self.address, at));
    }
}

/// `AddThingRequestAddress`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddThingRequestAddress {
    /// `line1`.
    pub line1: Option<String>,
}

rt::object! {
    AddThingRequestAddress {
        line1 = "line1", some,
    }
}

impl AddThingRequestAddress {
    /// Starts to build a [`AddThingRequestAddress`].
    pub fn builder() -> AddThingRequestAddressBuilder {
        AddThingRequestAddressBuilder {
            rest: AddThingRequestAddressBuilderRest {
                line1: None,
            },
        }
    }
}

/// Builds a [`AddThingRequestAddress`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddThingRequestAddressBuilder {
    rest: AddThingRequestAddressBuilderRest,
}

#[derive(Debug)]
struct AddThingRequestAddressBuilderRest {
    line1: Option<String>,
}

impl AddThingRequestAddressBuilder {
    /// line1
    pub fn line1(mut self, line1: impl Into<String>) -> Self {
        self.rest.line1 = Some(line1.into());
        self
    }

    /// The finished [`AddThingRequestAddress`]; it compiles when every required field has been set.
    pub fn build(self) -> AddThingRequestAddress
    {
        AddThingRequestAddress {
            line1: self.rest.line1,
        }
    }
}

impl rt::Checked for AddThingRequestAddress {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
