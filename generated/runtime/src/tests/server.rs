//! Servers that misbehave to order, on real sockets.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

use super::gateway::{client::Client, types::CollectionRequest};
use crate::call::ClientBuilder;

/// A certificate that signs nothing: with it, a client can be built where the system has none.
pub(crate) const ROOT: &str = "-----BEGIN CERTIFICATE-----
MIIBjTCCATOgAwIBAgIUH+QDhuXG1e0INA/d9EjNUNd1NS4wCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQbWFsaXBvIHRlc3Qgcm9vdDAgFw0yNjExMjIwMDU3NDdaGA8y
MTI2MTAyOTAwNTc0N1owGzEZMBcGA1UEAwwQbWFsaXBvIHRlc3Qgcm9vdDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABF0BuSBvHdQXlwOv6RD11jOKGlTKJHhiEoRq
3YXnqjt6TrXth1vSUwUs0XQe1DmDdqW5dAK2iUP9P+vSNWwCgSejUzBRMB0GA1Ud
DgQWBBSREt0rEvs/C2x4Iv7vPCtWxNWdHzAfBgNVHSMEGDAWgBSREt0rEvs/C2x4
Iv7vPCtWxNWdHzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCl
rRQpubcLgtmwcSOGwsmGlJDLzjJDTWsnYMmEpShpPQIgJPNhq96DlmjDoHRAU9MH
KiKhdx8y6gmhbfsV5Uzrs7Y=
-----END CERTIFICATE-----
";

/// What a server does with every connection, after it has read one request.
#[derive(Clone)]
pub(super) enum Then {
    /// Writes these bytes and closes.
    Write(Vec<u8>),
    /// Closes without a word.
    Close,
    /// Stays silent, and keeps the connection.
    Hang,
    /// Writes these bytes and then stays silent.
    WriteAndHang(Vec<u8>),
    /// Writes these parts, and waits before each of them.
    Trickle(Vec<Vec<u8>>, Duration),
    /// Writes these bytes after every request, and keeps the connection for the next.
    Keep(Vec<u8>),
}

/// A server on loopback which remembers the requests that it read.
pub(super) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    pub(super) async fn start(then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let (seen, accepted) = (requests.clone(), connections.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                accepted.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, then.clone(), seen.clone()));
            }
        });
        Self {
            address,
            requests,
            connections,
        }
    }

    /// A server that answers every request with this status and body.
    pub(super) async fn answering(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        let answer =
            format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
        Self::start(Then::Write(answer.into_bytes())).await
    }

    pub(super) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(super) fn builder(&self) -> ClientBuilder<Client> {
        ClientBuilder::new(format!("http://{}/v1", self.address)).bearer("tok-4711")
    }

    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// How many connections were made.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: TcpStream, then: Then, seen: Arc<Mutex<Vec<String>>>) {
    if let Then::Keep(bytes) = then {
        while let Some(request) = read_request(&mut stream).await {
            seen.lock().unwrap().push(request);
            let _ = stream.write_all(&bytes).await;
        }
        return;
    }
    let Some(request) = read_request(&mut stream).await else {
        return;
    };
    seen.lock().unwrap().push(request);
    match then {
        Then::Write(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Then::Trickle(parts, pause) => {
            for part in parts {
                tokio::time::sleep(pause).await;
                let _ = stream.write_all(&part).await;
            }
        }
        Then::Close | Then::Keep(_) => {}
        Then::Hang => tokio::time::sleep(Duration::from_secs(60)).await,
        Then::WriteAndHang(bytes) => {
            let _ = stream.write_all(&bytes).await;
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
    }
}

/// One request with its whole body, or nothing if the connection ends before.
pub(super) async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.ok()?;
        if read == 0 {
            return None;
        }
        bytes.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        if body.len() >= length {
            return Some(text.into_owned());
        }
    }
}

/// An address at which nobody listens, nor can another test while this one runs.
pub(super) fn nobody() -> String {
    static HELD: OnceLock<TcpSocket> = OnceLock::new();
    let socket = HELD.get_or_init(bound);
    format!("http://{}/v1", socket.local_addr().unwrap())
}

/// A socket with an address of its own, which refuses connections until it listens.
pub(super) fn bound() -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    socket
}

/// A payment whose every value could be recognised in a text.
pub(crate) fn payment() -> CollectionRequest {
    CollectionRequest::builder()
        .msisdn("256770000017".parse().unwrap())
        .amount(crate::dec!(186600.00))
        .external_reference("ref-400000")
        .narration("Credit note")
        .build()
}
