//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Balances`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Balances {
    /// `name`.
    pub name: String,
    /// `note`.
    pub note: rt::Maybe<String>,
    /// The other properties, by their names.
    pub additional_properties: ::std::collections::BTreeMap<String, rt::Amount>,
}

rt::object! {
    Balances {
        name = "name", must,
        note = "note", some,
    }
    additional_properties, must_as rt::amount::number::NumberForm::to_number_form
}

impl Balances {
    /// Starts to build a [`Balances`].
    pub fn builder() -> BalancesBuilder {
        BalancesBuilder {
            given: (rt::Unset,),
            rest: BalancesBuilderRest {
                note: rt::Maybe::Absent,
                additional_properties: ::std::collections::BTreeMap::new(),
            },
        }
    }
}

/// Builds a [`Balances`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct BalancesBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: BalancesBuilderRest,
}

#[derive(Debug)]
struct BalancesBuilderRest {
    note: rt::Maybe<String>,
    additional_properties: ::std::collections::BTreeMap<String, rt::Amount>,
}

impl<S0> BalancesBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<String>) -> BalancesBuilder<rt::Set<String>> {
        let set = rt::Set(name.into());
        BalancesBuilder { given: (set,), rest: self.rest }
    }

    /// note
    pub fn note(mut self, note: impl Into<rt::Maybe<String>>) -> Self {
        self.rest.note = note.into();
        self
    }

    /// The other properties, by their names.
    pub fn additional_properties(
        mut self,
        additional_properties: impl IntoIterator<Item = (String, rt::Amount)>,
    ) -> Self {
        self.rest.additional_properties = additional_properties.into_iter().collect();
        self
    }

    /// The finished [`Balances`]; it compiles when every required field has been set.
    pub fn build(self) -> Balances
    where
        S0: rt::Given<required::name, Value = String>,
    {
        let (name,) = self.given;
        Balances {
            name: name.take(),
            note: self.rest.note,
            additional_properties: self.rest.additional_properties,
        }
    }
}

impl rt::Checked for Balances {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
