//! The program on its own, as somebody uses it who types into it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::{MTN, collection, transfer};

/// The running program; it ends with the test.
struct Program {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_malipo-sandbox"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let _nobody_reads = sender.send(line);
            }
        });
        Self { child, lines }
    }

    /// The first line from here on that holds this text.
    fn line(&self, text: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(20)).unwrap();
            if line.contains(text) {
                return line;
            }
        }
    }

    fn variable(&self, name: &str) -> String {
        let line = self.line(&format!("{name}="));
        line.split_once('=').unwrap().1.to_owned()
    }

    fn type_in(&self, line: &str) {
        let mut stdin = self.child.stdin.as_ref().unwrap();
        writeln!(stdin, "{line}").unwrap();
    }
}

/// Calls the program over a socket, and gives the whole answer.
fn post(base_url: &str, token: &str, path: &str, body: &str) -> String {
    let authority = base_url.strip_prefix("http://").unwrap();
    let authority = authority.split('/').next().unwrap();
    let request = format!(
        "POST /v1{path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\nauthorization: Bearer {token}\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(authority).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Asks a subscriber for 5000 under this reference.
fn ask(base_url: &str, token: &str, reference: &str) {
    let body = collection(MTN, "5000", reference);
    let answer = post(base_url, token, "/collections", &body);
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
}

#[test]
fn the_program_goes_on_when_nobody_reads_what_it_prints() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_malipo-sandbox"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    let first = next();
    let token = loop {
        if let Some((_, token)) = next().split_once("ZENGAPAY_TOKEN=") {
            break token.to_owned();
        }
    };
    drop(lines);
    let program = Program {
        child,
        lines: channel().1,
    };
    let base_url = first.rsplit(' ').next().unwrap().trim_end_matches('.');
    program.type_in("ledger");
    program.type_in("throttle 1");
    // Commands are obeyed in order: the refusal shows that the ledger was printed, and that the program goes on.
    let refused = (1..400).any(|number| {
        thread::sleep(Duration::from_millis(50));
        let body = collection(MTN, "5000", &format!("invoice-{number}"));
        post(base_url, &token, "/collections", &body).starts_with("HTTP/1.1 429")
    });
    assert!(refused);
    ask(base_url, &token, "invoice-400");
}

#[test]
fn the_help_says_what_inconclusive_means_at_this_gateway() {
    let zengapay = Program::start(&[]);
    zengapay.line("inconclusive REFERENCE   the same as indeterminate");
    zengapay.line("900007 is like 900004");
    let zamupay = Program::start(&["zamupay"]);
    zamupay.line("inconclusive REFERENCE   report an order as failed");
    zamupay.line("Everything else becomes indeterminate");
}

#[test]
fn what_is_pending_is_listed_and_settled_by_the_merchants_reference() {
    let program = Program::start(&[]);
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let token = program.variable("ZENGAPAY_TOKEN");
    program.line("Ctrl-C");
    program.type_in("approve");
    program.line("every payment is finished");

    let ask = |reference: &str| ask(&base_url, &token, reference);
    ask("order 17");
    ask("order 18");
    ask("order 18");

    program.type_in("  decline  ");
    assert!(program.line("transactionReference").contains("amount"));
    let listed = ["order 17", "order 18", "order 18"].map(|order| program.line(order));
    let reference = |line: &str| line.split_whitespace().next().unwrap().to_owned();
    assert!(listed[0].contains("5,000"), "{}", listed[0]);

    program.type_in("approve order 17");
    assert_eq!(
        program.line("succeeded"),
        format!("{} succeeded", reference(&listed[0]))
    );
    program.type_in("decline order 18");
    let ambiguous = program.line("2 payments under order 18 are not finished");
    assert!(ambiguous.contains(&reference(&listed[1])), "{ambiguous}");
    assert!(ambiguous.contains(&reference(&listed[2])), "{ambiguous}");
    program.type_in(&format!("decline {}", reference(&listed[2])));
    program.line("failed");
    program.type_in("decline order 18");
    assert_eq!(
        program.line("failed"),
        format!("{} failed", reference(&listed[1]))
    );
    program.type_in("approve order 19");
    program.line("the ledger has no payment order 19");
    program.type_in("ledger now");
    program.line("\"ledger now\" is not a command");
}

#[test]
fn events_are_posted_and_shown_held_back_and_delivered_again() {
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", receiver.local_addr().unwrap());
    thread::spawn(move || {
        for stream in receiver.incoming().map_while(Result::ok) {
            answer_with_200(stream);
        }
    });
    let program = Program::start(&["0", "--webhook", &url, "--secret", "a-secret"]);
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let token = program.variable("ZENGAPAY_TOKEN");
    assert!(program.line("It posts signed events").contains(&url));
    program.type_in("events");
    program.line("there is no event");

    ask(&base_url, &token, "order 17");
    program.type_in("approve order 17");
    let delivered = format!("event 1 (collection.success) to {url}: acknowledged with 200");
    program.line(&delivered);
    program.line("content-type: application/json");
    let signature = program.line("X-ZENGAPAY-SIGNATURE: ");
    let body = program.line("\"event\":\"collection.success\"");
    assert!(body.contains("order 17"), "{body}");
    program.type_in("deliver 1");
    program.line(&delivered);
    assert_eq!(program.line("X-ZENGAPAY-SIGNATURE: "), signature);
    assert_eq!(program.line("\"event\":"), body);

    program.type_in("hold");
    program.line("events are held back");
    ask(&base_url, &token, "order 18");
    program.type_in("decline order 18");
    program.line("failed");
    program.type_in("events");
    // The next line but one, so that nothing was delivered in between.
    assert!(program.line("").contains("collection.success"));
    assert!(program.line("").contains("collection.failed"));
    program.type_in("release");
    program.line("event 2 (collection.failed)");
    program.type_in("deliver 3");
    program.line("there is no webhook event 3, there are 2");
    program.type_in("deliver all");
    program.line("\"deliver all\" is not a command");
}

fn answer_with_200(mut stream: TcpStream) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    // An event is JSON that ends with two braces.
    while !request.ends_with(b"}}") {
        let read = stream.read(&mut buffer).unwrap();
        request.extend_from_slice(&buffer[..read]);
    }
    let _gone = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
}

