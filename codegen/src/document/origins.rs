//! Where the parts of a bundled document come from.

use std::collections::BTreeMap;

use super::address::{Address, ROOT};
use crate::text::Text;

/// For a place in the bundled document, the place in a file that its author sees.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// By JSON pointer in the bundled document.
    moved: BTreeMap<String, Address>,
    /// The name and the text of each file, by its number.
    texts: Vec<(String, Text)>,
}

impl Origins {
    pub(crate) fn note(&mut self, at: String, from: &Address) {
        self.moved.insert(at, from.clone());
    }

    pub(crate) fn with_texts(mut self, texts: Vec<(String, Text)>) -> Self {
        self.texts = texts;
        self
    }

    /// Where something comes from, if it was put where it is before.
    pub(crate) fn first(&self, address: Address) -> Address {
        match address.file {
            ROOT => self.address(&address.pointer).unwrap_or(address),
            _ => address,
        }
    }

    /// The file that holds what stands somewhere, and where it stands there; none if it was never moved.
    pub(crate) fn of(&self, pointer: &str) -> Option<(&str, String)> {
        let address = self.address(pointer)?;
        let (file, _) = self.texts.get(address.file)?;
        Some((file, address.pointer))
    }

    /// Where the parts of other files stand in the bundled document.
    pub(crate) fn places(&self) -> Places<'_> {
        let mut by_address: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for (at, address) in &self.moved {
            if let Some((file, _)) = self.texts.get(address.file) {
                let places = by_address.entry((file, &address.pointer));
                places.or_default().push(at);
            }
        }
        Places { by_address }
    }

    fn address(&self, pointer: &str) -> Option<Address> {
        if self.moved.is_empty() {
            return None;
        }
        let mut around = pointer;
        loop {
            if let Some(address) = self.moved.get(around) {
                let within = &pointer[around.len()..];
                return Some(Address {
                    file: address.file,
                    pointer: format!("{}{within}", address.pointer),
                });
            }
            (around, _) = around.rsplit_once('/')?;
        }
    }

    /// The text of a file other than the document itself.
    pub(crate) fn text(&self, file: &str) -> Option<&str> {
        let others = self.texts.iter().skip(1);
        let mut named = others.filter(|(name, _)| name == file);
        named.next().map(|(_, text)| &**text)
    }
}

/// Where the parts of other files stand in the bundled document.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    /// By file and by JSON pointer in it.
    by_address: BTreeMap<(&'a str, &'a str), Vec<&'a str>>,
}

impl Places<'_> {
    /// Returns the JSON pointers in the bundled document of what stands in a file, or of its parts.
    pub(crate) fn of(&self, file: &str, pointer: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut around = pointer;
        loop {
            for at in self.by_address.get(&(file, around)).into_iter().flatten() {
                found.push(format!("{at}{}", &pointer[around.len()..]));
            }
            match around.rsplit_once('/') {
                Some((parent, _)) => around = parent,
                None => break,
            }
        }
        let below = format!("{pointer}/");
        let parts = self.by_address.range((file, below.as_str())..);
        let parts = parts.take_while(|((of, at), _)| *of == file && at.starts_with(&below));
        found.extend(parts.flat_map(|(_, at)| at.iter().map(|at| (*at).to_owned())));
        found
    }
}
