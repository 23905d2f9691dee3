//! Claim: every fixture comes back unchanged from the generated types. Numbers are compared by their text; a name that
//! the type declares as an alias comes back under the name it stands for; `null` is absence in requests only, and only of
//! what cannot be null. And nothing that is marked as personal or secret is printed.
//!
//! That the fixtures fit the specification is shown by `cargo xtask validate`, and here as well.

use std::fmt::Debug;

use malipo::runtime::serde::Serialize;
use malipo::runtime::serde::de::DeserializeOwned;
use malipo::runtime::{Answer, HeaderMap};
use malipo_codegen::ir::{Api, Shape, Status, Type};
use malipo_codegen::{Strictness, fit};
use malipo_coverage::fixtures::{Direction, Fixture};
use malipo_tests::exact_json::Exact;

mod other_types;
mod typed;

use typed::Typed;

fn fixtures() -> Vec<Fixture> {
    malipo_coverage::fixtures::load(&malipo_tests::root("tests/fixtures"))
        .unwrap_or_else(|e| panic!("{e:?}"))
}

fn apis() -> [Api; 2] {
    ["zamupay", "zengapay"].map(|gateway| malipo_tests::specification(gateway).unwrap())
}

/// Each gateway with its fixtures that have a body, and their bodies.
fn bodies() -> Vec<(Api, Vec<(Fixture, String)>)> {
    let mut fixtures = fixtures();
    apis()
        .map(|api| {
            let own = fixtures.extract_if(.., |fixture| fixture.gateway == api.gateway.module);
            let own = own.filter_map(|fixture| {
                let body = fixture.exchange.body.as_ref()?.get().to_owned();
                Some((fixture, body))
            });
            let own = own.collect();
            (api, own)
        })
        .into()
}

/// What a generated type makes of a body.
struct Through {
    written: String,
    debugged: String,
}

/// How a body is read.
#[derive(Clone, Copy)]
enum Reading {
    /// Exactly as its type has it.
    Strict,
    /// As the client reads a response.
    AsResponse,
}

/// Reads a body into a generated type, writes it again and prints it.
fn through<T: DeserializeOwned + Serialize + Debug>(
    body: &str,
    reading: Reading,
) -> Result<Through, Box<dyn std::error::Error>> {
    let value = match reading {
        Reading::Strict => serde_json::from_str::<T>(body)?,
        Reading::AsResponse => Answer::new(200, HeaderMap::new(), body.to_owned()).json::<T>()?,
    };
    Ok(Through {
        written: serde_json::to_string(&value)?,
        debugged: format!("{value:?} {value:#?}"),
    })
}

/// The type that a body has in the specification: of several bodies of a refusal, the first that fits.
fn declared<'a>(api: &'a Api, fixture: &Fixture) -> &'a Type {
    let exchange = &fixture.exchange;
    let value = fixture.body_value().unwrap();
    let Some(id) = &exchange.operation else {
        let event = exchange.event.as_ref().unwrap();
        return match &api.events {
            Some(events) => &events.kinds[event].ty,
            None => &api.callbacks[event].ty,
        };
    };
    let operation = api.operation(id).unwrap();
    let Some(status) = exchange.status else {
        return &operation.body.as_ref().unwrap().ty;
    };
    let answers = || operation.successes.iter().chain(&operation.failures);
    let range = u8::try_from(status / 100).unwrap();
    let answer = [Status::Code(status), Status::Range(range), Status::Default]
        .into_iter()
        .find_map(|wanted| answers().find(|answer| answer.status == wanted))
        .unwrap();
    let mut types = answer.bodies.iter().map(|body| &body.ty);
    types
        .find(|ty| fit(api, ty, &value, Strictness::Strict).is_empty())
        .unwrap_or_else(|| panic!("{}: none of the declared bodies fits", fixture.file))
}

macro_rules! round_trips {
    ($($gateway:ident: $($name:ident)+;)+) => {
        /// What the generated type of that name makes of a body.
        fn round_trip(
            gateway: &str,
            ty: &Type,
            body: &str,
            reading: Reading,
        ) -> Result<Through, Box<dyn std::error::Error>> {
            let Type::Named(name) = ty else { panic!("{ty:?} has no name") };
            match (gateway, name.as_str()) {
                $($((stringify!($gateway), stringify!($name)) => {
                    through::<malipo::$gateway::types::$name>(body, reading)
                })+)+
                _ => panic!("no fixture had the type {name} of {gateway} before: add it here"),
            }
        }
    };
}

round_trips! {
    zamupay:
        Accepted AccountNumberValidation AirtimePurchaseRequest BillAnswer BillNumber BillNumberAnswer BillNumberRequest
        BillPayment BillPaymentEvent BillRequest Charges CheckoutOrder ExpressDeposit FieldRefusal JsonTokenRequest
        PaymentOrder PaymentOrderRequest ProblemDetails RefusalWithReason RejectedOrder Token TokenRequest
        TransactionRoutes ValidationAccepted ValidationRefusal;
    zengapay:
        Accepted AccountAnswer BalanceAnswer CollectionRequest CollectionsAnswer ContactRequest ErrorEnvelope
        NetworkAnswer NetworksAnswer StatementAnswer TransactionAnswer TransferRequest TransfersAnswer WebhookEvent;
}

