//! A line in pieces: its words, where it may be broken, and which of these places are broken together.
//!
//! The rules are those of Derek Oppen's "Prettyprinting", as `prettyplease` has them. A group that fits into the rest of its
//! line is not broken. In one that does not, all places are broken, or only those before what does not fit.

/// How long a line may be that could be broken.
const WIDTH: isize = 89;

/// What a line has at least, however far it is indented.
const LEAST: isize = 60;

/// Longer than any line.
const ENDLESS: isize = 0xffff;

/// A place where a line may be broken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// How many spaces are here if it is not broken.
    pub(super) blank: usize,
    /// How much further the next line is indented than the group.
    pub(super) offset: isize,
    /// What ends the line.
    pub(super) before: &'static str,
    /// What begins the next line.
    pub(super) after: &'static str,
    /// Whether it is only a mark, where no line is broken.
    pub(super) is_never: bool,
    /// Whether a group that ends with it does not have it.
    pub(super) is_dropped_at_end: bool,
}

#[derive(Clone, Copy, Debug)]
enum Piece<'c> {
    Word(&'c str),
    Break(Break),
    /// The beginning of a group: how far it is indented, and whether all of its places are broken together.
    Begin(isize, bool),
    /// Its end; and how long it may be at most.
    End(Option<isize>),
}

/// The pieces of a line.
#[derive(Default)]
pub(super) struct Pieces<'c> {
    pieces: Vec<Piece<'c>>,
    /// How long each piece is: a word; a group; and what stands between a place and the next one.
    sizes: Vec<isize>,
    /// Which pieces have not ended yet, while their sizes are found.
    open: Vec<usize>,
    /// The groups around what is written: where its lines begin, none if it is not broken, and whether all of its places are
    /// broken together.
    groups: Vec<(Option<usize>, bool)>,
}

/// Where a piece will be added.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark(usize);

impl<'c> Pieces<'c> {
    pub(super) fn word(&mut self, word: &'c str) {
        self.pieces.push(Piece::Word(word));
    }

    /// Whether a line fits that begins at a column.
    pub(super) const fn fits(line: &str, column: usize) -> bool {
        (column + line.len()) as isize <= WIDTH
    }

    /// Begins a group whose places are all broken, if one is.
    pub(super) fn begin_all(&mut self, indent: isize) {
        self.pieces.push(Piece::Begin(indent, true));
    }

    /// Begins a group whose places are broken where it is necessary.
    pub(super) fn begin_some(&mut self, indent: isize) {
        self.pieces.push(Piece::Begin(indent, false));
    }

    pub(super) fn end(&mut self) {
        if let Some(Piece::Break(place)) = self.pieces.last() {
            let is_dropped = place.is_dropped_at_end;
            let before = self.pieces.len().checked_sub(2);
            let before = before.and_then(|before| self.pieces.get(before));
            if let Some(Piece::Begin(..)) = before {
                self.pieces.truncate(self.pieces.len() - 2);
                return;
            }
            if is_dropped {
                self.pieces.pop();
            }
        }
        self.pieces.push(Piece::End(None));
    }

    /// Ends a group that has something and is broken beyond a length.
    pub(super) fn end_within(&mut self, most: isize) {
        self.pieces.push(Piece::End(Some(most)));
    }

    pub(super) fn place(&mut self, place: Break) {
        self.pieces.push(Piece::Break(place));
    }

    /// A place without anything.
    pub(super) fn nothing(&mut self) {
        self.place(Break::default());
    }

    pub(super) fn space(&mut self) {
        self.place(Break {
            blank: 1,
            ..Break::default()
        });
    }

    pub(super) fn never(&mut self) {
        self.place(Break {
            is_never: true,
            ..Break::default()
        });
    }

    /// The comma after a member, if it is the last one only where its group is broken.
    pub(super) fn comma(&mut self, is_last: bool) {
        self.comma_or_blank(is_last, 0);
    }

    /// The same for members that have a space around them.
    pub(super) fn comma_or_space(&mut self, is_last: bool) {
        self.comma_or_blank(is_last, 1);
    }

    fn comma_or_blank(&mut self, is_last: bool, blank: usize) {
        if !is_last {
            self.word(",");
        }
        self.place(Break {
            blank: if is_last { blank } else { 1 },
            before: if is_last { "," } else { "" },
            ..Break::default()
        });
    }

    /// What begins the line after the last place is not indented.
    pub(super) fn outdent(&mut self) {
        if let Some(Piece::Break(place)) = self.pieces.last_mut() {
            place.offset -= 4;
        }
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark(self.pieces.len())
    }

    /// Takes back all pieces from here on.
    pub(super) fn take_back(&mut self, mark: Mark) {
        self.pieces.truncate(mark.0);
    }

