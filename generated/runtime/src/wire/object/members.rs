//! The members of an object that is read, and what becomes of those that cannot be.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error as _, IgnoredAny, MapAccess};
use serde_json::value::RawValue;

use super::Name;
use crate::wire::failure::{Failure, Problem};
use crate::wire::unreadable::UnreadableMember;
use crate::wire::{ErrorText, Maybe, RawJson, Sensitive, Unreadable, reading};

/// The members of an object that is read.
#[derive(Debug)]
pub struct Members<A> {
    map: A,
    /// There is one while the object is read leniently.
    leniently: Option<Box<Leniently>>,
    /// The members without a property, while the object is one of several options.
    undeclared: Option<Vec<(String, RawJson)>>,
}

/// A member that came before.
#[derive(Debug)]
struct Before {
    property: &'static str,
    /// Its name, as it was sent.
    name: String,
    json: Box<RawValue>,
    /// Whether it came again with another value.
    is_contradicted: bool,
}

/// A value with the positions of the items that are missing in it, or why there is none.
type ReadLeniently<T> = Result<(T, Vec<usize>), Failure>;

/// What a lenient reading knows of the members so far.
#[derive(Debug, Default)]
struct Leniently {
    /// The name of the member that comes next, as it was sent.
    name: String,
    /// The members that were read, one for each property.
    read: Vec<Before>,
    set_aside: Vec<(UnreadableMember, Option<Failure>)>,
}

impl<'de, A: MapAccess<'de>> Members<A> {
    pub(super) fn of(map: A) -> Self {
        let leniently = reading::is_lenient().then(Box::default);
        let undeclared = reading::is_tallied().then(Vec::new);
        Self {
            map,
            leniently,
            undeclared,
        }
    }

