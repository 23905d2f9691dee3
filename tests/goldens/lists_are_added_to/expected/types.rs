//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Order`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// `list`.
    pub list: Vec<String>,
    /// `items`.
    pub items: Vec<i64>,
    /// What it is about.
    pub tags: Option<Vec<String>>,
}

rt::object! {
    Order {
        list = "list", must; list,
        items = "items", must; list,
        tags = "tags", some; list,
    }
}

impl Order {
    /// Starts to build a [`Order`].
    pub fn builder() -> OrderBuilder {
        OrderBuilder {
            given: (rt::Unset, rt::Unset),
            rest: OrderBuilderRest {
                tags: None,
            },
        }
    }
}

/// Builds a [`Order`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct OrderBuilder<S0 = rt::Unset, S1 = rt::Unset> {
    given: (S0, S1),
    rest: OrderBuilderRest,
}

#[derive(Debug)]
struct OrderBuilderRest {
    tags: Option<Vec<String>>,
}

impl<S0, S1> OrderBuilder<S0, S1> {
    /// list
    ///
    /// Each call adds to the list.
    pub fn list(
        self,
        list: impl IntoIterator<Item = impl Into<String>>,
    ) -> OrderBuilder<rt::Set<Vec<String>>, S1>
    where
        S0: rt::List<String>,
    {
        let items = list.into_iter();
        let (list, s1) = self.given;
        OrderBuilder {
            given: (rt::List::add(list, items), s1),
            rest: self.rest,
        }
    }

    /// items
    ///
    /// Each call adds to the list.
    pub fn items(self, items: impl IntoIterator<Item = i64>) -> OrderBuilder<S0, rt::Set<Vec<i64>>>
    where
        S1: rt::List<i64>,
    {
        let items = items.into_iter();
        let (s0, list) = self.given;
        OrderBuilder { given: (s0, rt::List::add(list, items)), rest: self.rest }
    }

    /// What it is about.
    ///
    /// Each call adds to the list.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.tags, tags);
        self
    }

    /// The finished [`Order`]; it compiles when every required field has been set.
    pub fn build(self) -> Order
    where
        S0: rt::Given<required::list, Value = Vec<String>>,
        S1: rt::Given<required::items, Value = Vec<i64>>,
    {
        let (list, items) = self.given;
        Order {
            list: list.take(),
            items: items.take(),
            tags: self.rest.tags,
        }
    }
}

impl rt::Checked for Order {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum items {}
    pub enum list {}
}
