//! The connections of a simulator: how many there are, and how they end.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::Fault;

/// The beginning of an answer that breaks off in its head.
const HALF_HEAD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-ty";

/// The beginning of an answer that breaks off in its body.
const HALF_BODY: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 64\r\n\r\n{\"message\": ";

/// How long the other side is waited for when a connection ends.
const LINGER: Duration = Duration::from_secs(1);

/// All connections of one server.
#[derive(Debug, Default)]
pub(crate) struct Connections {
    accepted: AtomicUsize,
    open: AtomicUsize,
    closing: watch::Sender<()>,
}

impl Connections {
    /// Counts a connection that was accepted.
    pub(crate) fn accept(self: &Arc<Self>) -> Connection {
        self.open.fetch_add(1, Ordering::SeqCst);
        Connection {
            number: self.accepted.fetch_add(1, Ordering::SeqCst) + 1,
            closing: self.closing.subscribe(),
            all: Arc::clone(self),
        }
    }

    /// How many were accepted so far.
    pub(crate) fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }

    /// How many neither side has closed, or only one of them.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// Tells all that are open to end, at once or after the answer that is under way.
    pub(crate) fn close(&self) {
        self.closing.send_replace(());
    }
}

/// One connection, open until this is dropped.
#[derive(Debug)]
pub(crate) struct Connection {
    /// Its number, from 1.
    pub(crate) number: usize,
    all: Arc<Connections>,
    closing: watch::Receiver<()>,
}

impl Connection {
    /// Waits until it is told to end.
    pub(crate) async fn told_to_end(&mut self) {
        if self.closing.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.all.open.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Ends a connection on both sides: what the client still sends is read and thrown away, so that it is not reset.
pub(crate) async fn part(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    // A client that does not close its end is left after a while.
    let _late = tokio::time::timeout(LINGER, until_closed(&mut stream)).await;
    Ok(())
}

/// Ends a connection as a fault has it, after a request was read.
pub(crate) async fn break_off(mut stream: TcpStream, fault: Fault) -> io::Result<()> {
    match fault {
        Fault::Reset => return stream.set_zero_linger(),
        Fault::Hang => return until_closed(&mut stream).await,
        Fault::HalfHead => stream.write_all(HALF_HEAD).await?,
        Fault::HalfBody => stream.write_all(HALF_BODY).await?,
        Fault::Close
        | Fault::BrokenJson
        | Fault::Html
        | Fault::Status(_)
        | Fault::Unauthorised
        | Fault::Body { .. } => {}
    }
    part(stream).await
}

async fn until_closed(stream: &mut TcpStream) -> io::Result<()> {
    let mut unheard = [0; 1024];
    while stream.read(&mut unheard).await? > 0 {}
    Ok(())
}
