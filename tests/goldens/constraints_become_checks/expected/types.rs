//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `name`.
    pub name: Option<String>,
    /// `share`.
    pub share: Option<rt::Number>,
    /// `price`.
    pub price: Option<rt::Amount>,
    /// `tags`.
    pub tags: Option<Vec<String>>,
    /// `steps`.
    pub steps: Option<Vec<Thing>>,
    /// `payer`.
    ///
    /// The client checks that this can be the number of a subscriber: it begins with a country code, such as
    /// `256`, has no 0 after the code, and has the right length, where that is known.
    /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
    /// call.
    pub payer: Option<rt::Msisdn>,
}

rt::object! {
    Thing {
        name = "name", some,
        share = "share", some,
        price = "price", some_as rt::amount::number::NumberForm::to_number_form,
        tags = "tags", some; list,
        steps = "steps", some; list,
        payer = "payer", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            rest: ThingBuilderRest {
                name: None,
                share: None,
                price: None,
                tags: None,
                steps: None,
                payer: None,
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
    name: Option<String>,
    share: Option<rt::Number>,
    price: Option<rt::Amount>,
    tags: Option<Vec<String>>,
    steps: Option<Vec<Thing>>,
    payer: Option<rt::Msisdn>,
}

impl ThingBuilder {
    /// name
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.rest.name = Some(name.into());
        self
    }

    /// share
    pub fn share(mut self, share: impl Into<rt::Number>) -> Self {
        self.rest.share = Some(share.into());
        self
    }

    /// price
    pub fn price(mut self, price: impl rt::IntoAmount) -> Self {
        self.rest.price = Some(rt::IntoAmount::into_amount(price));
        self
    }

    /// tags
    ///
    /// Each call adds to the list.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.tags, tags);
        self
    }

    /// steps
    ///
    /// Each call adds to the list.
    pub fn steps(mut self, steps: impl IntoIterator<Item = impl Into<Thing>>) -> Self {
        rt::add(&mut self.rest.steps, steps);
        self
    }

    /// payer
    ///
    /// The client checks that this can be the number of a subscriber: it begins with a country code, such as
    /// `256`, has no 0 after the code, and has the right length, where that is known.
    /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
    /// call.
    pub fn payer(mut self, payer: rt::Msisdn) -> Self {
        self.rest.payer = Some(payer);
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    {
        Thing {
            name: self.rest.name,
            share: self.rest.share,
            price: self.rest.price,
            tags: self.rest.tags,
            steps: self.rest.steps,
            payer: self.rest.payer,
        }
    }
}

impl rt::Checked for Thing {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("name", |at| {
            at.min_length(&self.name, 1);
            at.max_length(&self.name, 20);
        });
        at.field("share", |at| {
            at.above(&self.share, "0");
            at.maximum(&self.share, "0.5");
        });
        at.field("price", |at| {
            at.minimum(&self.price, "1");
            at.below(&self.price, "5");
            at.multiple_of(&self.price, "0.01");
        });
        at.field("tags", |at| {
            at.min_items(&self.tags, 1);
            at.max_items(&self.tags, 3);
            at.unique_items(&self.tags);
        });
        at.field("steps", |at| {
            at.unique_by(&self.steps, "name", |item| item.name.as_deref());
            rt::Checked::check(&self.steps, at);
        });
        at.field("payer", |at| at.subscriber(&self.payer, "256"));
    }
}
