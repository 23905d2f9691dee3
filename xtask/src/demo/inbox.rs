//! The merchant's end for events: a server that verifies what is posted, and answers.

use std::error::Error;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use malipo::zengapay::webhook::{Receiver, Refused, Unconfirmed};
use malipo_sandbox::{Sandbox, Webhooks};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

/// What the gateway and this server share.
const SECRET: &str = "a-secret-for-the-demo";

/// A listening server; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Inbox {
    received: mpsc::UnboundedReceiver<Result<Unconfirmed, Refused>>,
    serving: AbortHandle,
}

#[derive(Clone, Debug)]
struct Door {
    receiver: Arc<Receiver>,
    received: mpsc::UnboundedSender<Result<Unconfirmed, Refused>>,
}

impl Inbox {
    /// Starts to listen, and has the gateway send its events here.
    pub(crate) async fn open(sandbox: &Sandbox) -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}/webhook", listener.local_addr()?);
        let (sender, received) = mpsc::unbounded_channel();
        let door = Door {
            receiver: Arc::new(Receiver::new([SECRET])?),
            received: sender,
        };
        let routes = Router::new()
            .route("/webhook", post(receive))
            .with_state(door);
        let serving = tokio::spawn(axum::serve(listener, routes).into_future()).abort_handle();
        sandbox.send_webhooks(Webhooks::to(url)?.secret(SECRET));
        Ok(Self { received, serving })
    }

    /// The next event that came, once the gateway has delivered all that it had.
    pub(crate) async fn next(&mut self, sandbox: &Sandbox) -> Result<Unconfirmed, Box<dyn Error>> {
        sandbox.webhook_deliveries().await;
        match self.received.try_recv() {
            Ok(received) => Ok(received?),
            Err(_) => Err("the gateway has delivered no event".into()),
        }
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let received = door.receiver.receive(&headers, &body);
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
