//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::send_form`](super::Client::send_form) sends: `POST /forms`.
    #[derive(Clone, Debug)]
    pub struct SendForm: "sendForm" {
        /// The request body.
        pub body: must types::Form
            = form_styled "application/x-www-form-urlencoded" (&[
                ("csv", rt::Style::Form, false),
                ("piped", rt::Style::PipeDelimited, false),
            ]),
            where body(check);
    }
    Post "/forms", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
