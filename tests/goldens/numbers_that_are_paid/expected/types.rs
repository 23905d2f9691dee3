//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        /// The client checks that this can be the number of a subscriber: it begins with a country code, such as
        /// `256`, has no 0 after the code, and has the right length, where that is known.
        /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
        /// call.
        pub payer: some rt::Msisdn = "payer" as rt::as_plus,
            set(exact),
            where(subscriber("256"));
        /// The client checks that this is one plus and 8 to 15 digits. The client checks that this can be the
        /// number of a subscriber: it begins with a country code, such as `256`, has no 0 after the code, and
        /// has the right length, where that is known.
        /// [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one
        /// call.
        pub payee: some rt::Sensitive<String> = "payee",
            set(into),
            where(subscriber_with_plus("256"));
    }
}
