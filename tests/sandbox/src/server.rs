//! HTTP/1.1 on a socket: one task per connection, all of them ended when the server is dropped.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming as Body;
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use crate::simulation::{Incoming, Reply, Simulated, Simulation};
use crate::tap::{Heard, Tap};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 1024 * 1024;

/// A listening server; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    accepting: AbortHandle,
}

impl Server {
    pub(crate) fn start<G: Simulated>(
        listener: TcpListener,
        simulation: Arc<Simulation<G>>,
    ) -> Self {
        let accepting = tokio::spawn(accept(listener, simulation)).abort_handle();
        Self { accepting }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The task owns the listener and all connections.
        self.accepting.abort();
    }
}

async fn accept<G: Simulated>(listener: TcpListener, simulation: Arc<Simulation<G>>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // A connection that broke before it was accepted concerns nobody else.
                if let Ok((stream, peer)) = accepted {
                    connections.spawn(serve(stream, peer.ip(), Arc::clone(&simulation)));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve<G: Simulated>(stream: TcpStream, peer: IpAddr, simulation: Arc<Simulation<G>>) {
    let (tap, heard) = Tap::new(stream);
    let service =
        service_fn(move |request| answer(request, peer, heard.clone(), Arc::clone(&simulation)));
    // A client that goes away is none of our business.
    let _gone = http1::Builder::new()
        .serve_connection(TokioIo::new(tap), service)
        .await;
}

async fn answer<G: Simulated>(
    request: Request<Body>,
    peer: IpAddr,
    heard: Heard,
    simulation: Arc<Simulation<G>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = match Limited::new(body, LONGEST_BODY).collect().await {
        Ok(collected) => Ok(collected.to_bytes().to_vec()),
        Err(error) => Err(format!("the body cannot be read: {error}")),
    };
    let reply = simulation.serve(Incoming {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        peer,
        raw: heard.take(),
        body,
    });
    Ok(response(reply))
}

fn response(reply: Reply) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(reply.body)));
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response
                .headers_mut()
                .append(HeaderName::from_static(name), value);
        }
    }
    response
}
