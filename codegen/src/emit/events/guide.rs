//! The documentation of the module of events: what a signature covers, and in which order to do what.

use crate::emit::confirm;
use crate::emit::docs::{attributes, code, comment, linked, markdown, paragraphs};
use crate::emit::rust::{Rust, rust};
use crate::ir::{Api, Events, Signature, SignedForm};
use crate::naming::without_mark;

/// What follows in the documentation after what the specification says.
const EXAMPLE: &str = r#"
# In this order

1. Receive the event: headers and body exactly as they came, before anything parses them.
2. Keep it and acknowledge it.
3. Confirm it, and decide by the gateway's state alone. If that is not final, wait for the payment, as if no event had come.
4. Deal with each reference once: events repeat.

```no_run
use MODULE::{Client, webhook};
use CRATE::runtime::event::Comparison;
use CRATE::runtime::{HeaderMap, Outcome};

/// What to answer, and the event to deal with afterwards.
fn receive(
    receiver: &webhook::Receiver,
    headers: &HeaderMap,
    body: &[u8],
) -> (u16, Option<webhook::Unconfirmed>) {
    match receiver.receive(headers, body) {
        Ok(event) => (200, Some(event)),
        Err(refused) => (refused.answer_status(), None),
    }
}

/// Returns how the payment ended. After `None`, call `.wait` for the payment, as if no event had come.
async fn deal_with(client: &Client, event: &webhook::Unconfirmed) -> Result<Option<Outcome>, CRATE::runtime::Error> {
    let confirmed = event.confirm(client).await?;
    match confirmed.comparison() {
        Comparison::Agrees => { /* the same event may come again: remember `confirmed.identity()` below */ }
        Comparison::NotSettledYet => return Ok(None), // it is early, or not true
        Comparison::Differs(paths) => eprintln!("the event differs from the gateway in {paths:?}"),
    }
    let outcome = confirmed.settlement().outcome();
    match outcome {
        Some(Outcome::Succeeded) => { /* deliver, unless it was delivered before */ }
        Some(_) => { /* tell the customer */ }
        None => { /* the event differs, and the state is not final */ }
    }
    // Only an event that agrees has an identity.
    let _dealt_with = confirmed.identity();
    Ok(outcome)
}

# fn secret_from_the_vault() -> String { String::new() }
let receiver = webhook::Receiver::new([secret_from_the_vault()])?;
# Ok::<(), CRATE::runtime::Error>(())
```"#;

/// `name` is that of the crate, if it is one of its own.
pub(super) fn guide(api: &Api, name: Option<&str>, events: &Events, signature: &Signature) -> Rust {
    let signed: Vec<String> = signature.over.iter().map(|path| code(path)).collect();
    let mut said = vec![
        format!(
            "Events that {} sends by itself: verified, typed, and confirmed.",
            markdown(&api.gateway.title)
        ),
        format!(
            "The header {} signs {}.",
            code(&signature.header),
            signed.join(", ")
        ),
        linked(api, &signature.covers),
        linked(api, &events.acknowledge),
    ];
    said.extend(readings(api, signature));
    said.extend(confirm::optional("event"));
    let said = attributes(&said, true);
    let module = without_mark(&api.gateway.module);
    let (root, module) = match name {
        Some(name) => (name, name.to_owned()),
        None => ("malipo", format!("malipo::{module}")),
    };
    let example = EXAMPLE.replace("MODULE", &module).replace("CRATE", root);
    let example = comment(example.lines(), true);
    rust! {
        #said
        #example
    }
}

/// Which signatures a receiver can be made for, where the documents leave a choice.
fn readings(api: &Api, signature: &Signature) -> Vec<String> {
    let mut said = Vec::new();
    if signature.alternative.is_none() && signature.unsigned.is_none() {
        return said;
    }
    said.push("# Which signature".to_owned());
    said.push(
        "Choose the constructor of the [`Receiver`](rt::webhook::Receiver). With each of them, an event is [`Unconfirmed`]."
            .to_owned(),
    );
    said.push("`Receiver::new` verifies the values above: the default. It refuses an event without a signature.".to_owned());
    if let Some(alternative) = &signature.alternative {
        said.push(
            "`Receiver::over_body` verifies a signature over the whole body, byte for byte, and refuses every other event.".to_owned(),
        );
        said.extend(paragraphs(api, &alternative.docs, ""));
        let forms: Vec<String> = signature
            .over
            .iter()
            .filter_map(|path| {
                let form = match alternative.forms.get(path)? {
                    SignedForm::Uuid => "a UUID",
                    SignedForm::Digits => "digits",
                    SignedForm::Decimal => "a decimal number",
                };
                Some(format!("{} must be {form}", code(path)))
            })
            .collect();
        said.push(format!(
            "`Receiver::over_either` accepts both signatures, and no event without one. Use it until you know what the gateway signs. \
             Under a signature over the values, {}. Otherwise a captured signature over a body would verify an event that has this body as its reference.",
            forms.join(", ")
        ));
    }
    if let Some(unsigned) = &signature.unsigned {
        said.push(
            "`Receiver::unsigned` verifies nothing: anybody can send such an event. It only tells you what to ask the gateway about."
                .to_owned(),
        );
        said.extend(paragraphs(api, unsigned, ""));
    }
    said
}
