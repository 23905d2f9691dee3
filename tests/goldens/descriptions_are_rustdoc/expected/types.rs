//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// The first line goes on.
    ///
    /// ```text
    /// example <as> [it] stands
    /// ```
    ///
    /// ```text
    /// an example by its four spaces
    /// ```
    ///
    /// - `code` and <b>text</b> in a list
    ///
    /// [`Client::list_things`](super::Client::list_things) is a link, but not `name`, which is a property,
    /// too, and not listThings.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing keeps unreadable {
        /// What it is called. it turns
        pub name: some String = "name";
    }
}
