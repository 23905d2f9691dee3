//! Expressions: paths, literals, calls, structures, tuples, lists, references, and closures.

use super::Layout;
use super::pieces::{Break, Mark};

/// What matters of an expression to what is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has brackets of its own around all of it.
    Enclosed,
    /// A call of something that is no method.
    Call,
    Other,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    BeginsLine,
    /// Before the sign that assigns to it.
    Assigned,
    Elsewhere,
}

/// Where the pieces of an expression stand that may be followed by the name of a member.
struct Chain {
    begin: Mark,
    /// Behind what no call follows.
    base_end: Mark,
    /// Whether the base is a name that is not longer than an indentation, and nothing follows it yet.
    is_short: bool,
    /// Behind the last member.
    end: Option<Mark>,
}

impl Layout<'_, '_> {
    pub(super) fn expression(&mut self, position: Position) -> Option<Kind> {
        for sign in ["&", "*", "!"] {
            if self.code.take(sign) {
                self.line.word(sign);
                if sign == "&" && self.code.take_word("mut") {
                    self.line.word("mut ");
                }
                self.expression(Position::Elsewhere)?;
                return Some(Kind::Other);
            }
        }
        if self.code.is_at("|") || self.code.is_at("move ") {
            self.closure()?;
            return Some(Kind::Enclosed);
        }
        let begin = self.line.mark();
        let (kind, is_short) = self.base()?;
        let chain = Chain {
            begin,
            base_end: self.line.mark(),
            is_short,
            end: None,
        };
        self.members(chain, kind, position)
    }

    /// What an expression begins with, and whether that is a short name.
    fn base(&mut self) -> Option<(Kind, bool)> {
        match self.code.peek()? {
            b'"' => {
                let string = self.code.string()?;
                self.line.word(string);
                Some((Kind::Other, false))
            }
            b'0'..=b'9' => {
                let number = self.code.integer()?;
                self.line.word(number);
                Some((Kind::Other, false))
            }
            b'(' => {
                let is_tuple = self.tuple_or_parentheses()?;
                Some((
                    if is_tuple {
                        Kind::Enclosed
                    } else {
                        Kind::Other
                    },
                    false,
                ))
            }
            b'[' => {
                self.list()?;
                Some((Kind::Enclosed, false))
            }
            _ => self.path_or_structure(),
        }
    }

    fn path_or_structure(&mut self) -> Option<(Kind, bool)> {
        let begin = self.line.mark();
        let mut is_short = true;
        if self.code.take("::") {
            self.line.word("::");
            is_short = false;
        }
        loop {
            let name = self.code.name()?;
            is_short &= name.len() <= 4;
            self.line.word(name);
            if !self.code.take("::") {
                break;
            }
            self.line.word("::");
            is_short = false;
            if self.code.is_at("<") {
                self.arguments()?;
                if !self.code.take("::") {
                    break;
                }
                self.line.word("::");
            }
        }
        if !self.code.is_at("{") {
            return Some((Kind::Other, is_short));
        }
        self.line.begin_some_at(begin, -4);
        self.line.begin_all_at(begin, 4);
        self.line.end();
        self.structure()?;
        Some((Kind::Enclosed, false))
    }

    /// The fields of a structure.
    fn structure(&mut self) -> Option<()> {
        self.code.expect("{")?;
        self.line.word(" {");
        self.line.place(Break {
            blank: 1,
            is_dropped_at_end: true,
            ..Break::default()
        });
        loop {
            if self.code.take("..") {
                self.line.word("..");
                self.expression(Position::Elsewhere)?;
                self.line.space();
                break;
            }
            let name = self.code.name()?;
            self.line.word(name);
            if self.code.take(":") {
                self.line.word(": ");
                self.line.begin_some(0);
                self.expression(Position::Elsewhere)?;
                self.line.end();
            }
            self.code.take(",");
            let is_last = self.code.is_at("}");
            self.line.comma_or_space(is_last);
            if is_last {
                break;
            }
        }
        self.code.expect("}")?;
        self.line.outdent();
        self.line.end_within(34);
        self.line.word("}");
        Some(())
    }

    /// Returns whether it is a tuple.
    fn tuple_or_parentheses(&mut self) -> Option<bool> {
        self.code.expect("(")?;
        self.line.word("(");
        let begin = self.line.mark();
        let mut count = 0;
        while !self.code.is_at(")") {
            self.expression(Position::Elsewhere)?;
            count += 1;
            let goes_on = self.code.take(",");
            let is_last = self.code.is_at(")");
            if is_last && !goes_on && count == 1 {
                self.code.expect(")")?;
                self.line.word(")");
                return Some(false);
            }
            if count == 1 && is_last {
                self.line.word(",");
                self.line.nothing();
            } else {
                self.line.comma(is_last);
            }
        }
        if count > 0 {
            self.line.place_at(begin, Break::default());
            self.line.begin_all_at(begin, 4);
            self.close(")")?;
        } else {
            self.code.expect(")")?;
            self.line.word(")");
        }
        Some(true)
    }

