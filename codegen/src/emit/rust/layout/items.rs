//! Items: functions, types, constants, and the first lines of implementations.

use super::Layout;
use super::expressions::Position;
use super::pieces::{Break, Pieces};

impl Layout<'_, '_> {
    pub(super) fn item(&mut self) -> Option<()> {
        if self.indent > 4 {
            return None;
        }
        if self.code.take_word("impl") {
            return self.head();
        }
        if self.code.take_word("pub") {
            if self.code.is_at("(") {
                return None;
            }
            self.line.word("pub ");
        }
        if self.code.take_word("fn") {
            self.function()
        } else if self.code.take_word("const") {
            self.constant()
        } else if self.indent == 0 && self.code.take_word("struct") {
            self.line.word("struct ");
            self.members_of_type(Self::field)
        } else if self.indent == 0 && self.code.take_word("enum") {
            self.line.word("enum ");
            self.members_of_type(Self::variant)
        } else {
            None
        }
    }

    /// Ends a line of the item.
    fn end_first_line(&mut self) {
        self.end_line(self.indent, self.indent + 4);
    }

    /// Ends a line in the item.
    fn end_inner_line(&mut self) {
        self.end_line(self.indent + 4, self.indent + 4);
    }

    fn end_item(&mut self) -> Option<()> {
        self.code.expect("}")?;
        self.line.word("}");
        self.end_first_line();
        self.code.is_done().then_some(())
    }

    /// The first line of an implementation.
    fn head(&mut self) -> Option<()> {
        if self.indent > 0 {
            return None;
        }
        self.line.begin_all(4);
        self.line.begin_some(-4);
        self.line.begin_all(4);
        self.line.word("impl");
        self.parameters()?;
        self.line.end();
        self.line.word(" ");
        self.ty()?;
        if self.code.take_word("for") {
            self.line.space();
            self.line.word("for ");
            self.ty()?;
        }
        self.line.end();
        self.code.expect("{")?;
        self.line.word(" {");
        self.line.end();
        self.code.is_done().then_some(())?;
        self.end_line(0, 0);
        Some(())
    }

    fn function(&mut self) -> Option<()> {
        self.line.word("fn ");
        let name = self.code.name()?;
        self.line.word(name);
        self.parameters()?;
        self.code.expect("(")?;
        self.line.word("(");
        self.line.never();
        self.line.begin_all(0);
        self.line.nothing();
        while !self.code.is_at(")") {
            self.parameter()?;
            self.code.take(",");
            let is_last = self.code.is_at(")");
            self.line.comma(is_last);
        }
        self.close(")")?;
        self.line.begin_all(-4);
        if self.code.take("->") {
            self.line.word(" -> ");
            self.ty()?;
        }
        self.line.end();
        self.bounds()?;
        // An empty function may have a line for itself.
        if self.code.is_at("}") {
            return None;
        }
        while !self.code.is_at("}") {
            self.statement(self.indent + 4)?;
        }
        self.end_item()
    }

    fn parameter(&mut self) -> Option<()> {
        if self.code.take("&") {
            self.line.word("&");
            if self.code.is_at("'") {
                let lifetime = self.code.lifetime()?;
                self.line.word(lifetime);
                self.line.word(" ");
            }
            if self.code.take_word("mut") {
                self.line.word("mut ");
            }
            self.code.take_word("self").then_some(())?;
            self.line.word("self");
            return Some(());
        }
        self.pattern()?;
        if self.code.take(":") {
            self.line.word(": ");
            self.ty()?;
        }
        Some(())
    }

    /// What parameters have to implement, and the brace behind it.
    fn bounds(&mut self) -> Option<()> {
        if self.code.take_word("where") {
            self.end_first_line();
            self.line.word("where");
            self.end_line(self.indent, self.indent);
            if self.code.is_at("{") {
                return None;
            }
            while !self.code.is_at("{") {
                self.predicate()?;
                self.code.take(",");
                self.line.word(",");
                self.end_inner_line();
            }
            self.code.expect("{")?;
            self.line.word("{");
            self.end_line(self.indent, self.indent);
        } else {
            self.code.expect("{")?;
            self.line.word(" {");
            self.end_first_line();
        }
        Some(())
    }

