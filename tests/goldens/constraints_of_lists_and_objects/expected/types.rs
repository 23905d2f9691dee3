//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `tags`.
    pub tags: Option<Vec<String>>,
    /// `labels`.
    pub labels: Option<::std::collections::BTreeMap<String, String>>,
    /// The other properties, by their names.
    pub additional_properties: ::std::collections::BTreeMap<String, String>,
}

rt::object! {
    Thing {
        tags = "tags", some; list,
        labels = "labels", some,
    }
    additional_properties, must
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            rest: ThingBuilderRest {
                tags: None,
                labels: None,
                additional_properties: ::std::collections::BTreeMap::new(),
            },
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder {
    rest: ThingBuilderRest,
}

#[derive(Debug)]
struct ThingBuilderRest {
    tags: Option<Vec<String>>,
    labels: Option<::std::collections::BTreeMap<String, String>>,
    additional_properties: ::std::collections::BTreeMap<String, String>,
}

impl ThingBuilder {
    /// tags
    ///
    /// Each call adds to the list.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.tags, tags);
        self
    }

    /// labels
    pub fn labels(
        mut self,
        labels: impl Into<::std::collections::BTreeMap<String, String>>,
    ) -> Self {
        self.rest.labels = Some(labels.into());
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

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    {
        Thing {
            tags: self.rest.tags,
            labels: self.rest.labels,
            additional_properties: self.rest.additional_properties,
        }
    }
}

impl rt::Checked for Thing {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.max_properties(self, 2);
        at.field("tags", |at| at.items(&self.tags, |at, item| {
            at.min_length(item, 1);
            at.max_length(item, 3);
        }));
        at.field("labels", |at| at.min_properties(&self.labels, 1));
    }
}
