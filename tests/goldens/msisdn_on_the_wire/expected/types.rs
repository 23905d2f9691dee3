//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `digits`.
    pub digits: Option<rt::Msisdn>,
    /// `plus`.
    pub plus: Option<rt::Msisdn>,
    /// `several`.
    pub several: Option<Vec<rt::Msisdn>>,
}

rt::object! {
    Thing {
        digits = "digits", some,
        plus = "plus", some_as rt::msisdn::plus::PlusForm::to_plus_form,
        several = "several", some_as rt::msisdn::plus::PlusForm::to_plus_form; list,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            rest: ThingBuilderRest {
                digits: None,
                plus: None,
                several: None,
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
    digits: Option<rt::Msisdn>,
    plus: Option<rt::Msisdn>,
    several: Option<Vec<rt::Msisdn>>,
}

impl ThingBuilder {
    /// digits
    pub fn digits(mut self, digits: rt::Msisdn) -> Self {
        self.rest.digits = Some(digits);
        self
    }

    /// plus
    pub fn plus(mut self, plus: rt::Msisdn) -> Self {
        self.rest.plus = Some(plus);
        self
    }

    /// several
    ///
    /// Each call adds to the list.
    pub fn several(mut self, several: impl IntoIterator<Item = rt::Msisdn>) -> Self {
        rt::add(&mut self.rest.several, several);
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    {
        Thing {
            digits: self.rest.digits,
            plus: self.rest.plus,
            several: self.rest.several,
        }
    }
}

impl rt::Checked for Thing {}
