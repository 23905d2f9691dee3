//! What is known of the options of a union before a value is read, and the order in which they are tried.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::wire::object::{Member, Name, Object};
use crate::wire::{JsonKind, reading};

/// What the values of an option have or are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// One of these kinds of JSON.
    Is(&'static [JsonKind]),
    /// A discriminator with one of these values.
    Tag(&'static [&'static str]),
    /// If they have a property, under any of these names, it has one of these values.
    Values(&'static [&'static str], &'static [&'static str]),
    /// If they have a property, under any of these names, it is one of these kinds of JSON.
    Kinds(&'static [&'static str], &'static [JsonKind]),
    /// No other members than those that are known.
    Closed,
    /// Nothing: any value is one, so the other options come first.
    Any,
}

/// What is known of one option.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Its properties, if it is an object that says so.
    members: Option<&'static [Member]>,
    /// Whether it keeps every other member.
    keeps_others: bool,
    signs: &'static [Sign],
}

impl Known {
    /// An object.
    pub const fn object<T: Object>(signs: &'static [Sign]) -> Self {
        Self {
            members: Some(T::MEMBERS),
            keeps_others: T::KEEPS_OTHERS,
            signs,
        }
    }

    /// Anything else.
    pub const fn other(signs: &'static [Sign]) -> Self {
        Self {
            members: None,
            keeps_others: true,
            signs,
        }
    }

    fn is(&self, kind: JsonKind) -> bool {
        let mut kinds = self.signs.iter().filter_map(|sign| match sign {
            Sign::Is(kinds) => Some(kinds.contains(&kind)),
            Sign::Any => Some(true),
            _ => None,
        });
        kinds
            .next()
            .unwrap_or(self.members.is_none() || kind == JsonKind::Object)
    }
}

/// The options of a union.
#[derive(Debug)]
pub struct Options {
    discriminator: Option<&'static str>,
    options: &'static [Known],
    index: OnceLock<Index>,
}

/// What is asked for each value, made once.
#[derive(Debug)]
struct Index {
    /// The options by the value of the discriminator.
    tags: HashMap<&'static str, Vec<usize>>,
    untagged: Vec<usize>,
    all: Vec<usize>,
    /// What each option says of a property of this name.
    properties: HashMap<&'static str, Vec<Property>>,
    of_options: Vec<OfOption>,
}

#[derive(Debug)]
struct Property {
    option: usize,
    is_known: bool,
    must: bool,
    values: Option<&'static [&'static str]>,
    kinds: Option<&'static [JsonKind]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct OfOption {
    /// How many members must be there.
    required: usize,
    is_closed: bool,
    is_any: bool,
}

/// How well an option fits the members of a value.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    known: usize,
    required: usize,
    /// A member has a value that the option cannot have.
    is_excluded: bool,
    /// A member has another JSON type.
    is_odd: bool,
}

/// An option that is tried next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) option: usize,
    pub(super) leniently: bool,
    /// How many members may be dropped.
    pub(super) may_lose: usize,
    /// What is unknown must be less than this.
    pub(super) limit: usize,
}

/// Whoever reads the value as an option, and keeps the best.
pub(super) trait Attempts {
    /// Tries an option. Returns false if no more may be tried.
    fn attempt(&mut self, attempt: Attempt) -> bool;

    /// How much is unknown in the best so far.
    fn cost(&self) -> usize;
}

impl Options {
    /// The options, in the order in which they are tried where they fit equally well.
    pub const fn new(discriminator: Option<&'static str>, options: &'static [Known]) -> Self {
        Self {
            discriminator,
            options,
            index: OnceLock::new(),
        }
    }