/// What must come back: the body, and the default of a required property that the sample breaks the rule to leave out.
fn expected(api: &Api, fixture: &Fixture, body: &str) -> Exact {
    let null_is_absence = fixture.exchange.direction == Direction::Request;
    let typed = Typed {
        api,
        null_is_absence,
    };
    let (mut exact, _) = typed.read(declared(api, fixture), body);
    for broken in &fixture.exchange.breaks {
        if broken.rule == "required" {
            assert_eq!(broken.at, "/use_contact", "{}", fixture.file);
            if let Exact::Object(members) = &mut exact {
                members.insert("use_contact".to_owned(), Exact::Plain("false".to_owned()));
            }
        }
    }
    exact
}

/// Placeholders that no request could be sent with: they cannot be read as what is sent.
const UNREADABLE: [&str; 2] = [
    "zamupay/purchase_airtime/request_list_of_fields.json",
    "zamupay/submit_bill_request/request_list_of_fields.json",
];

#[test]
fn every_fixture_comes_back_unchanged_from_its_type() {
    let mut counts = Vec::new();
    for (api, bodies) in bodies() {
        counts.push(bodies.len());
        for (fixture, body) in bodies {
            let ty = declared(&api, &fixture);
            let through = round_trip(&fixture.gateway, ty, &body, Reading::Strict);
            if UNREADABLE.contains(&fixture.file.as_str()) {
                assert!(!fixture.exchange.breaks.is_empty() && through.is_err());
                continue;
            }
            let through =
                through.unwrap_or_else(|e| panic!("{} is not read by its type: {e}", fixture.file));
            assert_eq!(
                Exact::read(&through.written).unwrap(),
                expected(&api, &fixture, &body),
                "{} does not come back unchanged",
                fixture.file
            );
        }
    }
    assert_eq!(counts, [42, 23], "the samples of the vendors are all here");
    assert_eq!(fixtures().len(), 65);
}

#[test]
fn every_fixture_fits_the_specification_strictly() {
    let report = malipo_coverage::fixtures::validate(&apis(), &fixtures());
    assert!(report.problems.is_empty(), "{:#?}", report.problems);
}

/// What the samples hold of persons and of the merchants, whatever their specifications say of it: beginnings of phone
/// numbers, names, accounts, addresses.
const PERSONAL: &[&str] = &[
    "2567",
    "EXAMPLE MERCHANT",
    "100835",
    "Example Road",
    "@xxx",
    "@zengapay",
    "Denis",
    "Ojok",
    "192.0.2.36",
    "+2547",
    "2547100",
    "John Doe",
    "Amina",
    "recipient@example.com",
    "28475979",
    "0122000000",
    "GENERATED_CLIENT_SECRET",
];

/// The names in Rust of all values of enums.
fn variants(api: &Api) -> impl Iterator<Item = &str> {
    api.types.values().flat_map(|def| {
        let names: Vec<&str> = match &def.shape {
            Shape::StringEnum(known) => known.values.iter().map(|value| &*value.rust).collect(),
            Shape::IntegerEnum(known) => known.values.iter().map(|value| &*value.rust).collect(),
            Shape::Struct(_) | Shape::OneOf(_) => Vec::new(),
        };
        names
    })
}

#[test]
fn what_a_type_prints_of_a_fixture_is_nothing_personal() {
    let mut hidden = [0, 0];
    let mut all = String::new();
    for (number, (api, bodies)) in bodies().into_iter().enumerate() {
        for (fixture, body) in bodies {
            all.push_str(&body);
            let ty = declared(&api, &fixture);
            let Ok(Through { debugged, .. }) =
                round_trip(&fixture.gateway, ty, &body, Reading::Strict)
            else {
                continue;
            };
            for personal in PERSONAL {
                assert!(
                    !debugged.contains(personal),
                    "{}: {personal} in {debugged}",
                    fixture.file
                );
            }
            let null_is_absence = false;
            let (_, values) = Typed {
                api: &api,
                null_is_absence,
            }
            .read(ty, &body);
            for sensitive in &values.sensitive {
                // What is empty, or stands in a value that may be printed as well, shows nothing.
                let elsewhere = values.plain.iter().any(|plain| plain.contains(sensitive));
                // The result in words may be what its code is called in Rust, such as `Success`.
                let is_a_name = variants(&api).any(|name| name == sensitive);
                if sensitive.len() < 3 || sensitive == "null" || elsewhere || is_a_name {
                    continue;
                }
                assert!(
                    !debugged.contains(sensitive),
                    "{}: {sensitive} in {debugged}",
                    fixture.file
                );
                hidden[number] += 1;
            }
        }
    }
    for personal in PERSONAL {
        assert!(
            all.contains(personal),
            "{personal} is in no sample, so that its absence shows nothing"
        );
    }
    assert!(hidden[0] > 50 && hidden[1] > 20, "{hidden:?}");
}
