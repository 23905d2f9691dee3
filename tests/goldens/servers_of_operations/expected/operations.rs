//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::list_files`](super::Client::list_files) sends: `GET /files`.
    #[derive(Clone, Debug)]
    pub struct ListFiles: "listFiles" {
    }
    Get "/files", Reads -> (), nothing;

    const SERVER: Option<&'static str> = Some("https://files.example.com");
}

rt::operation! {
    /// The request that [`Client::put_file`](super::Client::put_file) sends: `PUT /files`.
    #[derive(Clone, Debug)]
    pub struct PutFile: "putFile" {
    }
    Put "/files", Unknown -> (), nothing;
}
