//! A server on the loopback which says exactly what a test tells it to, and keeps what it was told.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does after it has read a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes and leaves the connection open, saying nothing more.
    BytesThenSilence(Vec<u8>),
    /// Closes the connection without a word.
    Close,
    /// Says nothing.
    Silence,
}

impl Reply {
    /// A complete answer, with the time of this machine as its `Date` unless the headers have another.
    #[must_use]
    pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!(
            "HTTP/1.1 {status} Scripted\r\ncontent-length: {}\r\nconnection: close\r\n",
            body.len()
        );
        if !headers.iter().any(|(name, _)| *name == "date") {
            text.push_str(&format!("date: {}\r\n", http_date(SystemTime::now())));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        text.push_str(body);
        Self::Bytes(text.into_bytes())
    }

    /// A complete answer with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: &str) -> Self {
        Self::answer(status, &[("content-type", "application/json")], body)
    }
}

/// A time as HTTP writes it, such as `Mon, 05 Jan 2026 06:00:00 GMT`.
#[must_use]
pub fn http_date(time: SystemTime) -> String {
    jiff::Timestamp::try_from(time).map_or_else(
        |error| error.to_string(),
        |time| time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string(),
    )
}

/// The server; it ends when it is dropped.
#[derive(Debug)]
pub struct Scripted {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
    task: JoinHandle<()>,
}

impl Scripted {
    /// Starts to listen, and gives every request the same reply.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start(reply: Reply) -> io::Result<Self> {
        Self::sequence([reply]).await
    }

    /// Starts to listen, and gives each request the next reply; when there is no next one, the last again.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn sequence(replies: impl IntoIterator<Item = Reply>) -> io::Result<Self> {
        let replies: Arc<[Reply]> = replies.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&replies), Arc::clone(&kept)));
            }
        });
        Ok(Self {
            address,
            requests,
            task,
        })
    }

    /// The base URL, as the gateways write theirs.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Host and port.
    #[must_use]
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The requests that arrived in full, byte for byte.
    #[must_use]
    pub fn requests(&self) -> Vec<Vec<u8>> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits until so many requests have arrived in full. A client that makes one request after another has read the
    /// response to each but the last by then.
    pub fn asked(&self, times: usize) -> impl Future<Output = ()> + Send + use<> {
        let requests = Arc::clone(&self.requests);
        let arrived = move || {
            requests
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .len()
        };
        async move {
            while arrived() < times {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        }
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(mut stream: TcpStream, replies: Arc<[Reply]>, kept: Arc<Mutex<Vec<Vec<u8>>>>) {
    let Ok(Some(request)) = read_request(&mut stream).await else {
        return;
    };
    let number = {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(request);
        kept.len() - 1
    };
    let reply = replies.get(number).or(replies.last()).cloned();
    match reply.unwrap_or(Reply::Close) {
        Reply::Close => {}
        Reply::Silence => tokio::time::sleep(Duration::from_secs(3600)).await,
        Reply::Bytes(bytes) => {
            // The client may have heard enough and gone: that is its right.
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Reply::BytesThenSilence(bytes) => {
            let _ = stream.write_all(&bytes).await;
            tokio::time::sleep(Duration::from_secs(3600)).await;
        }
    }
}

/// A whole request, head and body; none if the client went away before its end.
async fn read_request(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|length| length.trim().parse().ok())
                .unwrap_or(0);
            if request.len() >= end + 4 + length {
                return Ok(Some(request));
            }
        }
        match stream.read(&mut buffer).await? {
            0 => return Ok(None),
            read => request.extend_from_slice(&buffer[..read]),
        }
    }
}
