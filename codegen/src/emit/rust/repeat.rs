//! How a template repeats a part of itself: for each item of what can be iterated, with everything else the same each time.
//!
//! The method `repeated` of a variable is that of the first trait here that fits: an iterator is used up, a list is borrowed,
//! and anything else is put again and again.

use std::ops::BitOr;
use std::slice;

use super::Put;

/// Of a variable that is the same each time.
#[derive(Clone, Copy)]
pub(in crate::emit) struct Same;

/// Of a variable that ends: a repetition without one would have no end, and does not compile.
#[derive(Clone, Copy)]
pub(in crate::emit) struct Varies;

impl BitOr<Self> for Same {
    type Output = Self;

    fn bitor(self, _: Self) -> Self {
        self
    }
}

impl BitOr<Varies> for Same {
    type Output = Varies;

    fn bitor(self, varies: Varies) -> Varies {
        varies
    }
}

impl BitOr<Same> for Varies {
    type Output = Self;

    fn bitor(self, _: Same) -> Self {
        self
    }
}

impl BitOr<Self> for Varies {
    type Output = Self;

    fn bitor(self, _: Self) -> Self {
        self
    }
}

pub(in crate::emit) trait RepeatIterator: Iterator + Sized {
    fn repeated(self) -> (Self, Varies) {
        (self, Varies)
    }
}

impl<T: Iterator> RepeatIterator for T {}

pub(in crate::emit) trait RepeatList {
    type Item;

    fn repeated(&self) -> (slice::Iter<'_, Self::Item>, Varies);
}

impl<T> RepeatList for [T] {
    type Item = T;

    fn repeated(&self) -> (slice::Iter<'_, T>, Varies) {
        (self.iter(), Varies)
    }
}

impl<T> RepeatList for Vec<T> {
    type Item = T;

    fn repeated(&self) -> (slice::Iter<'_, T>, Varies) {
        (self.iter(), Varies)
    }
}

pub(in crate::emit) trait RepeatSame: Put {
    fn repeated(&self) -> (Again<'_, Self>, Same) {
        (Again(self), Same)
    }
}

impl<T: Put + ?Sized> RepeatSame for T {}

/// The same value without end.
pub(in crate::emit) struct Again<'a, T: ?Sized>(&'a T);

impl<'a, T: ?Sized> Iterator for Again<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        Some(self.0)
    }
}
