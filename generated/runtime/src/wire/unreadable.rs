//! Members that have another JSON type than documented.

use std::borrow::Cow;
use std::fmt;

use crate::wire::RawJson;

/// The members of an object that could not be read, as they came.
///
/// A number or boolean in quotes, or the reverse, can be read and is not listed here.
///
/// A gateway may send a string where its documents have a number, or an object where they have a string. Such a member does
/// not make the whole response unreadable: its field is empty (`None`, no items, or a struct without members), and it is
/// listed here. So a field that is `None` is absent only if it is not listed. A required integer that is too large for its type
/// is listed too; its field holds the nearest integer of that type.
///
/// Each struct of a response has its own list: see its method `unreadable`. `Debug` shows how many there are, since nobody
/// knows what they hold.
#[derive(Clone, Default, PartialEq)]
pub struct Unreadable(Option<Box<Kept>>);

/// What no field of a struct holds.
#[derive(Clone, PartialEq)]
struct Kept {
    unreadable: Box<[UnreadableMember]>,
    /// Members that have no property, by their names.
    undeclared: Box<[(String, RawJson)]>,
}

/// One member that could not be read.
#[derive(Clone, PartialEq)]
pub struct UnreadableMember {
    /// What the specification calls it.
    pub(crate) property: Cow<'static, str>,
    /// What the gateway calls it: the same, or an alias.
    pub(crate) name: String,
    pub(crate) json: RawJson,
    pub(crate) items: Vec<usize>,
}

impl Unreadable {
    pub(crate) fn new(
        unreadable: Vec<UnreadableMember>,
        undeclared: Vec<(String, RawJson)>,
    ) -> Self {
        let is_empty = unreadable.is_empty() && undeclared.is_empty();
        Self((!is_empty).then(|| {
            Box::new(Kept {
                unreadable: unreadable.into(),
                undeclared: undeclared.into(),
            })
        }))
    }

    /// Returns true if everything could be read.
    pub const fn is_empty(&self) -> bool {
        match &self.0 {
            None => true,
            Some(kept) => kept.unreadable.is_empty(),
        }
    }

    /// Returns the members that have no property in the specification, by their names.
    ///
    /// They are kept where an object is one of several options, or a part of one, so that no option loses a member. They are
    /// written back. Elsewhere they are ignored.
    pub fn undeclared(&self) -> impl Iterator<Item = (&str, &RawJson)> {
        let kept = self.0.iter().flat_map(|kept| &kept.undeclared);
        kept.map(|(name, json)| (name.as_str(), json))
    }

    /// Returns true if no field is unreadable, and no member undeclared.
    pub(crate) const fn is_nothing(&self) -> bool {
        self.0.is_none()
    }

    /// Returns true if the member with this name in the specification, or an item of it, could not be read.
    pub fn has(&self, property: &str) -> bool {
        self.of(property).next().is_some()
    }

    /// Returns the members that could not be read, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &UnreadableMember> {
        self.0.iter().flat_map(|kept| &kept.unreadable)
    }

    /// Returns how many items of a list could not be read; one, if that is the whole list.
    pub fn items_of(&self, property: &str) -> usize {
        self.of(property)
            .map(|member| member.items.len().max(1))
            .sum()
    }

    /// Those of one property: two, if it came under two names with different values.
    pub(crate) fn of(&self, property: &str) -> impl Iterator<Item = &UnreadableMember> {
        self.iter()
            .filter(move |member| member.property == property)
    }
}

impl UnreadableMember {
    /// Returns the name of the member, as the gateway wrote it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the member as it came. It may hold personal data: do not log it.
    pub const fn json(&self) -> &RawJson {
        &self.json
    }

    /// Returns the positions of the items that could not be read, if the member is a list and the others could. It is empty
    /// if the member as a whole could not be read.
    pub fn items(&self) -> &[usize] {
        &self.items
    }
}

impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unreadable({} members", self.iter().count())?;
        match self.undeclared().count() {
            0 => f.write_str(")"),
            count => write!(f, ", {count} undeclared)"),
        }
    }
}

impl fmt::Debug for UnreadableMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnreadableMember")
            .field("json", &self.json)
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}
