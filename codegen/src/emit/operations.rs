//! Operations as data, and the error answers they share.

mod accept;
mod bodies;
mod decode;
mod encode;
mod headers;
mod security;

pub(super) use self::bodies::{body_type, is_converted};
use self::decode::{Decoded, decode, output_enum, output_type};
use self::security::Lists;
use super::rust::{Rust, rust};
use super::uncloned::Uncloned;
use super::values::{self, Side};
use super::{checks, docs, ident, one_of, pages, proofs, refusals, settles, types, words};
use crate::ir::{Api, Body, EffectKind, LookupBy, Operation, Output, Parameter, Segment, Type};

/// The parts of the file, one after another: all of them at once would take much more memory, and time with it.
pub(super) fn operations(api: &Api) -> impl Iterator<Item = Rust> {
    let title = &api.gateway.title;
    let file_docs = docs::file(&format!(
        "Operations of {title}: each a value that a client sends."
    ));
    let named = mentioned(api).any(values::is_named);
    let import = named.then(|| {
        rust!(
            use super::types;
        )
    });
    let refusals = api
        .refusals
        .iter()
        .map(move |set| refusals::refusal(api, set));
    let uncloned = Uncloned::new(api);
    let lists = Lists::of(api);
    let security = lists.constants();
    let operations = api
        .operations
        .iter()
        .map(move |entry| operation(api, entry, &uncloned, &lists));
    let allow = super::allow_deprecated(api);
    let words = words::constants(api);
    let head = rust! {
        #file_docs
        #allow
        #import
        #(#words)*
        #(#security)*
    };
    std::iter::once(head).chain(operations).chain(refusals)
}

/// Every type that this module writes.
fn mentioned(api: &Api) -> impl Iterator<Item = &Type> {
    let operations = api.operations.iter().flat_map(|operation| {
        let outputs: Vec<&Type> = match &operation.output {
            Output::Unit => Vec::new(),
            Output::One(ty) => vec![ty],
            Output::Many { variants, .. } => variants
                .iter()
                .filter_map(|variant| variant.body.as_ref().map(|body| &body.ty))
                .collect(),
        };
        given(api, operation)
            .map(|parameter| &parameter.ty)
            .chain(
                operation
                    .body
                    .iter()
                    .flat_map(Body::choices)
                    .map(|body| &body.ty),
            )
            .chain(outputs)
    });
    let refusals = api
        .refusals
        .iter()
        .flat_map(|set| set.variants.iter().map(|variant| &variant.ty));
    operations.chain(refusals)
}

