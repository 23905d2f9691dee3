//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Answer`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Answer keeps unreadable {
        /// `currency`.
        pub currency: maybe rt::Lenient<i64> = "currency";
    }
}

rt::object! {
    /// `Order`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order
        builds OrderBuilder(OrderBuilderRest)[
            currency: rt::Lenient<i64>,
        ] {
        /// `currency`.
        pub currency: must rt::Lenient<i64> = "currency", set(I0 into), where(check);
        /// `other`.
        pub other: maybe rt::Lenient<i64> = "other", set(into), where(check);
        /// `more`.
        pub more: some Vec<rt::Lenient<i64>> = "more" [list],
            set(each rt::Lenient<i64>),
            where(check);
    }
}
