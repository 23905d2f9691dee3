//! The merchant's end for events: a server that reads what is posted, and answers.

use std::error::Error;
use std::fmt;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use malipo::runtime::event::Refused;
use malipo_sandbox::{Gateway, Sandbox};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

/// A listening server; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Inbox<E> {
    url: String,
    received: mpsc::UnboundedReceiver<Result<E, Refused>>,
    serving: AbortHandle,
}

/// How a request becomes an event.
type Reading<E> = Arc<dyn Fn(&HeaderMap, &Bytes) -> Result<E, Refused> + Send + Sync>;

struct Door<E> {
    read: Reading<E>,
    received: mpsc::UnboundedSender<Result<E, Refused>>,
}

impl<E> Clone for Door<E> {
    fn clone(&self) -> Self {
        Self {
            read: self.read.clone(),
            received: self.received.clone(),
        }
    }
}

impl<E: Send + fmt::Debug + 'static> Inbox<E> {
    /// Starts to listen, and reads what comes in this way.
    pub(crate) async fn open<R>(read: R) -> Result<Self, Box<dyn Error>>
    where
        R: Fn(&HeaderMap, &Bytes) -> Result<E, Refused> + Send + Sync + 'static,
    {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}/webhook", listener.local_addr()?);
        let (sender, received) = mpsc::unbounded_channel();
        let door = Door {
            read: Arc::new(read),
            received: sender,
        };
        let routes = Router::new()
            .route("/webhook", post(receive::<E>))
            .with_state(door);
        let serving = tokio::spawn(axum::serve(listener, routes).into_future()).abort_handle();
        Ok(Self {
            url,
            received,
            serving,
        })
    }

    /// Where the gateway is to post.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The next event that came, once the gateway has delivered all that it had.
    pub(crate) async fn next<G: Gateway>(
        &mut self,
        sandbox: &Sandbox<G>,
    ) -> Result<E, Box<dyn Error>> {
        sandbox.webhook_deliveries().await;
        match self.received.try_recv() {
            Ok(received) => Ok(received?),
            Err(_) => Err("the gateway has delivered no event".into()),
        }
    }
}

impl<E> Drop for Inbox<E> {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive<E: Send + 'static>(
    State(door): State<Door<E>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let received = (door.read)(&headers, &body);
    let answer = match &received {
        Ok(_) => StatusCode::OK,
        Err(refused) => {
            StatusCode::from_u16(refused.answer_status()).unwrap_or(StatusCode::BAD_REQUEST)
        }
    };
    // The demo may be over.
    let _nobody_reads = door.received.send(received);
    answer
}
