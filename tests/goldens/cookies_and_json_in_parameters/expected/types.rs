//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Where`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Where builds WhereBuilder(WhereBuilderRest)[] {
        /// `id`.
        pub id: some i64 = "id", set(exact);
    }
}
