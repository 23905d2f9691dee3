//! The last of something: a simulator that runs for weeks must not fill the memory with what it has recorded.

use std::collections::VecDeque;

/// How many of each kind of record are kept unless a builder says otherwise.
pub(crate) const KEPT: usize = 10_000;

/// How many bytes all records of a kind may have together.
const BYTES: usize = 16 * 1024 * 1024;

/// What a record takes beside its strings, roughly.
pub(crate) const FRAME: usize = 256;

/// How many bytes a record with these strings takes, roughly.
pub(crate) fn bytes_of<'a>(strings: impl IntoIterator<Item = &'a str>) -> usize {
    FRAME + strings.into_iter().map(str::len).sum::<usize>()
}

/// Something that is recorded.
pub(crate) trait Record {
    /// How many bytes it takes, roughly.
    fn bytes(&self) -> usize;
}

/// The last records of a kind, limited in number and in bytes. The newest is kept whatever its size.
#[derive(Clone, Debug)]
pub(crate) struct Recent<T> {
    records: VecDeque<T>,
    count: usize,
    bytes: usize,
    total: usize,
}

impl<T: Record> Recent<T> {
    /// Keeps so many records, and at least one.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            records: VecDeque::new(),
            count: count.max(1),
            bytes: 0,
            total: 0,
        }
    }

    pub(crate) fn push(&mut self, record: T) {
        self.bytes += record.bytes();
        self.total += 1;
        self.records.push_back(record);
        while self.records.len() > self.count || (self.bytes > BYTES && self.records.len() > 1) {
            let Some(oldest) = self.records.pop_front() else {
                return;
            };
            self.bytes = self.bytes.saturating_sub(oldest.bytes());
        }
    }

    /// How many there were so far, those that are no longer kept included.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// The record with this number, counted from 1; nothing if it is no longer kept, or not there yet.
    pub(crate) fn get(&self, number: usize) -> Option<&T> {
        self.records.get(self.place(number)?)
    }

    /// As [`get`](Self::get), to change what it says; not its size.
    pub(crate) fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        let place = self.place(number)?;
        self.records.get_mut(place)
    }

    /// Those that are kept, without the first so many of all.
    pub(crate) fn after(&self, seen: usize) -> impl Iterator<Item = &T> {
        self.records.iter().skip(seen.saturating_sub(self.lost()))
    }

    /// Those that are kept, from the oldest to the newest.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.records.iter()
    }

    /// Removes and returns the oldest matching record. The numbers of those after it move down.
    pub(crate) fn take(&mut self, is_wanted: impl FnMut(&T) -> bool) -> Option<T> {
        let place = self.records.iter().position(is_wanted)?;
        let record = self.records.remove(place)?;
        self.bytes = self.bytes.saturating_sub(record.bytes());
        self.total -= 1;
        Some(record)
    }

    /// How many are no longer kept.
    fn lost(&self) -> usize {
        self.total - self.records.len()
    }

    fn place(&self, number: usize) -> Option<usize> {
        number.checked_sub(self.lost() + 1)
    }
}

impl<T: Record + Clone> Recent<T> {
    pub(crate) fn to_vec(&self) -> Vec<T> {
        self.records.iter().cloned().collect()
    }
}

impl Record for String {
    fn bytes(&self) -> usize {
        FRAME + self.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_records_go_when_there_are_too_many() {
        let mut recent = Recent::new(2);
        for record in ["a", "b", "c"] {
            recent.push(record.to_owned());
        }
        assert_eq!(recent.to_vec(), ["b", "c"]);
        assert_eq!(recent.total(), 3);
        assert_eq!(recent.get(0), None);
        assert_eq!(recent.get(1), None);
        assert_eq!(recent.get(2).unwrap(), "b");
        assert_eq!(recent.get_mut(3).unwrap(), "c");
        assert_eq!(recent.get(4), None);
        assert_eq!(recent.after(0).count(), 2);
        assert_eq!(recent.after(2).collect::<Vec<_>>(), ["c"]);
        assert_eq!(recent.after(9).count(), 0);
    }

    #[test]
    fn a_record_that_is_taken_out_and_changed_is_the_newest_and_counts_with_its_new_size() {
        let mut recent = Recent::new(3);
        for record in ["a", "b", "c"] {
            recent.push(record.to_owned());
        }
        assert_eq!(recent.take(|record| record == "d"), None);
        let taken = recent.take(|record| record == "a").unwrap();
        recent.push(taken + &"x".repeat(BYTES));
        assert_eq!(recent.total(), 3);
        assert_eq!(recent.iter().count(), 1, "the others had to go");
        assert!(recent.take(|_| true).unwrap().starts_with("ax"));
        recent.push("d".to_owned());
        recent.push("e".to_owned());
        assert_eq!(recent.to_vec(), ["d", "e"]);
    }

    #[test]
    fn the_oldest_records_go_when_they_are_too_large() {
        let mut recent = Recent::new(100);
        for _ in 0..3 {
            recent.push("x".repeat(BYTES / 2));
        }
        assert_eq!((recent.to_vec().len(), recent.total()), (1, 3));
        recent.push("x".repeat(2 * BYTES));
        assert_eq!(recent.to_vec().len(), 1, "the newest stays");
        recent.push("small".to_owned());
        assert_eq!(recent.to_vec(), ["small"]);
    }
}
