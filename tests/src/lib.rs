//! What the tests of Malipo as a whole share.

pub mod exact_json;
pub mod expected;
pub mod faults;
pub mod json_schema;
mod pointers;
pub mod scripted;
pub mod wire;

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use malipo_codegen::ir::Api;
use malipo_codegen::{Input, lower};
use tokio::net::TcpSocket;

pub use pointers::{parent, pointers};

/// A path below the root of the workspace.
#[must_use]
pub fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}

/// Reads the specification of a gateway, such as `zamupay`.
///
/// # Errors
///
/// If it cannot be read, or has errors.
pub fn specification(gateway: &str) -> Result<Api, String> {
    let file = format!("spec/{gateway}.yaml");
    let text = fs::read_to_string(root(&file)).map_err(|error| format!("{file}: {error}"))?;
    let lowered = lower(&Input::strict(file, text)).map_err(|problems| problems.render())?;
    Ok(lowered.api)
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
