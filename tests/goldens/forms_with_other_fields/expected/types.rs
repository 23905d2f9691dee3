//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AddThingRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddThingRequest {
    /// `name`.
    pub name: Option<String>,
    /// The other properties, by their names.
    pub additional_properties: ::std::collections::BTreeMap<String, String>,
}

rt::object! {
    AddThingRequest {
        name = "name", some,
    }
    additional_properties, must
}

impl AddThingRequest {
    /// Starts to build a [`AddThingRequest`].
    pub fn builder() -> AddThingRequestBuilder {
        AddThingRequestBuilder {
            rest: AddThingRequestBuilderRest {
                name: None,
                additional_properties: ::std::collections::BTreeMap::new(),
            },
        }
    }
}

/// Builds a [`AddThingRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddThingRequestBuilder {
    rest: AddThingRequestBuilderRest,
}

#[derive(Debug)]
struct AddThingRequestBuilderRest {
    name: Option<String>,
    additional_properties: ::std::collections::BTreeMap<String, String>,
}

impl AddThingRequestBuilder {
    /// name
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.rest.name = Some(name.into());
        self
    }

    /// The other properties, by their names.
    pub fn additional_properties(
        mut self,
        additional_properties: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        self.rest.additional_properties = additional_properties.into_iter().collect();
        self
    }

    /// The finished [`AddThingRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddThingRequest
    {
        AddThingRequest {
            name: self.rest.name,
            additional_properties: self.rest.additional_properties,
        }
    }
}

impl rt::Checked for AddThingRequest {}