    fn statement(&mut self, column: usize) -> Option<()> {
        if self.code.is_at("if ") {
            return self.condition(column);
        }
        self.line.begin_some(0);
        if self.code.take_word("let") {
            self.line.word("let ");
            self.pattern()?;
            if self.code.take(":") {
                self.line.word(": ");
                self.ty()?;
            }
            self.code.expect("=")?;
            self.line.word(" = ");
            self.line.never();
            self.expression(Position::Elsewhere)?;
            self.code.expect(";")?;
            self.line.end();
            self.line.word(";");
            self.end_line(column, column);
            return Some(());
        }
        let begin = (self.line.mark(), self.code);
        self.expression(Position::BeginsLine)?;
        if self.code.is_at("=") {
            self.line.take_back(begin.0);
            self.code = begin.1;
            self.line.begin_some(0);
            self.expression(Position::Assigned)?;
            self.code.expect("=")?;
            self.line.word(" = ");
            self.line.never();
            self.expression(Position::Elsewhere)?;
            self.line.end();
            if !self.code.is_at(";") {
                return None;
            }
        }
        if self.code.take(";") {
            self.line.word(";");
        } else if !self.code.is_at("}") {
            return None;
        }
        self.line.end();
        self.end_line(column, column);
        Some(())
    }

    /// Statements under a condition that has a line for itself.
    fn condition(&mut self, column: usize) -> Option<()> {
        let condition = self.code.line_until(" {")?;
        if !Pieces::fits(condition, column) {
            return None;
        }
        self.line.word(condition);
        self.end_line(column, column);
        if self.code.is_at("}") {
            return None;
        }
        while !self.code.is_at("}") {
            self.statement(column + 4)?;
        }
        self.code.expect("}")?;
        self.line.word("}");
        self.end_line(column, column);
        (!self.code.is_at("else")).then_some(())
    }

    fn constant(&mut self) -> Option<()> {
        self.line.begin_all(0);
        self.line.word("const ");
        let name = self.code.name()?;
        self.line.word(name);
        self.code.expect(":")?;
        self.line.word(": ");
        self.ty()?;
        self.code.expect("=")?;
        self.line.word(" = ");
        self.line.never();
        self.expression(Position::Elsewhere)?;
        self.code.expect(";")?;
        self.line.word(";");
        self.line.end();
        self.end_line(self.indent, self.indent);
        self.code.is_done().then_some(())
    }

    /// A type, and its fields or variants.
    fn members_of_type(&mut self, member: fn(&mut Self) -> Option<()>) -> Option<()> {
        let name = self.code.name()?;
        self.line.word(name);
        self.parameters()?;
        self.code.expect("{")?;
        if self.code.is_at("}") {
            return None;
        }
        self.line.word(" {");
        self.end_first_line();
        while !self.code.is_at("}") {
            while self.code.is_at("///") || self.code.is_at("#") {
                let remark = self.code.remark()?;
                self.line.word(remark);
                self.end_inner_line();
            }
            member(self)?;
            self.code.expect(",")?;
            self.line.word(",");
            self.end_inner_line();
        }
        self.end_item()
    }

    fn field(&mut self) -> Option<()> {
        self.visibility()?;
        let name = self.code.name()?;
        self.line.word(name);
        self.code.expect(":")?;
        self.line.word(": ");
        self.ty()
    }

    fn visibility(&mut self) -> Option<()> {
        if self.code.take_word("pub") {
            self.line.word("pub ");
        }
        (!self.code.is_at("(")).then_some(())
    }

    fn variant(&mut self) -> Option<()> {
        let name = self.code.name()?;
        self.line.word(name);
        if self.code.take("(") {
            self.line.begin_all(4);
            self.line.word("(");
            self.line.place(Break::default());
            while !self.code.is_at(")") {
                self.visibility()?;
                self.ty()?;
                self.code.take(",");
                let is_last = self.code.is_at(")");
                self.line.comma(is_last);
            }
            self.code.expect(")")?;
            self.line.outdent();
            self.line.word(")");
            self.line.end();
        }
        Some(())
    }
}
