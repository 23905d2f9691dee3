//! After a fault, the gateway is asked what it made of the payment.

use std::time::Duration;

use malipo::{Error, Resolution};
use malipo_sandbox::{Fault, Sandbox, Zamupay};
use malipo_tests::faults::{Gateway, Operation, Policy, Setting, Trouble, operations, troubles};
use tokio::task::JoinSet;

use crate::faults::client::{Client, pay, zamupay_client, zengapay_client};

const REFERENCE: &str = "payment-17";

/// What became of a payment, without its record.
#[derive(Debug, PartialEq, Eq)]
enum Became {
    Executed,
    NotFound,
    Unclear,
}

impl<R> From<Resolution<R>> for Became {
    fn from(resolution: Resolution<R>) -> Self {
        match resolution {
            Resolution::Executed(_) => Self::Executed,
            Resolution::NotFound { .. } => Self::NotFound,
            Resolution::Unclear(_) => Self::Unclear,
        }
    }
}

/// Those that have a way to be looked up, and those that have none.
fn by_lookup() -> (Vec<Operation>, Vec<Operation>) {
    operations().unwrap().into_iter().partition(|operation| {
        let api = malipo_tests::specification(operation.gateway.name()).unwrap();
        let mut all = api.operations.iter();
        let declared = all.find(|declared| declared.id == operation.id).unwrap();
        !declared.lookup.is_empty()
    })
}

fn setting(gateway: Gateway, base_url: &str, client_id: &str, secret: &str) -> Setting {
    Setting {
        gateway,
        base_url: base_url.to_owned(),
        token_url: format!("{base_url}/connect/token"),
        client_id: client_id.to_owned(),
        secret: secret.to_owned(),
        policy: Policy::Default,
        reuse: false,
        timeout: Duration::from_millis(750),
        certificate: None,
    }
}

/// Pays with a fault, and asks what became of it; in the gateway's own time, by which its statement is searched.
async fn after(trouble: Trouble, operation: &Operation) -> (Result<Became, Error>, usize) {
    let plan = trouble.plan(&operation.id).unwrap();
    match operation.gateway {
        Gateway::Zengapay => {
            let sandbox = Sandbox::builder().real_time().start().await.unwrap();
            let setting = setting(operation.gateway, sandbox.base_url(), "", sandbox.token());
            let client = Client::Zengapay(zengapay_client(&setting));
            sandbox.fail(plan).unwrap();
            let error = pay(&client, &operation.id, REFERENCE).await.unwrap_err();
            let Client::Zengapay(client) = client else {
                unreachable!()
            };
            let became = error.resolve(&client).tries(1).await.map(Became::from);
            (became, sandbox.ledger().executions(REFERENCE))
        }
        Gateway::Zamupay => {
            let sandbox = Zamupay::builder().real_time().start().await.unwrap();
            let id = sandbox.client_id();
            let setting = setting(
                operation.gateway,
                sandbox.base_url(),
                id,
                sandbox.client_secret(),
            );
            let client = Client::Zamupay(zamupay_client(&setting).await);
            sandbox.fail(plan).unwrap();
            let error = pay(&client, &operation.id, REFERENCE).await.unwrap_err();
            let Client::Zamupay(client) = client else {
                unreachable!()
            };
            let became = error.resolve(&client).tries(1).await.map(Became::from);
            (became, sandbox.ledger().executions(REFERENCE))
        }
    }
}

#[tokio::test]
async fn resolve_after_every_fault_finds_what_was_executed_and_nothing_else() {
    let (operations, _) = by_lookup();
    assert!(operations.len() >= 6, "{operations:?}");
    let mut found = 0;
    for trouble in troubles() {
        let (Trouble::Before(fault) | Trouble::After(fault)) = trouble else {
            continue;
        };
        if fault == Fault::Unauthorised {
            continue; // A refusal, after which nothing is looked for.
        }
        let mut asking = JoinSet::new();
        for operation in operations.clone() {
            asking.spawn(async move {
                let (became, executions) = after(trouble, &operation).await;
                (operation, became, executions)
            });
        }
        for (operation, became, executions) in asking.join_all().await {
            let (expected, times) = match trouble {
                Trouble::After(_) => (Became::Executed, 1),
                _ => (Became::NotFound, 0),
            };
            let case = format!("{trouble:?}, {operation:?}");
            assert_eq!(
                became.unwrap_or_else(|error| panic!("{case}: {error}")),
                expected,
                "{case}"
            );
            assert_eq!(executions, times, "{case}");
            found += executions;
        }
    }
    assert_eq!(found, 18 * operations.len());
}

#[tokio::test]
async fn resolve_after_a_fault_says_where_nothing_can_be_looked_up() {
    let (_, operations) = by_lookup();
    for operation in operations {
        for trouble in [Trouble::Before(Fault::Reset), Trouble::After(Fault::Reset)] {
            let error = after(trouble, &operation).await.0.unwrap_err();
            assert!(error.is_unresolvable(), "{operation:?}: {error}");
            assert!(error.may_have_moved_money());
        }
    }
}
