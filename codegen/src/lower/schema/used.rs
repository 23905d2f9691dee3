//! Where schemas stand, and what they are where they are used.

use serde_json::Value;

use crate::ir;

/// What a look at a component schema has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Memo {
    /// It is a struct or an enum with a name of its own.
    Named,
    /// It is written out wherever it is used.
    Inline,
    /// It cannot be represented; the reason was reported.
    Unsupported,
}

/// Where a schema stands, and what an unnamed one would be called.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Position {
    pub(in crate::lower) pointer: String,
    pub(in crate::lower) name: String,
}

impl Position {
    pub(in crate::lower) fn new(pointer: &str, name: &str) -> Self {
        Self {
            pointer: pointer.to_owned(),
            name: name.to_owned(),
        }
    }

    pub(super) fn below(&self, step: &str, name: &str) -> Self {
        Self {
            pointer: format!("{}/{step}", self.pointer),
            name: format!("{}-{name}", self.name),
        }
    }
}

/// A schema as it is used in one place.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Used {
    pub(in crate::lower) ty: ir::Type,
    pub(in crate::lower) nullable: bool,
    pub(in crate::lower) read_only: bool,
    pub(in crate::lower) write_only: bool,
    pub(in crate::lower) default: Option<Value>,
    pub(in crate::lower) constraints: ir::Constraints,
    pub(in crate::lower) aliases: Vec<String>,
    pub(in crate::lower) error_role: Option<ir::ErrorRole>,
    pub(in crate::lower) docs: ir::Docs,
}

impl Used {
    pub(in crate::lower) fn into_body(self) -> ir::AnswerBody {
        ir::AnswerBody {
            ty: self.ty,
            media: ir::Media::Json,
            media_type: "application/json".to_owned(),
            constraints: self.constraints.into(),
            also: Vec::new(),
            role: self.error_role,
        }
    }

    pub(in crate::lower) fn of(ty: ir::Type) -> Self {
        Self {
            ty,
            nullable: false,
            read_only: false,
            write_only: false,
            default: None,
            constraints: ir::Constraints::default(),
            aliases: Vec::new(),
            error_role: None,
            docs: ir::Docs::default(),
        }
    }
}
