//! What is on the wire, and what is a violation before a byte is: numbers, cookies, headers, forms and credentials.

use malipo::runtime::{Call, ClientBuilder, Gateway, Number, Operation};
use malipo_tests::scripted::{Reply, Scripted};

use super::lists_in_forms::expected::client::Client as Forms;
use super::lists_in_forms::expected::types::Form;
use super::numbers_keep_their_digits::expected::client::Client as Numbers;
use super::numbers_keep_their_digits::expected::types::{Balances, BalancesShare};
use super::what_is_on_the_wire::expected::client::Client;
use super::what_is_on_the_wire::expected::operations::AddThing;
use super::what_is_on_the_wire::expected::types::Thing;
use super::*;

const THING: &str = r#"{"id":1,"amount":1,"rate":1}"#;

async fn server() -> Scripted {
    Scripted::start(Reply::json(200, THING)).await.unwrap()
}

fn builder<G: Gateway>(server: &Scripted) -> ClientBuilder<G> {
    ClientBuilder::new(format!("http://{}", server.host()))
}

fn client(server: &Scripted) -> Client {
    let builder = builder(server).api_key("session", "ab+c/d==:x");
    builder.build().unwrap()
}

fn thing() -> Thing {
    Thing::builder().id(1).amount(1).rate(1.0).build()
}

/// The head and the body of the one request that a call makes.
async fn sent<O: Operation>(server: &Scripted, call: Call<O>) -> (String, String) {
    drop(call.await);
    let request = server.requests().pop().unwrap();
    let request = String::from_utf8(request).unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    (format!("{head}\r\n"), body.to_owned())
}

/// What is wrong with a call, which sends nothing.
async fn wrong(server: &Scripted, call: Call<AddThing>) -> String {
    let error = call.await.unwrap_err();
    assert_eq!(server.requests().len(), 0, "{error}");
    assert!(!error.violations().is_empty(), "{error}");
    error.to_string()
}

#[tokio::test]
async fn a_number_that_is_none_is_a_violation_wherever_it_stands() {
    let server = server().await;
    let client = client(&server);
    let forms: Forms = builder(&server).build().unwrap();
    let rule = "must be a finite number";
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let said = wrong(&server, client.add_thing(number, thing())).await;
        assert!(said.contains(&format!("`rate` {rule}")), "{said}");
        let header = client
            .add_thing(1.0, thing())
            .with(|call| call.x_rate(number));
        let said = wrong(&server, header).await;
        assert!(said.contains(&format!("`X-Rate` {rule}")), "{said}");
        let rates = [("a".to_owned(), 1.0), ("b".to_owned(), number)];
        let body = Thing::builder()
            .id(1)
            .amount(1)
            .rate(number)
            .rates(std::collections::BTreeMap::from(rates))
            .build();
        let said = wrong(&server, client.add_thing(1.0, body)).await;
        for path in ["body.rate", "body.rates[1]"] {
            assert!(said.contains(&format!("`{path}` {rule}")), "{said}");
        }
        let call = client.add_thing(1.0, Thing::builder().id(1).amount(number).rate(1.0).build());
        let said = wrong(&server, call.with(|call| call.above(number))).await;
        for path in ["above", "body.amount"] {
            assert!(said.contains(&format!("`{path}` {rule}")), "{said}");
        }
        let form = Form::builder().rate(number).build();
        let error = forms.send_form(form).await.unwrap_err();
        assert!(
            error.to_string().contains(&format!("`body.rate` {rule}")),
            "{error}"
        );
    }
    assert_eq!(server.requests().len(), 0);
}

/// The balances of another: no float holds one of these numbers.
const BALANCES: &str = concat!(
    r#"{"balance":12345678901234.56789012345,"lowest":-0.10,"#,
    r#""history":[0.1234567890123456789012345678901234567890,1E+400],"#,
    r#""rates":{"a":9007199254740993.0},"share":18446744073709551616.5}"#
);

