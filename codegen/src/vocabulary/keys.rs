//! The table of the keys.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::acceptance::{Acceptance, Words};
use super::events::{Callback, Events};
use super::facts::{Effect, Environment, Fixture, Gateway, Source};
use super::form;
use super::refusal::Refusal;
use super::schema::{Choice, Kind, Sensitive, Subscriber, ValueDocs, Wire};
use super::settles::Settles;
use crate::ir;
use crate::openapi::Object;

pub(crate) use crate::openapi::PREFIX;

/// The keys of ours that an object has.
pub(crate) type Extensions = IndexMap<String, Value>;
pub(super) type Form = fn(&Value) -> Result<(), String>;

macro_rules! keys {
    ($($constant:ident = $text:literal in [$($place:ident),+] as $form:ty;)+) => {
        $(pub(crate) const $constant: &str = $text;)+

        pub(super) const KEYS: &[(&str, &[Object], Form)] = &[
            $(($text, &[$(Object::$place),+], form::form::<$form>),)+
        ];
    };
}

keys! {
    GATEWAY = "x-malipo-gateway" in [Root] as Gateway;
    SOURCES = "x-malipo-sources" in [Root] as BTreeMap<String, ir::SourceDocument>;
    WORDS = "x-malipo-words" in [Root] as Words;
    UNDOCUMENTED = "x-malipo-undocumented" in [Root] as Vec<ir::Undocumented>;
    EVENTS = "x-malipo-events" in [Root] as Events;
    CALLBACKS = "x-malipo-callbacks" in [Root] as BTreeMap<String, Callback>;
    ENVIRONMENT = "x-malipo-environment" in [Server] as Environment;
    SOURCE = "x-malipo-source" in [Operation, Parameter, Response, Schema, Property, Server] as Source;
    CONFLICT = "x-malipo-conflict" in [Operation, Parameter, Response, Schema, Property, Server] as Vec<ir::Conflict>;
    EFFECT = "x-malipo-effect" in [Operation] as Effect;
    REFUSAL = "x-malipo-refusal" in [Operation] as Refusal;
    ACCEPTANCE = "x-malipo-acceptance" in [Operation] as Acceptance;
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

/// The value of a key whose form was checked before.
pub(crate) fn get<T: DeserializeOwned>(extensions: &Extensions, key: &str) -> Option<T> {
    T::deserialize(extensions.get(key)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_once() {
        let mut keys: Vec<_> = extension_keys().collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), KEYS.len());
    }
}
