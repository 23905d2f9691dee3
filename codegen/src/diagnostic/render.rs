//! A problem in the layout of rustc: what, where, the source line, what to do.

use std::fmt::{self, Write};
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::problem::{Diagnostic, Severity, Shown};
use crate::span::Location;

/// How many columns of a line are shown: of a longer one, those around the range.
const MOST_COLUMNS: usize = 136;

/// How many characters before the range are shown where the line does not start in what is shown.
const BEFORE: usize = 40;

/// How many columns of the range count, at most, when it is to fit.
const RANGE: usize = 40;

/// What stands for what is not shown of a line.
const CUT: &str = "...";

/// How much of a message is shown. A document can hold names of any length.
const LONGEST_MESSAGE: usize = 2_000;

/// Writes one problem and an empty line. `text` is that of its file, without a byte order mark.
pub(super) fn write(out: &mut impl Write, shown: &Shown, text: Option<&str>) -> fmt::Result {
    let diagnostic = &shown.diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    write!(out, "{severity}[{}]: ", diagnostic.code)?;
    message(out, &diagnostic.what)?;
    let margin = match (&shown.location, text) {
        (Some(location), Some(text)) => {
            snippet(out, diagnostic, location, shown.column, text)?;
            " ".repeat(location.line.to_string().len() + 1)
        }
        _ => String::new(),
    };
    write!(out, "\n{margin}|\n{margin}= help: ")?;
    message(out, &diagnostic.help)?;
    out.write_str("\n\n")
}

fn snippet(
    out: &mut impl Write,
    diagnostic: &Diagnostic,
    location: &Location,
    column: usize,
    text: &str,
) -> fmt::Result {
    let number = location.line.to_string();
    let margin = " ".repeat(number.len());
    write!(out, "\n{margin}--> ")?;
    message(out, &diagnostic.file)?;
    let line = text.get(location.start..location.end).unwrap_or_default();
    let window = Window::new(line, location);
    let source = format!("{number} | {}", window.line);
    let source = source.trim_end();
    write!(out, ":{number}:{column}\n{margin} |\n{source}")?;
    let indent = " ".repeat(window.indent);
    let underline = "^".repeat(window.underline);
    write!(out, "\n{margin} | {indent}{underline}")
}

/// What is shown of a line.
struct Window {
    line: String,
    /// The columns before the range.
    indent: usize,
    /// The columns of the range, at least one.
    underline: usize,
}

impl Window {
    /// Looks at no more of the line than it shows, however long that is.
    fn new(line: &str, location: &Location) -> Self {
        let span = &location.span;
        let mut window = Self {
            line: String::new(),
            indent: 0,
            underline: 0,
        };
        let start = start(line, span);
        if start > 0 {
            window.line.push_str(CUT);
        }
        let mut columns = window.line.len();
        window.indent = columns;
        let rest = line.get(start..).unwrap_or_default();
        let of_rest = rest
            .chars()
            .take(MOST_COLUMNS + 1)
            .map(width)
            .sum::<usize>();
        let fits = columns + of_rest <= MOST_COLUMNS;
        let room = if fits {
            MOST_COLUMNS
        } else {
            MOST_COLUMNS - CUT.len()
        };
        for (offset, character) in rest.char_indices() {
            let width = width(character);
            if columns + width > room {
                break;
            }
            visible(&mut window.line, character);
            columns += width;
            if start + offset < span.start {
                window.indent = columns;
            } else if start + offset < span.end {
                window.underline = columns - window.indent;
            }
        }
        if !fits {
            window.line.push_str(CUT);
        }
        window.underline = window.underline.max(1);
        window
    }
}

/// Where the part of a line begins that is shown: at the start of the line, if the range fits beside what is before it.
fn start(line: &str, span: &Range<usize>) -> usize {
    let range = line.get(span.clone()).unwrap_or_default().chars();
    let room = MOST_COLUMNS - range.take(RANGE).map(width).sum::<usize>().min(RANGE);
    let before = line.get(..span.start).unwrap_or_default();
    let mut columns = 0;
    let mut near = before.len();
    for (number, (offset, character)) in before.char_indices().rev().enumerate() {
        columns += width(character);
        if columns > room {
            return near;
        }
        if number < BEFORE {
            near = offset;
        }
    }
    0
}

fn message(out: &mut impl Write, text: &str) -> fmt::Result {
    let mut shown = String::new();
    let mut characters = text.chars();
    for character in characters.by_ref().take(LONGEST_MESSAGE) {
        match character {
            '\n' => shown.push(' '),
            character => visible(&mut shown, character),
        }
    }
    if characters.next().is_some() {
        shown.push_str(CUT);
    }
    out.write_str(shown.trim_end())
}

/// The columns that a character takes.
fn width(character: char) -> usize {
    match replaced(character) {
        Some(replaced) => replaced.chars().count(),
        None => character.width().unwrap_or(1),
    }
}

