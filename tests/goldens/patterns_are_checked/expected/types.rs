//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `currency`.
    pub currency: Option<String>,
    /// `line`.
    pub line: Option<String>,
    /// `tags`.
    pub tags: Option<Vec<String>>,
    /// `both`.
    pub both: Option<String>,
}

rt::object! {
    Thing {
        currency = "currency", some,
        line = "line", some,
        tags = "tags", some; list,
        both = "both", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            rest: ThingBuilderRest {
                currency: None,
                line: None,
                tags: None,
                both: None,
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
    currency: Option<String>,
    line: Option<String>,
    tags: Option<Vec<String>>,
    both: Option<String>,
}

impl ThingBuilder {
    /// currency
    pub fn currency(mut self, currency: impl Into<String>) -> Self {
        self.rest.currency = Some(currency.into());
        self
    }

    /// line
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.rest.line = Some(line.into());
        self
    }

    /// tags
    ///
    /// Each call adds to the list.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.tags, tags);
        self
    }

    /// both
    pub fn both(mut self, both: impl Into<String>) -> Self {
        self.rest.both = Some(both.into());
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    {
        Thing {
            currency: self.rest.currency,
            line: self.rest.line,
            tags: self.rest.tags,
            both: self.rest.both,
        }
    }
}

impl rt::Checked for Thing {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("currency", |at| at.pattern(&self.currency, "^[A-Z]{3}$"));
        at.field("line", |at| {
            at.max_length(&self.line, 20);
            at.pattern_as(&self.line, "^.+$", "^[^\\n\\r\\u{2028}\\u{2029}]+$");
        });
        at.field("tags", |at| at.items(&self.tags, |at, item| at.pattern(item, "^[a-z]+$")));
        at.field("both", |at| {
            at.pattern(&self.both, "^a");
            at.pattern(&self.both, "z$");
        });
    }
}
