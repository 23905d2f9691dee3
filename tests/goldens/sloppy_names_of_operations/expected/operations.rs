//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::get_things_by_id_2`](super::Client::get_things_by_id_2) sends: `GET
    /// /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetThingsById22: "getThingsById2" {
        pub id: must String = path "id";
    }
    Get "/things/{id}", Reads -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::clone_operation`](super::Client::clone_operation) sends: `DELETE
    /// /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct CloneValue: "clone" {
        pub id: must String = path "id";
    }
    Delete "/things/{id}", Unknown -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::get_things_by_id`](super::Client::get_things_by_id) sends: `GET /others`.
    #[derive(Clone, Debug)]
    pub struct GetThingsById: "get-things-by-id" {
    }
    Get "/others", Reads -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::post_others`](super::Client::post_others) sends: `POST /others`.
    #[derive(Clone, Debug)]
    pub struct GetThingsById2: "get_things_by_id" {
    }
    Post "/others", Unknown -> (), nothing;
}
