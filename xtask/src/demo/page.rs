//! How the demo looks: numbered steps, what was called and what came back, aligned.

use malipo::{Amount, Decimal};
use malipo_sandbox::{Sandbox, grouped};

/// Prints the demo, step by step.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    sandbox: &'a Sandbox,
    step: usize,
}

impl<'a> Page<'a> {
    pub(crate) fn new(sandbox: &'a Sandbox) -> Self {
        println!("Malipo: money in and money out, through the generated client");
        println!("gateway    a simulated ZENGAPAY at {}", sandbox.base_url());
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
}

/// One line of a step.
pub(crate) fn fact(name: &str, value: &str) {
    println!("   {name:<10} {value}");
}

/// A line of a table.
pub(crate) fn row(cells: &str) {
    println!("              {}", cells.trim_end());
}

/// An amount as it is spoken of: `UGX 256,600`.
pub(crate) fn shillings(amount: Decimal) -> String {
    format!("UGX {}", grouped(amount))
}

/// An amount that the gateway may have left out.
pub(crate) fn figure(amount: Option<&Amount>) -> String {
    amount.map_or_else(|| "-".to_owned(), |amount| grouped(amount.value()))
}
