//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AddPeopleRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddPeopleRequest {
    /// `people`.
    pub people: Option<Vec<AddPeopleRequestPeopleItem>>,
    /// `address`.
    pub address: Option<::std::collections::BTreeMap<String, String>>,
}

rt::object! {
    AddPeopleRequest {
        people = "people", some; list,
        address = "address", some,
    }
}

impl AddPeopleRequest {
    /// Starts to build a [`AddPeopleRequest`].
    pub fn builder() -> AddPeopleRequestBuilder {
        AddPeopleRequestBuilder {
            rest: AddPeopleRequestBuilderRest {
                people: None,
                address: None,
            },
        }
    }
}

/// Builds a [`AddPeopleRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddPeopleRequestBuilder {
    rest: AddPeopleRequestBuilderRest,
}

#[derive(Debug)]
struct AddPeopleRequestBuilderRest {
    people: Option<Vec<AddPeopleRequestPeopleItem>>,
    address: Option<::std::collections::BTreeMap<String, String>>,
}

impl AddPeopleRequestBuilder {
    /// people
    ///
    /// Each call adds to the list.
    pub fn people(
        mut self,
        people: impl IntoIterator<Item = impl Into<AddPeopleRequestPeopleItem>>,
    ) -> Self {
        rt::add(&mut self.rest.people, people);
        self
    }

    /// address
    pub fn address(
        mut self,
        address: impl Into<::std::collections::BTreeMap<String, String>>,
    ) -> Self {
        self.rest.address = Some(address.into());
        self
    }

    /// The finished [`AddPeopleRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddPeopleRequest
    {
        AddPeopleRequest {
            people: self.rest.people,
            address: self.rest.address,
        }
    }
}

impl rt::Checked for AddPeopleRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("people", |at| rt::Checked::check(&self.people, at));
    }
}

/// `AddPeopleRequestPeopleItem`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddPeopleRequestPeopleItem {
    /// `street`.
    pub street: Option<String>,
}

rt::object! {
    AddPeopleRequestPeopleItem {
        street = "street", some,
    }
}

impl AddPeopleRequestPeopleItem {
    /// Starts to build a [`AddPeopleRequestPeopleItem`].
    pub fn builder() -> AddPeopleRequestPeopleItemBuilder {
        AddPeopleRequestPeopleItemBuilder {
            rest: AddPeopleRequestPeopleItemBuilderRest {
                street: None,
            },
        }
    }
}

/// Builds a [`AddPeopleRequestPeopleItem`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddPeopleRequestPeopleItemBuilder {
    rest: AddPeopleRequestPeopleItemBuilderRest,
}

#[derive(Debug)]
struct AddPeopleRequestPeopleItemBuilderRest {
    street: Option<String>,
}

impl AddPeopleRequestPeopleItemBuilder {
    /// street
    pub fn street(mut self, street: impl Into<String>) -> Self {
        self.rest.street = Some(street.into());
        self
    }

    /// The finished [`AddPeopleRequestPeopleItem`]; it compiles when every required field has been set.
    pub fn build(self) -> AddPeopleRequestPeopleItem
    {
        AddPeopleRequestPeopleItem {
            street: self.rest.street,
        }
    }
}

impl rt::Checked for AddPeopleRequestPeopleItem {}
