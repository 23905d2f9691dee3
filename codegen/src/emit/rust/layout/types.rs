//! Types, their parameters, and patterns.

use super::Layout;
use super::pieces::Break;

impl Layout<'_, '_> {
    pub(super) fn ty(&mut self) -> Option<()> {
        match self.code.peek()? {
            b'&' => {
                self.code.expect("&")?;
                self.line.word("&");
                if self.code.is_at("'") {
                    let lifetime = self.code.lifetime()?;
                    self.line.word(lifetime);
                    self.line.word(" ");
                }
                if self.code.take_word("mut") {
                    self.line.word("mut ");
                }
                self.ty()
            }
            b'[' => {
                self.code.expect("[")?;
                self.line.word("[");
                self.ty()?;
                self.code.expect("]")?;
                self.line.word("]");
                Some(())
            }
            b'(' => self.tuple(Self::ty),
            _ if self.code.take_word("impl") => {
                self.line.word("impl ");
                self.bound()?;
                while self.code.take("+") {
                    self.line.word(" + ");
                    self.bound()?;
                }
                Some(())
            }
            _ => self.type_path(),
        }
    }

    fn bound(&mut self) -> Option<()> {
        if self.code.is_at("'") {
            let lifetime = self.code.lifetime()?;
            self.line.word(lifetime);
            return Some(());
        }
        if self.code.take("?") {
            self.line.word("?");
        }
        self.type_path()
    }

    /// Some members in parentheses: with a comma after a single one.
    fn tuple(&mut self, member: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.code.expect("(")?;
        self.line.word("(");
        self.line.begin_all(4);
        self.line.nothing();
        let mut count = 0;
        while !self.code.is_at(")") {
            member(self)?;
            count += 1;
            let goes_on = self.code.take(",");
            match (self.code.is_at(")"), count) {
                (true, 1) => {
                    if !goes_on {
                        return None;
                    }
                    self.line.word(",");
                    self.line.nothing();
                }
                (is_last, _) => self.line.comma(is_last),
            }
        }
        self.close(")")?;
        Some(())
    }

    /// Ends a group whose last line is a bracket.
    pub(super) fn close(&mut self, bracket: &'static str) -> Option<()> {
        self.code.expect(bracket)?;
        self.line.outdent();
        self.line.end();
        self.line.word(bracket);
        Some(())
    }

    fn type_path(&mut self) -> Option<()> {
        if self.code.take("::") {
            self.line.word("::");
        }
        loop {
            let name = self.code.name()?;
            self.line.word(name);
            if self.code.is_at("<") {
                self.arguments()?;
            }
            if self.code.is_at("(") && name.starts_with("Fn") {
                return None;
            }
            if !self.code.take("::") {
                return Some(());
            }
            self.line.word("::");
        }
    }

    /// The arguments of a type, between angle brackets.
    pub(super) fn arguments(&mut self) -> Option<()> {
        self.code.expect("<")?;
        self.line.word("<");
        self.line.begin_all(4);
        self.line.nothing();
        let mut has_types = false;
        loop {
            if self.code.is_at("'") {
                let lifetime = self.code.lifetime()?;
                self.line.word(lifetime);
                // `prettyplease` has all lifetimes first.
                if has_types {
                    return None;
                }
            } else {
                self.ty()?;
                if self.code.take("=") {
                    self.line.word(" = ");
                    self.ty()?;
                }
                has_types = true;
            }
            self.code.take(",");
            let is_last = self.code.is_at(">");
            self.line.comma(is_last);
            if is_last {
                return self.close(">");
            }
        }
    }

    /// The parameters of an item.
    pub(super) fn parameters(&mut self) -> Option<()> {
        if !self.code.take("<") {
            return Some(());
        }
        self.line.word("<");
        self.line.begin_all(0);
        self.line.nothing();
        loop {
            if self.code.is_at("'") {
                let lifetime = self.code.lifetime()?;
                self.line.word(lifetime);
            } else {
                let name = self.code.name()?;
                self.line.word(name);
                self.line.begin_some(4);
                if self.code.take(":") {
                    self.line.word(": ");
                    self.bound()?;
                    self.more_bounds()?;
                }
                if self.code.take("=") {
                    self.line.space();
                    self.line.word("= ");
                    self.ty()?;
                }
                self.line.end();
            }
            self.code.take(",");
            let is_last = self.code.is_at(">");
            self.line.comma(is_last);
            if is_last {
                return self.close(">");
            }
        }
    }

    /// What a type has to implement.
    pub(super) fn predicate(&mut self) -> Option<()> {
        self.ty()?;
        self.code.expect(":")?;
        self.line.word(":");
        let mark = self.line.mark();
        self.line.word(" ");
        self.bound()?;
        let indent = if self.code.is_at("+") { 4 } else { 0 };
        self.more_bounds()?;
        self.line.begin_some_at(mark, indent);
        self.line.end();
        Some(())
    }

    fn more_bounds(&mut self) -> Option<()> {
        while self.code.take("+") {
            self.line.space();
            self.line.word("+ ");
            self.bound()?;
        }
        Some(())
    }

    pub(super) fn pattern(&mut self) -> Option<()> {
        match self.code.peek()? {
            b'(' => self.tuple(Self::pattern),
            b'&' => {
                self.code.expect("&")?;
                self.line.word("&");
                self.pattern()
            }
            _ => {
                if self.code.take_word("mut") {
                    self.line.word("mut ");
                }
                self.name_or_variant()
            }
        }
    }

    fn name_or_variant(&mut self) -> Option<()> {
        loop {
            let name = self.code.name()?;
            self.line.word(name);
            if !self.code.take("::") {
                break;
            }
            self.line.word("::");
        }
        if self.code.take("(") {
            self.line.word("(");
            self.line.begin_all(4);
            self.line.nothing();
            while !self.code.is_at(")") {
                self.pattern()?;
                self.code.take(",");
                let is_last = self.code.is_at(")");
                self.line.comma(is_last);
            }
            self.close(")")?;
        }
        // A struct, a part of a name, or a range.
        let goes_on = ["{", "@", "..", "<"]
            .iter()
            .any(|sign| self.code.is_at(sign));
        (!goes_on).then_some(())
    }

    /// A place that is broken only to enclose what follows in braces.
    pub(super) const fn brace() -> Break {
        Break {
            blank: 0,
            offset: 0,
            before: "{",
            after: "",
            is_never: false,
            is_dropped_at_end: false,
        }
    }
}
