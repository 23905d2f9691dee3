//! The values of discriminators, and which types they stand for.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use crate::ir;
use crate::lower::Lowering;

/// The values that the property of a discriminator lists.
pub(super) struct Listed {
    pub(super) values: Vec<String>,
    pub(super) known: HashSet<String>,
    /// The values by their letters, to find one that is written in another way.
    letters: HashMap<String, usize>,
}

impl Listed {
    fn new(values: Vec<String>) -> Self {
        let known = values.iter().cloned().collect();
        let mut of_letters = HashMap::new();
        for (number, value) in values.iter().enumerate() {
            of_letters.entry(letters(value)).or_insert(number);
        }
        Self {
            values,
            known,
            letters: of_letters,
        }
    }

    /// The values that stand for an option, if the list has any of them: as they are, or written in another way.
    pub(super) fn meant(&self, values: &[String]) -> Option<Vec<String>> {
        if values.iter().any(|value| self.known.contains(value)) {
            return Some(values.to_vec());
        }
        let mut letters = values.iter().map(|value| letters(value));
        let number = letters.find_map(|letters| self.letters.get(&letters))?;
        let mut meant = vec![self.values.get(*number)?.clone()];
        meant.extend_from_slice(values);
        Some(meant)
    }
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The lists of values of discriminators, each made once.
#[derive(Default)]
pub(super) struct Lists {
    by_type: HashMap<String, Rc<Listed>>,
    by_values: HashMap<Vec<String>, Rc<Listed>>,
}

impl Lists {
    pub(super) fn of(&mut self, ty: &str, values: impl FnOnce() -> Vec<String>) -> Rc<Listed> {
        if let Some(known) = self.by_type.get(ty) {
            return known.clone();
        }
        let values = values();
        let listed = match self.by_values.get(&values) {
            Some(known) => known.clone(),
            None => Rc::new(Listed::new(values.clone())),
        };
        self.by_values.insert(values, listed.clone());
        self.by_type.insert(ty.to_owned(), listed.clone());
        listed
    }
}

impl Lowering<'_> {
    /// The values of a discriminator that stand for each of these types. If a property lists values, and none of those, then
    /// one that is written nearly so is meant, or what is left if that can be of one type only. Otherwise nothing tells.
    pub(super) fn tags(
        &self,
        types: &[ir::Type],
        property: &str,
        mut values: Vec<Vec<String>>,
        lists: &mut Lists,
    ) -> Vec<Vec<String>> {
        let mut claimed: HashMap<*const Listed, HashSet<String>> = HashMap::new();
        let mut unclear: BTreeMap<usize, Rc<Listed>> = BTreeMap::new();
        let mut clashes: HashMap<*const Listed, usize> = HashMap::new();
        for (number, (ty, values)) in types.iter().zip(&mut values).enumerate() {
            let Some(listed) = self.listed_values(ty, property, lists) else {
                continue;
            };
            match listed.meant(values) {
                Some(meant) => {
                    let claimed = claimed.entry(Rc::as_ptr(&listed)).or_default();
                    claimed.extend(meant.iter().cloned());
                    *values = meant;
                }
                None => {
                    *clashes.entry(Rc::as_ptr(&listed)).or_default() += 1;
                    unclear.insert(number, listed);
                }
            }
        }
        for (number, listed) in unclear {
            let at = Rc::as_ptr(&listed);
            let Some((ty, values)) = types.get(number).zip(values.get_mut(number)) else {
                continue;
            };
            let mut said = std::mem::take(values);
            if matches!((said.as_slice(), ty), ([value], ir::Type::Named(name)) if value == name) {
                // Only its name would tell, and the list does not have it.
                said.clear();
            }
            if clashes.get(&at) == Some(&1) {
                let claimed = claimed.get(&at);
                let is_free = |value: &&String| claimed.is_none_or(|all| !all.contains(*value));
                values.extend(listed.values.iter().filter(is_free).cloned());
            }
            values.append(&mut said);
        }
        values
    }

    /// The values of the same discriminator in a union that is an option, without these.
    fn tags_within(&self, ty: &ir::Type, property: &str, known: &[String]) -> Vec<String> {
        let ir::Type::Named(name) = ty else {
            return Vec::new();
        };
        match self.types.get(name).map(|def| &def.shape) {
            Some(ir::Shape::OneOf(one_of)) if one_of.discriminator.as_deref() == Some(property) => {
                let mut known: HashSet<&String> = known.iter().collect();
                let values = one_of.options.iter().flat_map(|option| &option.values);
                values
                    .filter(|value| known.insert(value))
                    .cloned()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The values that a property of a struct can have, if they are listed.
    pub(super) fn listed_values(
        &self,
        ty: &ir::Type,
        property: &str,
        lists: &mut Lists,
    ) -> Option<Rc<Listed>> {
        let of = |ty: &ir::Type| match ty {
            ir::Type::Named(name) => self.types.get(name).map(|def| &def.shape),
            _ => None,
        };
        let Some(ir::Shape::Struct(structure)) = of(ty) else {
            return None;
        };
        let mut fields = structure.fields.iter();
        let field = fields.find(|field| field.name.wire == property)?;
        let ir::Type::Named(name) = &field.ty else {
            return None;
        };
        match of(&field.ty)? {
            ir::Shape::StringEnum(values) => Some(lists.of(name, || {
                let values = values.values.iter();
                values.map(|value| value.wire.clone()).collect()
            })),
            ir::Shape::IntegerEnum(values) => Some(lists.of(name, || {
                let values = values.values.iter();
                values.map(|value| value.wire.to_string()).collect()
            })),
            _ => None,
        }
    }

    /// Corrects the values of discriminators that no option can have.
    pub(super) fn correct_tags(&mut self, lists: &mut Lists) {
        let mut corrected = Vec::new();
        for (name, def) in &self.types {
            let ir::Shape::OneOf(one_of) = &def.shape else {
                continue;
            };
            let Some(property) = &one_of.discriminator else {
                continue;
            };
            let tagged = one_of.options.iter().enumerate();
            let tagged = tagged.filter(|(_, option)| !option.values.is_empty());
            let (numbers, tagged): (Vec<usize>, Vec<&ir::OneOfOption>) = tagged.unzip();
            let types: Vec<ir::Type> = tagged.iter().map(|option| option.ty.clone()).collect();
            let said = tagged.iter().map(|option| option.values.clone()).collect();
            let all = self.tags(&types, property, said, lists);
            for ((number, option), mut values) in numbers.into_iter().zip(tagged).zip(all) {
                values.extend(self.tags_within(&option.ty, property, &values));
                if values != option.values {
                    corrected.push((name.clone(), number, values));
                }
            }
        }
        for (name, number, values) in corrected {
            if let Some(ir::Shape::OneOf(one_of)) =
                self.types.get_mut(&name).map(|def| &mut def.shape)
                && let Some(option) = one_of.options.get_mut(number)
            {
                option.values = values;
            }
        }
    }
}