    /// Tries the options that a value can be.
    pub(super) fn choose(&self, json: &str, attempts: &mut dyn Attempts) {
        let kind = JsonKind::of(json);
        let index = self.index.get_or_init(|| self.index());
        let members = match kind {
            JsonKind::Object => members(json),
            _ => Members::default(),
        };
        let tag = self.discriminator.and_then(|name| members.scalar(name));
        let tagged = tag.as_ref().and_then(|tag| index.tags.get(&**tag));
        let is_named = tagged.is_some();
        let of: &[usize] = match (tagged, &tag) {
            (Some(tagged), _) => tagged,
            (None, Some(_)) => &index.untagged,
            (None, None) => &index.all,
        };
        let is_kind = |option: usize| self.options.get(option).is_some_and(|known| known.is(kind));
        let mut candidates: Vec<(usize, usize, Fit)> = of
            .iter()
            .zip(fits(index, &members, of))
            .filter(|(option, fit)| is_kind(**option) && (is_named || !fit.is_excluded))
            .map(|(option, fit)| {
                let unknown = self.unknown(index, *option, fit, members.0.len());
                (unknown, *option, fit)
            })
            .collect();
        candidates.sort_unstable_by_key(|(unknown, option, _)| (*unknown, *option));
        let may_lose = |option: usize| match self.discriminator {
            // It is set again when the value is sent.
            Some(property) if is_named => usize::from(!self.knows(option, property)),
            _ => 0,
        };
        let knows_some = |option: usize, fit: Fit| {
            let known = self.options.get(option);
            is_named
                || members.0.is_empty()
                || fit.known > 0
                || known.is_some_and(|known| known.keeps_others)
        };
        for (unknown, option, fit) in &candidates {
            let of_option = index.of_options.get(*option).copied().unwrap_or_default();
            if *unknown >= attempts.cost() {
                break;
            }
            let is_strict = !fit.is_odd
                && fit.required >= of_option.required
                && !(of_option.is_closed && *unknown > 0)
                && knows_some(*option, *fit);
            let attempt = Attempt {
                option: *option,
                leniently: false,
                may_lose: may_lose(*option),
                limit: usize::MAX,
            };
            if is_strict && !attempts.attempt(attempt) {
                return;
            }
        }
        let is_object = kind == JsonKind::Object;
        if attempts.cost() < usize::MAX || !is_object || !reading::may_be_lenient() {
            return;
        }
        for (unknown, option, fit) in candidates {
            if unknown >= attempts.cost() {
                break;
            }
            let attempt = Attempt {
                option,
                leniently: true,
                may_lose: may_lose(option),
                // Read leniently, nearly every option fits. At least one member must be as documented.
                limit: if is_named {
                    usize::MAX
                } else {
                    members.0.len()
                },
            };
            if knows_some(option, fit) && !attempts.attempt(attempt) {
                return;
            }
        }
    }

    /// At least so many members, of so many, are unknown to an option.
    fn unknown(&self, index: &Index, option: usize, fit: Fit, members: usize) -> usize {
        if index.of_options.get(option).is_some_and(|of| of.is_any) {
            // The last of all, and chosen if all others fail.
            return usize::MAX - 1;
        }
        match self.options.get(option) {
            Some(known) if !known.keeps_others => members.saturating_sub(fit.known),
            _ => 0,
        }
    }

    fn knows(&self, option: usize, property: &str) -> bool {
        let members = self.options.get(option).and_then(|known| known.members);
        let mut members = members.unwrap_or_default().iter();
        members.any(|member| member.names.contains(&property))
    }

    fn index(&self) -> Index {
        let mut index = Index {
            tags: HashMap::new(),
            untagged: Vec::new(),
            all: (0..self.options.len()).collect(),
            properties: HashMap::new(),
            of_options: Vec::new(),
        };
        for (option, known) in self.options.iter().enumerate() {
            let mut of_option = OfOption::default();
            let mut own: HashMap<&'static str, Property> = HashMap::new();
            let mut property = |name: &'static str, change: &dyn Fn(&mut Property)| {
                change(own.entry(name).or_insert(Property {
                    option,
                    is_known: false,
                    must: false,
                    values: None,
                    kinds: None,
                }));
            };
            for member in known.members.unwrap_or_default() {
                of_option.required += usize::from(member.must);
                for name in member.names {
                    property(name, &|property| {
                        property.is_known = true;
                        property.must = member.must;
                    });
                }
            }
            let mut is_tagged = false;
            for sign in known.signs {
                match *sign {
                    Sign::Is(_) => {}
                    Sign::Tag(values) => {
                        is_tagged = true;
                        for value in values {
                            let tagged = index.tags.entry(value).or_default();
                            if tagged.last() != Some(&option) {
                                tagged.push(option);
                            }
                        }
                    }
                    Sign::Values(names, values) => names.iter().for_each(|name| {
                        property(name, &|property| property.values = Some(values))
                    }),
                    Sign::Kinds(names, kinds) => names
                        .iter()
                        .for_each(|name| property(name, &|property| property.kinds = Some(kinds))),
                    Sign::Closed => of_option.is_closed = true,
                    Sign::Any => of_option.is_any = true,
                }
            }
            if !is_tagged {
                index.untagged.push(option);
            }
            for (name, property) in own {
                index.properties.entry(name).or_default().push(property);
            }
            index.of_options.push(of_option);
        }
        index
    }
}

