//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::add_profile`](super::Client::add_profile) sends: `POST /profiles`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct AddProfile {
    /// The SHA-256.
    ///
    /// The header `X-Checksum` of the part `picture`.
    pub picture_x_checksum: String,
    /// The header `X-Size` of the part `picture`.
    pub picture_x_size: Option<i64>,
    /// As in `en`.
    ///
    /// The header `Content-Language` of the part `note`.
    pub note_content_language: Option<String>,
    /// The header `X-Of` of the part `tags`.
    pub tags_x_of: Option<Vec<i64>>,
    /// The request body.
    pub body: types::AddProfileRequest,
}

impl AddProfile {
    /// The header `X-Size` of the part `picture`.
    pub fn picture_x_size(mut self, picture_x_size: i64) -> Self {
        self.picture_x_size = Some(picture_x_size);
        self
    }

    /// As in `en`.
    ///
    /// The header `Content-Language` of the part `note`.
    pub fn note_content_language(mut self, note_content_language: impl Into<String>) -> Self {
        self.note_content_language = Some(note_content_language.into());
        self
    }

    /// The header `X-Of` of the part `tags`.
    pub fn tags_x_of(mut self, tags_x_of: impl IntoIterator<Item = i64>) -> Self {
        self.tags_x_of = Some(tags_x_of.into_iter().collect());
        self
    }
}

impl rt::Operation for AddProfile {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "addProfile",
        method: rt::Method::Post,
        path: "/profiles",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("X-Checksum", |at| at.max_length(&self.picture_x_checksum, 64));
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/profiles");
        request.part_header(("picture", "X-Checksum"), true, &self.picture_x_checksum);
        request.part_header(("picture", "X-Size"), false, &self.picture_x_size);
        request.part_constant(("picture", "X-Kind"), "raw");
        request.part_header(("note", "Content-Language"), true, &self.note_content_language);
        request.part_constant(("note", "X-Kind"), "note");
        request.part_header_styled(("tags", "X-Of"), false, &self.tags_x_of, false);
        request.multipart("multipart/form-data", &self.body, &[("picture", "image/png")]);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
