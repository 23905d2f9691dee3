//! How the demo looks: numbered steps, what was called and what came back, aligned.

use malipo::{Amount, Decimal, Sensitive};
use malipo_sandbox::{Gateway, Sandbox, grouped};

/// Prints the story of one gateway, step by step.
#[derive(Debug)]
pub(crate) struct Page<'a, G: Gateway> {
    sandbox: &'a Sandbox<G>,
    step: usize,
}

impl<'a, G: Gateway> Page<'a, G> {
    pub(crate) fn new(name: &str, sandbox: &'a Sandbox<G>) -> Self {
        println!("\n{}", "─".repeat(96));
        println!("gateway    a simulated {name} at {}", sandbox.base_url());
        Self { sandbox, step: 0 }
    }

    /// Begins a step that calls the gateway; the first word of `code` is the client's method.
    pub(crate) fn call(&mut self, title: &str, code: &str) {
        self.step(title);
        fact("called", code);
    }

    /// Begins a step.
    pub(crate) fn step(&mut self, title: &str) {
        self.step += 1;
        println!("\n{}. {title}", self.step);
    }

    /// What the gateway saw of the last call, and what it answered.
    pub(crate) fn wire(&self) {
        if let Some(request) = self.sandbox.requests().last() {
            let query = if request.query.is_empty() { "" } else { "?" };
            let seen = format!(
                "{} {}{query}{}",
                request.method, request.path, request.query
            );
            fact("sent", &seen);
            fact("answer", &request.status.to_string());
        }
    }

    /// The last step: the gateway's own books.
    pub(crate) fn ledger(&mut self) {
        self.step("The ledger of the gateway, the judge of it all");
        let ledger = self.sandbox.ledger().to_string();
        println!();
        for line in ledger.lines() {
            println!("{}", format!("   {line}").trim_end());
        }
        println!();
    }
}

/// One line of a step.
pub(crate) fn fact(name: &str, value: &str) {
    println!("   {name:<10} {value}");
}

/// The words of a gateway, which `Debug` would not show. Nobody in the demo is real.
pub(crate) fn said(words: Option<&Sensitive<String>>) -> &str {
    words.map_or("-", |words| words.expose())
}

/// A line of a table.
pub(crate) fn row(cells: &str) {
    println!("              {}", cells.trim_end());
}

/// An amount as it is spoken of: `UGX 256,600`.
pub(crate) fn money(currency: &str, amount: Decimal) -> String {
    format!("{currency} {}", grouped(amount))
}

/// An amount that the gateway may have left out.
pub(crate) fn figure(amount: Option<&Amount>) -> String {
    amount.map_or_else(|| "-".to_owned(), |amount| grouped(amount.value()))
}
