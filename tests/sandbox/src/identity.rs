//! Identifiers that follow from names, so that the same run gives the same ones.

use uuid::Uuid;

/// A UUID of version 5, derived from the name alone under a namespace of our own.
pub(crate) fn identity(name: &str) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"malipo-sandbox.invalid");
    Uuid::new_v5(&namespace, name.as_bytes()).to_string()
}
