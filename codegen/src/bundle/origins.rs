//! Where the parts of a bundled document come from.

use std::collections::BTreeMap;

use super::files::{Files, ROOT, Spot};
use crate::text::Text;

/// For a place in the bundled document, the place in a file that its author sees.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// By JSON pointer in the bundled document.
    moved: BTreeMap<String, Spot>,
    /// The name and the text of each file, by its number.
    texts: Vec<(String, Text)>,
}

impl Origins {
    pub(super) fn note(&mut self, at: String, from: &Spot) {
        self.moved.insert(at, from.clone());
    }

    pub(super) fn with_texts(mut self, files: Files<'_>) -> Self {
        self.texts = files.into_texts();
        self
    }

    /// Where something comes from, if it was put where it is before.
    pub(super) fn first(&self, spot: Spot) -> Spot {
        match spot.file {
            ROOT => self.spot(&spot.pointer).unwrap_or(spot),
            _ => spot,
        }
    }

    /// The file that holds what stands somewhere, and where it stands there; none if it was never moved.
    pub(crate) fn of(&self, pointer: &str) -> Option<(&str, String)> {
        let spot = self.spot(pointer)?;
        let (file, _) = self.texts.get(spot.file)?;
        Some((file, spot.pointer))
    }

    fn spot(&self, pointer: &str) -> Option<Spot> {
        if self.moved.is_empty() {
            return None;
        }
        let mut around = pointer;
        loop {
            if let Some(spot) = self.moved.get(around) {
                let within = &pointer[around.len()..];
                return Some(Spot {
                    file: spot.file,
                    pointer: format!("{}{within}", spot.pointer),
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
