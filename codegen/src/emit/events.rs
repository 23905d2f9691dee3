//! What the gateway sends by itself: one enum by kind, and how the runtime verifies, compares and confirms it.

mod guide;

use std::collections::{BTreeMap, BTreeSet};

use super::reach::reach;
use super::rust::{Ident, Rust, rust};
use super::settles::{excluded, pattern};
use super::values::{self, Side};
use super::{confirm, docs, ident};
use crate::ir::{
    Api, Claim, EventKind, Events, Operation, Output, Signature, SignedForm, SignedWhole,
};

/// Whether the document declares events that can be verified.
pub(super) fn has_module(api: &Api) -> bool {
    api.events
        .as_ref()
        .is_some_and(|events| events.signature.is_some() && !events.kinds.is_empty())
}

/// The module of the events; none if there is no [`has_module`].
pub(super) fn events(api: &Api, name: Option<&str>) -> Option<Rust> {
    let events = api.events.as_ref().filter(|_| has_module(api))?;
    let signature = events.signature.as_ref()?;
    let module_docs = guide::guide(api, name, events, signature);
    let variants = events.kinds.iter().map(|(wire, kind)| {
        let variant = ident(&kind.rust);
        let ty = values::value(api, &kind.ty, Side::Response, &values::types_scope());
        let variant_docs = docs::item(api, &kind.docs, wire);
        rust! {
            #variant_docs
            #variant(#ty),
        }
    });
    let title = format!(
        "An event of {}, by kind.",
        docs::markdown(&api.gateway.title)
    );
    let body =
        "Each variant holds the body. Which of its fields may be missing is explained in the \
                [module](self#what-may-be-missing)."
            .to_owned();
    let title = docs::attributes(&[title, body], false);
    let header = &signature.header;
    let implementation = implementation(api, events, signature);
    let sign_body = signature
        .alternative
        .as_ref()
        .map(|alternative| match alternative.over {
            SignedWhole::Body => rust! {
                /// Returns the signature over the whole body, **for tests** of what receives events.
                pub fn sign_body(secret: impl AsRef<[u8]>, body: impl AsRef<[u8]>) -> String {
                    rt::webhook::sign_body::<Event>(secret, body)
                }
            },
        });
    let allow = super::allow_deprecated(api);
    Some(rust! {
        #module_docs
        #allow
        use super::{client::Client, types};

        pub use rt::event::Refused;

        /// The header with the signature.
        pub const SIGNATURE_HEADER: &str = #header;

        /// Verifies and reads events.
        pub type Receiver = rt::webhook::Receiver<Event>;

        /// An event that the receiver accepted and that the gateway has not been asked about.
        pub type Unconfirmed = rt::event::Unconfirmed<Event>;

        /// An event, and what the gateway answered when it was asked about it.
        pub type Confirmed = rt::event::Confirmed<Event>;

        #title
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#variants)*
        }

        #implementation

        /// Returns the signature over the joined values of a body, **for tests** of what receives events.
        ///
        /// # Errors
        ///
        /// When the body lacks a value that is signed.
        pub fn sign(secret: impl AsRef<[u8]>, body: impl AsRef<[u8]>) -> Result<String, Refused> {
            rt::webhook::sign::<Event>(secret, body)
        }

        #sign_body
    })
}

