//! HTTP/1.1 on a socket: one task per connection, all of them ended when the server is dropped.

use std::error::Error as _;
use std::fmt;
use std::future::poll_fn;
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

use crate::Fault;
use crate::connections::{Connection, Connections, break_off, part};
use crate::exchange::{Incoming, Reply};
use crate::host;
use crate::simulated::Simulated;
use crate::simulation::Simulation;
use crate::tap::{Heard, Tap};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 1024 * 1024;

/// A listening server; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    accepting: AbortHandle,
    connections: Arc<Connections>,
}

impl Server {
    pub(crate) fn start<G: Simulated>(
        listener: TcpListener,
        simulation: Arc<Simulation<G>>,
    ) -> Self {
        let connections = Arc::new(Connections::default());
        let accepting = tokio::spawn(accept(listener, simulation, Arc::clone(&connections)));
        Self {
            accepting: accepting.abort_handle(),
            connections,
        }
    }

    pub(crate) fn connections(&self) -> &Connections {
        &self.connections
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The task owns the listener and all connections.
        self.accepting.abort();
    }
}

async fn accept<G: Simulated>(
    listener: TcpListener,
    simulation: Arc<Simulation<G>>,
    connections: Arc<Connections>,
) {
    let mut serving = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // A connection that broke before it was accepted concerns nobody else.
                if let Ok((stream, peer)) = accepted {
                    let connection = connections.accept();
                    serving.spawn(serve(stream, peer.ip(), connection, Arc::clone(&simulation)));
                }
            }
            Some(_) = serving.join_next() => {}
        }
    }
}

async fn serve<G: Simulated>(
    stream: TcpStream,
    peer: IpAddr,
    mut connection: Connection,
    simulation: Arc<Simulation<G>>,
) {
    let (tap, heard) = Tap::new(stream);
    let from = From {
        peer,
        connection: connection.number,
    };
    let service = service_fn(move |request| {
        Box::pin(answer(
            request,
            from,
            heard.clone(),
            Arc::clone(&simulation),
        ))
    });
    let mut http = http1::Builder::new()
        // The simulator has a clock of its own, and sends its time.
        .auto_date_header(false)
        .serve_connection(TokioIo::new(tap), service);
    let ended = loop {
        tokio::select! {
            ended = poll_fn(|cx| http.poll_without_shutdown(cx)) => break ended,
            () = connection.told_to_end() => std::pin::Pin::new(&mut http).graceful_shutdown(),
        }
    };
    let stream = http.into_parts().io.into_inner().into_stream();
    let fault = ended
        .err()
        .and_then(|error| Some(error.source()?.downcast_ref::<Broken>()?.0));
    // A client that goes away is none of our business.
    let _gone = match fault {
        Some(fault) => break_off(stream, fault).await,
        None => part(stream).await,
    };
}

/// Where a request came from.
#[derive(Clone, Copy, Debug)]
struct From {
    peer: IpAddr,
    connection: usize,
}

/// There is no complete answer: the connection is broken off.
#[derive(Debug)]
struct Broken(Fault);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer meets a fault")
    }
}

impl std::error::Error for Broken {}

async fn answer<G: Simulated>(
    request: Request<Body>,
    from: From,
    heard: Heard,
    simulation: Arc<Simulation<G>>,
) -> Result<Response<Full<Bytes>>, Broken> {
    let (parts, body) = request.into_parts();
    let host = host::check(&parts);
    let body = match Limited::new(body, LONGEST_BODY).collect().await {
        Ok(collected) => Ok(collected.to_bytes().to_vec()),
        Err(error) => Err(format!("the body cannot be read: {error}")),
    };
    let answered = simulation.serve(Incoming {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        peer: from.peer,
        connection: from.connection,
        raw: heard.take(),
        host,
        body,
    });
    answered.map(response).map_err(Broken)
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