/// How well each of these options fits the members of a value.
fn fits(index: &Index, members: &Members<'_>, of: &[usize]) -> Vec<Fit> {
    let mut fits = vec![Fit::default(); of.len()];
    for (name, value) in &members.0 {
        let Some(properties) = index.properties.get(&**name) else {
            continue;
        };
        let kind = JsonKind::of(value.get());
        let mut said = None;
        let mut note = |fit: &mut Fit, property: &Property| {
            fit.known += usize::from(property.is_known);
            fit.required += usize::from(property.must);
            // `null` stands for a member that is absent.
            if kind == JsonKind::Null {
                return;
            }
            if let Some(values) = property.values {
                let said: &Cow<'_, str> = said.get_or_insert_with(|| text(value));
                fit.is_excluded |= !values.contains(&&**said);
            }
            if let Some(kinds) = property.kinds {
                fit.is_odd |= !kinds.contains(&kind);
            }
        };
        // Both are in the order of the options: whichever is shorter is walked through. A discriminator leaves one option
        // of many.
        #[cfg(test)]
        super::tests::LOOKS.set(super::tests::LOOKS.get() + properties.len().min(of.len()));
        if properties.len() <= of.len() {
            for property in properties {
                let position = of.binary_search(&property.option);
                if let Some(fit) = position.ok().and_then(|position| fits.get_mut(position)) {
                    note(fit, property);
                }
            }
        } else {
            for (option, fit) in of.iter().zip(&mut fits) {
                let found = properties.binary_search_by_key(option, |property| property.option);
                if let Some(property) = found.ok().and_then(|found| properties.get(found)) {
                    note(fit, property);
                }
            }
        }
    }
    fits
}

/// The value of a discriminator: none if there is no such member, and nothing at all if the value is no object.
pub(crate) fn discriminator_of<'j>(json: &'j str, property: &str) -> Option<Option<Cow<'j, str>>> {
    (JsonKind::of(json) == JsonKind::Object).then(|| members(json).scalar(property))
}

/// How many members a value has, or one if it has none.
pub(super) fn breadth(json: &str) -> usize {
    match JsonKind::of(json) {
        JsonKind::Object => members(json).0.len().max(1),
        _ => 1,
    }
}

/// The members of an object, with the text of each value.
#[derive(Default)]
struct Members<'a>(Vec<(Name<'a>, &'a RawValue)>);

fn members(json: &str) -> Members<'_> {
    serde_json::from_str(json).unwrap_or_default()
}

impl<'a> Members<'a> {
    /// The text of a member that is there and not `null`.
    fn scalar(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.0.iter().find(|(known, _)| &**known == name)?;
        match JsonKind::of(value.get()) {
            JsonKind::Null => None,
            _ => Some(text(value)),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}

/// The text of a scalar, without the quotes that it may have.
fn text(json: &RawValue) -> Cow<'_, str> {
    match json
        .get()
        .strip_prefix('"')
        .and_then(|json| json.strip_suffix('"'))
    {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        Some(_) => serde_json::from_str(json.get()).map_or(Cow::Borrowed(json.get()), Cow::Owned),
        None => Cow::Borrowed(json.get()),
    }
}
