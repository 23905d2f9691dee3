//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::replace_things`](super::Client::replace_things) sends: `PUT /things`.
    #[derive(Clone, Debug)]
    pub struct ReplaceThings: "replaceThings" {
        /// All of them.
        pub body: some Vec<String>
            = by "application/json"(|request, media_type, body| {
                if let Some(body) = body {
                    request.json(media_type, body);
                }
            }),
            set(exact);
    }
    Put "/things", Unknown -> rt::RawJson, json;
}
