//! The value of `x-malipo-refusal`.

use indexmap::IndexMap;
use serde::Deserialize;

use super::facts::Source;
use crate::ir;

/// What proves that a call did nothing, or why nothing does.
#[derive(Deserialize)]
#[serde(try_from = "WrittenRefusal")]
pub(crate) enum Refusal {
    Proven(Proofs),
    Unproven(String),
}

pub(crate) struct Proofs {
    pub(crate) proofs: Vec<Proof>,
    pub(crate) identifiers: Vec<String>,
    pub(crate) duplicates: Vec<String>,
    pub(crate) says: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRefusal {
    #[serde(default)]
    proofs: Vec<Proof>,
    #[serde(default)]
    identifiers: Vec<String>,
    #[serde(default)]
    duplicates: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
    none: Option<String>,
}

impl TryFrom<WrittenRefusal> for Refusal {
    type Error = &'static str;

    fn try_from(written: WrittenRefusal) -> Result<Self, Self::Error> {
        let proofs = Proofs {
            proofs: written.proofs,
            identifiers: written.identifiers,
            duplicates: written.duplicates,
            says: written.says,
        };
        let says_nothing = proofs.proofs.is_empty()
            && proofs.identifiers.is_empty()
            && proofs.duplicates.is_empty()
            && proofs.says.is_empty();
        match written.none {
            Some(reason) if says_nothing => Ok(Self::Unproven(reason)),
            None if !proofs.proofs.is_empty() => Ok(Self::Proven(proofs)),
            _ => Err("expected either `proofs` with its other keys, or `none`"),
        }
    }
}

#[derive(Deserialize)]
#[serde(try_from = "WrittenProof")]
pub(crate) struct Proof {
    pub(crate) body: ir::ProvingBody,
    pub(crate) statuses: Option<Vec<u16>>,
    pub(crate) source: Option<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenProof {
    schema: Option<String>,
    #[serde(default)]
    members: IndexMap<String, ir::ProvingMember>,
    reference: Option<String>,
    fields: Option<FieldsOf>,
    statuses: Option<Vec<u16>>,
    #[serde(rename = "x-malipo-source")]
    source: Option<Source>,
}

/// Whose fields the members of a body are.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FieldsOf {
    Request,
}

impl TryFrom<WrittenProof> for Proof {
    type Error = &'static str;

    fn try_from(written: WrittenProof) -> Result<Self, Self::Error> {
        let body = match (written.schema, written.fields) {
            (Some(schema), None) if !written.members.is_empty() => ir::ProvingBody::Object {
                schema,
                members: written.members,
                reference: written.reference,
            },
            (None, Some(FieldsOf::Request))
                if written.members.is_empty() && written.reference.is_none() =>
            {
                ir::ProvingBody::RequestFields
            }
            _ => return Err("expected either `schema` and `members`, or `fields: request`"),
        };
        Ok(Self {
            body,
            statuses: written.statuses,
            source: written.source,
        })
    }
}
