//! The `x-malipo-` keys: what each is called, where it may stand and which form its value has.
//!
//! `spec/README.md` documents them for people; a test holds the two together.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostic::{Code, Report, did_you_mean, either};
use crate::ground::pointer::Path;
use crate::ir;
use crate::openapi::Object;

/// What every key of ours starts with.
pub(crate) const PREFIX: &str = "x-malipo-";

type Extensions = IndexMap<String, Value>;
type Form = fn(&Value) -> Result<(), String>;

fn form<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    T::deserialize(value)
        .map(|_: T| ())
        .map_err(|e| in_words_of_yaml(&e.to_string()))
}

/// A message of serde, which speaks of Rust, in the words of the rest.
fn in_words_of_yaml(message: &str) -> String {
    let words = [
        ("unknown variant", "unknown word"),
        ("invalid type: map", "found a mapping"),
        ("invalid type: sequence", "found a list"),
        ("invalid type: ", "found "),
        ("null", "nothing"),
        ("expected a sequence", "expected a list"),
        ("expected a map", "expected a mapping"),
        ("expected a string", "expected a text"),
    ];
    let mut message = words.iter().fold(message.to_owned(), |text, (old, new)| {
        text.replace(old, new)
    });
    if let Some(at) = message.find("expected struct ") {
        message.replace_range(at.., "expected a mapping");
    }
    message
}

macro_rules! keys {
    ($($constant:ident = $text:literal in [$($place:ident),+] as $form:ty;)+) => {
        $(pub(crate) const $constant: &str = $text;)+

        const KEYS: &[(&str, &[Object], Form)] = &[
            $(($text, &[$(Object::$place),+], form::<$form>),)+
        ];
    };
}

keys! {
    GATEWAY = "x-malipo-gateway" in [Root] as Gateway;
    SOURCES = "x-malipo-sources" in [Root] as BTreeMap<String, ir::SourceDocument>;
    UNDOCUMENTED = "x-malipo-undocumented" in [Root] as Vec<ir::Undocumented>;
    EVENTS = "x-malipo-events" in [Root] as Events;
    CALLBACKS = "x-malipo-callbacks" in [Root] as BTreeMap<String, Callback>;
    ENVIRONMENT = "x-malipo-environment" in [Server] as Environment;
    SOURCE = "x-malipo-source" in [Operation, Parameter, Response, Schema, Property, Server] as Source;
    CONFLICT = "x-malipo-conflict" in [Operation, Parameter, Response, Schema, Property, Server] as Vec<ir::Conflict>;
    EFFECT = "x-malipo-effect" in [Operation] as Effect;
    REFUSAL = "x-malipo-refusal" in [Operation] as Refusal;
    ACCEPTANCE = "x-malipo-acceptance" in [Operation] as ir::Acceptance;
    LOOKUP = "x-malipo-lookup" in [Operation] as Vec<ir::Lookup>;
    SETTLES = "x-malipo-settles" in [Operation] as Settles;
    PAGES = "x-malipo-pages" in [Operation] as ir::Pages;
    FIXTURE = "x-malipo-fixture" in [Operation] as Fixture;
    KIND = "x-malipo-kind" in [Schema, Property] as Kind;
    WIRE = "x-malipo-wire" in [Schema, Property] as Wire;
    UNSET = "x-malipo-unset" in [Schema, Property] as Vec<String>;
    SENSITIVE = "x-malipo-sensitive" in [Schema, Property] as Sensitive;
    ALIASES = "x-malipo-aliases" in [Property] as Vec<String>;
    UNIQUE_BY = "x-malipo-unique-by" in [Property] as String;
    SUBSCRIBER = "x-malipo-subscriber" in [Property] as Subscriber;
    ESSENTIAL = "x-malipo-essential" in [Schema, Property] as Vec<String>;
    ERROR = "x-malipo-error" in [Schema, Property] as ir::ErrorRole;
    VALUES = "x-malipo-values" in [Schema, Property] as IndexMap<String, ValueDocs>;
    CHOICE = "x-malipo-choice" in [Schema, Property] as Choice;
    OVERLAP = "x-malipo-overlap" in [Schema, Property] as String;
    ALSO = "x-malipo-also" in [Response] as Vec<String>;
    EMPTY_BODY = "x-malipo-empty-body" in [Response] as bool;
}

/// Every `x-malipo-` key, in the order of the documentation.
pub fn extension_keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(key, ..)| *key)
}

