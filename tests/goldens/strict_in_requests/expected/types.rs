//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `phone`.
    pub phone: Option<rt::Msisdn>,
    /// `done`.
    pub done: Option<rt::LocalDateTime>,
    /// `label`.
    pub label: Option<rt::Lenient<String>>,
}

rt::object! {
    Thing {
        phone = "phone", some,
        done = "done", some,
        label = "label", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            rest: ThingBuilderRest {
                phone: None,
                done: None,
                label: None,
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
    phone: Option<rt::Msisdn>,
    done: Option<rt::LocalDateTime>,
    label: Option<rt::Lenient<String>>,
}

impl ThingBuilder {
    /// phone
    pub fn phone(mut self, phone: rt::Msisdn) -> Self {
        self.rest.phone = Some(phone);
        self
    }

    /// done
    pub fn done(mut self, done: rt::LocalDateTime) -> Self {
        self.rest.done = Some(done);
        self
    }

    /// label
    pub fn label(mut self, label: impl Into<rt::Lenient<String>>) -> Self {
        self.rest.label = Some(label.into());
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    {
        Thing {
            phone: self.rest.phone,
            done: self.rest.done,
            label: self.rest.label,
        }
    }
}

impl rt::Checked for Thing {}
