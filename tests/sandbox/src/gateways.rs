//! What the program says and obeys of one gateway only.

use std::net::Ipv4Addr;

use malipo_sandbox::{Gateway, Sandbox, Zamupay, Zengapay};

/// A gateway as the program shows it.
pub(crate) trait Shown: Sized + Gateway {
    /// Its name.
    const TITLE: &'static str;
    /// What it calls its own reference of a payment.
    const REFERENCE: &'static str;
    /// What it calls the merchant's.
    const OWN_REFERENCE: &'static str;
    /// The commands that others do not have, and what a reference is; whole lines.
    const COMMANDS: &'static str;
    /// What the fate `inconclusive`, and the numbers that choose it, mean here.
    const INCONCLUSIVE: &'static str;

    /// The environment variables that a client reads.
    fn variables(sandbox: &Sandbox<Self>) -> Vec<(&'static str, String)>;

    /// Obeys a command of its own, and gives what there is to say of it; nothing if it is none.
    fn obey(sandbox: &Sandbox<Self>, command: &str, rest: &str) -> Option<String>;
}

impl Shown for Zengapay {
    const TITLE: &'static str = "ZENGAPAY";
    const REFERENCE: &'static str = "transactionReference";
    const OWN_REFERENCE: &'static str = "external_reference";
    const COMMANDS: &'static str = "  inconclusive REFERENCE   the same as indeterminate
  whitelist [ADDRESS …]    allow sensitive operations from these addresses only; 127.0.0.1 is where clients come from
REFERENCE is a transactionReference, or your own external_reference if one unfinished payment has it.
";
    const INCONCLUSIVE: &'static str = "ZENGAPAY gives no code for a failure, so inconclusive is the same as indeterminate: 900007 is like 900004, and 900008
and 900009 are like 900005 and 900006.";

    fn variables(sandbox: &Sandbox<Self>) -> Vec<(&'static str, String)> {
        vec![
            ("ZENGAPAY_ENVIRONMENT", "sandbox".to_owned()),
            ("ZENGAPAY_BASE_URL", sandbox.base_url().to_owned()),
            ("ZENGAPAY_TOKEN", sandbox.token().to_owned()),
        ]
    }

    fn obey(sandbox: &Sandbox<Self>, command: &str, rest: &str) -> Option<String> {
        if command != "whitelist" {
            return None;
        }
        let addresses: Vec<Ipv4Addr> = rest
            .split_whitespace()
            .map(|address| address.parse().ok())
            .collect::<Option<_>>()?;
        let said = format!("addresses that are whitelisted: {}", addresses.len());
        sandbox.whitelist(addresses);
        Some(said)
    }
}

impl Shown for Zamupay {
    const TITLE: &'static str = "ZamuPay";
    const REFERENCE: &'static str = "reference";
    const OWN_REFERENCE: &'static str = "originatorConversationId / systemTraceAuditNumber";
    const COMMANDS: &'static str = "  inconclusive REFERENCE   report an order as failed with an inconclusive result code; approve and decline still work
  forbid [OPERATION …]     refuse these operations with 403; none forbids nothing
  expire                   every token that was given stops being good
REFERENCE is the simulator's, or your own originatorConversationId if one unfinished payment has it, or the
systemTraceAuditNumber of a line.
";
    const INCONCLUSIVE: &'static str = "Payment and checkout orders to numbers that end in 900007 are reported as failed with an inconclusive result code; in
900008 and 900009 also, and they approve or decline after an hour. Everything else becomes indeterminate instead.";

    fn variables(sandbox: &Sandbox<Self>) -> Vec<(&'static str, String)> {
        vec![
            ("ZAMUPAY_ENVIRONMENT", "sandbox".to_owned()),
            ("ZAMUPAY_BASE_URL", sandbox.base_url().to_owned()),
            ("ZAMUPAY_CLIENT_ID", sandbox.client_id().to_owned()),
            ("ZAMUPAY_CLIENT_SECRET", sandbox.client_secret().to_owned()),
        ]
    }

    fn obey(sandbox: &Sandbox<Self>, command: &str, rest: &str) -> Option<String> {
        match (command, rest) {
            ("expire", "") => {
                sandbox.expire_tokens();
                Some("every token has expired".to_owned())
            }
            ("forbid", operations) => {
                let number = operations.split_whitespace().count();
                Some(match sandbox.forbid(operations.split_whitespace()) {
                    Ok(()) => format!("operations that are forbidden: {number}"),
                    Err(error) => error.to_string(),
                })
            }
            _ => None,
        }
    }
}
