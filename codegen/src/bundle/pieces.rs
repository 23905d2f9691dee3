//! A part of some file, on its way into the document.

use serde_json::{Map, Value};

use super::bundler::{Bundler, member};
use super::files::Lost;
use crate::diagnostic::{Code, Place, Severity};
use crate::document::{Address, ROOT};
use crate::ground::pointer::{Path, step};
use crate::openapi::resolver::{
    at_reference, can_be_followed, last_name, leads_elsewhere, names_a_file, names_a_location,
    refer, reference,
};
use crate::openapi::{Expected, Object, Visitor};

/// Something of a part that may have to be rewritten, and its JSON pointer in that part.
struct Found<'d> {
    at: String,
    what: What<'d>,
}

enum What<'d> {
    /// An object that is a reference, and what should stand in its place.
    Reference(&'d str, Object),
    /// What a value of a discriminator stands for.
    Mapped(&'d str),
    /// A schema with a discriminator.
    Options(&'d Map<String, Value>),
}

/// Collects what may have to be rewritten.
struct Collector<'d> {
    /// The file that the part comes from.
    file: usize,
    found: Vec<Found<'d>>,
}

impl<'d> Collector<'d> {
    fn add(&mut self, at: &Path<'_>, what: What<'d>) {
        let at = at.to_string();
        self.found.push(Found { at, what });
    }
}

impl<'d> Visitor<'d> for Collector<'d> {
    fn object(&mut self, members: &'d Map<String, Value>, object: Object, at: &Path<'_>) -> bool {
        if object.general() == Object::Schema && members.contains_key("discriminator") {
            self.add(at, What::Options(members));
        }
        true
    }

    fn keyword(
        &mut self,
        _: Object,
        key: &'d str,
        _: &'d Value,
        _: Option<Expected>,
        _: &Path<'_>,
    ) -> bool {
        // They are not followed.
        key != "callbacks"
    }

    fn reference(&mut self, value: &'d Value, object: Object, at: &Path<'_>) {
        // Path items and operations are written out.
        if let Some(target) = reference(value)
            && !matches!(object, Object::PathItem | Object::Operation)
            && !stays(self.file, target)
        {
            self.add(at, What::Reference(target, object.general()));
        }
    }

    fn mapped(&mut self, _: &'d str, target: &'d Value, at: &Path<'_>) {
        if let Some(target) = target.as_str() {
            self.add(at, What::Mapped(target));
        }
    }
}

/// Returns whether a reference is one that other stages look at: within the document, or none at all.
fn stays(file: usize, target: &str) -> bool {
    !can_be_followed(target) || (file == ROOT && !leads_elsewhere(target))
}

/// What is put in the place of something in a part.
enum Edit {
    Reference(String),
    Mapped(String),
    /// A value of a discriminator, and what it stands for.
    Value(String, String),
}

/// [`walk`](crate::openapi::walk), or [`walk_or_reference`](crate::openapi::walk_or_reference) for a part that may be nothing but
/// a reference.
type Walk = for<'d> fn(&'d Value, Object, &Path<'_>, &mut dyn Visitor<'d>);