#[tokio::test]
async fn a_number_keeps_its_digits_on_the_way_in_and_out() {
    let server = Scripted::start(Reply::json(200, BALANCES)).await.unwrap();
    let client: Numbers = builder(&server).build().unwrap();
    let read = client.set_balances(balances()).await.unwrap();
    assert!(read.unreadable().is_empty(), "{:?}", read.unreadable());
    assert_eq!(read.balance, dec!(12345678901234.56789012345));
    assert_eq!(read.lowest.value().unwrap().as_str(), "-0.10");
    assert!(
        matches!(&read.share, Some(BalancesShare::Number(share)) if share.to_decimal().is_some())
    );
    assert_eq!(write(&read), BALANCES);
    // What was read can be sent.
    let call = client
        .set_balances(read)
        .with(|call| call.above("1.50".parse::<Number>().unwrap()));
    let (head, body) = sent(&server, call).await;
    assert!(
        head.starts_with("PUT /balances?above=1.50 HTTP/1.1\r\n"),
        "{head}"
    );
    assert_eq!(body, BALANCES);
}

fn balances() -> Balances {
    Balances::builder().balance(5.0).build()
}

#[tokio::test]
async fn a_number_is_made_of_every_kind_of_number_and_held_to_its_bounds() {
    let server = server().await;
    let client: Numbers = builder(&server).build().unwrap();
    let body = Balances::builder()
        .balance(5.0)
        .lowest(Number::from(dec!(1.10)))
        .history([0.1, 1e300])
        .share(Number::from(u64::MAX))
        .build();
    let (_, body) = sent(&server, client.set_balances(body)).await;
    assert_eq!(
        body,
        r#"{"balance":5,"lowest":1.10,"history":[0.1,1e300],"share":18446744073709551615}"#
    );
    // A bound sees the last digit, also of what only a number of any length holds.
    for (balance, above, fits) in [
        ("99999999999999", "0.5", true),
        ("99999999999999.00000000000001", "0.5", false),
        ("1e400", "0.5", false),
        ("-1e400", "1e400", true),
        ("1", "0.49999999999999999999", false),
        ("1", "0.49999999999999999999999999999999999", false),
    ] {
        let number = |text: &str| text.parse::<Number>().unwrap();
        let body = Balances::builder().balance(number(balance)).build();
        let call = client.set_balances(body);
        let error = call.with(|call| call.above(number(above))).await.err();
        let violations = error.map_or(0, |error| error.violations().len());
        assert_eq!(violations == 0, fits, "{balance} {above}");
    }
}

