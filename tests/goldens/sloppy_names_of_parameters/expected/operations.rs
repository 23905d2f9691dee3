//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetThing: "getThing" {
        /// Named `id` in the document.
        pub id_query: some String = query "id", set(into);
        pub id: must String = path "id";
        /// Named `Made` in the document.
        pub made: some String = query "Made", set(into);
        /// Named `Made<` in the document.
        pub made_less: some String = query "Made<", set(into);
    }
    Get "/things/{id}", Reads -> (), nothing;
}
