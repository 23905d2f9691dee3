//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Booking`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Booking {
    /// `day`.
    pub day: rt::Lenient<rt::Date>,
    /// `until`.
    pub until: rt::Maybe<rt::Lenient<rt::DateTime>>,
    /// `days`.
    pub days: Option<Vec<rt::Lenient<rt::Date>>>,
    /// `key`.
    pub key: Option<BookingKey>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Booking keeps unreadable {
        day = "day", must,
        until = "until", some,
        days = "days", some; list,
        key = "key", some,
    }
}

impl Booking {
    /// Starts to build a [`Booking`].
    pub fn builder() -> BookingBuilder {
        BookingBuilder {
            given: (rt::Unset,),
            rest: BookingBuilderRest {
                until: rt::Maybe::Absent,
                days: None,
                key: None,
            },
        }
    }
}

/// Builds a [`Booking`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct BookingBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: BookingBuilderRest,
}

#[derive(Debug)]
struct BookingBuilderRest {
    until: rt::Maybe<rt::Lenient<rt::DateTime>>,
    days: Option<Vec<rt::Lenient<rt::Date>>>,
    key: Option<BookingKey>,
}

impl<S0> BookingBuilder<S0> {
    /// day
    pub fn day(
        self,
        day: impl Into<rt::Lenient<rt::Date>>,
    ) -> BookingBuilder<rt::Set<rt::Lenient<rt::Date>>> {
        let set = rt::Set(day.into());
        BookingBuilder {
            given: (set,),
            rest: self.rest,
        }
    }

    /// until
    pub fn until(mut self, until: impl Into<rt::Maybe<rt::Lenient<rt::DateTime>>>) -> Self {
        self.rest.until = until.into();
        self
    }

    /// days
    ///
    /// Each call adds to the list.
    pub fn days(
        mut self,
        days: impl IntoIterator<Item = impl Into<rt::Lenient<rt::Date>>>,
    ) -> Self {
        rt::add(&mut self.rest.days, days);
        self
    }

    /// key
    pub fn key(mut self, key: impl Into<BookingKey>) -> Self {
        self.rest.key = Some(key.into());
        self
    }

    /// The finished [`Booking`]; it compiles when every required field has been set.
    pub fn build(self) -> Booking
    where
        S0: rt::Given<required::day, Value = rt::Lenient<rt::Date>>,
    {
        let (day,) = self.given;
        Booking {
            day: day.take(),
            until: self.rest.until,
            days: self.rest.days,
            key: self.rest.key,
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Booking {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("day", |at| rt::Checked::check(&self.day, at));
        at.field("until", |at| rt::Checked::check(&self.until, at));
        at.field("days", |at| rt::Checked::check(&self.days, at));
        at.field("key", |at| rt::Checked::check(&self.key, at));
    }
}

/// `BookingKey`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BookingKey {
    /// `Uuid`.
    Uuid(rt::Lenient<rt::Uuid>),
    /// `Boolean`.
    Boolean(bool),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    BookingKey {
        Uuid(own rt::Lenient<rt::Uuid>) [is Text],
        Boolean(own bool) [is Boolean],
    } else Unknown
}

impl rt::Checked for BookingKey {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Uuid(value) => rt::Checked::check(value, at),
            Self::Boolean(_) => {}
            Self::Unknown(_) => {}
        }
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum day {}
}
