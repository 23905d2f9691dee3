//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable
        builds ThingBuilder(ThingBuilderRest)[
            id: i64,
            amount: rt::Number,
            rate: f64,
        ] {
        pub id: must i64 = "id", set(I0 exact);
        pub small: some i32 = "small", set(into);
        pub amount: must rt::Number = "amount", set(I1 into), where(check);
        pub rate: must f64 = "rate", set(I2 into), where(check);
        pub rates: some ::std::collections::BTreeMap<String, f64> = "rates",
            set(into),
            where(check);
    }
}
