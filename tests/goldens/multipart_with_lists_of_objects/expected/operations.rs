//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_people`](super::Client::add_people) sends: `POST /people`.
    #[derive(Clone, Debug)]
    pub struct AddPeople: "addPeople" {
        /// The request body.
        pub body: must types::AddPeopleRequest
            = multipart "multipart/form-data" (&[
                ("address", "application/x-www-form-urlencoded"),
            ]),
            where body(check);
    }
    Post "/people", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
