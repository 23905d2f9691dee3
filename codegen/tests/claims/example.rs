//! A document with an operation that has no fault, beside which others are put.

use malipo_codegen::{Account, Code, Diagnostics, Presence, Severity};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Example, version: '1' }
paths:
  /fine:
    get:
      operationId: getFine
      responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: '#/components/schemas/Fine' } } } } }
PATHS
components:
  schemas:
    Fine: { type: object, required: [a], properties: { a: { type: string } } }
SHARED
";

/// The line of a document on which the first of the other paths stands.
pub(crate) const FIRST_LINE: usize = 9;

/// A response without a body.
pub(crate) const DONE: &str = "      responses: { '204': { description: Done. } }\n";

/// Returns a document with these paths, and with these lines behind its schemas.
pub(crate) fn document(paths: &str, shared: &str) -> String {
    DOCUMENT.replace("PATHS\n", paths).replace("SHARED", shared)
}

/// Returns the presence of an operation.
pub(crate) fn presence<'a>(account: &'a Account, id: &str) -> &'a Presence {
    let mut all = account.operations.iter();
    let found = all.find(|one| one.id.as_deref() == Some(id));
    &found.unwrap_or_else(|| panic!("there is no {id}")).presence
}

/// Returns the codes of the errors, in their order.
pub(crate) fn errors(diagnostics: &Diagnostics) -> Vec<Code> {
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors.map(|found| found.code).collect()
}
