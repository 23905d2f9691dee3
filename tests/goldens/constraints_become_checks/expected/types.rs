//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        pub name: some String = "name", set(into), where(min_length(1), max_length(20));
        pub share: some rt::Number = "share", set(into), where(above("0"), maximum("0.5"));
        pub price: some rt::Amount = "price" as rt::as_number,
            set(amount),
            where(minimum("1"), below("5"), multiple_of("0.01"));
        pub tags: some Vec<String> = "tags" [list],
            set(each String),
            where(min_items(1), max_items(3), unique_items);
        pub steps: some Vec<Thing> = "steps" [list],
            set(each Thing),
            where(unique_by("name", |item| item.name.as_deref()), check);
        /// The client checks that this can be the number of a subscriber: it begins with a country code, such as
        /// `256`, has no 0 after the code, and has the right length, where that is known.
        /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
        /// call.
        pub payer: some rt::Msisdn = "payer", set(exact), where(subscriber("256"));
    }
}
