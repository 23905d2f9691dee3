//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Booking keeps unreadable
        builds BookingBuilder(BookingBuilderRest)[
            day: rt::Lenient<rt::Date>,
        ] {
        pub day: must rt::Lenient<rt::Date> = "day", set(I0 into), where(check);
        pub until: maybe rt::Lenient<rt::DateTime> = "until", set(into), where(check);
        pub days: some Vec<rt::Lenient<rt::Date>> = "days" [list],
            set(each rt::Lenient<rt::Date>),
            where(check);
        pub key: some BookingKey = "key", set(into), where(check);
    }
}

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
