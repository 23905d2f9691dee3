use super::*;
use crate::tests::{ROOT, TestClient};

fn builder() -> ClientBuilder<TestClient> {
    ClientBuilder::new("https://api.example.com/v1")
        .bearer("tok-4711")
        .add_root_certificate_pem(ROOT)
}

fn refused(builder: ClientBuilder<TestClient>) -> Error {
    let error = builder.build().unwrap_err();
    assert!(error.is_configuration());
    assert_eq!(error.phase(), crate::error::Phase::NotSent);
    assert!(!error.may_have_moved_money() && !error.is_retryable());
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("4711"), "{shown}");
    error
}

#[test]
fn a_client_is_built_and_shows_no_token() {
    let client = builder().build().unwrap();
    let shown = format!("{client:?}");
    assert!(
        shown.contains("https://api.example.com/v1") && !shown.contains("4711"),
        "{shown}"
    );
}

#[test]
fn a_wrong_setting_is_a_configuration_error_that_says_what_to_change() {
    for (builder, word) in [
        (builder().base_url("http://api.example.com"), "https://"),
        (
            builder().base_url("https://tok-4711@api.example.com"),
            "user name",
        ),
        (
            builder().base_url("https://api.example.com/?key=tok-4711"),
            "query",
        ),
        (builder().bearer(""), "token is empty"),
        (builder().bearer("tok-4711\n"), "line breaks"),
        (builder().bearer("tok-4711\u{e9}"), "not ASCII"),
        (builder().user_agent("shop\n4711"), "user agent"),
        (
            builder().proxy("http://u:4711@proxy.example.com:0"),
            "proxy",
        ),
        (
            builder().base_url(format!("https://api.example.com/{}4711", "a".repeat(5000))),
            "longer than 4,096 bytes",
        ),
        (
            builder().base_url(format!("https://4711{}.example.com", "a".repeat(60))),
            "host name",
        ),
        (builder().connect_timeout(Duration::ZERO), "connect timeout"),
        (builder().read_timeout(Duration::ZERO), "read timeout"),
        (builder().timeout(Duration::ZERO), "the timeout is zero"),
        (builder().proxy("not a proxy 4711"), "proxy"),
        (
            builder().proxy("socks5://u:4711@proxy.example.com"),
            "proxy",
        ),
        (builder().add_root_certificate_pem("not PEM"), "PEM"),
        (
            builder().client_certificate_pem("4711"),
            "client certificate",
        ),
        (builder().client_certificate_pem(ROOT), "private key"),
        (
            builder().add_root_certificate_pem(
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            ),
            "certificate",
        ),
    ] {
        let error = refused(builder);
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn the_documented_defaults_hold() {
    let builder = builder();
    assert_eq!(
        [
            builder.connect_timeout,
            builder.read_timeout,
            builder.timeout,
            builder.idle_timeout
        ]
        .map(|time| time.as_secs()),
        [10, 30, 60, 4]
    );
    assert_eq!(builder.max_answer_bytes, 4 * 1024 * 1024);
    assert!(builder.proxy.is_none());
}

/// Runs a test of this program again in a process with other variables; true in that process.
fn in_a_child(test: &str, variables: &[(&str, &str)]) -> bool {
    const MARK: &str = "MALIPO_TEST_CHILD";
    if std::env::var_os(MARK).is_some() {
        return true;
    }
    // Without the name of the crate, which the test program does not know.
    let (_, module) = module_path!().split_once("::").unwrap();
    let test = format!("{module}::{test}");
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &test, "--nocapture"])
        .env(MARK, "1")
        // These would take an address out of the hands of a proxy.
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env_remove("REQUEST_METHOD")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&status.stdout);
    assert!(
        status.status.success() && text.contains("1 passed"),
        "{text}"
    );
    false
}

#[test]
#[cfg(target_os = "linux")]
fn a_system_without_certificates_is_a_configuration_error_with_advice() {
    if in_a_child(
        "a_system_without_certificates_is_a_configuration_error_with_advice",
        &[
            ("SSL_CERT_FILE", "/nonexistent/file"),
            ("SSL_CERT_DIR", "/nonexistent/directory"),
        ],
    ) {
        let bare = ClientBuilder::new("https://api.example.com").bearer("tok-4711");
        let error = refused(bare);
        assert!(error.to_string().contains("ca-certificates"), "{error}");
        assert!(
            error.to_string().contains("add_root_certificate_pem"),
            "{error}"
        );
        builder().build().unwrap();
        ClientBuilder::<TestClient>::new("http://127.0.0.1:8080")
            .build()
            .unwrap();
    }
}

/// At port 1 nobody listens: a call that went through such a proxy would fail.
const PROXIES: &[(&str, &str)] = &[
    ("HTTP_PROXY", "http://127.0.0.1:1"),
    ("http_proxy", "http://127.0.0.1:1"),
    ("HTTPS_PROXY", "http://127.0.0.1:1"),
    ("https_proxy", "http://127.0.0.1:1"),
    ("ALL_PROXY", "http://127.0.0.1:1"),
    ("all_proxy", "http://127.0.0.1:1"),
];

#[tokio::test]
async fn the_proxies_of_the_environment_are_not_used() {
    if !in_a_child("the_proxies_of_the_environment_are_not_used", PROXIES) {
        return;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    for (scheme, first) in [("http", b'P'), ("https", 0x16)] {
        let client: TestClient = ClientBuilder::new(format!("{scheme}://{address}/v1"))
            .bearer("tok-4711")
            .add_root_certificate_pem(ROOT)
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        let call = client.create_collection(crate::tests::payment());
        let seen = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::io::AsyncReadExt::read_u8(&mut stream).await.unwrap()
        };
        tokio::select! {
            result = call => panic!("{scheme}: the call ended without us: {result:?}"),
            byte = seen => assert_eq!(byte, first, "{scheme}: a POST or a handshake"),
        }
    }
}
