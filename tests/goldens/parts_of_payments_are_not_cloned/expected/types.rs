//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Part`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// `name`.
    pub name: Option<String>,
}

rt::object! {
    Part {
        name = "name", some,
    }
}

impl Part {
    /// Starts to build a [`Part`].
    pub fn builder() -> PartBuilder {
        PartBuilder {
            rest: PartBuilderRest {
                name: None,
            },
        }
    }
}

/// Builds a [`Part`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PartBuilder {
    rest: PartBuilderRest,
}

#[derive(Debug)]
struct PartBuilderRest {
    name: Option<String>,
}

impl PartBuilder {
    /// name
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.rest.name = Some(name.into());
        self
    }

    /// The finished [`Part`]; it compiles when every required field has been set.
    pub fn build(self) -> Part
    {
        Part {
            name: self.rest.name,
        }
    }
}

impl rt::Checked for Part {}

/// `Payment`.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Payment {
    /// `id`.
    pub id: String,
    /// `part`.
    pub part: Option<Part>,
}

rt::object! {
    Payment {
        id = "id", must,
        part = "part", some,
    }
}

impl Payment {
    /// Starts to build a [`Payment`].
    pub fn builder() -> PaymentBuilder {
        PaymentBuilder {
            given: (rt::Unset,),
            rest: PaymentBuilderRest {
                part: None,
            },
        }
    }
}

/// Builds a [`Payment`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PaymentBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: PaymentBuilderRest,
}

#[derive(Debug)]
struct PaymentBuilderRest {
    part: Option<Part>,
}

impl<S0> PaymentBuilder<S0> {
    /// id
    pub fn id(self, id: impl Into<String>) -> PaymentBuilder<rt::Set<String>> {
        let set = rt::Set(id.into());
        PaymentBuilder { given: (set,), rest: self.rest }
    }

    /// part
    pub fn part(mut self, part: impl Into<Part>) -> Self {
        self.rest.part = Some(part.into());
        self
    }

    /// The finished [`Payment`]; it compiles when every required field has been set.
    pub fn build(self) -> Payment
    where
        S0: rt::Given<required::id, Value = String>,
    {
        let (id,) = self.given;
        Payment {
            id: id.take(),
            part: self.rest.part,
        }
    }
}

impl rt::Checked for Payment {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("id", |at| at.reference(&self.id));
        at.field("part", |at| rt::Checked::check(&self.part, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum id {}
}
