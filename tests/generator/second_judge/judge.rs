//! A validator of JSON Schema that reads what our specifications say in plain OpenAPI, beside our own reading of them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use jsonschema::Validator;
use malipo_codegen::ir::{Api, Operation, Type};
use malipo_codegen::{Strictness, fit};
use malipo_tests::json_schema::json_schema;
use serde_json::{Map, Value};

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// One gateway's specification, read twice.
pub(crate) struct Judges {
    pub(crate) api: Api,
    pub(crate) document: Value,
    /// The validators that have been built, by their schema.
    built: RefCell<BTreeMap<String, Rc<Validator>>>,
}

/// The two judges of a body.
pub(crate) struct Judged<'a> {
    api: &'a Api,
    validator: Rc<Validator>,
    types: Vec<&'a Type>,
    is_request: bool,
}

impl Judges {
    pub(crate) fn of(gateway: &str) -> Self {
        let file = format!("spec/{gateway}.yaml");
        let text = std::fs::read_to_string(malipo_tests::root(&file)).unwrap();
        let document = serde_yaml::from_str(&text).unwrap();
        Self {
            api: malipo_tests::specification(gateway).unwrap(),
            document,
            built: RefCell::default(),
        }
    }

    fn judged<'a>(&'a self, schema: &Value, types: Vec<&'a Type>, is_request: bool) -> Judged<'a> {
        let build = || {
            let schema = json_schema(&self.document, schema);
            let built = jsonschema::validator_for(&schema);
            Rc::new(built.unwrap_or_else(|problem| panic!("{problem}")))
        };
        let mut known = self.built.borrow_mut();
        Judged {
            api: &self.api,
            validator: known
                .entry(schema.to_string())
                .or_insert_with(build)
                .clone(),
            types,
            is_request,
        }
    }

    /// What is sent to an operation.
    pub(crate) fn request(&self, id: &str) -> Judged<'_> {
        let content = &self.resolved(&self.declared(id)["requestBody"])["content"];
        let entry = content.as_object().unwrap().values().next().unwrap();
        let ty = &self.own(id).body.as_ref().unwrap().ty;
        self.judged(&entry["schema"], vec![ty], true)
    }

    /// The JSON that comes back from an operation with a status; nothing where no JSON is promised.
    pub(crate) fn response(&self, id: &str, status: u16) -> Option<Judged<'_>> {
        let responses = &self.declared(id)["responses"];
        let range = format!("{}XX", status / 100);
        let names = [&*status.to_string(), &range, "default"];
        let response = names.iter().find_map(|name| responses.get(name));
        let response = response.unwrap_or_else(|| panic!("{id} does not list {status}"));
        let content = self.resolved(response).get("content")?;
        let schema = &content.get("application/json")?["schema"];
        let bodies = &self.own(id).answer(status).unwrap().bodies;
        let types = bodies.iter().map(|body| &body.ty).collect();
        Some(self.judged(schema, types, false))
    }

    /// What the gateway posts by itself.
    pub(crate) fn event(&self, event: &str) -> Judged<'_> {
        let ty = match &self.api.events {
            Some(events) => &events.kinds[event].ty,
            None => &self.api.callbacks[event].ty,
        };
        self.received(ty)
    }

    /// What is received in the form of a schema.
    pub(crate) fn received<'a>(&'a self, ty: &'a Type) -> Judged<'a> {
        let schema = match ty {
            Type::Named(name) => &self.document["components"]["schemas"][name],
            _ => &Value::Bool(true),
        };
        self.judged(schema, vec![ty], false)
    }

    /// The operation that a request line calls.
    pub(crate) fn called(&self, method: &str, target: &str) -> Option<String> {
        let path = target.split('?').next().unwrap();
        let operation = malipo_coverage::route(&self.api, method, path)?;
        Some(operation.id.clone())
    }

    /// The links from the successes of an operation.
    pub(crate) fn links(&self, id: &str) -> impl Iterator<Item = &Value> {
        let responses = self.declared(id)["responses"].as_object().unwrap().iter();
        let successes = responses.filter(|(status, _)| status.starts_with('2'));
        let links =
            successes.filter_map(|(_, response)| self.resolved(response).get("links")?.as_object());
        links.flat_map(Map::values).map(|link| self.resolved(link))
    }

    fn own(&self, id: &str) -> &Operation {
        self.api.operation(id).unwrap()
    }

    /// The operation as it is written.
    fn declared(&self, id: &str) -> &Value {
        let paths = self.document["paths"].as_object().unwrap();
        let mut operations = paths
            .values()
            .flat_map(|item| METHODS.iter().filter_map(|method| item.get(method)));
        operations
            .find(|operation| operation["operationId"] == id)
            .unwrap()
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.document.pointer(&reference[1..]).unwrap(),
            None => value,
        }
    }
}

impl Judged<'_> {
    /// What the standard validator finds.
    pub(crate) fn plain(&self, body: &Value) -> Vec<String> {
        let problems = self.validator.iter_errors(body);
        problems
            .map(|problem| format!("{} {problem}", problem.instance_path()))
            .collect()
    }

    /// What our own strict reading finds, of several types in that which fits best. A response may have properties that are not
    /// declared.
    pub(crate) fn own(&self, body: &Value) -> Vec<(String, &'static str)> {
        assert!(!self.types.is_empty(), "there is no type to read it as");
        let misfits = self.types.iter().map(|ty| {
            let misfits = fit(self.api, ty, body, Strictness::Strict).into_iter();
            misfits
                .filter(|misfit| self.is_request || misfit.rule != "undeclared")
                .map(|misfit| (misfit.at, misfit.rule))
                .collect::<Vec<_>>()
        });
        misfits.min_by_key(Vec::len).unwrap()
    }

    /// Whether our reading of a response may be stricter in this: a pattern would be stricter than the gateway, an enum is open, a
    /// refusal is one of several bodies, and a property can have come under another name.
    pub(crate) fn may_differ(&self, body: &Value, at: &str, rule: &str) -> bool {
        let stricter = matches!(rule, "enum" | "msisdn");
        !self.is_request && (stricter || self.types.len() > 1 || body.pointer(at).is_none())
    }

    /// Whether the judges accept a body; they must not differ.
    pub(crate) fn agree(&self, body: &Value, what: &str) -> bool {
        let (plain, own) = (self.plain(body), self.own(body));
        assert_eq!(
            plain.is_empty(),
            own.is_empty(),
            "{what}: the standard validator finds {plain:#?}, we find {own:#?} in {body}"
        );
        plain.is_empty()
    }
}
