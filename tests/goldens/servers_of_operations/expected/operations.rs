//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

/// The request that [`Client::list_files`](super::Client::list_files) sends: `GET /files`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListFiles;

impl rt::Operation for ListFiles {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listFiles",
        method: rt::Method::Get,
        path: "/files",
        effect: rt::Effect::Reads,
        authenticated: false,
    };
    const SERVER: Option<&'static str> = Some("https://files.example.com");

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/files");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}

/// The request that [`Client::put_file`](super::Client::put_file) sends: `PUT /files`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct PutFile;

impl rt::Operation for PutFile {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "putFile",
        method: rt::Method::Put,
        path: "/files",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/files");
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }
}
