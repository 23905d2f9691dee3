//! A request as it comes in, and a response as it goes out.

use std::net::IpAddr;

use crate::contract::Breach;
use crate::host::Misdirected;

/// An answer, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    /// Whether the specification cannot know it: it is the simulator that speaks, not the gateway.
    pub(crate) outside_contract: bool,
    /// What breaks the specification in the body of the request and is seen only when that is read exactly.
    pub(crate) breach: Option<Box<Breach>>,
}

impl Reply {
    /// A status and nothing else.
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
            outside_contract: false,
            breach: None,
        }
    }

    pub(crate) fn json(status: u16, body: String) -> Self {
        Self {
            headers: vec![("content-type", "application/json".to_owned())],
            body,
            ..Self::empty(status)
        }
    }
}

/// A request as the server read it.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    /// Where it came from.
    pub(crate) peer: IpAddr,
    /// The number of the connection on which it came.
    pub(crate) connection: usize,
    /// Everything the connection received for it.
    pub(crate) raw: Vec<u8>,
    /// Whether it is for this machine.
    pub(crate) host: Result<(), Misdirected>,
    /// The body, or why it could not be read.
    pub(crate) body: Result<Vec<u8>, String>,
}