/// Reports a key of ours that does not exist, stands in the wrong place or has the wrong form.
pub(crate) fn check_key(
    place: Object,
    key: &str,
    value: &Value,
    at: &Path<'_>,
    report: &mut Report,
) {
    if !key.starts_with(PREFIX) {
        // A slip in the prefix would silently undo what the key says: that a name must not be printed, for one.
        let near = |ours: &str| strsim::damerau_levenshtein(key, ours) <= SLIPS;
        if resembles_ours(key) && extension_keys().any(near) {
            unknown(key, at, report);
        }
        return;
    }
    let Some((_, places, form)) = KEYS.iter().find(|(name, ..)| *name == key) else {
        return unknown(key, at, report);
    };
    if !places.contains(&place) {
        misplaced(key, places, at, report);
    } else if let Err(problem) = form(value) {
        report.error(
            Code::ExtensionForm,
            at,
            format!("`{key}` has not the form that is documented: {problem}"),
            "see spec/README.md for its form",
        );
    }
}

/// How many slips still make a key one of ours.
const SLIPS: usize = 2;

/// Whether a key can be one of ours with slips in it: most of the letters of the prefix are there, hardly moved. A cheap look
/// first, since some documents have keys of their own in every schema.
fn resembles_ours(key: &str) -> bool {
    let letters = "malipo".chars();
    let beginning = || key.chars().take(PREFIX.len() + SLIPS);
    let there = letters.filter(|letter| beginning().any(|other| other == *letter));
    there.count() >= "malipo".len() - SLIPS
}

/// Reports a key of ours where no key of ours may stand.
pub(crate) fn check_stray(key: &str, at: &Path<'_>, report: &mut Report) {
    if !key.starts_with(PREFIX) {
        return;
    }
    match KEYS.iter().find(|(name, ..)| *name == key) {
        Some((_, places, _)) => misplaced(key, places, at, report),
        None => unknown(key, at, report),
    }
}

fn misplaced(key: &str, places: &[Object], at: &Path<'_>, report: &mut Report) {
    let places: Vec<String> = places.iter().map(|place| place.name().to_owned()).collect();
    report.error(
        Code::MisplacedExtension,
        at,
        format!("`{key}` has no meaning here"),
        format!("it belongs to {}", either(&places)),
    );
}

fn unknown(key: &str, at: &Path<'_>, report: &mut Report) {
    let help = match did_you_mean(key, extension_keys()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see spec/README.md for the keys there are".to_owned(),
    };
    report.error(
        Code::UnknownExtension,
        at,
        format!("there is no key `{key}`"),
        help,
    );
}

/// The value of a key whose form was checked before.
pub(crate) fn get<T: DeserializeOwned>(extensions: &Extensions, key: &str) -> Option<T> {
    T::deserialize(extensions.get(key)?).ok()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gateway {
    pub(crate) module: String,
    pub(crate) title: String,
    pub(crate) env: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) from: Vec<String>,
    pub(crate) confidence: ir::Confidence,
    pub(crate) note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Effect {
    pub(crate) kind: ir::EffectKind,
    pub(crate) reference: Option<String>,
    pub(crate) duplicates: Option<String>,
    #[serde(default)]
    pub(crate) options: BTreeMap<String, ir::EffectKind>,
}

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
    pub(crate) contradicts: Vec<String>,
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
    contradicts: Vec<String>,
    none: Option<String>,
}

impl TryFrom<WrittenRefusal> for Refusal {
    type Error = &'static str;

