//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetThing: "getThing" {
        pub id: must i64 = path "id";
        pub order: some types::OrderParameter = query "order", set(into);
    }
    Get "/things/{id}", Reads -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::delete_thing`](super::Client::delete_thing) sends: `DELETE /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct DeleteThing: "deleteThing" {
        pub id: must String = path "id";
        pub order: some types::OrderParameter = query "order", set(into);
    }
    Delete "/things/{id}", Unknown -> (), nothing;
}
