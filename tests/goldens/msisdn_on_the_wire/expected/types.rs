//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing builds ThingBuilder(ThingBuilderRest)[] {
        pub digits: some rt::Msisdn = "digits", set(exact);
        pub plus: some rt::Msisdn = "plus" as rt::as_plus, set(exact);
        pub several: some Vec<rt::Msisdn> = "several" as rt::as_plus [list],
            set(each_exact rt::Msisdn);
    }
}