#[test]
fn zamupay_is_started_by_its_name_and_has_commands_of_its_own() {
    let program = Program::start(&["zamupay", "0"]);
    program.line("A simulated ZamuPay listens on");
    assert_eq!(program.variable("ZAMUPAY_ENVIRONMENT"), "sandbox");
    let base_url = program.variable("ZAMUPAY_BASE_URL");
    let id = program.variable("ZAMUPAY_CLIENT_ID");
    let secret = program.variable("ZAMUPAY_CLIENT_SECRET");
    program.line("Ctrl-C");

    let credentials = format!(
        r#"{{"client_id":"{id}","client_secret":"{secret}","grant_type":"client_credentials"}}"#
    );
    let given = post(&base_url, "", "/oauth/token", &credentials);
    let token = given.split('"').nth(3).unwrap();
    assert_eq!(token.split('.').count(), 3, "{given}");
    let pay = |reference: &str, account: &str| {
        let line = format!(
            r#"{{"recipient":{{"name":"J","primaryAccountNumber":"{account}","mccmnc":"63902","ccy":404}},"transaction":{{"routeId":"r","channelType":1,"amount":5,"reference":"x","systemTraceAuditNumber":"line {reference}"}}}}"#
        );
        let order = format!(
            r#"{{"originatorConversationId":"order {reference}","paymentNotes":"n","paymentOrderLines":[{line}]}}"#
        );
        post(&base_url, token, "/payment-order/new-order", &order)
    };
    assert!(pay("17", "+254710900003").starts_with("HTTP/1.1 200"));
    program.type_in("approve");
    let listed = program.line("order 17");
    assert!(listed.ends_with("order 17 / line 17"), "{listed}");
    program.type_in("approve line 17");
    program.line("succeeded");

    program.type_in("forbid createPaymentOrder");
    program.line("operations that are forbidden: 1");
    assert!(pay("18", "+254710000002").starts_with("HTTP/1.1 403"));
    program.type_in("forbid");
    program.line("operations that are forbidden: 0");
    program.type_in("expire");
    program.line("every token has expired");
    assert!(pay("18", "+254710000002").starts_with("HTTP/1.1 401"));
    program.type_in("whitelist 192.0.2.36");
    program.line("\"whitelist 192.0.2.36\" is not a command");
}

