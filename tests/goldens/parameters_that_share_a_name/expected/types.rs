//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum OrderParameter {
        Up = "up",
        Down = "down",
    } else Unknown
}
