//! The body of a request, which knows how far it was sent, and can be withdrawn as long as nobody has begun to send it.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::sync::oneshot;

/// Nobody has asked for the body yet.
const WAITING: u8 = 0;
/// The body was handed over to be sent, and not all of it is known to be sent.
const BEGUN: u8 = 1;
/// The body will never be handed over.
const WITHDRAWN: u8 = 2;
/// All of the body was handed over, and what was handed over before its last byte was written to the connection.
const COMPLETE: u8 = 3;

/// How much a new connection takes at once: the least send buffer that systems give to one.
const AT_ONCE: usize = 16 * 1024;

/// A body of known length that records how far it was sent.
///
/// hyper writes the head of a request into a buffer and polls the body before it flushes that buffer. So as long as the body
/// has not been polled, no server has a complete request: that holds for a connection that hangs in its TLS handshake, for
/// one that was never made, and for a pooled one that turned out to be closed.
///
/// hyper writes a body that fits into the connection's buffer before it looks for a response. Of a larger one the last byte
/// is kept back until hyper has written the others, so a response that comes before that is known to be too early.
pub(crate) struct WatchedBody {
    data: Option<Bytes>,
    /// The last byte of a large body, and what ends when the others are written.
    last: Option<(Bytes, oneshot::Receiver<()>)>,
    /// [`WAITING`] at first.
    progress: Arc<AtomicU8>,
}

/// The other end of a [`WatchedBody`]. When it is dropped, a body that was not begun never will be.
pub(crate) struct BodyWatch {
    progress: Arc<AtomicU8>,
}

impl BodyWatch {
    /// Makes sure that the body is not sent from now on. False when it was begun before.
    ///
    /// The connection runs in a task of its own. Had it only been asked whether the body was begun, it could begin right after
    /// the answer; so asking and forbidding are one step.
    pub(crate) fn withdraw(&self) -> bool {
        let before =
            self.progress
                .compare_exchange(WAITING, WITHDRAWN, Ordering::AcqRel, Ordering::Acquire);
        !matches!(before, Err(BEGUN | COMPLETE))
    }

    /// Whether the body was completely sent. A response before that is none to this request.
    pub(crate) fn is_complete(&self) -> bool {
        self.progress.load(Ordering::Acquire) == COMPLETE
    }
}

impl Drop for BodyWatch {
    fn drop(&mut self) {
        self.withdraw();
    }
}

impl WatchedBody {
    pub(crate) fn new(data: Bytes) -> (Self, BodyWatch) {
        let progress = Arc::new(AtomicU8::new(WAITING));
        let body = Self {
            data: Some(data),
            last: None,
            progress: progress.clone(),
        };
        (body, BodyWatch { progress })
    }
}

impl Body for WatchedBody {
    type Data = Bytes;
    type Error = Withdrawn;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Withdrawn>>> {
        if let Some((_, others)) = &mut self.last {
            // Nothing is ever sent: the sender is dropped with the others.
            let _is_dropped = ready!(Pin::new(others).poll(context));
            self.progress.store(COMPLETE, Ordering::Release);
            return Poll::Ready(self.last.take().map(|(last, _)| Ok(Frame::data(last))));
        }
        let begin =
            self.progress
                .compare_exchange(WAITING, BEGUN, Ordering::AcqRel, Ordering::Acquire);
        if begin == Err(WITHDRAWN) {
            return Poll::Ready(Some(Err(Withdrawn)));
        }
        let Some(mut data) = self.data.take() else {
            return Poll::Ready(None);
        };
        if data.len() > AT_ONCE {
            let (sender, written) = oneshot::channel();
            self.last = Some((data.split_off(data.len() - 1), written));
            data = Bytes::from_owner(Others {
                data,
                _dropped: sender,
            });
        } else {
            self.progress.store(COMPLETE, Ordering::Release);
        }
        Poll::Ready(Some(Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none() && self.last.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        // An exact size is sent as Content-Length; without one, hyper would send chunks.
        let rest = self
            .data
            .iter()
            .chain(self.last.iter().map(|(last, _)| last));
        SizeHint::with_exact(rest.map(|data| data.len() as u64).sum())
    }
}

/// All bytes of a body but the last. hyper drops them when the connection has taken them all. It also drops them when the
/// connection breaks, but then nobody asks for the last byte of the body any more.
struct Others {
    data: Bytes,
    _dropped: oneshot::Sender<()>,
}

impl AsRef<[u8]> for Others {
    fn as_ref(&self) -> &[u8] {
        &self.data
    }
}

/// The body was withdrawn before it was begun.
#[derive(Debug)]
pub(crate) struct Withdrawn;

impl fmt::Display for Withdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the call had ended before its body was sent")
    }
}

impl std::error::Error for Withdrawn {}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(body: &mut WatchedBody) -> Option<Result<Bytes, Withdrawn>> {
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(body).poll_frame(&mut context) {
            Poll::Ready(frame) => frame.map(|frame| frame.map(|frame| frame.into_data().unwrap())),
            Poll::Pending => panic!("the data is there at once"),
        }
    }

    #[test]
    fn a_body_that_was_begun_cannot_be_withdrawn() {
        let (mut body, watch) = WatchedBody::new(Bytes::from_static(b"abc"));
        assert_eq!(body.size_hint().exact(), Some(3));
        assert_eq!(poll(&mut body).unwrap().unwrap(), "abc");
        assert!(!watch.withdraw() && !watch.withdraw());
        assert!(watch.is_complete());
        assert!(body.is_end_stream() && poll(&mut body).is_none());
    }

    #[test]
    fn a_body_that_was_withdrawn_is_never_sent() {
        let (mut body, watch) = WatchedBody::new(Bytes::from_static(b"abc"));
        assert!(watch.withdraw() && watch.withdraw());
        assert!(poll(&mut body).unwrap().is_err());
        assert!(!watch.is_complete());
    }

    #[test]
    fn the_last_byte_of_a_large_body_is_handed_over_when_the_others_are_written() {
        let data = Bytes::from(vec![b'a'; AT_ONCE + 1]);
        let (mut body, watch) = WatchedBody::new(data.clone());
        let others = poll(&mut body).unwrap().unwrap();
        assert_eq!((others.len(), body.size_hint().exact()), (AT_ONCE, Some(1)));
        let mut context = Context::from_waker(std::task::Waker::noop());
        assert!(Pin::new(&mut body).poll_frame(&mut context).is_pending());
        assert!(!watch.is_complete() && !watch.withdraw() && !body.is_end_stream());
        drop(others);
        assert_eq!(poll(&mut body).unwrap().unwrap(), "a");
        assert!(watch.is_complete() && body.is_end_stream());
        assert!(poll(&mut body).is_none());
    }

    #[test]
    fn dropping_the_call_withdraws_its_body() {
        let (mut body, watch) = WatchedBody::new(Bytes::from_static(b"abc"));
        drop(watch);
        assert!(poll(&mut body).unwrap().is_err());
    }
}