#[test]
fn arguments_that_mean_nothing_are_refused_and_named() {
    for (arguments, named) in [
        (&["70000"] as &[&str], "70000"),
        (&["1", "2"], "one port"),
        (&["--webhooks", "http://127.0.0.1/"], "--webhooks"),
        (&["--webhook"], "--webhook needs a value"),
        (&["--webhook", "https://127.0.0.1/"], "no TLS"),
        (&["--webhook", "http://127.0.0.1:99999/x"], "a port from 1"),
        (&["--webhook", "http://127.0.0.1:0/x"], "a port from 1"),
        (&["--webhook", "http://127.0.0.1:/x"], "a port from 1"),
        (&["--webhook", "http://[::1]:99999/x"], "a port from 1"),
        (
            &["--webhook", "http://a/", "--webhook", "http://b/"],
            "twice",
        ),
        (
            &["--webhook", "http://a/", "--secret", ""],
            "--secret needs a value",
        ),
        (&["--secret", "s"], "--secret needs --webhook"),
        (
            &["--webhook", "http://127.0.0.1/", "--sign-body"],
            "--sign-body needs --secret",
        ),
        (
            &["--webhook", "http://192.0.2.1/"],
            "--allow-remote-webhooks",
        ),
        (&["\u{1b}[2J"], r"\u{1b}[2J"),
        (&["zamupesa"], "zamupesa"),
        (&["1", "zamupay"], "one port"),
        (
            &["zamupay", "--webhook", "http://a/", "--secret", "s"],
            "signs nothing",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_malipo-sandbox"))
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.lines().next().unwrap().contains(named), "{told}");
    }
}

#[test]
fn what_becomes_of_payments_can_be_typed_before_they_are_made() {
    let program = Program::start(&[]);
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let token = program.variable("ZENGAPAY_TOKEN");
    program.line("Ctrl-C");
    for (typed, said) in [
        ("decide decline next", "decided: decline next"),
        (
            "decide indeterminate reference order 17",
            "decided: indeterminate reference order 17",
        ),
        (
            "decide leave-pending transfers",
            "decided: leave-pending transfers",
        ),
        (
            "decide approve number 256770000019",
            "decided: approve number 256770000019",
        ),
    ] {
        program.type_in(typed);
        program.line(said);
    }
    let collect = |msisdn: &str, reference: &str| {
        post(
            &base_url,
            &token,
            "/collections",
            &collection(msisdn, "5000", reference),
        )
    };
    collect(MTN, "order 17");
    collect(MTN, "order 18");
    collect("256770000019", "order 19");
    let payout = transfer(MTN, "5000", "order 20");
    post(&base_url, &token, "/transfers", &payout);
    program.type_in("ledger");
    for (reference, status) in [
        ("order 17", "indeterminate"),
        ("order 18", "failed"),
        ("order 19", "succeeded"),
        ("order 20", "pending"),
    ] {
        let line = program.line(reference);
        assert!(line.contains(status), "{line}");
    }
    program.type_in("approve order 17");
    program.line("succeeded");
    program.type_in("indeterminate order 20");
    program.line("indeterminate");
    program.type_in("inconclusive order 20");
    program.line("indeterminate");

    program.type_in("fail after 503 createCollection");
    program.line("the next createCollection meets 503 after it is carried out");
    program.type_in("fail after close createColection");
    program.line("there is no operation \"createColection\"; did you mean createCollection?");
    program.type_in("fail before html");
    program.line("the next request meets html before it is carried out");
    assert!(collect(MTN, "order 23").starts_with("HTTP/1.1 503"));
    program.type_in("fail never");
    program.line("nothing fails any more");
    program.type_in("ledger");
    program.line("order 23");

    program.type_in("throttle 1 30");
    program.line("requests that get 429 next: 1");
    let refused = collect(MTN, "order 21");
    assert!(refused.starts_with("HTTP/1.1 429"), "{refused}");
    assert!(refused.contains("retry-after: 30"), "{refused}");
    program.type_in("whitelist 192.0.2.36 192.0.2.37");
    program.line("addresses that are whitelisted: 2");
    let refused = post(&base_url, &token, "/transfers", &payout);
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");

    for typed in [
        "decide",
        "decide maybe next",
        "decide approve",
        "decide approve next 5",
        "decide approve number",
        "throttle",
        "throttle many",
        "fail",
        "fail after",
        "fail soon reset",
        "fail soon 503",
        "fail after -1",
        "whitelist home",
    ] {
        program.type_in(typed);
        program.line(&format!("\"{typed}\" is not a command"));
    }
    for status in ["0", "200", "299", "600", "999", "1000", "99999"] {
        program.type_in(&format!("fail before {status}"));
        program.line(&format!(
            "{status} is not the status of a fault; give one from 300 to 599"
        ));
    }
    for status in ["300", "307", "400", "599"] {
        program.type_in(&format!("fail before {status}"));
        program.line(&format!("meets {status} before it is carried out"));
    }
    for seconds in ["-1", "1.5", "soon", "2147483649", "99999999999999999999"] {
        program.type_in(&format!("throttle 1 {seconds}"));
        program.line(&format!(
            "\"{seconds}\" is no Retry-After; SECONDS are a whole number from 0 to 2147483648"
        ));
    }
}

