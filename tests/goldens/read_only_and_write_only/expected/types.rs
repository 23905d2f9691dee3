//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Account`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Account keeps unreadable
        builds AccountBuilder(AccountBuilderRest)[
            name: String,
        ] {
        /// `id`.
        pub id: some String = "id", set(into);
        /// `pin`.
        pub pin: some rt::Sensitive<String> = "pin", set(into);
        /// `name`.
        pub name: must String = "name", set(I0 into);
    }
}
