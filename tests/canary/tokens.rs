//! Token endpoints that fail, and repeat the secret that they were sent.

use malipo_tests::scripted::Reply;

use super::watched;
use super::{SECRET, TEXT, TOKEN, assert_debug_clean, assert_error_clean, nobody, server, zamupay};

#[tokio::test]
async fn canary_in_what_a_token_endpoint_says() {
    watched::begin();
    let refusal = |error: &str| {
        format!(
            r#"{{"error":"{error}","error_description":"{SECRET} of {TEXT} is unknown","error_uri":"http://x/{SECRET}"}}"#
        )
    };
    let any = format!("{SECRET} {TOKEN}");
    let half =
        format!("HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{{\"access_token\":\"{TOKEN}");
    let marked = [
        ("set-cookie", SECRET),
        ("location", SECRET),
        ("retry-after", SECRET),
    ];
    let unusable = format!(r#"{{"access_token":"{TOKEN} \n","expires_in":60}}"#);
    let other_life = format!(r#"{{"access_token":["{TOKEN}"],"expires_in":"{SECRET}"}}"#);
    let too_large = format!(r#"{{"access_token":"{}"}}"#, TOKEN.repeat(8_000));
    for (what, reply) in [
        (
            "wrong credentials",
            Reply::json(401, &refusal("invalid_client")),
        ),
        (
            "wrong credentials",
            Reply::json(400, &refusal("invalid_client")),
        ),
        ("wrong scope", Reply::json(400, &refusal("invalid_scope"))),
        (
            "unauthorized",
            Reply::json(400, &refusal("unauthorized_client")),
        ),
        (
            "an error that is the secret",
            Reply::json(400, &refusal(SECRET)),
        ),
        ("forbidden", Reply::json(403, &any)),
        ("redirect", Reply::answer(302, &marked, &any)),
        ("busy", Reply::answer(429, &marked, &any)),
        ("broken", Reply::answer(500, &marked, &any)),
        (
            "HTML",
            Reply::answer(200, &marked, &format!("<html>{any}</html>")),
        ),
        ("another shape", Reply::json(200, &other_life)),
        ("a token with a line break", Reply::json(200, &unusable)),
        ("too large", Reply::json(200, &too_large)),
        ("half a body", Reply::Bytes(half.into_bytes())),
        ("no HTTP", Reply::Bytes(any.clone().into_bytes())),
        ("closed", Reply::Close),
    ] {
        let server = server([reply]).await;
        let client = zamupay(&server.base_url());
        assert_debug_clean(what, &client);
        let error = client.get_balance(404).await.unwrap_err();
        assert!(error.is_no_token(), "{what}: {error:?}");
        assert_error_clean(what, &error);
        let [asked] = server.requests().try_into().unwrap();
        let asked = String::from_utf8(asked).unwrap();
        assert!(asked.contains(SECRET), "the secret was not sent: {asked}");
    }
    let error = zamupay(&nobody().await).get_balance(404).await.unwrap_err();
    assert!(error.is_no_token());
    assert_error_clean("nobody", &error);
    watched::assert_recorded_clean(&["malipo.token", "no token was granted"]);
}

#[test]
fn canary_in_a_configuration_that_cannot_be_used() {
    use malipo::zamupay::{Client, Environment};

    watched::begin();
    let builder = || Client::builder(Environment::Sandbox, TEXT, SECRET);
    let in_url = format!("https://u:{SECRET}@x.example");
    for (what, builder) in [
        ("base URL", builder().base_url(&in_url)),
        (
            "base URL",
            builder().base_url(format!("http://{TEXT}.example")),
        ),
        ("token URL", builder().token_url(&in_url)),
        ("token URL", builder().token_url(TEXT)),
        (
            "secret",
            Client::builder(Environment::Sandbox, TEXT, format!("{SECRET}\n")),
        ),
        ("token", builder().bearer(format!("{TOKEN} "))),
        ("scope", builder().scope(format!("{TEXT}\n"))),
        (
            "proxy",
            builder().proxy(format!("socks://u:{SECRET}@x.example")),
        ),
        ("user agent", builder().user_agent(format!("{TEXT}\n"))),
        ("certificate", builder().add_root_certificate_pem(TEXT)),
    ] {
        assert_debug_clean(what, &builder);
        let error = builder.build().unwrap_err();
        assert!(error.is_configuration(), "{what}: {error:?}");
        assert_error_clean(what, &error);
    }
    watched::assert_recorded_clean(&[]);
}
