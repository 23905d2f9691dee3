//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Account keeps unreadable
        builds AccountBuilder(AccountBuilderRest)[
            name: String,
        ] {
        pub id: some String = "id", set(into);
        pub pin: some rt::Sensitive<String> = "pin", set(into);
        pub name: must String = "name", set(I0 into);
    }
}
