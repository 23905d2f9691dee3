//! Addresses at which no payment can be made.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// An address that leads nowhere; it ends when it is dropped.
#[derive(Debug)]
pub(super) struct Elsewhere {
    origin: String,
    /// Whether anything that is no handshake has arrived.
    heard: Arc<AtomicBool>,
    task: Option<JoinHandle<()>>,
    /// The port at which nobody listens, which is nobody else's as long as this is held.
    _held: Option<TcpSocket>,
}

impl Elsewhere {
    /// Nobody listens there.
    pub(super) fn refusing() -> io::Result<Self> {
        let (socket, address) = crate::refusing()?;
        let mut refusing = Self::at(format!("http://{address}"), None);
        refusing._held = Some(socket);
        Ok(refusing)
    }

    /// A host that has no address (RFC 6761).
    pub(super) fn unknown() -> Self {
        Self::at("https://gateway.invalid".to_owned(), None)
    }

    /// Who listens says nothing.
    pub(super) async fn silent() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok((stream, _)) = listener.accept().await {
                held.push(stream);
            }
        });
        Ok(Self::at(format!("https://localhost:{port}"), Some(task)))
    }

    /// Who listens has a certificate for which nobody vouches.
    pub(super) async fn untrusted() -> io::Result<Self> {
        let certified = certificate("localhost")?;
        let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
        let provider = tokio_rustls::rustls::crypto::aws_lc_rs::default_provider();
        let config = ServerConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .and_then(|builder| {
                builder.with_no_client_auth().with_single_cert(
                    vec![certified.cert.der().clone()],
                    PrivateKeyDer::Pkcs8(key),
                )
            })
            .map_err(io::Error::other)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("https://localhost:{}", listener.local_addr()?.port());
        let heard = Arc::new(AtomicBool::new(false));
        let listening = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(listen(acceptor.clone(), stream, Arc::clone(&listening)));
            }
        });
        Ok(Self {
            origin,
            heard,
            task: Some(task),
            _held: None,
        })
    }

    fn at(origin: String, task: Option<JoinHandle<()>>) -> Self {
        Self {
            origin,
            heard: Arc::default(),
            task,
            _held: None,
        }
    }

    /// Scheme, host and port.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether bytes of a request have arrived.
    pub(super) fn has_heard(&self) -> bool {
        self.heard.load(Ordering::SeqCst)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

async fn listen(acceptor: TlsAcceptor, stream: TcpStream, heard: Arc<AtomicBool>) {
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    let mut bytes = [0; 1];
    if stream.read(&mut bytes).await.is_ok_and(|read| read > 0) {
        heard.store(true, Ordering::SeqCst);
    }
}

fn certificate(name: &str) -> io::Result<rcgen::CertifiedKey<rcgen::KeyPair>> {
    rcgen::generate_simple_self_signed(vec![name.to_owned()]).map_err(io::Error::other)
}

/// A certificate of somebody else's, to trust in its place.
pub(super) fn another_certificate() -> io::Result<String> {
    Ok(certificate("elsewhere.example")?.cert.pem())
}
