//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
    }
    Get "/things", Reads, authenticated -> (), nothing;

    const SECURITY: &'static [&'static [rt::Scheme]] = &[
        &[rt::Scheme::Key("app"), rt::Scheme::Key("user")],
        &[rt::Scheme::Token],
        &[],
    ];
}

rt::operation! {
    /// The request that [`Client::put_thing`](super::Client::put_thing) sends: `PUT /things`.
    #[derive(Clone, Debug)]
    pub struct PutThing: "putThing" {
    }
    Put "/things", Unknown, authenticated -> (), nothing;

    const SECURITY: &'static [&'static [rt::Scheme]] = &[&[rt::Scheme::Basic]];
}

rt::operation! {
    /// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things`.
    #[derive(Clone, Debug)]
    pub struct AddThing: "addThing" {
    }
    Post "/things", Unknown, authenticated -> (), nothing;
}

rt::operation! {
    /// The request that [`Client::drop_things`](super::Client::drop_things) sends: `DELETE /things`.
    #[derive(Clone, Debug)]
    pub struct DropThings: "dropThings" {
    }
    Delete "/things", Unknown -> (), nothing;
}
