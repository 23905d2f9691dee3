//! Claim: `cargo xtask coverage` tells of every operation and every event of every specification what shows that it
//! works, what is missing is seen and counted, and JSON and table say the same. What was not really done covers nothing.

use std::path::Path;

use malipo_coverage::fixtures::{self, Problem};
use malipo_coverage::{Coverage, EventRow, Witness, load_goldens};
use malipo_workspace::Workspace;
use serde_json::{Value, json};

use checkout::{COMPONENTS, Checkout, FIRST};

mod checkout;

const REASON: &str = "No answer has been published.";

fn coverage(workspace: &Workspace, witnesses: &[Witness]) -> Result<Coverage, Vec<Problem>> {
    let specifications = workspace.specifications().unwrap();
    let fixtures = fixtures::load(&workspace.fixtures_directory())?;
    let goldens = load_goldens(&workspace.wire_directory())?;
    Coverage::new(&specifications, &fixtures, &goldens, witnesses)
}

fn witness(gateway: &str, operation: &str, test: &str) -> Witness {
    Witness {
        gateway: gateway.to_owned(),
        operation: operation.to_owned(),
        test: test.to_owned(),
    }
}

fn witnesses() -> Vec<Witness> {
    vec![
        witness("firstpay", "listThings", "things_are_listed"),
        witness("firstpay", "listThings", "again_things_are_listed"),
        witness(
            "firstpay",
            "getThing",
            "a_thing_with_a_name_too_long_for_the_rest_of_a_line_of_the_table_is_read",
        ),
        witness("secondpay", "listThings", "others_are_listed"),
    ]
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The cells of the rows of a table: the lines up to the next empty one, after the line that begins so.
fn rows(table: &str, header: &str) -> Vec<Vec<String>> {
    table
        .lines()
        .skip_while(|line| !line.starts_with(header))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with(' '))
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

#[test]
fn what_there_is_is_counted_and_what_is_not_there_is_called_missing_for_each_gateway() {
    let table = coverage(&Checkout::new(&witnesses()).workspace(), &witnesses())
        .unwrap()
        .to_string();
    assert_eq!(
        rows(&table, "spec       operation    source"),
        [
            [
                "firstpay",
                "listThings",
                "page, code",
                "documented",
                "1",
                "1",
                "2 again_things_are_listed"
            ],
            [
                "firstpay",
                "getThing",
                "code",
                "third-party",
                "none",
                "2",
                "1 a_thing_with_a_name_too_long_for_the_rest_of_a_"
            ],
            [
                "firstpay",
                "deleteThing",
                "page",
                "inferred",
                "MISSING",
                "MISSING",
                "MISSING"
            ],
            [
                "secondpay",
                "listThings",
                "page",
                "documented",
                "1",
                "MISSING",
                "1 others_are_listed"
            ],
        ],
        "{table}"
    );
    assert_eq!(
        rows(&table, "spec      event"),
        [
            vec!["firstpay", "lost", "code", "partial", "none", "No sample."],
            vec!["firstpay", "made", "page", "documented", "1"],
        ]
    );
    assert_eq!(
        rows(&table, "spec      operation  why"),
        [["firstpay", "getThing", REASON]]
    );
    assert_eq!(
        rows(&table, "spec      only named"),
        [
            ["firstpay", "Send airtime", "page", "Named once."],
            ["firstpay", "Withdraw", "page, code", "Named twice."],
        ]
    );
    assert!(
        table.ends_with(
            "\n\
            operations 4: fixture 2, no fixture for a reason 1, neither 1; wire golden 2; end-to-end test 3\n\
            events 2: fixture 1\n\
            only named 2"
        ),
        "{table}"
    );
    for line in table.lines() {
        assert!(line.chars().count() <= 120, "{line}");
    }
}

#[test]
fn every_operation_must_have_a_golden_and_a_test_and_what_has_none_is_named() {
    let gaps: Vec<_> = coverage(&Checkout::new(&witnesses()).workspace(), &witnesses())
        .unwrap()
        .gaps()
        .into_iter()
        .map(|gap| (gap.subject, gap.what.contains("golden")))
        .collect();
    let expected = [
        ("firstpay deleteThing", true),
        ("firstpay deleteThing", false),
        ("secondpay listThings", true),
    ];
    assert_eq!(
        gaps,
        expected.map(|(subject, golden)| (subject.to_owned(), golden))
    );
}

#[test]
fn the_command_runs_the_tests_and_json_and_table_say_the_same() {
    let checkout = Checkout::new(&witnesses());
    let table = checkout.xtask(&["coverage"]);
    assert_eq!(table.status.code(), Some(0), "{}", text(&table.stderr));
    let table = text(&table.stdout);
    let json = text(&checkout.xtask(&["coverage", "--json"]).stdout);
    let direct = coverage(&checkout.workspace(), &witnesses()).unwrap();
    assert_eq!(table, format!("{direct}\n"));
    assert_eq!(
        json,
        format!("{}\n", serde_json::to_string_pretty(&direct).unwrap())
    );

    let json: Value = serde_json::from_str(&json).unwrap();
    let list = |of: &Value, name: &str| of[name].as_array().unwrap().clone();
    let operations = list(&json, "operations");
    let cells = rows(&table, "spec       operation    source");
    assert_eq!(operations.len(), cells.len());
    let count = |row: &Value, name: &str, missing: &str| match list(row, name).len() {
        0 => missing.to_owned(),
        count => count.to_string(),
    };
    for (row, cells) in operations.iter().zip(&cells) {
        let joined: Vec<_> = list(row, "source")
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect();
        let reason = row["no_fixture"].as_str();
        let tests = count(row, "end_to_end", "MISSING");
        assert_eq!(
            cells[..6],
            [
                row["gateway"].as_str().unwrap(),
                row["operation"].as_str().unwrap(),
                &joined.join(", "),
                row["confidence"].as_str().unwrap(),
                &count(row, "fixtures", reason.map_or("MISSING", |_| "none")),
                &count(row, "wire_goldens", "MISSING"),
            ]
        );
        assert!(cells[6].starts_with(&tests), "{cells:?}");
    }
    let having = |name: &str| {
        operations
            .iter()
            .filter(|row| !list(row, name).is_empty())
            .count()
    };
    let totals = &json["totals"];
    assert_eq!(totals["operations"], operations.len());
    assert_eq!(totals["with_fixture"], having("fixtures"));
    assert_eq!(totals["with_wire_golden"], having("wire_goldens"));
    assert_eq!(totals["with_end_to_end_test"], having("end_to_end"));
    let three = ["with_fixture", "with_reason", "without_fixture_or_reason"];
    assert_eq!(
        three
            .iter()
            .map(|name| totals[name].as_u64().unwrap())
            .sum::<u64>(),
        totals["operations"].as_u64().unwrap()
    );
    assert_eq!(totals["events"], list(&json, "events").len());
    assert_eq!(totals["undocumented"], list(&json, "undocumented").len());
    assert_eq!(operations[0]["spec"], "spec/first.yaml");
    assert_eq!(
        operations[0]["fixtures"],
        json!(["tests/fixtures/firstpay/list_things/response.json"])
    );
    assert_eq!(
        operations[0]["end_to_end"],
        json!(["again_things_are_listed", "things_are_listed"])
    );
    assert_eq!(
        operations[1]["wire_goldens"],
        json!(["tests/wire/firstpay/b.http", "tests/wire/firstpay/c.http"])
    );
    assert_eq!(operations[1]["no_fixture"], REASON);
    assert_eq!(operations[2]["note"], "From a heading.");
}

#[test]
fn a_test_that_is_removed_covers_nothing_any_more_and_one_that_fails_covers_nothing_at_all() {
    let checkout = Checkout::new(&witnesses());
    checkout.write_tests(&witnesses()[1..], "");
    let output = checkout.xtask(&["coverage"]);
    let said = text(&output.stdout);
    assert!(said.contains("1 again_things_are_listed"), "{said}");
    checkout.write_tests(&witnesses()[2..], "");
    let output = checkout.xtask(&["coverage"]);
    let said = text(&output.stdout);
    assert_eq!(
        rows(&said, "spec       operation    source")[0][6],
        "MISSING"
    );

    checkout.write_tests(&witnesses(), "assert_eq!(1, 2);");
    let output = checkout.xtask(&["coverage", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    let said = text(&output.stderr);
    assert!(said.contains("the end-to-end tests do not pass"), "{said}");
    assert!(said.contains("things_are_listed"), "{said}");
}

#[test]
fn a_specification_with_a_mistake_is_shown_with_its_place_and_nothing_is_printed_as_coverage() {
    let checkout = Checkout::new(&witnesses());
    let broken = format!("{FIRST}{COMPONENTS}").replacen("x-malipo-effect:", "x-malipo-efect:", 1);
    let line = 1 + broken
        .lines()
        .position(|line| line.contains("efect"))
        .unwrap();
    checkout.write("spec/first.yaml", &broken);
    for arguments in [&["coverage"][..], &["coverage", "--json"]] {
        let output = checkout.xtask(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stdout), "");
        let said = text(&output.stderr);
        for part in [&format!("spec/first.yaml:{line}:"), "M0801"] {
            assert!(said.contains(part), "{part} is not in:\n{said}");
        }
    }
    assert!(!checkout.path("target").exists(), "nothing was compiled");
}

#[test]
fn evidence_of_an_operation_that_no_specification_has_is_an_error_and_not_passed_over() {
    let checkout = Checkout::new(&witnesses());
    checkout.write(
        "tests/wire/firstpay/d.http",
        "POST /v1/things/7 HTTP/1.1\n\n",
    );
    checkout.write(
        "tests/wire/thirdpay/e.http",
        "GET /v1/things/7 HTTP/1.1\n\n",
    );
    let problems = coverage(
        &checkout.workspace(),
        &[
            witness("secondpay", "getThing", "it_is_read"),
            witness("firstpay", "getThing", "the_right_one"),
        ],
    )
    .unwrap_err();
    let subjects: Vec<_> = problems
        .iter()
        .map(|problem| problem.subject.as_str())
        .collect();
    assert_eq!(
        subjects,
        [
            "tests/wire/firstpay/d.http",
            "tests/wire/thirdpay/e.http",
            "it_is_read"
        ]
    );
}

#[test]
fn no_operation_of_this_repository_lacks_both_a_fixture_and_a_reason() {
    let workspace = Workspace::above(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let coverage = coverage(&workspace, &[]).unwrap();
    assert!(coverage.totals.operations >= 14, "{:?}", coverage.totals);
    let lacking: Vec<_> = coverage
        .operations
        .iter()
        .filter(|row| row.fixtures.is_empty() && row.no_fixture.is_none())
        .map(|row| format!("{} {}", row.gateway, row.operation))
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
    assert_eq!(coverage.totals.without_fixture_or_reason, 0);
    let unexplained: Vec<_> = coverage
        .events
        .iter()
        .filter(|row| row.fixtures.is_empty() && row.provenance.note.is_none())
        .map(|row| format!("{} {}", row.gateway, row.event))
        .collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
    // Of both kinds: signed, and posted to an address without a signature.
    for event in ["collection.success", "paymentOrder"] {
        let row = coverage.events.iter().find(|row| row.event == event);
        assert!(row.is_some_and(|row| !row.fixtures.is_empty()), "{event}");
    }
}

#[test]
fn what_a_gateway_posts_is_a_row_whether_it_is_signed_or_not() {
    let workspace = Workspace::above(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let coverage = coverage(&workspace, &[]).unwrap();
    for (gateway, event) in [
        ("zamupay", "paymentOrder"),
        ("zengapay", "collection.success"),
    ] {
        let of_it = |row: &&EventRow| row.gateway == gateway && row.event == event;
        let rows: Vec<_> = coverage.events.iter().filter(of_it).collect();
        assert_eq!(rows.len(), 1, "{gateway} {event}");
        assert!(!rows[0].fixtures.is_empty(), "{gateway} {event}");
    }
}
