//! Claim: TLS is always verified. A certificate that nobody vouches for is refused before a byte of the payment is
//! sent; one that the caller vouches for is accepted; a handshake that never ends is bounded, and nothing was sent. A gateway
//! that demands a client certificate gets it, also through a proxy.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use malipo::zengapay::types::TransferRequest;
use malipo::zengapay::{Client, Environment};
use malipo::{Error, Phase};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{HandshakeKind, RootCertStore, ServerConfig};

const ACCEPTED: &str = r#"{"code":202,"status":"accepted","transactionReference":"r-1"}"#;

fn certificate(name: &str) -> rcgen::CertifiedKey<rcgen::KeyPair> {
    rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap()
}

/// A gateway behind TLS which accepts every payment. Gives its base URL.
async fn gateway(certified: &rcgen::CertifiedKey<rcgen::KeyPair>) -> String {
    watched_gateway(certified).await.0
}

/// The same, and how each handshake was made.
async fn watched_gateway(
    certified: &rcgen::CertifiedKey<rcgen::KeyPair>,
) -> (String, Arc<Mutex<Vec<HandshakeKind>>>) {
    let handshakes = Arc::new(Mutex::new(Vec::new()));
    let made = Arc::clone(&handshakes);
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(
        certified.signing_key.serialize_der(),
    ));
    let provider = tokio_rustls::rustls::crypto::aws_lc_rs::default_provider();
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, made) = (acceptor.clone(), Arc::clone(&made));
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                let kind = stream.get_ref().1.handshake_kind();
                made.lock().unwrap().extend(kind);
                let mut buffer = [0; 8192];
                let _ = stream.read(&mut buffer).await;
                let answer = format!(
                    "HTTP/1.1 202 Accepted\r\ncontent-length: {}\r\n\r\n{ACCEPTED}",
                    ACCEPTED.len()
                );
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.flush().await;
            });
        }
    });
    (format!("https://localhost:{port}/v1"), handshakes)
}

async fn pay(client: &Client) -> Result<malipo::zengapay::types::Accepted, Error> {
    client
        .create_transfer(
            TransferRequest::builder()
                .to_msisdn("256770000015".parse().unwrap())
                .amount(500)
                .external_reference("order-17")
                .narration("Test")
                .build(),
        )
        .await
}

fn assert_not_sent(error: &Error) {
    assert_eq!(error.phase(), Phase::NotSent, "{error}");
    assert!(!error.may_have_moved_money());
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_sent() {
    let certified = certificate("localhost");
    let url = gateway(&certified).await;
    // Another certificate is trusted, so that this does not depend on what the system trusts.
    let other = certificate("elsewhere.example").cert.pem();
    let client = Client::builder(Environment::Sandbox, "t")
        .base_url(url)
        .add_root_certificate_pem(other)
        .build()
        .unwrap();
    let error = pay(&client).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert_not_sent(&error);
}

#[tokio::test]
async fn a_certificate_that_the_caller_vouches_for_is_accepted() {
    let certified = certificate("localhost");
    let url = gateway(&certified).await;
    let client = Client::builder(Environment::Sandbox, "t")
        .base_url(url)
        .add_root_certificate_pem(certified.cert.pem())
        .build()
        .unwrap();
    assert_eq!(pay(&client).await.unwrap().transaction_reference, "r-1");
}

#[tokio::test]
async fn each_payment_has_a_connection_and_resumes_the_session_of_the_one_before() {
    let certified = certificate("localhost");
    let (url, handshakes) = watched_gateway(&certified).await;
    let client = Client::builder(Environment::Sandbox, "t")
        .base_url(url)
        .add_root_certificate_pem(certified.cert.pem())
        .build()
        .unwrap();
    for _ in 0..3 {
        pay(&client).await.unwrap();
    }
    let handshakes = handshakes.lock().unwrap();
    assert_eq!(
        *handshakes,
        [
            HandshakeKind::Full,
            HandshakeKind::Resumed,
            HandshakeKind::Resumed
        ]
    );
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused_even_if_it_is_trusted() {
    let certified = certificate("elsewhere.example");
    let url = gateway(&certified).await;
    let client = Client::builder(Environment::Sandbox, "t")
        .base_url(url)
        .add_root_certificate_pem(certified.cert.pem())
        .build()
        .unwrap();
    assert_not_sent(&pay(&client).await.unwrap_err());
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_bounded_and_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}/v1",
        listener.local_addr().unwrap().port()
    );
    let _held = tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            open.push(stream);
        }
    });
    let client = || {
        Client::builder(Environment::Sandbox, "t")
            .base_url(&url)
            .add_root_certificate_pem(certificate("localhost").cert.pem())
    };
    // The total timeout ends first: reqwest does not call that a failure to connect.
    let total = client()
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = pay(&total).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_not_sent(&error);

    let connecting = client()
        .connect_timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let error = pay(&connecting).await.unwrap_err();
    assert!(error.is_timeout() || error.is_connect(), "{error}");
    assert_not_sent(&error);
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let client = Client::builder(Environment::Sandbox, "t")
        .base_url(format!("http://127.0.0.1:{port}/v1"))
        .build()
        .unwrap();
    let error = pay(&client).await.unwrap_err();
    assert!(error.is_connect());
    assert_not_sent(&error);
}