/// Adds a character, or what stands for one that a terminal would obey.
fn visible(out: &mut String, character: char) {
    match replaced(character) {
        Some(replaced) => out.push_str(replaced),
        None => out.push(character),
    }
}

/// What is shown in the place of characters that control a terminal or turn the direction of writing.
fn replaced(character: char) -> Option<&'static str> {
    match character {
        '\t' => Some("    "),
        '\u{200d}' => Some(""),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some("\u{fffd}"),
        character if character.is_control() => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostics, Place, Report, Severity};

    fn at_column(text: &str, column: usize) -> String {
        let mut report = Report::new("a.yaml");
        let place = Place::LineColumn(1, column);
        report.push(Severity::Error, Code::Syntax, place, "what", "help");
        report.finish(text).render()
    }

    /// The source line and the one below it.
    fn source(rendered: &str) -> (String, String) {
        let mut lines = rendered.lines().skip(3).map(str::to_owned);
        (lines.next().unwrap(), lines.next().unwrap())
    }

    #[test]
    fn a_problem_is_shown_in_the_layout_of_rustc() {
        let mut report = Report::new("a.yaml");
        report.warning(Code::DuplicateKey, "/b/c", "what", "help");
        assert_eq!(
            report.finish("a: 1\nb: { c: 2 }\n").render(),
            "warning[M0109]: what\n --> a.yaml:2:6\n  |\n2 | b: { c: 2 }\n  |      ^\n  |\n  = help: help\n\n"
        );
    }

    #[test]
    fn of_a_long_line_only_the_part_around_the_range_is_shown() {
        let line = format!("{}X{}", "a".repeat(300), "b".repeat(300));
        let rendered = at_column(&line, 301);
        assert!(rendered.contains("a.yaml:1:301\n"), "{rendered}");
        let (shown, marked) = source(&rendered);
        assert!(shown.starts_with("1 | ...aaa") && shown.ends_with("bbb..."));
        assert!(shown.len() < 150, "{shown}");
        assert_eq!(shown.find('X'), marked.find('^'));
        // The beginning of a line is shown where it fits.
        let (shown, marked) = source(&at_column(&line, 11));
        assert!(shown.starts_with("1 | aaa") && shown.ends_with("aaa..."));
        assert_eq!(marked.find('^'), Some(4 + 10));
    }

    #[test]
    fn what_a_terminal_would_obey_is_replaced() {
        let rendered = at_column("\u{1b}[31m\u{9b}1m\t\u{202e}é x", 13);
        let (shown, marked) = source(&rendered);
        assert_eq!(shown, "1 | \u{fffd}[31m\u{fffd}1m    \u{fffd}é x");
        let column = shown.chars().position(|c| c == 'x');
        assert_eq!(column, marked.chars().position(|c| c == '^'));
        let mut report = Report::new("\u{1b}.yaml");
        report.error(Code::Syntax, "", "a\u{7}\nb", "c\u{1b}d");
        let rendered = report.finish("x").render();
        assert!(rendered.starts_with("error[M0101]: a\u{fffd} b\n --> \u{fffd}.yaml:1:1\n"));
        assert!(rendered.ends_with("= help: c\u{fffd}d\n\n"), "{rendered}");
    }

    #[test]
    fn a_message_is_cut_where_a_name_in_it_has_no_end() {
        let mut report = Report::new("a.yaml");
        report.error(Code::Syntax, "", "w".repeat(100_000), "h".repeat(100_000));
        let rendered = report.finish("x").render();
        assert!(rendered.len() < 5_000);
        assert!(rendered.contains("www...\n") && rendered.contains("hhh...\n"));
        // Also where the shown form of it is longer.
        let mut report = Report::new("a.yaml");
        report.error(
            Code::Syntax,
            "",
            "\t".repeat(1_990) + &"w".repeat(100),
            "help",
        );
        assert!(report.finish("x").render().contains("www...\n"));
    }

    /// As many problems as asked for, all on one line.
    fn on_one_line(problems: usize) -> Diagnostics {
        let members: Vec<String> = (0..problems).map(|n| format!("\"é{n}\":1")).collect();
        let mut report = Report::new("a.json");
        for number in 0..problems {
            report.error(Code::WrongType, &format!("/é{number}"), "what", "help");
        }
        report.finish(&format!("{{{}}}", members.join(",")))
    }

    #[test]
    fn output_grows_with_the_number_of_problems_and_not_with_the_line() {
        let (one, two) = (on_one_line(1_000).render(), on_one_line(2_000).render());
        let ratio = two.len() as f64 / one.len() as f64;
        assert!(ratio < 2.1, "{ratio}");
        // Each has its own column all the same.
        assert!(one.contains("a.json:1:2\n") && one.contains("a.json:1:9\n"));
    }
}
