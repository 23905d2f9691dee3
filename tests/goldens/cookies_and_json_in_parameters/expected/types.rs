//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Where builds WhereBuilder(WhereBuilderRest)[] {
        pub id: some i64 = "id", set(exact);
    }
}