#[test]
fn a_command_that_is_not_known_gets_one_line_that_names_the_help() {
    let program = Program::start(&[]);
    program.line("Ctrl-C");
    program.type_in("pay everybody");
    program.type_in("events");
    let line = program.line("is not a command");
    assert!(line.contains("type help"), "{line}");
    let next = program.lines.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(!next.contains("approve REFERENCE"), "{next}");
    program.type_in("help");
    program.line("approve REFERENCE");
    program.line("Ctrl-C");
}

#[test]
fn a_number_of_the_simulators_own_decides_without_a_command() {
    let program = Program::start(&[]);
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let token = program.variable("ZENGAPAY_TOKEN");
    let body = collection("256770900002", "5000", "order 22");
    post(&base_url, &token, "/collections", &body);
    program.type_in("ledger");
    assert!(program.line("order 22").contains("failed"));
}

#[test]
fn nothing_that_was_sent_drives_the_terminal_or_forges_a_line() {
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", receiver.local_addr().unwrap());
    thread::spawn(move || {
        for stream in receiver.incoming().map_while(Result::ok) {
            answer_with_200(stream);
        }
    });
    let program = Program::start(&["--webhook", &url]);
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let token = program.variable("ZENGAPAY_TOKEN");
    program.line("Ctrl-C");
    // In JSON: ESC, a line feed, the one-byte form of a terminal's command, and an override of the direction.
    ask(
        &base_url,
        &token,
        r"\u001b[2Jodd\nforged succeeded\u009b\u202e",
    );
    let shown = r"\u{1b}[2Jodd\nforged succeeded\u{9b}\u{202e}";

    program.type_in("approve");
    let listed = program.line("odd");
    assert!(listed.ends_with(shown), "{listed}");
    program.type_in("ledger");
    let listed = program.line("odd");
    assert!(listed.ends_with(shown), "{listed}");
    program.type_in("approve \u{1b}[2Jx");
    program.line(r"the ledger has no payment \u{1b}[2Jx");
    program.type_in("\u{7}ring");
    program.line(r#""\u{7}ring" is not a command"#);
    program.type_in("decide approve reference \u{1b}c");
    program.line(r"decided: approve reference \u{1b}c");

    program.type_in("approve");
    let reference = program.line("odd");
    let reference = reference.split_whitespace().next().unwrap();
    program.type_in(&format!("approve {reference}"));
    program.line("(collection.success)");
    // The bytes that were posted have it escaped by JSON already, but for what JSON does not escape.
    let body = program.line("\"event\":");
    assert!(
        body.contains(r"\u001b[2Jodd\nforged succeeded\u{9b}\u{202e}"),
        "{body}"
    );
}

#[test]
fn the_program_shows_the_time_of_the_machine_so_that_a_client_can_look_payments_up() {
    let program = Program::start(&[]);
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let now = || jiff::Timestamp::now();
    let before = now();
    let response = post(&base_url, "", "/collections", "{}");
    let date = response
        .lines()
        .find_map(|line| line.strip_prefix("date: "));
    let date = jiff::fmt::rfc2822::parse(date.unwrap())
        .unwrap()
        .timestamp();
    let second = jiff::SignedDuration::from_secs(1);
    assert!(before - second <= date && date <= now() + second, "{date}");
}

#[test]
fn the_program_posts_to_other_machines_when_it_is_allowed_to() {
    let program = Program::start(&["--webhook", "http://192.0.2.1/", "--allow-remote-webhooks"]);
    program.line("It posts unsigned events to http://192.0.2.1/.");
}

#[test]
fn the_whole_body_is_signed_on_demand() {
    use std::fmt::Write as _;

    use hmac::{Hmac, KeyInit, Mac};

    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", receiver.local_addr().unwrap());
    thread::spawn(move || {
        for stream in receiver.incoming().map_while(Result::ok) {
            answer_with_200(stream);
        }
    });
    let arguments = [
        "0",
        "--webhook",
        &url,
        "--secret",
        "a-secret",
        "--sign-body",
    ];
    let program = Program::start(&arguments);
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let token = program.variable("ZENGAPAY_TOKEN");
    ask(&base_url, &token, "order 17");
    program.type_in("approve order 17");
    let header = program.line("X-ZENGAPAY-SIGNATURE: ");
    let body = program.line("\"event\":\"collection.success\"");

    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"a-secret").unwrap();
    mac.update(body.trim().as_bytes());
    let mut signature = String::new();
    for byte in mac.finalize().into_bytes() {
        write!(signature, "{byte:02x}").unwrap();
    }
    assert!(header.ends_with(&signature), "{header}");
}
