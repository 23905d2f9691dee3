//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::get_note`](super::Client::get_note) sends: `GET /note`.
    #[derive(Clone, Debug)]
    pub struct GetNote: "getNote" {
        const accept = "text/*, application/json";
    }
    Get "/note", Reads -> String;

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.text().map(Into::into)
    }
}

rt::operation! {
    /// The request that [`Client::put_note`](super::Client::put_note) sends: `PUT /note`.
    #[derive(Clone, Debug)]
    pub struct PutNote: "putNote" {
        /// The request body.
        pub body: must String = text "text/plain; charset=utf-8";
    }
    Put "/note", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