    fn try_from(written: WrittenRefusal) -> Result<Self, Self::Error> {
        let proofs = Proofs {
            proofs: written.proofs,
            identifiers: written.identifiers,
            duplicates: written.duplicates,
            contradicts: written.contradicts,
        };
        let says_nothing = proofs.proofs.is_empty()
            && proofs.identifiers.is_empty()
            && proofs.duplicates.is_empty()
            && proofs.contradicts.is_empty();
        match written.none {
            Some(reason) if says_nothing => Ok(Self::Unproven(reason)),
            None if !proofs.proofs.is_empty() => Ok(Self::Proven(proofs)),
            _ => Err("expected either `proofs` and what belongs to them, or `none`"),
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settles {
    pub(crate) status: String,
    #[serde(deserialize_with = "ir::texts")]
    pub(crate) pending: Vec<String>,
    #[serde(deserialize_with = "ir::texts")]
    pub(crate) succeeded: Vec<String>,
    #[serde(deserialize_with = "ir::texts")]
    pub(crate) failed: Vec<String>,
    pub(crate) duplicate: Option<ir::Duplicate>,
    pub(crate) conclusive: Option<Conclusive>,
    pub(crate) about: Option<ir::About>,
    #[serde(default)]
    pub(crate) ids: Vec<String>,
    pub(crate) lines: Option<ir::LineTexts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conclusive {
    pub(crate) path: String,
    pub(crate) of: BTreeMap<String, ConclusiveCodes>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(try_from = "WrittenCodes")]
pub(crate) struct ConclusiveCodes {
    pub(crate) codes: ir::Codes,
    pub(crate) source: Option<Source>,
}

/// Codes that make a failure conclusive, as they are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCodes {
    only: Option<Codes>,
    except: Option<Codes>,
    #[serde(rename = "x-malipo-source")]
    source: Option<Source>,
}

#[derive(Deserialize)]
struct Codes(#[serde(deserialize_with = "ir::texts")] Vec<String>);

impl TryFrom<WrittenCodes> for ConclusiveCodes {
    type Error = &'static str;

    fn try_from(written: WrittenCodes) -> Result<Self, Self::Error> {
        let codes = match (written.only, written.except) {
            (Some(Codes(codes)), None) => ir::Codes::Only(codes),
            (None, Some(Codes(codes))) => ir::Codes::Except(codes),
            _ => return Err("expected either `only` or `except`"),
        };
        Ok(Self {
            codes,
            source: written.source,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixture {
    pub(crate) none: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Environment {
    Sandbox,
    Production,
}

impl Environment {
    pub(crate) const fn wire(&self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Amount,
    Msisdn,
    LocalDatetime,
    Datetime,
    Text,
    IntegerOrString,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Wire {
    #[serde(rename = "digits")]
    Digits,
    #[serde(rename = "plus")]
    Plus,
    #[serde(rename = "YYYY-MM-DD HH:mm:ss")]
    DateSpaceTime,
}

/// What must not be printed; both are treated alike, the word is for the reader.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sensitive {
    Personal,
    Secret,
}

/// A phone number that is paid or charged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subscriber {
    pub(crate) country: CountryCode,
}

/// The country code of a phone number.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct CountryCode(pub(crate) String);

impl TryFrom<String> for CountryCode {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        let digits = code.bytes().all(|byte| byte.is_ascii_digit());
        if digits && (1..=3).contains(&code.len()) && !code.starts_with('0') {
            Ok(Self(code))
        } else {
            Err("expected a country code of one to three digits in quotes, such as '256'")
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValueDocs {
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) description: String,
    pub(crate) options: IndexMap<String, ChoiceOption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceOption {
    pub(crate) takes: String,
    #[serde(default)]
    pub(crate) sends: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Events {
    pub(crate) acknowledge: String,
    pub(crate) name: String,
    pub(crate) reference: Option<String>,
    #[serde(default)]
    pub(crate) compares: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) outcome: BTreeMap<String, String>,
    pub(crate) lines: Option<ir::CompareLines>,
    pub(crate) signature: Option<Signature>,
    pub(crate) kinds: BTreeMap<String, EventKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signature {
    pub(crate) header: String,
    pub(crate) algorithm: ir::SignatureAlgorithm,
    pub(crate) over: Vec<String>,
    pub(crate) covers: String,
    pub(crate) alternative: Option<AlternativeSignature>,
    pub(crate) unsigned: Option<Unsigned>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AlternativeSignature {
    pub(crate) over: ir::SignedWhole,
    pub(crate) forms: BTreeMap<String, ir::SignedForm>,
    pub(crate) covers: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unsigned {
    pub(crate) when: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Callback {
    pub(crate) schema: String,
    #[serde(default)]
    pub(crate) reference: Vec<String>,
    pub(crate) confirm: Option<String>,
    #[serde(default)]
    pub(crate) compares: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) outcome: BTreeMap<String, String>,
    pub(crate) lines: Option<ir::CompareLines>,
    pub(crate) progress: Option<String>,
    pub(crate) description: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventKind {
    pub(crate) schema: String,
    pub(crate) confirm: Option<String>,
    pub(crate) claims: Option<ir::Claim>,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(rename = "x-malipo-source")]
    pub(crate) source: Option<Source>,
    #[serde(rename = "x-malipo-conflict", default)]
    pub(crate) conflicts: Vec<ir::Conflict>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_another_tool_is_nobodys_business() {
        let mut report = Report::new("test");
        check_key(
            Object::Root,
            "x-internal",
            &Value::Bool(true),
            &Path::Root.member("x-internal"),
            &mut report,
        );
        assert!(!report.has_errors());
    }

    #[test]
    fn keys_are_named_once() {
        let mut keys: Vec<_> = extension_keys().collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), KEYS.len());
    }
}