impl Bundler<'_> {
    /// Rewrites the references of a part of a file, which will stand at a location of the document.
    pub(super) fn rewrite(
        &mut self,
        part: &mut Value,
        object: Object,
        walk: Walk,
        file: usize,
        at: &str,
    ) {
        let mut collector = Collector {
            file,
            found: Vec::new(),
        };
        walk(part, object, &Path::Root, &mut collector);
        let edits = self.edits(collector, at);
        apply(part, edits);
    }

    fn edits(&mut self, collector: Collector<'_>, at: &str) -> Vec<(String, Edit)> {
        let file = collector.file;
        let mut edits = Vec::new();
        for Found { at: below, what } in collector.found {
            let here = format!("{at}{below}");
            match what {
                What::Reference(target, object) => {
                    let home = self.rewritten(file, target, object, &here);
                    edits.push((below, Edit::Reference(home)));
                }
                What::Mapped(target) => {
                    if let Some(home) = self.mapped(file, target, &here) {
                        edits.push((below, Edit::Mapped(home)));
                    }
                }
                What::Options(schema) => {
                    for (value, home) in self.implied_names(file, schema) {
                        edits.push((below.clone(), Edit::Value(value, home)));
                    }
                }
            }
        }
        edits
    }

    /// Where a reference leads once its target is in the document.
    fn followed(&mut self, file: usize, target: &str, object: Object) -> Result<String, Lost> {
        let address = self.files.address(file, target)?;
        let home = self.home(address, object);
        Ok(home.unwrap_or_else(|| target.to_owned()))
    }

    fn rewritten(&mut self, file: usize, target: &str, object: Object, at: &str) -> String {
        match self.followed(file, target, object) {
            Ok(home) => home,
            Err(lost) => {
                let at = at_reference(at);
                let is_kept = !matches!(lost, Lost::Nowhere(_));
                let now = self.lost(lost, target, &at);
                // Nobody looks these up later.
                if is_kept
                    && matches!(object, Object::Header | Object::Link | Object::Example)
                    && let Some((what, help)) = self.unresolved.reason(&now)
                {
                    self.unresolved_file(Severity::Warning, &at, what, help);
                }
                now
            }
        }
    }

    fn mapped(&mut self, file: usize, target: &str, at: &str) -> Option<String> {
        let follow = |this: &mut Self| match stays(file, target) {
            true => None,
            false => Some(match this.followed(file, target, Object::Schema) {
                Ok(home) => home,
                Err(lost) => this.lost(lost, target, at),
            }),
        };
        if names_a_location(target) {
            return follow(self);
        }
        // The name of a schema of its file, or else a file.
        let named = Address {
            file,
            pointer: step("/components/schemas", target),
        };
        let is_name = match file {
            ROOT => self.is_taken("schemas", target),
            _ => self.files.find(&named).is_some(),
        };
        if !is_name {
            return names_a_file(target).then(|| follow(self)).flatten();
        }
        match file {
            ROOT => None,
            _ => self.home(named, Object::Schema),
        }
    }

    /// What a schema is called by a discriminator that says nothing else, the last name of the reference, where it gets another
    /// name in the document.
    fn implied_names(&mut self, file: usize, schema: &Map<String, Value>) -> Vec<(String, String)> {
        let options = ["oneOf", "anyOf"].iter().filter_map(|key| schema.get(*key));
        let options = options.filter_map(Value::as_array).flatten();
        let targets = options.filter_map(reference);
        let targets: Vec<&str> = targets.filter(|target| !stays(file, target)).collect();
        let mapping = schema
            .get("discriminator")
            .filter(|discriminator| discriminator.is_object())
            .map(|discriminator| discriminator.get("mapping"));
        let mapping = match mapping {
            Some(None) => None,
            Some(Some(Value::Object(mapping))) => Some(mapping),
            Some(Some(_)) | None => return Vec::new(),
        };
        let mut implied: Vec<(String, String)> = Vec::new();
        for target in targets {
            let Some(name) = last_name(target) else {
                continue;
            };
            let Ok(home) = self.followed(file, target, Object::Schema) else {
                continue;
            };
            let is_mapped = |value: &Value| *value == target || *value == name;
            let is_there = mapping.is_some_and(|mapping| {
                mapping.contains_key(&name) || mapping.values().any(is_mapped)
            });
            let is_again = implied.iter().any(|(value, _)| *value == name);
            if last_name(&home).as_ref() != Some(&name) && !is_there && !is_again {
                implied.push((name, home));
            }
        }
        implied
    }
}

fn apply(part: &mut Value, edits: Vec<(String, Edit)>) {
    for (at, edit) in edits {
        match (part.pointer_mut(&at), edit) {
            (Some(Value::Object(members)), Edit::Reference(home)) => refer(members, home),
            (Some(place), Edit::Mapped(home)) => *place = Value::String(home),
            (Some(schema), Edit::Value(value, home)) => {
                let mapping = member(member(schema, "discriminator"), "mapping");
                if let Value::Object(mapping) = mapping {
                    mapping.insert(value, Value::String(home));
                }
            }
            _ => {}
        }
    }
}

impl Bundler<'_> {
    /// Keeps why a reference cannot be followed for whoever needs what it refers to, and gives it as it is from now on: not to be
    /// taken for a place in the document.
    pub(super) fn lost(&mut self, lost: Lost, target: &str, at: &str) -> String {
        match lost {
            Lost::Far => {
                let what = format!("`{target}` is not a relative path");
                let help = "save the target beside the document, and refer to that file";
                self.unresolved.note(target, what, help.to_owned());
                target.to_owned()
            }
            Lost::Unreadable { address, why } => {
                let help = why.help.unwrap_or_else(|| {
                    "put the file at this path, relative to the document".to_owned()
                });
                self.unreadable(&address, &why.why, help, at)
            }
            Lost::Broken(address) => {
                let help = "see the error of that file".to_owned();
                self.unreadable(&address, "it is neither YAML nor JSON", help, at)
            }
            Lost::Unread(address) => {
                let now = self.outside(&address);
                let file = self.files.path(address.file);
                let what =
                    format!("the target `{file}` cannot be read: no other file is read here");
                let help = "generate with the files of the document";
                self.unresolved.note(&now, what, help.to_owned());
                now
            }
            Lost::Nowhere(address) => {
                let help = match self.files.near(&address) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add the target to that file, or correct the reference".to_owned(),
                };
                let what = format!("unresolved reference `{target}`");
                self.report.error(Code::UnresolvedReference, at, what, help);
                let now = self.outside(&address);
                self.unresolved.note_reported(&now);
                now
            }
        }
    }

    /// Reports a file that cannot be used, at each reference to it.
    fn unreadable(&mut self, address: &Address, why: &str, help: String, at: &str) -> String {
        let now = self.outside(address);
        let file = self.files.path(address.file);
        // Many references may lead there, each in its own words.
        let what = format!("the target `{file}` cannot be read: {why}");
        self.unresolved_file(Severity::Error, at, what, help);
        self.unresolved.note_reported(&now);
        now
    }

    fn unresolved_file(&mut self, severity: Severity, at: &str, what: String, help: String) {
        let place = Place::Pointer(at.to_owned());
        let code = Code::UnresolvedFile;
        self.report.push(severity, code, place, what, help);
    }

    /// A reference to a place in another file, from the document.
    fn outside(&self, address: &Address) -> String {
        format!("{}#{}", self.files.path(address.file), address.pointer)
    }
}
