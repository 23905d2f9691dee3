//! Credentials other than tokens, and operations with an address of their own.

use super::server::{ROOT, Server};
use crate::rt;

struct Shop {
    runtime: rt::Client,
}

impl rt::Gateway for Shop {
    const TITLE: &'static str = "Shop";
    const API_KEYS: &'static [rt::ApiKey] = &[
        rt::ApiKey {
            scheme: "app",
            place: rt::KeyPlace::Header,
            name: "X-App",
        },
        rt::ApiKey {
            scheme: "user",
            place: rt::KeyPlace::Query,
            name: "key",
        },
    ];
    const SERVERS: &'static [&'static str] = &["/files", "https://files.example.com"];

    fn from_runtime(runtime: rt::Client) -> Self {
        Self { runtime }
    }

    fn runtime(&self) -> &rt::Client {
        &self.runtime
    }
}

/// Needs both keys, or a user name and a password.
struct List;

impl rt::Operation for List {
    type Output = ();
    type Refusal = rt::NoRefusal;
    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "list",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: true,
    };
    const SECURITY: &'static [&'static [rt::Scheme]] = &[
        &[rt::Scheme::Key("app"), rt::Scheme::Key("user")],
        &[rt::Scheme::Basic],
    ];

    fn encode(&self, request: &mut rt::Encoder) {
        request.template("/things");
        request.query("limit", &5_i64);
    }

    fn decode(_: &rt::Answer) -> Result<(), rt::Undecodable> {
        Ok(())
    }
}

/// Needs both keys, or nothing.
struct Free;

impl rt::Operation for Free {
    type Output = ();
    type Refusal = rt::NoRefusal;
    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "free",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: true,
    };
    const SECURITY: &'static [&'static [rt::Scheme]] =
        &[&[rt::Scheme::Key("app"), rt::Scheme::Key("user")], &[]];

    fn encode(&self, request: &mut rt::Encoder) {
        request.template("/things");
    }

    fn decode(_: &rt::Answer) -> Result<(), rt::Undecodable> {
        Ok(())
    }
}

/// Needs a token and a key.
struct Both;

impl rt::Operation for Both {
    type Output = ();
    type Refusal = rt::NoRefusal;
    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "both",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: true,
    };
    const SECURITY: &'static [&'static [rt::Scheme]] =
        &[&[rt::Scheme::Token, rt::Scheme::Key("app")]];

    fn encode(&self, request: &mut rt::Encoder) {
        request.template("/things");
    }

    fn decode(_: &rt::Answer) -> Result<(), rt::Undecodable> {
        Ok(())
    }
}

/// Is sent to a server of its own.
struct Upload<const SERVER: usize>;

impl<const SERVER: usize> rt::Operation for Upload<SERVER> {
    type Output = ();
    type Refusal = rt::NoRefusal;
    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "upload",
        method: rt::Method::Put,
        path: "/a",
        effect: rt::Effect::Writes,
        authenticated: false,
    };
    const SERVER: Option<&'static str> = Some(<Shop as rt::Gateway>::SERVERS[SERVER]);

    fn encode(&self, request: &mut rt::Encoder) {
        request.template("/a");
    }

    fn decode(_: &rt::Answer) -> Result<(), rt::Undecodable> {
        Ok(())
    }
}

fn builder(server: &Server) -> rt::ClientBuilder<Shop> {
    rt::ClientBuilder::new(format!("http://{}/v1", server.address()))
        .retries(rt::Retries::none())
        // With it, a client can be built where the system has none.
        .add_root_certificate_pem(ROOT)
}

fn first_line(request: &str) -> &str {
    request.lines().next().unwrap_or_default()
}

#[tokio::test]
async fn a_call_carries_the_first_credentials_that_are_all_there() {
    let server = Server::answering("204 No Content", "", "").await;
    let shop = builder(&server)
        .basic("ali", "sesame")
        .api_key("app", "a-1");
    let both = shop.api_key("user", "u&2").build().unwrap();
    rt::Call::new(&both.runtime, List).await.unwrap();
    let one = builder(&server)
        .basic("ali", "sesame")
        .api_key("app", "a-1")
        .bearer("t-3");
    rt::Call::new(&one.build().unwrap().runtime, List)
        .await
        .unwrap();
    // Another credential than those is never shown.
    let none = builder(&server).bearer("t-3").build().unwrap();
    rt::Call::new(&none.runtime, Free).await.unwrap();

    let requests = server.requests();
    assert_eq!(
        first_line(&requests[0]),
        "GET /v1/things?limit=5&key=u%262 HTTP/1.1"
    );
    assert!(requests[0].contains("x-app: a-1") && !requests[0].contains("authorization"));
    assert_eq!(first_line(&requests[1]), "GET /v1/things?limit=5 HTTP/1.1");
    assert!(requests[1].contains("authorization: Basic YWxpOnNlc2FtZQ=="));
    assert!(!requests[1].contains("x-app"));
    assert!(!requests[2].contains("authorization"));
}

