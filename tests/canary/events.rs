//! Every signed event and every callback, received, confirmed and refused.

use std::collections::BTreeSet;

use malipo::runtime::event::{Event, Refused, Unconfirmed};
use malipo::zamupay::callback;
use malipo::zengapay::webhook::{self, Receiver};
use malipo_codegen::ir::{Api, Type};
use malipo_tests::scripted::Reply;
use serde_json::Value;

use super::filled::Filling;
use super::watched;
use super::{
    PHONE, SECRET, TEXT, assert_clean, assert_debug_clean, assert_error_clean, granted,
    holds_a_marker, server, specification, zamupay, zengapay,
};

const fn filling(api: &Api) -> Filling<'_> {
    Filling {
        api,
        way: 0,
        quoting: false,
        breaking: false,
    }
}

fn filled(api: &Api, ty: &Type) -> Value {
    filling(api).body(ty)
}

/// The response of the operation that confirms something.
fn state(api: &Api, operation: &str) -> String {
    let operation = api.operation(operation).unwrap();
    let body = &operation.successes[0].bodies[0];
    let state = filling(api).success(&body.ty, operation.acceptance.as_ref());
    state.to_string()
}

fn assert_refused_clean(what: &str, refused: &Refused) {
    assert_clean(what, &format!("{refused} {refused:?} {refused:#?}"));
}