    /// The name of the next one; its value has to be read, or passed over, before the next.
    ///
    /// # Errors
    ///
    /// When the text is no object.
    #[inline]
    pub fn name(&mut self) -> Result<Option<Name<'de>>, A::Error> {
        match self.leniently {
            None => self.map.next_key(),
            Some(_) => self.name_leniently(),
        }
    }

    #[cold]
    fn name_leniently(&mut self) -> Result<Option<Name<'de>>, A::Error> {
        let name: Option<Name<'de>> = self.map.next_key()?;
        if let (Some(leniently), Some(name)) = (&mut self.leniently, &name) {
            name.0.as_ref().clone_into(&mut leniently.name);
        }
        Ok(name)
    }

    /// Reads the value of a property.
    ///
    /// # Errors
    ///
    /// When it has another type, or was there before. Read leniently, it is unreadable then.
    #[inline]
    pub fn value<T>(&mut self, found: &mut Option<T>, name: &'static str) -> Result<(), A::Error>
    where
        T: DeserializeOwned + PartialEq,
    {
        if self.leniently.is_some() {
            return self.leniently(found, name, |json| {
                reading::member(json).map(|value| (value, Vec::new()))
            });
        }
        match found.replace(self.map.next_value()?) {
            None => Ok(()),
            Some(_) => Err(A::Error::duplicate_field(name)),
        }
    }

    /// Reads a value as this function does, and sets it aside if it cannot be read.
    #[cold]
    fn leniently<T: PartialEq>(
        &mut self,
        found: &mut Option<T>,
        name: &'static str,
        read: fn(&RawValue) -> ReadLeniently<T>,
    ) -> Result<(), A::Error> {
        let json: Box<RawValue> = self.map.next_value()?;
        if let Some(leniently) = &mut self.leniently {
            leniently.take(found, read(&json), name, json);
        }
        Ok(())
    }

    /// Reads the value of a property that is a list.
    ///
    /// # Errors
    ///
    /// Those of [`value`](Self::value). Read leniently, only the items that cannot be read are unreadable.
    #[inline]
    pub fn list<L>(&mut self, found: &mut Option<L>, name: &'static str) -> Result<(), A::Error>
    where
        L: FromItems + DeserializeOwned + PartialEq,
    {
        match self.leniently {
            Some(_) => self.leniently(found, name, items),
            None => self.value(found, name),
        }
    }

    /// Reads the value of another property; the last counts if there are several of a name.
    ///
    /// # Errors
    ///
    /// When it has another type. Read leniently, it is unreadable then.
    pub fn other<T: DeserializeOwned>(
        &mut self,
        others: &mut BTreeMap<String, T>,
        name: Name<'de>,
    ) -> Result<(), A::Error> {
        let Some(leniently) = &mut self.leniently else {
            others.insert(name.0.into_owned(), self.map.next_value()?);
            return Ok(());
        };
        let json: Box<RawValue> = self.map.next_value()?;
        match reading::member(&json) {
            Ok(value) => {
                others.insert(name.0.into_owned(), value);
            }
            Err(failure) => {
                leniently.set_aside(name.0.into_owned(), json, Vec::new(), Some(failure));
            }
        }
        Ok(())
    }

    /// Passes over a value that has no property, or keeps it while the object is one of several options.
    ///
    /// # Errors
    ///
    /// When the text is no object.
    pub fn undeclared(&mut self, name: Name<'de>) -> Result<(), A::Error> {
        let Some(undeclared) = &mut self.undeclared else {
            return self.map.next_value::<IgnoredAny>().map(|_| ());
        };
        undeclared.push((name.0.into_owned(), self.map.next_value()?));
        reading::lose();
        Ok(())
    }

    /// The value of a property that has to be there.
    ///
    /// One that is unreadable becomes an object or a list without members, if that is a value of its type; an integer that is too
    /// large for its type becomes the nearest one that is not.
    ///
    /// # Errors
    ///
    /// When it is missing.
    #[inline]
    pub fn must<T>(&mut self, found: Option<T>, name: &'static str) -> Result<T, A::Error>
    where
        T: DeserializeOwned,
    {
        match found {
            Some(value) => Ok(value),
            None => self.missing(name),
        }
    }

    #[cold]
    fn missing<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, A::Error> {
        match &self.leniently {
            None => Err(A::Error::missing_field(name)),
            Some(leniently) => match leniently.failure(name) {
                None => match reading::is_emptied().then(reading::emptied).flatten() {
                    Some(empty) => Ok(empty),
                    None => reading::fail(Failure::new(Problem::Missing).below(name)),
                },
                Some(failure) if failure.is_contradiction() => {
                    reading::fail(failure.clone().below(name))
                }
                Some(failure) => match reading::emptied().or_else(|| leniently.nearest(name)) {
                    Some(instead) => Ok(instead),
                    None => reading::fail(failure.clone().below(name)),
                },
            },
        }
    }

    /// The value of a property that has to be there, and must not be an empty string.
    ///
    /// # Errors
    ///
    /// When it is missing or empty.
    pub fn essential<T>(&mut self, found: Option<T>, name: &'static str) -> Result<T, A::Error>
    where
        T: DeserializeOwned + ErrorText,
    {
        let value = self.must(found, name)?;
        let mut says_something = false;
        value.texts(&mut |text| says_something |= !text.trim().is_empty());
        if says_something {
            Ok(value)
        } else {
            reading::fail(Failure::new(Problem::Blank).below(name))
        }
    }

    /// The value of a property that has a default.
    ///
    /// # Errors
    ///
    /// None: what is absent is the default.
    #[inline]
    pub fn may<T: Default>(&self, found: Option<T>, _: &'static str) -> Result<T, A::Error> {
        Ok(found.unwrap_or_default())
    }

    /// The value of a property that may be `null`.
    ///
    /// # Errors
    ///
    /// None: what is absent is the default.
    #[inline]
    pub fn null<T: Default>(&self, found: Option<T>, _: &'static str) -> Result<T, A::Error> {
        Ok(found.unwrap_or_default())
    }

    /// The value of a property that may be absent.
    ///
    /// # Errors
    ///
    /// None: what is absent is the default.
    #[inline]
    pub fn some<T: Default>(&self, found: Option<T>, _: &'static str) -> Result<T, A::Error> {
        Ok(found.unwrap_or_default())
    }

    /// The value of a property that may be absent or `null`.
    ///
    /// # Errors
    ///
    /// None: what is absent is the default.
    #[inline]
    pub fn maybe<T: Default>(&self, found: Option<T>, _: &'static str) -> Result<T, A::Error> {
        Ok(found.unwrap_or_default())
    }

    /// What could not be read.
    #[inline]
    pub fn unreadable(self) -> Unreadable {
        match (self.leniently, self.undeclared) {
            (None, None) => Unreadable::default(),
            (leniently, undeclared) => kept(leniently, undeclared),
        }
    }
}

#[cold]
fn kept(
    leniently: Option<Box<Leniently>>,
    undeclared: Option<Vec<(String, RawJson)>>,
) -> Unreadable {
    let set_aside = leniently.map(|leniently| leniently.set_aside);
    let unreadable = set_aside.into_iter().flatten().map(|(member, _)| member);
    let undeclared = undeclared.unwrap_or_default();
    reading::keep(undeclared.len());
    Unreadable::new(unreadable.collect(), undeclared)
}

impl Leniently {
    /// Keeps what was read of a property.
    fn take<T: PartialEq>(
        &mut self,
        found: &mut Option<T>,
        read: ReadLeniently<T>,
        name: &'static str,
        json: Box<RawValue>,
    ) {
        if let Some(first) = self.read.iter().position(|before| before.property == name) {
            return self.take_again(found, read, first, json);
        }
        self.read.push(Before {
            property: name,
            name: self.name.clone(),
            json: json.clone(),
            is_contradicted: false,
        });
        match read {
            Ok((value, odd)) => {
                *found = Some(value);
                if !odd.is_empty() {
                    self.set_aside(name, json, odd, None);
                }
            }
            Err(failure) => self.set_aside(name, json, Vec::new(), Some(failure)),
        }
    }

    /// Keeps what came a second time: once if it is the same. If it is not, nobody knows which of them is meant, so the first
    /// two are set aside. What comes after that is not even looked at, so that repetitions cost no more than their length.
    fn take_again<T: PartialEq>(
        &mut self,
        found: &mut Option<T>,
        read: ReadLeniently<T>,
        first: usize,
        json: Box<RawValue>,
    ) {
        let Some(before) = self
            .read
            .get_mut(first)
            .filter(|before| !before.is_contradicted)
        else {
            return;
        };
        if let (Some(found), Ok((value, odd))) = (&*found, &read)
            && odd.is_empty()
            && found == value
        {
            return;
        }
        *found = None;
        before.is_contradicted = true;
        let property = before.property;
        let (sent_as, first) = (before.name.clone(), before.json.clone());
        let contradictory = || Some(Failure::new(Problem::Contradictory));
        self.set_aside
            .retain(|(member, _)| member.property != property);
        let this = std::mem::replace(&mut self.name, sent_as);
        self.set_aside(property, first, Vec::new(), contradictory());
        self.name = this;
        self.set_aside(property, json, Vec::new(), contradictory());
    }

    fn set_aside(
        &mut self,
        property: impl Into<Cow<'static, str>>,
        json: Box<RawValue>,
        items: Vec<usize>,
        failure: Option<Failure>,
    ) {
        reading::odd();
        let member = UnreadableMember {
            property: property.into(),
            name: self.name.clone(),
            json: RawJson::from_raw(json),
            items,
        };
        self.set_aside.push((member, failure));
    }

    /// The integer that is nearest to one that was set aside, if its type is an integer that cannot hold it.
    fn nearest<T: DeserializeOwned>(&self, property: &str) -> Option<T> {
        let of = |(member, _): &&(UnreadableMember, _)| member.property == property;
        let (member, failure) = self.set_aside.iter().rfind(of)?;
        let is_wide = failure.as_ref().is_some_and(Failure::is_integer);
        reading::nearest(member.json.get()).filter(|_| is_wide)
    }

    /// Why a property was set aside, if it was.
    fn failure(&self, property: &str) -> Option<&Failure> {
        let of = |(member, _): &&(UnreadableMember, _)| member.property == property;
        let (_, failure) = self.set_aside.iter().rfind(of)?;
        failure.as_ref()
    }
}

/// A list, whatever is around it.
pub trait FromItems: Sized {
    /// One item.
    type Item: DeserializeOwned;

    /// The list of these items.
    fn from_items(items: Vec<Self::Item>) -> Self;
}

impl<T: DeserializeOwned> FromItems for Vec<T> {
    type Item = T;

    fn from_items(items: Self) -> Self {
        items
    }
}

macro_rules! around_a_list {
    ($($around:ident = $make:path),*) => {$(
        impl<L: FromItems> FromItems for $around<L> {
            type Item = L::Item;

            fn from_items(items: Vec<L::Item>) -> Self {
                $make(L::from_items(items))
            }
        }
    )*};
}

around_a_list!(
    Option = Some,
    Maybe = Maybe::Value,
    Sensitive = Sensitive::new,
    Box = Box::new
);

/// Reads a list: as a whole, and where that fails item by item. Also gives the positions of the items that cannot be read.
fn items<L: FromItems + DeserializeOwned>(json: &RawValue) -> ReadLeniently<L> {
    let failure = match reading::member(json) {
        Ok(list) => return Ok((list, Vec::new())),
        Err(failure) => failure,
    };
    let Ok(each) = serde_json::from_slice::<Vec<Box<RawValue>>>(json.get().as_bytes()) else {
        return Err(failure);
    };
    let (mut read, mut odd) = (Vec::new(), Vec::new());
    for (position, item) in each.iter().enumerate() {
        match reading::member(item) {
            Ok(item) => read.push(item),
            Err(_) => odd.push(position),
        }
    }
    Ok((L::from_items(read), odd))
}
