//! The lines of a doc comment.

use std::borrow::Cow;

/// How many columns a line may have, where it can be broken.
const WIDTH: usize = 100;

/// The lines of Markdown as [`markdown`](super::markdown) writes it, each broken at spaces where it is longer than a person likes
/// to read.
pub(in crate::emit::docs) fn laid_out(text: &str) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    // The line that ends the block of code.
    let mut end: Option<String> = None;
    for line in text
        .trim_matches('\n')
        .lines()
        .map(|line| line.trim_end_matches(' '))
    {
        if let Some(last) = &end {
            if line == last {
                end = None;
            }
            lines.push(Cow::Borrowed(line));
            continue;
        }
        let (marks, content) = line.split_at(marks(line));
        end = fence(content).map(|fence| continued(marks) + fence);
        match end.is_some() || line.len() <= WIDTH {
            true => lines.push(Cow::Borrowed(line)),
            false => wrap(marks, content, &mut lines),
        }
    }
    lines
}

/// How much of a line are the marks of quotations and items of lists, and the space around them.
fn marks(line: &str) -> usize {
    let mut rest = line;
    loop {
        let after = rest.trim_start_matches([' ', '>']);
        let unnumbered = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let marked = match unnumbered.len() == after.len() {
            true => after.strip_prefix(['-', '*', '+']),
            false => unnumbered.strip_prefix(['.', ')']),
        };
        match marked {
            Some(marked) if marked.starts_with(' ') => rest = marked,
            _ => return line.len() - after.len(),
        }
    }
}

/// What stands before the next line of the same paragraph.
fn continued(marks: &str) -> String {
    let kept = |c| if c == '>' { '>' } else { ' ' };
    marks.chars().map(kept).collect()
}

/// The ticks that open a block of code, if a line does. Between ticks, a line is code by itself.
fn fence(content: &str) -> Option<&str> {
    let info = content.trim_start_matches('`');
    let fence = &content[..content.len() - info.len()];
    (fence.len() >= 3 && !info.contains('`')).then_some(fence)
}

fn wrap(marks: &str, content: &str, lines: &mut Vec<Cow<'_, str>>) {
    // Headings and rows of tables end with their line. Code and HTML at its beginning may mean something else if it is broken.
    if content.starts_with(['#', '|', '<']) || content.starts_with("```") {
        return lines.push(format!("{marks}{content}").into());
    }
    let before = continued(marks);
    let mut line = marks.to_owned();
    for (number, word) in content.split(' ').enumerate() {
        if number > 0 && line.len() + 1 + word.len() > WIDTH && may_begin(word) {
            lines.push(std::mem::replace(&mut line, before.clone()).into());
        } else if number > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line.into());
}

/// Whether a line may begin with a word: Markdown must take it for no mark of a list, a quotation, a heading, code or HTML.
fn may_begin(word: &str) -> bool {
    let marks = word.starts_with(['<', '>', '#', '|', '+', '-', '=', '~', '*', '_', ':']);
    let numbers = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']);
    let note = word.starts_with("[^") || word.starts_with("```");
    word.len() >= 3 && word.contains(char::is_alphanumeric) && !(marks || numbers || note)
}
