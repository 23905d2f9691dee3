//! What operations are called: each by its `operationId`, and by its method and path where that is missing or taken.

use std::collections::BTreeMap;

use heck::ToLowerCamelCase;

use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::naming::{self, Scope};
use crate::schema::Ref;

/// What one operation is called.
#[derive(Clone, Debug)]
pub(in crate::lower) struct OperationName {
    /// In the document, and the client's method.
    pub(in crate::lower) name: ir::Name,
    /// The struct that stands for it.
    pub(in crate::lower) rust_type: String,
}

/// An operation that has no name yet: its place, and what it would be called by its method and path.
struct Nameless<'a> {
    at: String,
    id: Option<&'a str>,
    method: &'a str,
    path: &'a str,
}

impl Lowering<'_> {
    /// The name of every operation, by its place. Those that the document names come first, so that a name which is made
    /// here takes none of theirs.
    pub(super) fn operation_names(&mut self) -> BTreeMap<String, OperationName> {
        let document = self.document;
        let mut all = Vec::new();
        for (path, item) in &document.paths {
            let Ref::Item(item) = item else {
                continue;
            };
            for (method, operation) in &item.operations {
                let at = pointer::step(&pointer::step("/paths", path), method);
                if operation.is_reference {
                    continue;
                }
                all.push(Nameless {
                    at,
                    id: operation.id.as_deref(),
                    method,
                    path,
                });
            }
        }
        all.sort_by_key(|operation| operation.id.is_none());
        let mut names = Names::new();
        all.into_iter()
            .filter_map(|operation| {
                let name = self.operation_name(&operation, &mut names)?;
                Some((operation.at, name))
            })
            .collect()
    }

    fn operation_name(
        &mut self,
        operation: &Nameless<'_>,
        names: &mut Names,
    ) -> Option<OperationName> {
        let by_path = || by_path(operation.method, operation.path);
        let Some(id) = operation.id else {
            let words = by_path();
            let rust = names
                .methods
                .take_near(naming::field_name(&words), &words)?;
            let wire = naming::without_mark(&rust).to_lower_camel_case();
            // One that has its name under another path was told.
            if !self.named_elsewhere.contains(&operation.at) {
                self.report.warning(
                    Code::MissingOperationId,
                    &operation.at,
                    format!("the operation has no `operationId`, so it is named `{wire}`"),
                    "add an `operationId`; it names the method of the client",
                );
            }
            return names.with_type(wire, rust);
        };
        let at = pointer::step(&operation.at, "operationId");
        if !names.ids.insert(id.to_owned()) {
            self.report.error(
                Code::DuplicateOperationId,
                &at,
                format!("duplicate operationId `{id}`"),
                "give each operation its own `operationId`",
            );
            return None;
        }
        let Some(wanted) = naming::field_name(id) else {
            let wish = naming::field_name(&by_path());
            let rust = names.methods.take_near(wish, id)?;
            self.report.warning(
                Code::Unnameable,
                &at,
                format!("`{id}` has no letter or digit, so the operation is named `{rust}`"),
                "write an `operationId` such as `createPayment`",
            );
            return names.with_type(id.to_owned(), rust);
        };
        let beside = naming::CLIENT_METHODS
            .contains(&wanted.as_str())
            .then(|| format!("{wanted}_operation"));
        let wishes = std::iter::once(wanted.clone())
            .chain(beside)
            .chain(std::iter::once_with(|| naming::field_name(&by_path())).flatten());
        let owner = names.methods.owner(&wanted).map(str::to_owned);
        let rust = names.methods.take_near(wishes, &format!("`{id}`"))?;
        if let Some(owner) = owner {
            self.report.warning(
                Code::NameCollision,
                &at,
                format!("the operations `{id}` and {owner} both map to the method `{wanted}`, so this one is `{rust}`"),
                "give each operation its own `operationId`",
            );
        }
        names.with_type(id.to_owned(), rust)
    }
}

/// What is taken.
struct Names {
    ids: std::collections::BTreeSet<String>,
    methods: Scope,
    types: Scope,
}

impl Names {
    fn new() -> Self {
        let mut names = Self {
            ids: std::collections::BTreeSet::new(),
            methods: Scope::default(),
            types: Scope::default(),
        };
        for method in naming::CLIENT_METHODS {
            // The client has these methods anyway; the list has no name twice.
            let _ = names.methods.take(method, "a method that every client has");
        }
        let _ = names.types.take("Refused", "an enum of error responses");
        names
    }

    /// A type for an operation. It may need an enum of answers and one of refusals, whose names are its own and a word.
    fn with_type(&mut self, wire: String, rust: String) -> Option<OperationName> {
        let first = naming::type_name(&wire).or_else(|| naming::type_name(&rust))?;
        let others = (2_usize..).map(|number| format!("{first}{number}"));
        let rust_type = std::iter::once(first.clone()).chain(others).find(|name| {
            ["", "Output", "Refused"]
                .iter()
                .all(|word| self.types.owner(&format!("{name}{word}")).is_none())
        })?;
        for word in ["", "Output", "Refused"] {
            let _ = self.types.take(&format!("{rust_type}{word}"), &wire);
        }
        Some(OperationName {
            name: ir::Name { wire, rust },
            rust_type,
        })
    }
}

/// A method and a path as words: `get /things/{id}` becomes `get things by id`.
fn by_path(method: &str, path: &str) -> String {
    let mut words = method.to_owned();
    for part in path.split(['/', '?', '#']) {
        words.push(' ');
        words.push_str(&part.replace('{', " by ").replace('}', " "));
    }
    words
}
