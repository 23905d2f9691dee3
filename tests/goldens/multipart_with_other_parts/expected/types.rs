//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AddFileRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddFileRequest {
    /// `file`.
    pub file: rt::File,
    /// The other properties, by their names.
    pub additional_properties: ::std::collections::BTreeMap<String, String>,
}

rt::object! {
    AddFileRequest {
        file = "file", must,
    }
    additional_properties, must
}

impl AddFileRequest {
    /// Starts to build a [`AddFileRequest`].
    pub fn builder() -> AddFileRequestBuilder {
        AddFileRequestBuilder {
            given: (rt::Unset,),
            rest: AddFileRequestBuilderRest {
                additional_properties: ::std::collections::BTreeMap::new(),
            },
        }
    }
}

/// Builds a [`AddFileRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddFileRequestBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: AddFileRequestBuilderRest,
}

#[derive(Debug)]
struct AddFileRequestBuilderRest {
    additional_properties: ::std::collections::BTreeMap<String, String>,
}

impl<S0> AddFileRequestBuilder<S0> {
    /// file
    pub fn file(self, file: impl Into<rt::File>) -> AddFileRequestBuilder<rt::Set<rt::File>> {
        let set = rt::Set(file.into());
        AddFileRequestBuilder { given: (set,), rest: self.rest }
    }

    /// The other properties, by their names.
    pub fn additional_properties(
        mut self,
        additional_properties: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        self.rest.additional_properties = additional_properties.into_iter().collect();
        self
    }

    /// The finished [`AddFileRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddFileRequest
    where
        S0: rt::Given<required::file, Value = rt::File>,
    {
        let (file,) = self.given;
        AddFileRequest {
            file: file.take(),
            additional_properties: self.rest.additional_properties,
        }
    }
}

impl rt::Checked for AddFileRequest {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum file {}
}
