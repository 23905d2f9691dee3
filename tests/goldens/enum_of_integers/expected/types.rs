//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_integer_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Level {
        Minus1 = -1,
        N0 = 0,
        High = 7,
    } else Unknown
}
