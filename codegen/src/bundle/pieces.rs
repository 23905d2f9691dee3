//! A part of some file, on its way into the document.

use serde_json::{Map, Value};

use super::Bundler;
use super::files::{ENDS, Lost};
use crate::diagnostic::Code;
use crate::document::{Address, ROOT};
use crate::ground::pointer::{Path, step};
use crate::openapi::Object;
use crate::shape::Visitor;

/// Rewrites the references of a part.
pub(super) struct Piece<'b, 'a> {
    bundler: &'b mut Bundler<'a>,
    /// The file that the part comes from.
    file: usize,
    /// Where it stands in the bundled document.
    at: &'b str,
}

impl<'b, 'a> Piece<'b, 'a> {
    pub(super) const fn new(bundler: &'b mut Bundler<'a>, file: usize, at: &'b str) -> Self {
        Self { bundler, file, at }
    }

    /// Whether a reference is one that other stages look at: within the document, or none at all.
    fn stays(&self, target: &str) -> bool {
        let is_one = !target.is_empty() && !target.contains(char::is_control);
        !is_one || (self.file == ROOT && target.starts_with('#'))
    }

    /// Where a reference leads once its target is in the document.
    fn rewritten(&mut self, target: &str, object: Object) -> Result<String, Lost> {
        let address = self
            .bundler
            .files
            .address(self.file, target, self.bundler.report)?;
        Ok(self
            .bundler
            .home(address, object)
            .unwrap_or_else(|| target.to_owned()))
    }

    fn rewrite(&mut self, target: &mut String, object: Object, at: &Path<'_>) {
        match self.rewritten(target, object) {
            Ok(home) => *target = home,
            Err(lost) => {
                let at = format!("{}{at}", self.at);
                let is_kept = matches!(lost, Lost::Far | Lost::Unreadable { .. });
                *target = self.bundler.lost(lost, target, &at);
                // Nobody looks these up later.
                if is_kept && matches!(object, Object::Header | Object::Link | Object::Example) {
                    let (what, help) = self.bundler.report.lost(target);
                    let report = &mut self.bundler.report;
                    report.warning(Code::UnresolvedReference, &at, what, help);
                }
            }
        }
    }

    /// What a schema is called by a discriminator that says nothing else: the last name of the reference.
    fn keep_implied_names(&mut self, members: &mut Map<String, Value>) {
        let options = ["oneOf", "anyOf"]
            .iter()
            .filter_map(|key| members.get(*key));
        let options = options.filter_map(Value::as_array).flatten();
        let targets: Vec<String> = options
            .filter_map(|option| option.get("$ref")?.as_str().map(str::to_owned))
            .filter(|target| !self.stays(target))
            .collect();
        let Some(Value::Object(discriminator)) = members.get_mut("discriminator") else {
            return;
        };
        for target in targets {
            let Some((_, name)) = target.rsplit_once('/').filter(|_| target.contains('#')) else {
                continue;
            };
            let is_called_so = |home: String| home.rsplit('/').next() == Some(name);
            if self
                .rewritten(&target, Object::Schema)
                .map_or(true, is_called_so)
            {
                continue;
            }
            let mapping = discriminator
                .entry("mapping")
                .or_insert_with(|| Value::Object(Map::new()));
            let Value::Object(mapping) = mapping else {
                continue;
            };
            let is_mapped = |value: &Value| *value == target.as_str() || value == name;
            if !mapping.values().any(is_mapped) && !mapping.contains_key(name) {
                mapping.insert(name.to_owned(), Value::String(target));
            }
        }
    }
}

impl Visitor for Piece<'_, '_> {
    fn object(&mut self, members: &mut Map<String, Value>, object: Object) {
        if object == Object::Schema && members.contains_key("discriminator") {
            self.keep_implied_names(members);
        }
    }

    fn reference(&mut self, target: &mut String, object: Object, at: &Path<'_>) {
        if !self.stays(target) {
            self.rewrite(target, object, at);
        }
    }

    fn mapped(&mut self, target: &mut String, at: &Path<'_>) {
        if target.contains('#') {
            return self.reference(target, Object::Schema, at);
        }
        // The name of a schema of its file, or else a file.
        let named = Address {
            file: self.file,
            pointer: step("/components/schemas", target),
        };
        let is_name = match self.file {
            ROOT => self.bundler.is_taken("schemas", target),
            _ => self.bundler.files.find(&named).is_some(),
        };
        if !is_name {
            if ENDS.iter().any(|end| target.ends_with(end)) {
                self.reference(target, Object::Schema, at);
            }
        } else if self.file != ROOT
            && let Some(home) = self.bundler.home(named, Object::Schema)
        {
            *target = home;
        }
    }
}

impl Bundler<'_> {
    /// Keeps why a reference cannot be followed for whoever needs what it refers to, and gives it as it is from now on: not to be
    /// taken for a place in the document.
    pub(super) fn lost(&mut self, lost: Lost, target: &str, at: &str) -> String {
        match lost {
            Lost::Far => {
                let what = format!("`{target}` leads to another place");
                let help = "only files at a path from this one are read: save it beside the document, and refer to that";
                self.report.lose(target, what, help.to_owned());
                target.to_owned()
            }
            Lost::Unreadable { address, why } => {
                let now = self.outside(&address);
                let file = self.files.path(address.file);
                // Many references may lead there, each in its own words.
                let what = format!("the reference leads to `{file}`, which cannot be read: {why}");
                let help = "put the file there, as seen from the folder of the document".to_owned();
                self.report.lose(&now, what, help);
                now
            }
            Lost::Broken(address) => self.outside(&address),
            Lost::Nowhere(address) => {
                let help = match self.files.near(&address) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add it to that file, or refer to something else".to_owned(),
                };
                let what = format!("`{target}` leads nowhere");
                self.report.error(Code::UnresolvedReference, at, what, help);
                self.outside(&address)
            }
        }
    }

    /// A reference to a place in another file, from the document.
    fn outside(&self, address: &Address) -> String {
        format!("{}#{}", self.files.path(address.file), address.pointer)
    }
}