/// A client certificate and its key, as PEM, and the authority that issued it.
fn client_certificate() -> (String, rcgen::Certificate) {
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority_key = rcgen::KeyPair::generate().unwrap();
    let root = authority.self_signed(&authority_key).unwrap();
    let issuer = rcgen::Issuer::new(authority, authority_key);
    let mut client = rcgen::CertificateParams::new(vec!["shop-17".to_owned()]).unwrap();
    client.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = client.signed_by(&key, &issuer).unwrap();
    (certificate.pem() + &key.serialize_pem(), root)
}

/// A gateway that demands a client certificate of this authority. Gives its base URL, and the requests that it read.
async fn demanding_gateway(
    certified: &rcgen::CertifiedKey<rcgen::KeyPair>,
    authority: &rcgen::Certificate,
) -> (String, Arc<Mutex<Vec<String>>>) {
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(authority.der().clone()).unwrap();
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(
        certified.signing_key.serialize_der(),
    ));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let read = Arc::clone(&requests);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, read) = (acceptor.clone(), Arc::clone(&read));
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                let mut buffer = [0; 8192];
                let length = stream.read(&mut buffer).await.unwrap_or_default();
                let text = String::from_utf8_lossy(&buffer[..length]).into_owned();
                read.lock().unwrap().push(text);
                let answer = format!(
                    "HTTP/1.1 202 Accepted\r\ncontent-length: {}\r\n\r\n{ACCEPTED}",
                    ACCEPTED.len()
                );
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.flush().await;
            });
        }
    });
    (format!("https://localhost:{port}/v1"), requests)
}

#[tokio::test]
async fn a_gateway_that_demands_a_client_certificate_gets_it() {
    let certified = certificate("localhost");
    let (pem, authority) = client_certificate();
    let (url, requests) = demanding_gateway(&certified, &authority).await;
    let client = Client::builder(Environment::Sandbox, "t")
        .base_url(url)
        .add_root_certificate_pem(certified.cert.pem())
        .client_certificate_pem(pem)
        .build()
        .unwrap();
    assert_eq!(pay(&client).await.unwrap().transaction_reference, "r-1");
    assert_eq!(requests.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn without_its_client_certificate_or_with_a_strangers_the_gateway_reads_no_request() {
    let certified = certificate("localhost");
    let (_, authority) = client_certificate();
    let (stranger, _) = client_certificate();
    let (url, requests) = demanding_gateway(&certified, &authority).await;
    let builder = || {
        Client::builder(Environment::Sandbox, "t")
            .base_url(&url)
            .add_root_certificate_pem(certified.cert.pem())
    };
    for builder in [builder(), builder().client_certificate_pem(stranger)] {
        let error = pay(&builder.build().unwrap()).await.unwrap_err();
        // In TLS 1.3 the refusal comes after the client's part of the handshake, so the client may have written the request.
        assert_ne!(error.phase(), Phase::Answered, "{error}");
        assert_eq!(error.status(), None);
    }
    assert_eq!(*requests.lock().unwrap(), [""; 0]);
}

/// A proxy on loopback that connects to any host. Gives its address, and the hosts that were asked for.
async fn proxy() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let hosts = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let hosts = Arc::clone(&hosts);
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await.unwrap());
                }
                let head = String::from_utf8(head).unwrap();
                let host = head.strip_prefix("CONNECT ").unwrap();
                let host = host.split(' ').next().unwrap().to_owned();
                let mut to = TcpStream::connect(&host).await.unwrap();
                hosts.lock().unwrap().push(host);
                let connected = b"HTTP/1.1 200 Connected\r\n\r\n";
                stream.write_all(connected).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut to).await;
            });
        }
    });
    (format!("http://{address}"), asked)
}

#[tokio::test]
async fn a_payment_through_a_proxy_is_encrypted_to_the_gateway_and_arrives_once() {
    let certified = certificate("localhost");
    let (pem, authority) = client_certificate();
    let (url, requests) = demanding_gateway(&certified, &authority).await;
    let (proxy, asked) = proxy().await;
    let client = Client::builder(Environment::Sandbox, "t")
        .base_url(&url)
        .add_root_certificate_pem(certified.cert.pem())
        .client_certificate_pem(pem)
        .proxy(proxy)
        .build()
        .unwrap();
    assert_eq!(pay(&client).await.unwrap().transaction_reference, "r-1");
    let host = url.trim_start_matches("https://").trim_end_matches("/v1");
    assert_eq!(*asked.lock().unwrap(), [host]);
    assert_eq!(requests.lock().unwrap().len(), 1);
}
