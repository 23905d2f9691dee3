//! Responses: what the server sends, and whether a client returns it unchanged.

use crate::document::{essence, is_json};
use crate::json::Json;

/// A response to serve.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// The status.
    pub status: u16,
    /// Whether the document has it only as the response for every status that is not listed.
    pub is_default: bool,
    /// The media type and the body.
    pub body: Option<(String, Json)>,
}

impl Served {
    /// The response on the wire.
    pub(crate) fn bytes(&self, is_head: bool) -> Vec<u8> {
        let status = self.status;
        let body = self.body.as_ref().map(|(media_type, body)| {
            let is_text = !is_json(media_type);
            let text = match body {
                Json::String(text) if is_text => text.clone(),
                body => body.to_string(),
            };
            (media_type, text)
        });
        let mut head = format!("HTTP/1.1 {status} Judged\r\n");
        match &body {
            Some((media_type, text)) => {
                head += &format!(
                    "content-type: {media_type}\r\ncontent-length: {}\r\n",
                    text.len()
                );
            }
            None if status == 204 => {}
            None => head += "content-length: 0\r\n",
        }
        head += "\r\n";
        let mut bytes = head.into_bytes();
        if let Some((_, text)) = body.filter(|_| !is_head) {
            bytes.extend(text.into_bytes());
        }
        bytes
    }

    /// What a client should return: `None` for nothing.
    #[must_use]
    pub fn expected(&self) -> Option<&Json> {
        self.body.as_ref().map(|(_, body)| body)
    }
}

/// Says how the output of a client differs from what was served.
#[must_use]
pub fn judge_output(served: &Served, output: &Json) -> Option<String> {
    let (media_type, body) = served.body.as_ref()?;
    // A text that is no JSON may have been read as the number that it is.
    let as_text = (!is_json(media_type)).then(|| output.scalar()).flatten();
    match (body, as_text) {
        (Json::String(text), Some(output)) if *text == output => None,
        _ => body
            .difference(output)
            .map(|what| format!("{}{what}", essence(media_type))),
    }
}
