//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_profile`](super::Client::add_profile) sends: `POST /profiles`.
    #[derive(Clone, Debug)]
    pub struct AddProfile: "addProfile" {
        /// The SHA-256.
        ///
        /// The header `X-Checksum` of the part `picture`.
        pub picture_x_checksum: must String = part_header "X-Checksum" ("picture", true),
            where(max_length(64));
        /// The header `X-Size` of the part `picture`.
        pub picture_x_size: some i64 = part_header "X-Size" ("picture", false), set(exact);
        const part_constant "X-Kind" ("picture") = "raw";
        /// As in `en`.
        ///
        /// The header `Content-Language` of the part `note`.
        pub note_content_language: some String = part_header "Content-Language" ("note", true),
            set(into);
        const part_constant "X-Kind" ("note") = "note";
        /// The header `X-Of` of the part `tags`.
        pub tags_x_of: some Vec<i64> = part_header_styled "X-Of" ("tags", false, false),
            set(list_exact i64);
        /// The request body.
        pub body: must types::AddProfileRequest
            = multipart "multipart/form-data" (&[("picture", "image/png")]),
            where body(check);
    }
    Post "/profiles", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
