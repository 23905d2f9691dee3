//! The whole matrix, run once for all claims about it.

use std::sync::LazyLock;

use malipo_sandbox::Fault;
use malipo_tests::expected::Expected;
use malipo_tests::faults::said::{self, Says};
use malipo_tests::faults::{
    Cell, Measured, Reported, last_line, operations, per_cell, requests, run, summary,
};

use crate::faults::client::Malipo;

static MATRIX: LazyLock<Vec<Measured>> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap();
    let measured = runtime.block_on(run(Malipo, &operations().unwrap()));
    runtime.shutdown_background();
    measured.unwrap()
});

/// Every cell of which this is true, in words.
fn those(wanted: impl Fn(&Measured) -> bool) -> Vec<String> {
    MATRIX
        .iter()
        .filter(|one| wanted(one))
        .map(ToString::to_string)
        .collect()
}

fn assert_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} cells:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn fault_matrix_no_payment_is_executed_twice_and_every_phase_is_right() {
    println!("{}", per_cell(&MATRIX));
    println!("{}", summary(&MATRIX));
    let last = last_line(&MATRIX);
    println!("{last}");
    assert_none(&those(Measured::is_executed_twice));
    assert_none(&those(Measured::is_wrong_phase));
    assert_none(&those(Measured::is_wrong_about_money));
    assert_none(&those(Measured::is_unbounded));
    let cells = MATRIX.len();
    let refusals = those(Measured::is_genuine_refusal).len();
    assert_eq!(
        last,
        format!(
            "executed twice: 0, wrong phase: 0, wrong about money: 0, unbounded: 0, genuine refusals recognised: {refusals} of \
             {refusals}, of {cells} cells"
        )
    );
}

#[test]
fn fault_every_genuine_refusal_before_execution_means_that_no_money_moved() {
    assert!(those(Measured::is_genuine_refusal).len() >= 30);
    assert_none(&those(|one| {
        one.is_genuine_refusal() && (!one.is_recognised_refusal() || one.executed > 0)
    }));
}

#[test]
fn fault_no_body_after_execution_means_that_no_money_moved_but_the_one_that_is_assumed_not_to_come()
{
    for says in [
        Says::Foreign,
        Says::Acceptance,
        Says::Unlisted,
        Says::Contradiction,
        Says::Duplicate,
    ] {
        let of = |one: &Measured| one.cell.trouble.says() == Some(says);
        assert!(those(of).len() >= 10, "{says:?}");
        assert_none(&those(|one| {
            let told = matches!(
                one.reported,
                Some(Reported::Failed {
                    may_have_moved_money: Some(true),
                    ..
                })
            );
            of(one) && !(told && one.executed == 1)
        }));
    }
    // Nothing in that response tells it from a genuine refusal, so the client says what it must.
    assert!(!those(Measured::is_assumed).is_empty());
    assert_none(&those(|one| {
        let told = matches!(
            one.reported,
            Some(Reported::Failed {
                may_have_moved_money: Some(false),
                ..
            })
        );
        one.is_assumed() && !told
    }));
}

#[test]
fn fault_matrix_has_bodies_for_every_operation_that_moves_money() {
    for operation in operations().unwrap() {
        assert!(
            said::knows(&operation),
            "{operation:?}: add it to tests/src/faults/said.rs"
        );
    }
}

/// Where the page of the client has the table.
const MARKS: [&str; 2] = ["<!-- the fault matrix -->\n", "<!-- its end -->"];

#[test]
fn fault_matrix_on_the_page_of_the_client_is_what_a_run_gives() {
    let file = malipo_tests::root("generated/README.md");
    let page = std::fs::read_to_string(&file).unwrap();
    let (before, rest) = page.split_once(MARKS[0]).unwrap();
    let (_, after) = rest.split_once(MARKS[1]).unwrap();
    let table = format!("{}\n`{}`\n", summary(&MATRIX), last_line(&MATRIX));
    let written = [before, MARKS[0], &table, MARKS[1], after].concat();
    let mut expected = Expected::new(std::env::var_os("MALIPO_BLESS").is_some());
    expected.compare(&file, &written);
    expected.finish();
}

#[test]
fn fault_matrix_has_every_cell_that_can_exist_and_no_payment_in_it_was_accepted() {
    let operations = operations().unwrap();
    assert!(operations.len() >= 7, "{operations:?}");
    let all = Cell::all(&operations);
    let existing = all.iter().filter(|cell| cell.exists()).count();
    assert_eq!(MATRIX.len(), existing);
    assert!(all.len() > existing);
    assert_none(&those(|one| one.reported == Some(Reported::Accepted)));
}

#[test]
fn fault_a_payment_that_reached_the_gateway_is_not_sent_again() {
    // Some gateways see that it is the same payment. That is not relied on.
    assert_none(&those(|one| {
        let reachable = one.cell.trouble.fault().is_some();
        one.requests != usize::from(reachable)
    }));
}

#[test]
fn fault_a_redirect_is_never_followed_with_a_payment() {
    let redirects = [301, 302, 307, 308].map(|status| Some(Fault::Status(status)));
    let met = |one: &Measured| redirects.contains(&one.cell.trouble.fault());
    assert!(those(met).len() > 100);
    assert_none(&those(|one| met(one) && one.requests != 1));
}

#[test]
fn fault_a_payment_that_was_refused_with_401_is_not_made_again() {
    let met = |one: &Measured| one.cell.trouble.fault() == Some(Fault::Unauthorised);
    assert!(!those(met).is_empty());
    assert_none(&those(|one| {
        met(one) && (one.requests, one.executed) != (1, 0)
    }));
}

#[test]
fn fault_after_which_the_ledger_has_the_payment_always_may_have_moved_money() {
    let paid = |one: &Measured| one.executed == 1 && !one.is_assumed();
    assert!(those(paid).len() > 500);
    assert_none(&those(|one| {
        let told = matches!(
            one.reported,
            Some(Reported::Failed {
                may_have_moved_money: Some(true),
                ..
            })
        );
        paid(one) && !told
    }));
}

#[test]
fn fault_before_a_byte_has_left_means_that_no_money_moved() {
    let unreached = |one: &Measured| one.cell.trouble.fault().is_none();
    assert!(!those(unreached).is_empty());
    assert_none(&those(|one| {
        let told = matches!(
            one.reported,
            Some(Reported::Failed {
                may_have_moved_money: Some(false),
                ..
            })
        );
        unreached(one) && (!told || one.requests != 0)
    }));
}

#[test]
fn fault_matrix_knows_the_request_of_every_operation_that_moves_money() {
    for operation in operations().unwrap() {
        assert!(
            requests::payment(&operation.id, "r").is_some(),
            "{operation:?}"
        );
    }
}
