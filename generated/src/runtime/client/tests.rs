use super::*;
use crate::runtime::tests::{ROOT, TestClient};

fn builder() -> ClientBuilder<TestClient> {
    ClientBuilder::new("https://api.example.com/v1")
        .bearer("tok-4711")
        .add_root_certificate_pem(ROOT)
}

fn refused(builder: ClientBuilder<TestClient>) -> Error {
    let error = builder.build().unwrap_err();
    assert!(error.is_configuration());
    assert_eq!(error.phase(), crate::runtime::Phase::NotSent);
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
        (builder().user_agent("shop\n4711"), "user agent"),
        (builder().proxy("not a proxy 4711"), "proxy"),
        (
            builder().proxy("socks5://u:4711@proxy.example.com"),
            "proxy",
        ),
        (builder().add_root_certificate_pem("not PEM"), "PEM"),
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

/// Runs a test of this program again in a process whose operating system has no certificates.
fn without_certificates(test: &str) -> bool {
    const MARK: &str = "MALIPO_TEST_WITHOUT_CERTIFICATES";
    if std::env::var_os(MARK).is_some() {
        return true;
    }
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(MARK, "1")
        .env("SSL_CERT_FILE", "/nonexistent/file")
        .env("SSL_CERT_DIR", "/nonexistent/directory")
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
    if without_certificates(
        "runtime::client::tests::a_system_without_certificates_is_a_configuration_error_with_advice",
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
