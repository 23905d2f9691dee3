//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetThing: "getThing" {
        pub id: must String = path "id";
    }
    Get "/things/{id}", Reads -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::get_user`](super::Client::get_user) sends: `GET
    /// /users/:name.json?active=yes#one`.
    #[derive(Clone, Debug)]
    pub struct GetUser: "getUser" {
        const query "active" = "yes";
    }
    Get "/users/:name.json", Reads -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::delete_thing`](super::Client::delete_thing) sends: `DELETE
    /// /things/{key}`.
    #[derive(Clone, Debug)]
    pub struct DeleteThing: "deleteThing" {
        pub key: must String = path "key";
    }
    Delete "/things/{key}", Writes -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::find_thing`](super::Client::find_thing) sends: `GET /things/{name}`.
    #[derive(Clone, Debug)]
    pub struct FindThing: "findThing" {
        pub name: must String = path "name";
    }
    Get "/things/{name}", Reads -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::find_user`](super::Client::find_user) sends: `GET /users/:email`.
    #[derive(Clone, Debug)]
    pub struct FindUser: "findUser" {
        pub email: must String = path "email";
    }
    Get "/users/{email}", Reads -> (), nothing;
}
