//! Events that nobody signs: a function for each address they are posted to.

use super::docs::{self, attributes, code, markdown};
use super::rust::{Rust, rust};
use super::values::{self, Side};
use super::{confirm, ident};
use crate::ir::{Api, Callback};

/// When a callback is refused.
const REFUSED: &str =
    "When the body is too large or of another shape. [`Refused`] says what to answer.";

/// The module of the callbacks; none if there are none.
pub(super) fn callbacks(api: &Api) -> Option<Rust> {
    if api.callbacks.is_empty() {
        return None;
    }
    let mut module_docs = vec![
        format!(
            "Callbacks that {} posts to addresses of yours: typed, and confirmed.",
            markdown(&api.gateway.title)
        ),
        "Nothing signs them, so anybody who knows the address can post one. What a callback says stays out of sight until \
             `confirm` has asked the gateway, and then the gateway's own state is what counts."
            .to_owned(),
        "Give each kind an address of its own that is hard to guess. Acknowledge a callback at once and confirm it. \
             Callbacks may come twice, late, or never: deal with each [identity](Confirmed::identity) once. A payment \
             whose final states are not known has none: its function says so."
            .to_owned(),
    ];
    module_docs.extend(confirm::optional("callback"));
    let module_docs = attributes(&module_docs, true);
    let allow = super::allow_deprecated(api);
    let kinds = api
        .callbacks
        .iter()
        .map(|(wire, callback)| kind(api, wire, callback));
    Some(rust! {
        #module_docs
        #allow
        use super::{client::Client, types};

        pub use rt::event::{Refused, Unconfirmed};

        /// A callback, and what the gateway answered when it was asked about it.
        pub type Confirmed<E> = rt::event::Confirmed<E>;

        #(#kinds)*
    })
}

fn kind(api: &Api, wire: &str, callback: &Callback) -> Rust {
    let function = ident(&callback.rust_function);
    let body = values::value(api, &callback.ty, Side::Response, &values::types_scope());
    let said = docs::item(api, &callback.docs, wire);
    if callback.reference.is_empty() {
        let unproven = attributes(
            &[
                "There is nothing in it by which the gateway could be asked, so it proves nothing: take it for a hint."
                    .to_owned(),
                "# Errors".to_owned(),
                REFUSED.to_owned(),
            ],
            false,
        );
        return rust! {
            #said
            ///
            #unproven
            pub fn #function(body: impl AsRef<[u8]>) -> Result<#body, Refused> {
                rt::event::receive_unproven(body)
            }
        };
    }
    let name = ident(&callback.rust_type);
    let references = &callback.reference;
    let operation = callback.confirm.as_ref().and_then(|id| api.operation(id));
    let state = confirm::state(api, operation);
    let asked = confirm::asked(operation);
    let settlement = confirm::settlement(operation);
    let ids = confirm::ids(operation).map(|ids| {
        rust! {
            fn ids(&self, state: &Self::State) -> rt::Ids {
                #ids
            }
        }
    });
    let comparisons = confirm::comparisons(api, &callback.compares, &callback.ty, operation);
    // A parameter that nothing uses would be a warning.
    let unasked = operation
        .is_none()
        .then(|| rust!(let _ = (client, reference);));
    let unsettled = operation
        .is_none_or(|operation| operation.settles.is_none())
        .then(|| rust!(let _ = state;));
    let compared = if comparisons.is_empty() {
        rust!(let _ = (state, differences);)
    } else {
        rust! {
            let Self(event) = self;
            #(#comparisons)*
        }
    };
    let mut receives = vec![format!(
        "Receives the callback {}: the body of the request, exactly as it came.",
        code(wire)
    )];
    let (result, received) = match &callback.progress {
        None => (rust!(Unconfirmed<#name>), rust!(rt::event::receive(body))),
        Some(progress) => {
            receives.push(format!(
                "A notice of progress, which has {}, comes to the same address and settles nothing: it gives `None`. \
                 Acknowledge it, and go on.",
                code(progress)
            ));
            (
                rust!(Option<Unconfirmed<#name>>),
                rust!(rt::event::receive_unless(#progress, body)),
            )
        }
    };
    if unsettled.is_some() {
        receives.push(
            "The documents name no final status of the query that confirms this. So the comparison is never `Agrees`, and there is no identity: deal with each \
             [kind](Unconfirmed::kind) and [reference](Unconfirmed::reference) once, and decide by [`Confirmed::state`](rt::event::Confirmed::state)."
                .to_owned(),
        );
    }
    receives.push("# Errors".to_owned());
    receives.push(REFUSED.to_owned());
    let receives = attributes(&receives, false);
    rust! {
        #said
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(
            /// The body. Which of its fields may be missing is explained in the [module](self#what-may-be-missing).
            pub #body,
        );

        impl rt::event::Event for #name {
            type Client = Client;
            type State = #state;

            const SPEC: rt::event::EventSpec = rt::event::EventSpec {
                kind: rt::event::EventKind::Addressed(#wire),
                reference: &[#(#references),*],
            };

            fn read(
                _: &str,
                payload: rt::event::Payload<'_>,
            ) -> Result<Option<Self>, rt::Undecodable> {
                payload.json().map(|body| Some(Self(body)))
            }

            fn ask(
                &self,
                client: &Self::Client,
                reference: &str,
            ) -> Option<rt::CallFuture<Self::State>> {
                #unasked
                #asked
            }

            fn settlement(&self, state: &Self::State) -> rt::Settlement {
                #unsettled
                #settlement
            }

            #ids

            fn compare(&self, state: &Self::State, differences: &mut rt::event::Differences) {
                #compared
            }
        }

        #receives
        pub fn #function(body: impl AsRef<[u8]>) -> Result<#result, Refused> {
            #received
        }
    }
}
