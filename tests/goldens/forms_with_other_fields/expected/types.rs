//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `AddThingRequest`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddThingRequest builds AddThingRequestBuilder(AddThingRequestBuilderRest)[] {
        /// `name`.
        pub name: some String = "name", set(into);
    } and pub additional_properties: String
}