    fn list(&mut self) -> Option<()> {
        self.code.expect("[")?;
        // A list of numbers fills its lines.
        let is_filled = matches!(self.code.peek()?, b'0'..=b'9' | b'\'')
            || ["true", "false"].iter().any(|word| self.code.is_at(word));
        if is_filled {
            return None;
        }
        self.line.word("[");
        self.line.begin_all(4);
        self.line.nothing();
        while !self.code.is_at("]") {
            self.expression(Position::Elsewhere)?;
            self.code.take(",");
            let is_last = self.code.is_at("]");
            self.line.comma(is_last);
        }
        self.close("]")
    }

    fn closure(&mut self) -> Option<()> {
        self.line.begin_some(0);
        if self.code.take_word("move") {
            self.line.word("move ");
        }
        self.code.expect("|")?;
        self.line.begin_all(4);
        self.line.word("|");
        if !self.code.is_at("|") {
            self.line.nothing();
            loop {
                self.pattern()?;
                if !self.code.take(",") {
                    break;
                }
                self.line.word(",");
                self.line.space();
            }
        }
        self.code.expect("|")?;
        self.line.word("|");
        self.line.space();
        self.line.outdent();
        self.line.end();
        self.line.never();
        let begin = self.line.mark();
        let kind = self.expression(Position::Elsewhere)?;
        if kind == Kind::Other {
            self.line.place_at(begin, Self::brace());
            self.line.begin_all_at(begin, 4);
            self.line.place(Break {
                offset: -4,
                after: "}",
                ..Break::default()
            });
            self.line.end();
        }
        self.line.end();
        Some(())
    }

    /// What follows the base of an expression.
    fn members(&mut self, mut chain: Chain, mut kind: Kind, position: Position) -> Option<Kind> {
        loop {
            if self.code.take("?") {
                self.line.word("?");
                kind = Kind::Other;
                chain.is_short = false;
            } else if self.code.is_at("(") {
                if chain.end.is_some() {
                    return None;
                }
                self.call()?;
                kind = Kind::Call;
                chain.is_short = false;
            } else if self.code.is_at("..") {
                return None;
            } else if self.code.take(".") {
                self.member(&mut chain, position)?;
                kind = Kind::Other;
            } else {
                break;
            }
        }
        if let Some(end) = chain.end {
            self.line.end_at(end);
        }
        // An operator, or something else that is not known here.
        let ends = [b')', b']', b'}', b',', b';'];
        let is_known = match self.code.peek() {
            Some(b'=') => position != Position::Elsewhere && self.code.is_at("= "),
            next => next.is_none_or(|next| ends.contains(&next)),
        };
        is_known.then_some(kind)
    }

    fn member(&mut self, chain: &mut Chain, position: Position) -> Option<()> {
        let is_first = chain.end.is_none();
        let is_beside = is_first && position == Position::BeginsLine && chain.is_short;
        if is_first {
            self.line.end_at(chain.base_end);
            self.line.begin_all_at(chain.begin, -4);
            self.line.begin_all_at(chain.begin, 4);
        }
        if !is_beside {
            self.line.nothing();
        }
        self.line.word(".");
        if self.code.peek()?.is_ascii_digit() {
            let number = self.code.digits()?;
            self.line.word(number);
        } else {
            let name = self.code.name()?;
            self.line.word(name);
        }
        let has_arguments = self.code.take("::");
        if has_arguments {
            self.line.word("::");
            self.arguments()?;
        }
        if self.code.is_at("(") {
            let begin = self.line.mark();
            self.call()?;
            // The arguments of the only call.
            let is_only = is_beside && !self.code.is_at_member();
            self.line.begin_all_at(begin, if is_only { -4 } else { 0 });
            self.line.end();
        }
        chain.end = Some(self.line.mark());
        Some(())
    }

    /// The arguments of a call.
    fn call(&mut self) -> Option<()> {
        self.code.expect("(")?;
        self.line.word("(");
        let begin = self.line.mark();
        let mut count = 0;
        let mut first = Kind::Other;
        while !self.code.is_at(")") {
            let kind = self.expression(Position::Elsewhere)?;
            count += 1;
            if count == 1 {
                first = kind;
            }
            self.code.take(",");
            let is_last = self.code.is_at(")");
            if is_last && count == 1 && first == Kind::Enclosed {
                self.code.expect(")")?;
                self.line.word(")");
                return Some(());
            }
            self.line.comma(is_last);
        }
        if count == 0 {
            self.code.expect(")")?;
            self.line.word(")");
            return Some(());
        }
        self.line.place_at(begin, Break::default());
        self.line.begin_all_at(begin, 4);
        self.close(")")
    }
}