/// Asks about an event at a gateway that answers so, and that fails.
async fn confirm<E>(
    what: &str,
    event: &Unconfirmed<E>,
    client: fn(&str) -> E::Client,
    before: &[Reply],
    state: &str,
) where
    E: Event + std::fmt::Debug,
    E::State: std::fmt::Debug,
{
    assert_debug_clean(what, event);
    let replies = |last: Reply| before.iter().cloned().chain([last]);
    let gateway = server(replies(Reply::json(200, state))).await;
    let confirmed = event.confirm(&client(&gateway.base_url())).await;
    let confirmed = confirmed.unwrap_or_else(|error| panic!("{what}: {error:?}: {state}"));
    assert_debug_clean(what, &confirmed);
    assert_debug_clean(what, confirmed.state());
    assert_debug_clean(what, confirmed.event());
    for reply in [
        Reply::json(404, &format!(r#"{{"message":"{TEXT} {PHONE}"}}"#)),
        Reply::answer(500, &[("location", TEXT)], TEXT),
        Reply::json(200, &format!("{state}{TEXT}")),
        Reply::Close,
    ] {
        let gateway = server(replies(reply)).await;
        let error = event
            .confirm(&client(&gateway.base_url()))
            .await
            .unwrap_err();
        assert_error_clean(what, &error);
    }
}

/// Signs a body as a receiver expects it.
type Sign = fn(&str) -> String;

/// A receiver of each mode, and how an event for it is signed, if it is.
fn receivers() -> [(&'static str, Receiver, Option<Sign>); 4] {
    let joined: Sign = |body| webhook::sign(SECRET, body).unwrap();
    let whole: Sign = |body| webhook::sign_body(SECRET, body);
    [
        ("new", Receiver::new([SECRET]).unwrap(), Some(joined)),
        (
            "over_body",
            Receiver::over_body([SECRET]).unwrap(),
            Some(whole),
        ),
        (
            "over_either",
            Receiver::over_either([SECRET]).unwrap(),
            Some(whole),
        ),
        ("unsigned", Receiver::unsigned(), None),
    ]
}

#[tokio::test]
async fn canary_in_every_event_of_zengapay_in_every_mode_of_the_receiver() {
    watched::begin();
    let api = specification("zengapay").unwrap();
    let events = api.events.as_ref().unwrap();
    assert!(!events.kinds.is_empty());
    for (mode, receiver, sign) in receivers() {
        assert_debug_clean(mode, &receiver);
        let received = |signature: Option<&str>, body: &str| {
            receiver.receive_signed(signature, body.as_bytes())
        };
        for (kind, described) in &events.kinds {
            let what = &format!("{kind}, {mode}");
            let mut body = filled(&api, &described.ty);
            body[&events.name] = kind.as_str().into();
            let body = body.to_string();
            assert!(
                holds_a_marker(&body),
                "{what} holds nothing personal: {body}"
            );
            let signature = sign.map(|sign| sign(&body));
            let event = received(signature.as_deref(), &body).unwrap();
            assert!(event.is_known(), "{what}");
            let asked = described.confirm.as_deref().unwrap();
            confirm(what, &event, zengapay, &[], &state(&api, asked)).await;

            let other = body.replace(PHONE, "256770000018");
            let broken = format!("{body}{TEXT}");
            let unnamed = format!(r#"{{"event":"{TEXT}"}}"#);
            // The values of this event have not the forms that `over_either` wants.
            let joined = webhook::sign(SECRET, &body).unwrap();
            for (signature, body) in [
                (signature.as_deref(), &*other),
                (Some(TEXT), &body),
                (Some(SECRET), &body),
                (Some(&joined), &other),
                (signature.as_deref(), &broken),
                (signature.as_deref(), &unnamed),
                (signature.as_deref(), TEXT),
                (Some(&webhook::sign_body(SECRET, &broken)), &broken),
                (Some(&webhook::sign_body(SECRET, &unnamed)), &unnamed),
                (Some(&webhook::sign_body(SECRET, TEXT)), TEXT),
                (None, &body),
            ] {
                match received(signature, body) {
                    Ok(event) => {
                        assert!(sign.is_none(), "{what}");
                        assert_debug_clean(what, &event);
                    }
                    Err(refused) => assert_refused_clean(what, &refused),
                }
            }
            // A kind that is not known, which may be called anything.
            let unknown = body.replace(kind, TEXT);
            let signature = sign.map(|sign| sign(&unknown));
            let unknown = received(signature.as_deref(), &unknown).unwrap();
            assert!(!unknown.is_known());
            assert_debug_clean("unknown kind", &unknown);
            let error = unknown
                .confirm(&zengapay("http://127.0.0.1:9"))
                .await
                .unwrap_err();
            assert_error_clean("unknown kind", &error);
        }
    }
    let rejected = format!("{SECRET}\n");
    for receiver in [
        Receiver::new([&rejected]),
        Receiver::over_body([&rejected]),
        Receiver::over_either([&rejected]),
    ] {
        assert_error_clean("secret", &receiver.unwrap_err());
    }
    watched::assert_recorded_clean(&["malipo.call"]);
}

#[tokio::test]
async fn canary_in_every_callback_of_zamupay() {
    watched::begin();
    let api = specification("zamupay").unwrap();
    let mut gone_through = BTreeSet::new();
    macro_rules! unconfirmed {
        ($id:ident, $event:expr) => {{
            let name = stringify!($id);
            let (_, described) = { api.callbacks.iter() }
                .find(|(_, described)| described.rust_function == name)
                .unwrap();
            gone_through.insert(name.to_owned());
            let body = filled(&api, &described.ty);
            let mut body = body.as_object().unwrap().clone();
            if let Some(progress) = &described.progress {
                body.remove(progress);
            }
            // Beside what is personal by its specification, something that nobody has described.
            body.insert("undescribed".to_owned(), TEXT.into());
            let body = Value::Object(body).to_string();
            let event = $event(callback::$id(&body).unwrap());
            assert!(event.is_known(), "{name}");
            let asked = described.confirm.as_deref().unwrap();
            confirm(name, &event, zamupay, &[granted()], &state(&api, asked)).await;
            for body in [
                format!("{body}{TEXT}"),
                format!(r#"{{"x":"{TEXT}"}}"#),
                TEXT.to_owned(),
            ] {
                assert_refused_clean(name, &callback::$id(body).unwrap_err());
            }
        }};
    }
    /// What nobody has described is handed over as it came.
    macro_rules! unproven {
        ($id:ident) => {{
            let name = stringify!($id);
            gone_through.insert(name.to_owned());
            let raw = callback::$id(format!(r#"{{"x":"{TEXT} {PHONE}"}}"#)).unwrap();
            assert!(holds_a_marker(raw.get()));
            assert_debug_clean(name, &raw);
            assert_refused_clean(name, &callback::$id(TEXT).unwrap_err());
        }};
    }
    unconfirmed!(payment_order, std::convert::identity);
    unconfirmed!(bill_payment, std::convert::identity);
    unconfirmed!(account_number_validation, std::convert::identity);
    unconfirmed!(checkout_order, std::convert::identity);
    unconfirmed!(express_deposit, |event: Option<_>| event.unwrap());
    unproven!(account_validation);
    unproven!(airtime_purchase);
    let known: BTreeSet<_> = { api.callbacks.values() }
        .map(|described| described.rust_function.clone())
        .collect();
    assert_eq!(gone_through, known, "every callback is sent on its way");
    watched::assert_recorded_clean(&["malipo.call", "malipo.token"]);
}
