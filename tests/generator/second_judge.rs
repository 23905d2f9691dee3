//! Claim: what the specifications say in plain OpenAPI is what we read in them. A validator of JSON Schema that knows nothing of
//! our keys accepts and rejects the same fixtures, wire goldens and responses of the embedded gateways as we do.

mod gateways;
mod goldens;
mod judge;
mod plain;
mod spoiled;

use malipo_coverage::fixtures::{Direction, Fixture};
use serde_json::Value;

use goldens::Golden;
use judge::{Judged, Judges};

fn gateways() -> [(&'static str, Judges); 2] {
    ["zamupay", "zengapay"].map(|gateway| (gateway, Judges::of(gateway)))
}

/// The fixtures of a gateway that have a body.
fn fixtures(gateway: &str) -> Vec<(Fixture, Value)> {
    let fixtures = malipo_coverage::fixtures::load(&malipo_tests::root("tests/fixtures"));
    let fixtures = fixtures.unwrap_or_else(|e| panic!("{e:?}")).into_iter();
    let own = fixtures.filter(|fixture| fixture.gateway == gateway);
    own.filter_map(|fixture| {
        let body = fixture.body_value()?;
        Some((fixture, body))
    })
    .collect()
}

/// The judges of a fixture's body.
fn of_fixture<'a>(judges: &'a Judges, fixture: &Fixture) -> Judged<'a> {
    let exchange = &fixture.exchange;
    let operation = exchange.operation.as_deref();
    match exchange.direction {
        Direction::Request => judges.request(operation.unwrap()),
        Direction::Response => judges
            .response(operation.unwrap(), exchange.status.unwrap())
            .unwrap_or_else(|| panic!("{} has no schema", fixture.file)),
        _ => judges.event(exchange.event.as_ref().unwrap()),
    }
}

#[test]
fn every_fixture_is_accepted_by_a_standard_validator_if_and_only_if_it_breaks_no_rule() {
    let mut counts = [0, 0];
    for (gateway, judges) in gateways() {
        for (fixture, body) in fixtures(gateway) {
            let accepted = of_fixture(&judges, &fixture).agree(&body, &fixture.file);
            assert_eq!(
                accepted,
                fixture.exchange.breaks.is_empty(),
                "{}",
                fixture.file
            );
            counts[usize::from(accepted)] += 1;
        }
    }
    assert_eq!(counts, [5, 60]);
}

#[test]
fn every_body_of_a_wire_golden_is_accepted_by_a_standard_validator_and_by_us() {
    let mut count = 0;
    for (gateway, judges) in gateways() {
        for golden in Golden::all(gateway, &judges) {
            if let Some(body) = golden.value(&judges) {
                let judged = judges.request(&golden.operation);
                assert!(
                    judged.agree(&body, &golden.name),
                    "{}: {:?}",
                    golden.name,
                    judged.plain(&body)
                );
                count += 1;
            }
        }
    }
    assert_eq!(count, 23);
}
