//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl rt::Operation for ListThings {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: true,
    };
    const SECURITY: &'static [&'static [rt::Scheme]] = &[
        &[rt::Scheme::Key("app"), rt::Scheme::Key("user")],
        &[rt::Scheme::Token],
        &[],
    ];

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::put_thing`](super::Client::put_thing) sends: `PUT /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutThing;

impl rt::Operation for PutThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putThing",
        method: rt::Method::Put,
        path: "/things",
        effect: rt::Effect::Unknown,
        authenticated: true,
    };
    const SECURITY: &'static [&'static [rt::Scheme]] = &[&[rt::Scheme::Basic]];

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::add_thing`](super::Client::add_thing) sends: `POST /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct AddThing;

impl rt::Operation for AddThing {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "addThing",
        method: rt::Method::Post,
        path: "/things",
        effect: rt::Effect::Unknown,
        authenticated: true,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::drop_things`](super::Client::drop_things) sends: `DELETE /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct DropThings;

impl rt::Operation for DropThings {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "dropThings",
        method: rt::Method::Delete,
        path: "/things",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
