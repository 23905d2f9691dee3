//! What the judge found.

use std::collections::BTreeMap;

use serde::Serialize;

/// What the judge found in all documents.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Verdicts {
    /// Documents.
    pub documents: usize,
    /// Documents that the generator refuses or the judge cannot read.
    pub unread: Vec<String>,
    /// Operations of the documents that were read.
    pub known: usize,
    /// Operations that could not be selected, and why.
    pub skipped: Vec<String>,
    /// Operations that were called.
    pub operations: usize,
    /// Operations that could not be called, and why.
    pub uncalled: Vec<String>,
    /// Requests that were compared.
    pub requests: usize,
    /// Responses that were compared.
    pub responses: usize,
    /// Documented errors that were compared.
    pub failures: usize,
    /// Those of them that are the response for every status that is not listed.
    pub defaults: usize,
    /// Calls without something that is required or with a value that is excluded, for which there was no request.
    pub rejected: usize,
    /// What each operation shows, and how many show it.
    pub shown: BTreeMap<String, usize>,
    /// Differences in operations that the account calls whole.
    pub findings: Vec<Difference>,
    /// Differences in operations of which the account says what they lack.
    pub explained: Vec<Difference>,
    /// What neither the documents nor OpenAPI decide, and how often it occurred.
    pub unclear: BTreeMap<String, usize>,
    /// Why no value of some schemas could be made, and how often.
    pub unmade: BTreeMap<String, usize>,
}

/// A difference between a document and a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The document.
    pub file: String,
    /// The method and the path.
    pub operation: String,
    /// What differs.
    pub what: String,
    /// What the operation lacks by the account.
    pub lacks: Vec<String>,
}

impl Verdicts {
    /// Adds a difference, once.
    pub(super) fn add(&mut self, difference: Difference) {
        let list = match difference.lacks.is_empty() {
            true => &mut self.findings,
            false => &mut self.explained,
        };
        if !list.contains(&difference) {
            list.push(difference);
        }
    }

    /// Adds what was found elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.operations += other.operations;
        self.uncalled.extend(other.uncalled);
        self.requests += other.requests;
        self.responses += other.responses;
        self.failures += other.failures;
        self.defaults += other.defaults;
        self.rejected += other.rejected;
        self.findings.extend(other.findings);
        self.explained.extend(other.explained);
        for (reason, count) in other.unclear {
            *self.unclear.entry(reason).or_default() += count;
        }
        for (reason, count) in other.unmade {
            *self.unmade.entry(reason).or_default() += count;
        }
    }
}

/// A reason without the name that it is about.
pub(super) fn general(reason: &str) -> String {
    let about = reason
        .strip_prefix('`')
        .and_then(|rest| rest.split_once("`: "));
    let about = about.or_else(|| reason.split_once(": "));
    about.map_or(reason, |(_, reason)| reason).to_owned()
}
