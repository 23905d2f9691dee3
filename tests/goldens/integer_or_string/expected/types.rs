//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Answer keeps unreadable {
        pub currency: maybe rt::Lenient<i64> = "currency";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order
        builds OrderBuilder(OrderBuilderRest)[
            currency: rt::Lenient<i64>,
        ] {
        pub currency: must rt::Lenient<i64> = "currency", set(I0 into), where(check);
        pub other: maybe rt::Lenient<i64> = "other", set(into), where(check);
        pub more: some Vec<rt::Lenient<i64>> = "more" [list],
            set(each rt::Lenient<i64>),
            where(check);
    }
}