fn operation(api: &Api, operation: &Operation, uncloned: &Uncloned<'_>, lists: &Lists<'_>) -> Rust {
    let name = ident(&operation.rust_type);
    let id = &operation.id;
    let item_docs = docs::operation(operation);
    let deprecated = operation.docs.deprecated.then(|| rust!(#[deprecated]));
    let mut parts = operation.parameters.iter().map(|p| &p.ty).chain(
        operation
            .body
            .iter()
            .flat_map(Body::choices)
            .map(|body| &body.ty),
    );
    let is_cloned = |ty| values::named(api, ty).is_none_or(|def| !uncloned.has(def));
    let clones = operation.effect.kind != EffectKind::MovesMoney && parts.all(is_cloned);
    let clone = clones.then(|| rust!(Clone,));
    let lines = encode::lines(api, operation);
    let named = types::lines([rust!(pub struct #name:), rust!(#id)], "");
    let call = call(api, operation);
    let items = items(api, operation, lists);
    let settles = settles::implementation(api, operation);
    let pages = pages::implementation(api, operation);
    let output = output_enum(api, operation);
    let bodies = bodies::body_enum(api, operation, clones);
    let headers = headers::headers(api, operation);
    rust! {
        rt::operation! {
            #item_docs
            #[derive(#clone Debug)]
            #deprecated
            #named {
                #(#lines)*
            }
            #call

            #items
        }

        #settles

        #pages

        #bodies

        #output

        #headers
    }
}

/// How an operation is called: the method, the path, what it does, and what comes back.
fn call(api: &Api, operation: &Operation) -> Rust {
    let method = ident(&method_variant(&operation.method));
    let path = path(operation, method_variant(&operation.method).len());
    let effect = ident(effect_variant(operation.effect.kind));
    let authenticated = operation.authenticated.then(|| rust!(, authenticated));
    let output = output_type(api, &operation.output);
    let refusal = operation.refusals.and_then(|index| api.refusals.get(index));
    let refusal = refusal.map(|set| {
        let name = ident(&set.rust_type);
        rust!(| #name)
    });
    let read = match decode(operation) {
        Decoded::By(method) => {
            let method = ident(method);
            Some(rust!(, #method))
        }
        Decoded::As(_) => None,
    };
    let sent = rust!(#method #path, #effect #authenticated);
    let back = rust!(-> #output #refusal #read);
    let call = types::lines([sent, back], "");
    rust!(#call;)
}

/// The path with the names of its parameters, as a literal of one or several lines.
fn path(operation: &Operation, before: usize) -> Rust {
    /// How long a line may be, without what stands before it.
    const MOST: usize = 84;
    let path: String = operation
        .segments
        .iter()
        .map(|segment| match segment {
            Segment::Literal(text) => text.clone(),
            Segment::Parameter(name) => format!("{{{name}}}"),
        })
        .collect();
    let mut lines = vec![String::new()];
    let mut room = MOST - before;
    for part in path.split_inclusive('/') {
        let part = part.escape_debug().to_string();
        let line = lines
            .last_mut()
            .filter(|line| line.is_empty() || line.len() + part.len() <= room);
        match line {
            Some(line) => line.push_str(&part),
            None => {
                room = MOST;
                lines.push(part);
            }
        }
    }
    // A line that ends with a backslash goes on with what follows the space of the next one.
    Rust::from_text(format!("\"{}\"", lines.join("\\\n")))
}

pub(super) fn parameter_type(api: &Api, parameter: &Parameter) -> Rust {
    let ty = values::value(api, &parameter.ty, Side::Request, &values::types_scope());
    if parameter.required {
        ty
    } else {
        rust!(Option<#ty>)
    }
}

/// What the trait has beside what each operation has.
fn items(api: &Api, operation: &Operation, lists: &Lists<'_>) -> Rust {
    let decode = match decode(operation) {
        Decoded::By(_) => None,
        Decoded::As(read) => Some(rust! {
            #[inline]
            fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
                #read
            }
        }),
    };
    let security = lists.security(operation);
    let server = operation
        .server
        .as_ref()
        .map(|server| rust!(const SERVER: Option<&'static str> = Some(#server);));
    let proof = proofs::refusal(api, operation);
    let acceptance = proofs::acceptance(api, operation);
    let has_lookup = (!operation.lookup.is_empty()).then(|| {
        rust!(
            const HAS_LOOKUP: bool = true;
        )
    });
    let check_lookups = check_lookups(api, operation);
    let reference = reference(api, operation);
    let lines = lines(api, operation);
    let effect_of_options = effect_of_options(api, operation);
    let body = operation.body.as_ref().filter(|body| body.required);
    let give_back = body.map(|body| give_back(api, operation, body));
    rust! {
        #security
        #server
        #proof
        #acceptance
        #has_lookup

        #decode

        #check_lookups

        #reference

        #lines

        #effect_of_options

        #give_back
    }
}

/// What a caller gets back who wants the request, by its type: the body, or the one of several objects that it is.
fn give_back(api: &Api, operation: &Operation, body: &Body) -> Rust {
    let options = match operation.body_type(body) {
        Some(_) => bodies::parts(api, operation, body),
        None => one_of::parts(api, &body.ty),
    };
    if options.is_empty() {
        return rust! {
            #[inline]
            fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
                wanted.part(self, |operation| operation.body)
            }
        };
    }
    let arms = options.iter().map(|(variant, ty, is_boxed)| {
        let given = match is_boxed {
            true => rust!(Ok(body)),
            false => rust!(Ok(Box::new(body))),
        };
        rust!(Self { body: #variant(body), .. } if wanted.is::<#ty>() => #given,)
    });
    rust! {
        fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
            match wanted.part(self, |operation| operation.body) {
                Err(operation) => match operation {
                    #(#arms)*
                    operation => Err(operation),
                },
                given => given,
            }
        }
    }
}

fn method_variant(method: &str) -> String {
    let mut letters = method.chars();
    letters
        .next()
        .map(|first| first.to_string() + &letters.as_str().to_lowercase())
        .unwrap_or_default()
}

/// The parameters that the caller gives: not those that can have one value only.
pub(super) fn given<'a>(
    api: &'a Api,
    operation: &'a Operation,
) -> impl Iterator<Item = &'a Parameter> {
    operation
        .parameters
        .iter()
        .filter(|parameter| parameter.constant(api).is_none())
}

const fn effect_variant(kind: EffectKind) -> &'static str {
    match kind {
        EffectKind::Reads => "Reads",
        EffectKind::Writes => "Writes",
        EffectKind::MovesMoney => "MovesMoney",
        EffectKind::Unknown => "Unknown",
    }
}

fn effect(kind: EffectKind) -> Rust {
    let kind = ident(effect_variant(kind));
    rust!(rt::Effect::#kind)
}

/// What a request does, where it is one of several objects that do not all do the same.
fn effect_of_options(api: &Api, operation: &Operation) -> Option<Rust> {
    let body = operation
        .body
        .as_ref()
        .filter(|body| body.required && !operation.effect.options.is_empty())?;
    let most = effect(operation.effect.kind);
    let of = |ty: &Type| (rust!(_), effect(operation.effect.of_option(ty)));
    let arms = one_of::arms(api, &body.ty, of, &most)?;
    Some(rust! {
        fn effect(&self) -> rt::Effect {
            match &self.body {
                #arms
            }
        }
    })
}

/// The check that each look-up by reference can carry the reference; none if no look-up takes it.
fn check_lookups(api: &Api, operation: &Operation) -> Option<Rust> {
    let reference = operation.effect.reference.as_ref()?;
    let field = format!("body.{}", reference.wire);
    let checks = operation.lookup.iter().filter_map(|lookup| {
        let LookupBy::Parameter { parameter, .. } = &lookup.by else {
            return None;
        };
        let target = api.operation(&lookup.operation)?;
        let fields = given(api, target).map(|known| {
            let name = ident(&known.name.rust);
            match known.name.wire == *parameter {
                true => rust!(#name: reference.to_owned()),
                false => rust!(#name: None),
            }
        });
        let fields: Vec<Rust> = fields
            .chain(target.body.as_ref().map(|_| rust!(body: None)))
            .collect();
        let target = ident(&target.rust_type);
        Some(rust!(at.sendable(#field, &#target { #(#fields),* });))
    });
    let checks: Vec<Rust> = checks.collect();
    (!checks.is_empty()).then(|| {
        rust! {
            fn check_lookups(&self, reference: &str, at: &mut rt::resolve::Lookups<'_>) {
                #(#checks)*
            }
        }
    })
}

/// The references of the lines, where a look-up must show them too.
fn lines(api: &Api, operation: &Operation) -> Option<Rust> {
    let name = operation
        .lookup
        .iter()
        .find_map(|lookup| match &lookup.by {
            LookupBy::Parameter { lines, .. } => lines.as_ref().map(|lines| &lines.of),
            LookupBy::Row { .. } => None,
        })?;
    let body = operation.body.as_ref().filter(|body| body.required)?;
    let field = api.property(&body.ty, name)?;
    let (Some(path), Type::List(item)) = (&field.constraints.unique_by, &field.ty) else {
        return None;
    };
    let scope = values::types_scope();
    let member = checks::member(api, &scope, item, path)?;
    let name = ident(&field.name.rust);
    let ty = values::value(api, item, Side::Request, &scope);
    Some(rust! {
        fn lines(&self) -> Vec<String> {
            let reference = |item: &#ty| #member.map(str::to_owned);
            self.body.#name.iter().filter_map(reference).collect()
        }
    })
}

fn reference(api: &Api, operation: &Operation) -> Option<Rust> {
    let reference = operation.effect.reference.as_ref()?;
    let body = operation.body.as_ref()?;
    let name = ident(&reference.rust);
    let of = |ty: &Type| match api.property(ty, &reference.wire) {
        Some(field) if field.required => (rust!(body), rust!(Some(&body.#name))),
        Some(_) => (rust!(body), rust!(body.#name.as_deref())),
        None => (rust!(_), rust!(None)),
    };
    let arms = one_of::arms(api, &body.ty, of, &rust!(None));
    let found = match (arms, body.required) {
        (None, true) => rust!(Some(&self.body.#name)),
        (None, false) => rust!(self.body.as_ref().map(|body| body.#name.as_str())),
        (Some(arms), true) => rust!(match &self.body {
            #arms
        }),
        (Some(arms), false) => rust!(match self.body.as_ref()? {
            #arms
        }),
    };
    Some(rust! {
        fn reference(&self) -> Option<&str> {
            #found
        }
    })
}