#[tokio::test]
async fn a_value_that_is_no_number_spoils_a_response_only_where_it_is_required() {
    for (json, reads) in [
        (r#"{"balance":1}"#, true),
        (r#"{"balance":1,"lowest":null,"share":"a"}"#, true),
        (r#"{"balance":1,"lowest":true}"#, true),
        (r#"{"balance":1,"history":["a"]}"#, true),
        (r#"{"balance":1,"rates":[]}"#, true),
        (r#"{"balance":{}}"#, false),
        (r#"{"balance":null}"#, false),
    ] {
        let server = Scripted::start(Reply::json(200, json)).await.unwrap();
        let client: Numbers = builder(&server).build().unwrap();
        let read = client.set_balances(balances()).await;
        assert_eq!(read.is_ok(), reads, "{json} {read:?}");
        let Ok(read) = read else { continue };
        assert_eq!(write(&read), json);
    }
}

#[tokio::test]
async fn a_whole_number_has_no_fraction_and_a_large_one_needs_no_suffix() {
    let server = server().await;
    let rates = [("a".to_owned(), 2.0), ("b".to_owned(), 0.25)];
    let body = Thing::builder()
        .id(9007199254740993)
        .amount(100)
        .rate(5.0)
        .rates(std::collections::BTreeMap::from(rates))
        .build();
    let call = client(&server).add_thing(7.0, body);
    let (head, body) = sent(&server, call.with(|call| call.x_rate(3.0))).await;
    assert!(head.starts_with("POST /things/7 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("\r\nx-rate: 3\r\n"), "{head}");
    assert_eq!(
        body,
        r#"{"id":9007199254740993,"amount":100,"rate":5,"rates":{"a":2,"b":0.25}}"#
    );
}

#[tokio::test]
async fn an_integer_that_is_too_large_spoils_nothing_else() {
    for (json, id, small) in [
        (
            r#"{"id":18446744073709551616,"amount":1,"rate":1}"#,
            i64::MAX,
            None,
        ),
        (
            r#"{"id":-99999999999999999999,"small":1,"amount":1,"rate":1}"#,
            i64::MIN,
            Some(1),
        ),
        (
            r#"{"id":1,"small":4294967296,"amount":1,"rate":1}"#,
            1,
            None,
        ),
    ] {
        let server = Scripted::start(Reply::json(200, json)).await.unwrap();
        let read = client(&server).add_thing(1.0, thing()).await.unwrap();
        assert_eq!((read.id, read.small), (id, small));
        let member = if id == 1 { "small" } else { "id" };
        assert!(read.unreadable().has(member), "{json}");
        // What came is written back.
        assert_eq!(write(&read), json.replace("e\":1", "e\":1.0"));
    }
    // A fraction, or another type, is no integer.
    for id in ["1.5", "1e30", "\"a\"", "{}"] {
        let json = format!(r#"{{"id":{id},"amount":1,"rate":1}}"#);
        let server = Scripted::start(Reply::json(200, &json)).await.unwrap();
        assert!(
            client(&server).add_thing(1.0, thing()).await.is_err(),
            "{id}"
        );
    }
}

#[tokio::test]
async fn a_cookie_is_sent_as_it_is_or_not_at_all() {
    let server = server().await;
    let client = client(&server);
    let call = client.add_thing(1.0, thing());
    let call = call.with(|call| call.sid("a%2Fb|{}=").ids([1, 2]));
    let (head, _) = sent(&server, call).await;
    let cookies = "\r\ncookie: sid=a%2Fb|{}=; ids=1,2; session=ab+c/d==:x\r\n";
    assert!(head.contains(cookies), "{head}");
    for value in ["a b", "a;b=c", "a,b", "a\"", "a\\b", "é", "a\r\nb: c"] {
        let server = self::server().await;
        let call = self::client(&server).add_thing(1.0, thing());
        let said = wrong(&server, call.with(|call| call.sid(value))).await;
        assert!(
            said.contains("`sid` has a character that a cookie cannot carry"),
            "{said}"
        );
        let key = ClientBuilder::<Client>::new("https://example.com").api_key("session", value);
        assert!(key.build().unwrap_err().is_configuration(), "{value}");
    }
}

#[tokio::test]
async fn a_header_holds_visible_ascii_alone() {
    let server = server().await;
    let call = client(&server).add_thing(1.0, thing());
    let (head, _) = sent(&server, call.with(|call| call.x_note("a \"b\"; c=d, ~"))).await;
    assert!(head.contains("\r\nx-note: a \"b\"; c=d, ~\r\n"), "{head}");
    for value in ["é", "a\u{a0}b", "\u{1f600}", "a\nb", "\u{7f}"] {
        let server = self::server().await;
        let call = client(&server).add_thing(1.0, thing());
        let said = wrong(&server, call.with(|call| call.x_note(value))).await;
        assert!(
            said.contains("`X-Note` has a character that a header cannot carry"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn what_parts_the_items_of_a_form_is_told_from_what_is_in_them() {
    let server = server().await;
    let form = Form::builder()
        .csv(["a", "b,c", "d e"])
        .piped(["1", "2 3"])
        .rate(2.0)
        .build();
    let client: Forms = builder(&server).build().unwrap();
    let (_, body) = sent(&server, client.send_form(form)).await;
    assert_eq!(body, "csv=a,b%2Cc,d+e&piped=1%7C2+3&rate=2");
}