    /// Begins a group where another piece stands already.
    pub(super) fn begin_all_at(&mut self, mark: Mark, indent: isize) {
        self.pieces.insert(mark.0, Piece::Begin(indent, true));
    }

    pub(super) fn begin_some_at(&mut self, mark: Mark, indent: isize) {
        self.pieces.insert(mark.0, Piece::Begin(indent, false));
    }

    pub(super) fn end_at(&mut self, mark: Mark) {
        self.pieces.insert(mark.0, Piece::End(None));
    }

    pub(super) fn place_at(&mut self, mark: Mark, place: Break) {
        self.pieces.insert(mark.0, Piece::Break(place));
    }

    /// Adds the pieces to a text as lines, the first of which begins at a column. What they are indented by is counted from
    /// another one.
    pub(super) fn write(&mut self, column: usize, indent: usize, out: &mut String) {
        self.measure();
        self.groups.clear();
        self.groups.push((Some(indent), true));
        let mut line = Line {
            left: (WIDTH - column as isize).max(LEAST),
            blank: column,
            indent,
            out,
        };
        for (piece, size) in self.pieces.iter().zip(&self.sizes) {
            match piece {
                Piece::Word(word) => line.add(word),
                Piece::Begin(further, all) => {
                    let fits = *size <= line.left;
                    self.groups.push(((!fits).then_some(line.indent), *all));
                    if !fits {
                        line.indent = line.indent.saturating_add_signed(*further);
                    }
                }
                Piece::End(_) => {
                    if let Some((Some(indent), _)) = self.groups.pop() {
                        line.indent = indent;
                    }
                }
                Piece::Break(place) => {
                    let fits = place.is_never
                        || match self.groups.last() {
                            Some((Some(_), true)) => false,
                            Some((Some(_), false)) => *size <= line.left,
                            _ => true,
                        };
                    line.place(place, fits);
                }
            }
        }
        out.push('\n');
        self.pieces.clear();
    }

    /// Finds the size of each piece.
    fn measure(&mut self) {
        self.sizes.clear();
        self.open.clear();
        let mut total = 1;
        for number in 0..self.pieces.len() {
            let size = match self.pieces[number] {
                Piece::Word(word) => {
                    total += word.len() as isize;
                    word.len() as isize
                }
                Piece::Begin(..) => {
                    self.open.push(number);
                    -total
                }
                Piece::End(most) => {
                    let is_wide = most.is_some_and(|most| self.width(total) > most);
                    if is_wide {
                        total += ENDLESS;
                    }
                    self.open.push(number);
                    -1
                }
                Piece::Break(place) => {
                    self.close(total);
                    self.open.push(number);
                    let before = total;
                    total += place.blank as isize;
                    -before
                }
            };
            self.sizes.push(size);
        }
        self.close(total);
    }

    /// How wide the group is that is open.
    fn width(&self, total: isize) -> isize {
        let mut ended = 0;
        for number in self.open.iter().rev() {
            match self.pieces[*number] {
                Piece::End(_) => ended += 1,
                Piece::Begin(..) if ended == 0 => return self.sizes[*number] + total,
                Piece::Begin(..) => ended -= 1,
                Piece::Word(_) | Piece::Break(_) => {}
            }
        }
        0
    }

    /// Gives their sizes to what ends before a place.
    fn close(&mut self, total: isize) {
        let mut ended = 0;
        while let Some(number) = self.open.last().copied() {
            match self.pieces[number] {
                Piece::Begin(..) if ended == 0 => break,
                Piece::Begin(..) => {
                    self.sizes[number] += total;
                    ended -= 1;
                }
                Piece::End(_) => ended += 1,
                Piece::Break(_) => self.sizes[number] += total,
                Piece::Word(_) => {}
            }
            self.open.pop();
            if ended == 0 && matches!(self.pieces[number], Piece::Break(_)) {
                break;
            }
        }
    }
}

const SPACES: &str = "                ";

/// The line that is written at the moment.
struct Line<'o> {
    /// How much of it is left.
    left: isize,
    /// The spaces before what comes next.
    blank: usize,
    /// Where the lines of the group begin.
    indent: usize,
    out: &'o mut String,
}

impl Line<'_> {
    fn add(&mut self, word: &str) {
        if !word.is_empty() {
            while self.blank > 0 {
                let some = self.blank.min(SPACES.len());
                self.out.push_str(&SPACES[..some]);
                self.blank -= some;
            }
            self.out.push_str(word);
            self.left -= word.len() as isize;
        }
    }

    fn place(&mut self, place: &Break, fits: bool) {
        if fits {
            self.blank += place.blank;
            self.left -= place.blank as isize;
            return;
        }
        self.add(place.before);
        self.out.push('\n');
        self.blank = self.indent.saturating_add_signed(place.offset);
        self.left = (WIDTH - self.blank as isize).max(LEAST);
        self.add(place.after);
    }
}
