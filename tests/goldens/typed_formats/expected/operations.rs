//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::book`](super::Client::book) sends: `PUT /rooms/{id}`.
    #[derive(Clone, Debug)]
    pub struct Book: "book" {
        pub id: must rt::Lenient<rt::Uuid> = path "id", where(check);
        pub from: some rt::Lenient<rt::Date> = query "from", set(into), where(check);
        /// Named `X-Sent` in the document.
        pub x_sent: some rt::Lenient<rt::DateTime> = header "X-Sent", set(into), where(check);
        /// The request body.
        pub body: must types::Booking = json "application/json", where body(check);
    }
    Put "/rooms/{id}", Unknown -> types::Booking, json;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
