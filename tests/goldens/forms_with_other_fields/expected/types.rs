//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddThingRequest builds AddThingRequestBuilder(AddThingRequestBuilderRest)[] {
        pub name: some String = "name", set(into);
    } and pub additional_properties: String
}
