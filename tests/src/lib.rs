//! What the tests of Malipo as a whole share.

pub mod exact_json;
pub mod expected;
pub mod faults;
pub mod json_schema;
pub mod scripted;
pub mod wire;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use tokio::net::TcpSocket;

/// A path below the root of the workspace.
#[must_use]
pub fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}

/// An address that refuses connections, and is nobody else's as long as the socket is held.
///
/// A port that was merely free a moment ago may belong to another test by now.
///
/// # Errors
///
/// When the system has no port to give.
pub fn refusing() -> io::Result<(TcpSocket, SocketAddr)> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let address = socket.local_addr()?;
    Ok((socket, address))
}