#[tokio::test]
async fn a_part_of_the_credentials_that_are_needed_together_is_not_sent() {
    let server = Server::answering("204 No Content", "", "").await;
    for (held, missing) in [("app", "user"), ("user", "app")] {
        // A token is no help: no alternative takes it.
        for token in [false, true] {
            let mut shop = builder(&server).api_key(held, "a-1");
            if token {
                shop = shop.bearer("t-3");
            }
            let shop = shop.build().unwrap();
            let error = rt::Call::new(&shop.runtime, List).await.unwrap_err();
            let said = error.to_string();
            let rule = format!("`credentials` must have the API key `{missing}` beside the others");
            assert!(said.contains(&rule) && !said.contains("a-1"), "{said}");
            assert_eq!(error.phase(), rt::Phase::NotSent);
            assert_eq!(error.violations().len(), 1);
            // A call that needs none is sent.
            rt::Call::new(&shop.runtime, Free).await.unwrap();
        }
    }
    assert_eq!(server.requests().len(), 4);
    // With a token and a key, each is missed.
    for (shop, missing) in [
        (builder(&server).bearer("t-3"), "the API key `app`"),
        (builder(&server).api_key("app", "a-1"), "the bearer token"),
    ] {
        let shop = shop.build().unwrap();
        let error = rt::Call::new(&shop.runtime, Both).await.unwrap_err();
        assert!(error.to_string().contains(missing), "{error}");
    }
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_call_without_any_of_the_credentials_that_it_needs_is_not_sent() {
    let server = Server::answering("204 No Content", "", "").await;
    let none = builder(&server).build().unwrap();
    let token = builder(&server).bearer("t-3").build().unwrap();
    for shop in [&none, &token] {
        let error = rt::Call::new(&shop.runtime, List).await.unwrap_err();
        let said = error.to_string();
        let rule = "`credentials` must have the API key `app` and the API key `user`, or the user name and the password";
        assert!(said.contains(rule) && !said.contains("t-3"), "{said}");
        assert_eq!(error.phase(), rt::Phase::NotSent);
        assert!(error.is_invalid_request() && !error.may_have_moved_money());
        assert_eq!(error.violations().len(), 1);
    }
    let error = rt::Call::new(&none.runtime, Both).await.unwrap_err();
    let said = error.to_string();
    assert!(
        said.contains("must have the bearer token and the API key `app`"),
        "{said}"
    );
    assert!(server.requests().is_empty());
    // One that needs none is sent, and one of which the caller says so.
    rt::Call::new(&none.runtime, Free).await.unwrap();
    rt::Call::new(&none.runtime, Upload::<0>).await.unwrap();
    let shop = builder(&server).bearer("t-3").api_key("app", "a-1").build();
    let call = rt::Call::new(&shop.unwrap().runtime, Both).without_credentials();
    call.await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(!requests[2].contains("t-3") && !requests[2].contains("a-1"));
}

#[tokio::test]
async fn the_escape_hatch_carries_every_credential() {
    let server = Server::answering("204 No Content", "", "").await;
    let shop = builder(&server)
        .bearer("t-3")
        .api_key("user", "u-2")
        .api_key("app", "a-1");
    let shop = shop.build().unwrap();
    rt::RawCall::new(&shop.runtime, rt::Method::Trace, "/any")
        .await
        .unwrap();
    let request = &server.requests()[0];
    assert_eq!(first_line(request), "TRACE /v1/any?key=u-2 HTTP/1.1");
    assert!(request.contains("x-app: a-1") && request.contains("authorization: Bearer t-3"));
}

#[tokio::test]
async fn a_key_in_the_query_is_in_no_error_and_in_no_debug() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = closed.local_addr().unwrap();
    drop(closed);
    let shop: Shop = rt::ClientBuilder::new(format!("http://{address}"))
        .retries(rt::Retries::none())
        .add_root_certificate_pem(ROOT)
        .api_key("user", "u-4711")
        .api_key("app", "a-4711")
        .build()
        .unwrap();
    let error = rt::Call::new(&shop.runtime, List).await.unwrap_err();
    let mut shown = format!("{error} {error:?} {:?}", shop.runtime);
    let mut source = std::error::Error::source(&error);
    while let Some(error) = source {
        shown.push_str(&format!("{error} {error:?}"));
        source = error.source();
    }
    assert!(!shown.contains("4711"), "{shown}");
}

#[tokio::test]
async fn an_operation_goes_to_its_own_server_or_where_the_builder_says() {
    let server = Server::answering("204 No Content", "", "").await;
    let other = Server::answering("204 No Content", "", "").await;
    let shop = builder(&server)
        .server(
            "https://files.example.com",
            format!("http://{}/f", other.address()),
        )
        .build()
        .unwrap();
    rt::Call::new(&shop.runtime, Upload::<0>).await.unwrap();
    rt::Call::new(&shop.runtime, Upload::<1>).await.unwrap();
    assert_eq!(first_line(&server.requests()[0]), "PUT /files/a HTTP/1.1");
    assert_eq!(first_line(&other.requests()[0]), "PUT /f/a HTTP/1.1");
}

#[tokio::test]
async fn what_no_specification_declares_is_a_configuration_error() {
    let server = Server::answering("204 No Content", "", "").await;
    let errors = [
        builder(&server).api_key("usr", "u-4711").build(),
        builder(&server)
            .server("https://other.example.com", "https://a.example")
            .build(),
        builder(&server)
            .server("/files", "http://a.example/4711")
            .build(),
    ];
    for error in errors.map(|built| built.err().unwrap()) {
        assert!(error.is_configuration());
        assert!(!error.to_string().contains("4711"), "{error}");
    }
}
