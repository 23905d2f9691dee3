//! Where the parts of a bundled document come from.

use std::collections::BTreeMap;

use super::{Address, ROOT};
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
