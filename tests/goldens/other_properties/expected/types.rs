//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Balances
        builds BalancesBuilder(BalancesBuilderRest)[
            name: String,
        ] {
        pub name: must String = "name", set(I0 into);
        pub note: maybe String = "note", set(into);
    } and pub additional_properties: rt::Amount as rt::as_number
}
