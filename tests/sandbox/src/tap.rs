//! A stream that remembers what it has read, so that a test can see a request exactly as it was sent.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// The longest head that hyper reads is shorter. What comes behind it is not needed.
const LONGEST: usize = 1024 * 1024;

/// What a connection has received since the last request was taken from it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    /// The bytes of the request that has just been read; nobody here sends the next one before it has the answer.
    pub(crate) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, bytes: &[u8]) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = LONGEST.saturating_sub(heard.len()).min(bytes.len());
        heard.extend_from_slice(bytes.get(..left).unwrap_or_default());
    }
}

/// A connection whose received bytes go to [`Heard`] as well.
#[derive(Debug)]
pub(crate) struct Tap {
    stream: TcpStream,
    heard: Heard,
}

impl Tap {
    pub(crate) fn new(stream: TcpStream) -> (Self, Heard) {
        let heard = Heard::default();
        let tap = Self {
            stream,
            heard: heard.clone(),
        };
        (tap, heard)
    }

    /// The stream itself.
    pub(crate) fn into_stream(self) -> TcpStream {
        self.stream
    }
}

impl AsyncRead for Tap {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(cx, buf);
        if let Some(new) = buf.filled().get(before..) {
            this.heard.add(new);
        }
        polled
    }
}

impl AsyncWrite for Tap {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
