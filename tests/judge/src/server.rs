//! A loopback server that keeps what it receives, byte for byte, and sends the response that is set.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::response::Served;

/// No request of a test is larger.
const MOST: u64 = 16 * 1024 * 1024;

/// A request as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path and the query.
    pub target: String,
    /// Names and values, as they came.
    pub headers: Vec<(String, String)>,
    /// The body, without chunks.
    pub body: Vec<u8>,
}

impl Received {
    /// The values of a header.
    pub(crate) fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The cookies, as they came.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers("cookie")
            .flat_map(|value| value.split("; "))
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
    }

    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The names and values of the query, without escapes.
    pub(crate) fn query_pairs(&self) -> impl Iterator<Item = (String, String)> {
        form_urlencoded::parse(self.query().as_bytes()).into_owned()
    }
}

#[derive(Debug, Default)]
struct Shared {
    response: Served,
    received: Vec<Received>,
}

/// A loopback server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

impl Server {
    /// Starts one on a free port.
    ///
    /// # Errors
    ///
    /// If no port can be listened on.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let shared = Arc::<Mutex<Shared>>::default();
        let of_connections = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&of_connections);
                thread::spawn(move || serve(&stream, &shared));
            }
        });
        Ok(Self { address, shared })
    }

    /// The URL of the server, with a base path.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}{BASE_PATH}", self.address)
    }

    /// Says what to respond to the requests that come now.
    pub fn respond(&self, response: Served) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.response = response;
        shared.received.clear();
    }

    /// The requests that came since.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        let shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.received.clone()
    }
}

/// Where the API lies on the server.
pub(crate) const BASE_PATH: &str = "/the/base";

/// Serves a connection to its end.
fn serve(stream: &TcpStream, shared: &Mutex<Shared>) {
    let _ended = stream.set_read_timeout(Some(Duration::from_secs(60)));
    let mut reader = BufReader::new(stream);
    while let Ok(Some(request)) = read(&mut reader) {
        let is_head = request.method == "HEAD";
        let response = {
            let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.received.push(request);
            shared.response.clone()
        };
        let mut stream = stream;
        if stream.write_all(&response.bytes(is_head)).is_err() {
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> io::Result<Option<Received>> {
    let Some(first) = line(reader)? else {
        return Ok(None);
    };
    let mut words = first.split(' ');
    let mut request = Received {
        method: words.next().unwrap_or_default().to_owned(),
        target: words.next().unwrap_or_default().to_owned(),
        ..Received::default()
    };
    while let Some(header) = line(reader)?.filter(|line| !line.is_empty()) {
        let (name, value) = header.split_once(':').unwrap_or((&header, ""));
        let pair = (name.to_owned(), value.trim().to_owned());
        request.headers.push(pair);
    }
    let length = request.headers("content-length").next();
    let length: u64 = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    let is_chunked = request
        .headers("transfer-encoding")
        .any(|value| value.eq_ignore_ascii_case("chunked"));
    let mut body = Vec::new();
    if is_chunked {
        while let Some(size) = line(reader)? {
            let size = u64::from_str_radix(size.trim(), 16).unwrap_or(0);
            reader
                .by_ref()
                .take(size.min(MOST))
                .read_to_end(&mut body)?;
            line(reader)?;
            if size == 0 {
                break;
            }
        }
    } else {
        reader
            .by_ref()
            .take(length.min(MOST))
            .read_to_end(&mut body)?;
    }
    request.body = body;
    Ok(Some(request))
}

/// A line without its end; `None` at the end of the stream.
fn line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(MOST).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    // Octets of headers are what they are.
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}