fn implementation(api: &Api, events: &Events, signature: &Signature) -> Rust {
    let (header, signed, name) = (&signature.header, &signature.over, &events.name);
    let reference = events.reference.as_deref().unwrap_or_default();
    let reads = events.kinds.iter().map(|(wire, kind)| {
        let variant = ident(&kind.rust);
        rust!(#wire => Self::#variant(payload.json()?),)
    });
    let claim = claim(events);
    let confirming = |kind: &EventKind| api.operation(kind.confirm.as_ref()?);
    let confirmed: Vec<_> = alike(events, |one, other| one.confirm == other.confirm)
        .into_iter()
        .map(|kinds| {
            (
                kinds.first().copied().and_then(confirming),
                variants(&kinds),
            )
        })
        .collect();
    let state = confirm::state(api, confirmed.iter().find_map(|(operation, _)| *operation));
    let asks = confirmed.iter().map(|(operation, kinds)| {
        let asked = confirm::asked(*operation);
        rust!(#(Self::#kinds(_))|* => #asked,)
    });
    let settlements = confirmed.iter().map(|(operation, kinds)| {
        let told = confirm::settlement(*operation);
        rust!(#(Self::#kinds(_))|* => #told,)
    });
    let another = another_kind(api, events);
    let shows_its_kind = shows_its_kind(api, events);
    let ids = confirmed
        .iter()
        .any(|(operation, _)| confirm::ids(*operation).is_some());
    let ids = ids.then(|| {
        let arms = confirmed.iter().map(|(operation, kinds)| {
            let ids = confirm::ids(*operation).unwrap_or_else(|| rust!(rt::Ids::default()));
            rust!(#(Self::#kinds(_))|* => #ids,)
        });
        rust! {
            fn ids(&self, state: &Self::State) -> rt::Ids {
                match self {
                    #(#arms)*
                }
            }
        }
    });
    let same = |one: &EventKind, other: &EventKind| {
        one.ty == other.ty && one.confirm.is_some() == other.confirm.is_some()
    };
    let compares = alike(events, same).into_iter().map(|kinds| {
        let confirm = kinds.first().copied().and_then(confirming);
        compare(api, events, &kinds, confirm)
    });
    let over_body = signature.alternative.as_ref().map(|alternative| {
        let forms = signature.over.iter().filter_map(|path| {
            let form = ident(match alternative.forms.get(path)? {
                SignedForm::Uuid => "Uuid",
                SignedForm::Digits => "Digits",
                SignedForm::Decimal => "Decimal",
            });
            Some(rust!(rt::webhook::Form::#form))
        });
        rust! {
            impl rt::webhook::SignedOverBody for Event {
                const FORMS: &'static [rt::webhook::Form] = &[#(#forms),*];
            }
        }
    });
    let may_be_unsigned = signature
        .unsigned
        .as_ref()
        .map(|_| rust!(impl rt::webhook::MayBeUnsigned for Event {}));
    // A parameter that no arm uses would be a warning.
    let operations = || confirmed.iter().filter_map(|(operation, _)| *operation);
    let unasked = (operations().count() == 0).then(|| rust!(let _ = (client, reference);));
    let unsettled = operations()
        .all(|operation| operation.settles.is_none())
        .then(|| rust!(let _ = state;));
    let uncompared = (operations().count() == 0 || events.compares.is_empty())
        .then(|| rust!(let _ = (state, differences);));
    rust! {
        impl rt::event::Event for Event {
            type Client = Client;
            type State = #state;

            const SPEC: rt::event::EventSpec = rt::event::EventSpec {
                kind: rt::event::EventKind::Named(#name),
                reference: &[#reference],
            };

            fn read(
                kind: &str,
                payload: rt::event::Payload<'_>,
            ) -> Result<Option<Self>, rt::Undecodable> {
                Ok(Some(match kind {
                    #(#reads)*
                    _ => return Ok(None),
                }))
            }

            #claim

            fn ask(
                &self,
                client: &Self::Client,
                reference: &str,
            ) -> Option<rt::CallFuture<Self::State>> {
                #unasked
                match self {
                    #(#asks)*
                }
            }

            fn settlement(&self, state: &Self::State) -> rt::Settlement {
                #unsettled
                match self {
                    #(#settlements)*
                }
            }

            #another

            #shows_its_kind

            #ids

            fn compare(&self, state: &Self::State, differences: &mut rt::event::Differences) {
                #uncompared
                match self {
                    #(#compares)*
                }
            }
        }

        impl rt::webhook::Signed for Event {
            const SIGNATURE: rt::webhook::SignatureSpec = rt::webhook::SignatureSpec {
                header: #header,
                signed: &[#(#signed),*],
            };
        }

        #over_body

        #may_be_unsigned
    }
}

/// Where an event or the response about it shows another kind of payment; none if nothing tells kinds apart.
fn another_kind(api: &Api, events: &Events) -> Option<Rust> {
    let told = |kind: &EventKind| {
        let operation = api.operation(kind.confirm.as_ref()?)?;
        let about = operation.settles.as_ref()?.about.as_ref()?;
        (!about.values.is_empty()).then_some((operation, about))
    };
    if !events.kinds.values().any(|kind| told(kind).is_some()) {
        return None;
    }
    let same =
        |one: &EventKind, other: &EventKind| one.ty == other.ty && one.confirm == other.confirm;
    let arms = alike(events, same).into_iter().map(|kinds| {
        let names = variants(&kinds);
        let Some((first, (operation, about))) =
            kinds.first().and_then(|first| Some((first, told(first)?)))
        else {
            return rust!(#(Self::#names(_))|* => None,);
        };
        let operation = ident(&operation.rust_type);
        let others = about.values.iter().filter_map(|(path, values)| {
            let is_another = excluded(api, &first.ty, path, values, rust!(event))?;
            Some(rust! {
                if #is_another {
                    return Some(#path);
                }
            })
        });
        let others: Vec<Rust> = others.collect();
        rust! {
            #(Self::#names(event))|* => {
                #(#others)*
                <super::operations::#operation as rt::Settles>::of_another_kind(state)
            }
        }
    });
    Some(rust! {
        fn of_another_kind(&self, state: &Self::State) -> Option<&'static str> {
            match self {
                #(#arms)*
            }
        }
    })
}

/// Whether the response shows that the payment is of the event's kind and of no other that is confirmed elsewhere; none if
/// nothing tells kinds apart.
fn shows_its_kind(api: &Api, events: &Events) -> Option<Rust> {
    let same = |one: &EventKind, other: &EventKind| one.confirm == other.confirm;
    let groups = alike(events, same);
    let told = |kinds: &Vec<&EventKind>| {
        let operation = api.operation(kinds.first()?.confirm.as_ref()?)?;
        let Output::One(output) = &operation.output else {
            return None;
        };
        let about = operation.settles.as_ref()?.about.as_ref()?;
        Some((operation, output, about))
    };
    let arms = groups.iter().filter_map(|kinds| {
        let (operation, output, about) = told(kinds)?;
        let others = groups
            .iter()
            .filter_map(told)
            .filter(|(other, ..)| other.id != operation.id);
        let conditions = others.filter_map(|(_, _, other)| {
            let apart = about.values.iter().filter(|(path, values)| {
                let theirs = other.values.get(*path);
                theirs.is_some_and(|theirs| !values.iter().any(|value| theirs.contains(value)))
            });
            let shown = apart.filter_map(|(path, values)| {
                let reached = reach(api, output, path, rust!(state))?;
                let (subject, pattern) = pattern(api, &reached, values)?;
                Some(rust!(matches!(#subject, #pattern)))
            });
            let shown: Vec<Rust> = shown.collect();
            (!shown.is_empty()).then(|| rust!((#(#shown)||*)))
        });
        let conditions: BTreeSet<String> = conditions.map(|one| one.to_string()).collect();
        let conditions = conditions.into_iter().map(Rust::from_text);
        let names = variants(kinds);
        let conditions: Vec<Rust> = conditions.collect();
        (!conditions.is_empty()).then(|| rust!(#(Self::#names(_))|* => #(#conditions)&&*,))
    });
    let arms: Vec<Rust> = arms.collect();
    let rest = (arms.len() < groups.len()).then(|| rust!(_ => true,));
    (!arms.is_empty()).then(|| {
        rust! {
            fn shows_its_kind(&self, state: &Self::State) -> bool {
                match self {
                    #(#arms)*
                    #rest
                }
            }
        }
    })
}

/// What the kinds of event say of the outcome; the runtime's own answer if they say nothing.
fn claim(events: &Events) -> Option<Rust> {
    let mut claims: BTreeMap<&str, Vec<Ident>> = BTreeMap::new();
    for kind in events.kinds.values() {
        let claim = match kind.claims {
            Some(Claim::Succeeded) => "Succeeded",
            Some(Claim::Failed) => "Failed",
            None => continue,
        };
        claims.entry(claim).or_default().push(ident(&kind.rust));
    }
    let claimed: usize = claims.values().map(Vec::len).sum();
    let rest = (claimed < events.kinds.len()).then(|| rust!(_ => None,));
    let arms = claims.iter().map(|(claim, kinds)| {
        let claim = ident(claim);
        rust!(#(Self::#kinds(_))|* => Some(rt::Settlement::#claim),)
    });
    (claimed > 0).then(|| {
        rust! {
            fn claim(&self) -> Option<rt::Settlement> {
                match self {
                    #(#arms)*
                    #rest
                }
            }
        }
    })
}

/// The kinds of event, those together which one arm serves.
fn alike(events: &Events, same: impl Fn(&EventKind, &EventKind) -> bool) -> Vec<Vec<&EventKind>> {
    let mut groups: Vec<Vec<&EventKind>> = Vec::new();
    for kind in events.kinds.values() {
        match groups
            .iter_mut()
            .find(|group| group.iter().all(|other| same(kind, other)))
        {
            Some(group) => group.push(kind),
            None => groups.push(vec![kind]),
        }
    }
    groups
}

fn variants(kinds: &[&EventKind]) -> Vec<Ident> {
    kinds.iter().map(|kind| ident(&kind.rust)).collect()
}

/// The comparison of events of one shape with what the gateway answered.
fn compare(
    api: &Api,
    events: &Events,
    kinds: &[&EventKind],
    operation: Option<&Operation>,
) -> Rust {
    let comparisons = kinds.first().map_or_else(Vec::new, |kind| {
        confirm::comparisons(api, &events.compares, &kind.ty, operation)
    });
    let kinds = variants(kinds);
    if comparisons.is_empty() {
        return rust!(#(Self::#kinds(_))|* => {});
    }
    rust! {
        #(Self::#kinds(event))|* => {
            #(#comparisons)*
        }
    }
}
