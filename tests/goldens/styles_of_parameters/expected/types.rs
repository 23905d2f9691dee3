//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Range builds RangeBuilder(RangeBuilderRest)[] {
        pub from: some i64 = "from", set(exact);
        pub to: some i64 = "to", set(exact);
    }
}
