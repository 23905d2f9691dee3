//! The README pages and those of `.github`: their code blocks, which CI runs and compiles.
//!
//! A comment before each shell block is its mark: it says what CI does with the block.
//!
//! ```text
//! <!-- ci: run -->          CI runs each command, with what the servers of the page print as exports; each must succeed
//! <!-- ci: server -->       CI starts each command, probes it until it responds, and stops it
//! <!-- ci: skip: why -->    CI ignores the block, for this reason
//! ```
//!
//! CI compiles Rust blocks without a mark, and compiles and runs those with `run`.

mod shell;

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

pub use shell::Command;

use crate::pages;

/// The marks, as somebody writes them.
const MARKS: &str = "`<!-- ci: run -->`, `<!-- ci: server -->` or `<!-- ci: skip: why -->`";

/// Languages of shell blocks. `sh` is the one that CI runs.
const SHELLS: &[&str] = &[
    "bash",
    "console",
    "fish",
    "sh",
    "shell",
    "shell-session",
    "zsh",
];

/// A README page with its code blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The file, relative to the top of the repository, such as `codegen/fuzz/README.md`.
    pub file: String,
    /// Its code blocks, in order.
    pub blocks: Vec<Block>,
    /// Every code span of the page, such as `ZENGAPAY_TOKEN`.
    pub spans: Vec<String>,
}

/// A fenced code block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// The line of its opening fence, counted from 1.
    pub line: usize,
    /// The language of its fence, such as `sh`.
    pub language: String,
    /// The mark before it.
    pub mark: Option<Mark>,
    /// The text between the fences.
    pub text: String,
    /// The code spans of the paragraph before it.
    pub introduced: Vec<String>,
}

/// What CI does with a block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// Runs it.
    Run,
    /// Starts each command, probes it until it responds, and stops it.
    Server,
    /// Ignores it, for this reason.
    Skip(String),
}

/// What is wrong with a page, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, what } = self;
        write!(f, "{file}:{line}: {what}")
    }
}

impl Block {
    /// Returns true for a shell block.
    #[must_use]
    pub fn is_shell(&self) -> bool {
        SHELLS.contains(&self.language.as_str())
    }

    /// Returns true for a Rust block.
    #[must_use]
    pub fn is_rust(&self) -> bool {
        self.language == "rust"
    }

    /// Returns true for the dependencies of the Rust blocks, as somebody copies them into a `Cargo.toml`.
    #[must_use]
    pub fn is_dependencies(&self) -> bool {
        self.language == "toml" && self.text.lines().any(|line| line == "[dependencies]")
    }

    /// Returns the commands of a shell block, each with its line in the page.
    #[must_use]
    pub fn commands(&self) -> Vec<Command> {
        shell::commands(self.line + 1, &self.text)
    }
}

/// Returns the pages whose blocks CI runs, relative to a directory and in order: every `README.md`, and what `.github` holds.
///
/// # Errors
///
/// If a directory cannot be read.
pub fn find(root: &Path) -> io::Result<Vec<String>> {
    let mut found = pages::find(root)?;
    found.retain(|file| {
        file.starts_with(".github/") || file == "README.md" || file.ends_with("/README.md")
    });
    Ok(found)
}

/// Reads a page.
///
/// # Errors
///
/// Every problem of the page: a shell block without a mark, a mark that CI does not know or that gives no reason, a mark that
/// stands before no block, a block without a language.
pub fn read(file: &str, text: &str) -> Result<Page, Vec<Problem>> {
    let mut reader = Reader {
        text,
        page: Page {
            file: file.to_owned(),
            blocks: Vec::new(),
            spans: Vec::new(),
        },
        mark: None,
        introduced: Vec::new(),
        html: None,
        block: None,
        problems: Vec::new(),
    };
    for (event, range) in Parser::new(text).into_offset_iter() {
        reader.event(event, range);
    }
    reader.forget_mark();
    if reader.problems.is_empty() {
        Ok(reader.page)
    } else {
        Err(reader.problems)
    }
}

/// A page that is being read.
struct Reader<'t> {
    text: &'t str,
    page: Page,
    /// The mark that waits for its block, and its line.
    mark: Option<(usize, Mark)>,
    /// The code spans of the last paragraph.
    introduced: Vec<String>,
    /// The HTML that is being read, and its line.
    html: Option<(usize, String)>,
    /// The block that is being read.
    block: Option<Block>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let line = self.line(range.start);
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.begin(line, &kind),
            Event::Text(text) if self.block.is_some() => {
                if let Some(block) = &mut self.block {
                    block.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => self.end(),
            Event::Start(Tag::HtmlBlock) => self.html = Some((line, String::new())),
            Event::Html(html) => {
                if let Some((_, text)) = &mut self.html {
                    text.push_str(&html);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((line, html)) = self.html.take() {
                    self.comment(line, &html);
                }
            }
            Event::InlineHtml(html) if intended(&html).is_some() => {
                self.problem(
                    line,
                    "this mark stands inside of a paragraph; give it a line of its own".to_owned(),
                );
            }
            Event::Code(span) => {
                self.page.spans.push(span.to_string());
                self.introduced.push(span.into_string());
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => {
                self.forget_mark();
                self.introduced.clear();
            }
            Event::Start(_) => self.forget_mark(),
            _ => {}
        }
    }

    fn begin(&mut self, line: usize, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Indented => "",
            CodeBlockKind::Fenced(info) => info.as_ref(),
        };
        // rustdoc's attributes follow the language: `rust,no_run`.
        let language = info.split([',', ' ']).next().unwrap_or_default();
        if language.is_empty() {
            self.problem(
                line,
                "this block has no language; open it with ```sh, ```rust, ```text or another"
                    .to_owned(),
            );
        }
        self.block = Some(Block {
            line,
            language: language.to_owned(),
            mark: None,
            text: String::new(),
            introduced: std::mem::take(&mut self.introduced),
        });
    }

    fn end(&mut self) {
        let Some(mut block) = self.block.take() else {
            return;
        };
        let mark = self.mark.take().map(|(_, mark)| mark);
        match &mark {
            None if block.is_shell() => self.problem(
                block.line,
                format!("this shell block has no mark; write {MARKS} before it"),
            ),
            Some(Mark::Server) if !block.is_shell() => self.problem(
                block.line,
                "the mark `server` is for shell blocks; remove it".to_owned(),
            ),
            Some(Mark::Run) if !block.is_shell() && !block.is_rust() => self.problem(
                block.line,
                "the mark `run` is for shell blocks and Rust blocks; remove it".to_owned(),
            ),
            Some(Mark::Run | Mark::Server) if block.is_shell() && block.language != "sh" => self
                .problem(
                    block.line,
                    format!(
                        "CI runs `sh`, and this block is in `{}`; write ```sh",
                        block.language
                    ),
                ),
            _ => {}
        }
        block.mark = mark;
        if block.is_shell() && !matches!(block.mark, Some(Mark::Skip(_))) {
            for command in block.commands() {
                if let Some(what) = shell::lost(&command.text) {
                    self.problem(command.line, what);
                }
            }
        }
        self.page.blocks.push(block);
    }

    /// Reads HTML that may be a mark.
    fn comment(&mut self, line: usize, html: &str) {
        self.forget_mark();
        let Some(inner) = intended(html) else { return };
        match mark(inner) {
            Ok(mark) => self.mark = Some((line, mark)),
            Err(what) => self.problem(line, what),
        }
    }

    /// Reports a mark that is not followed by a block.
    fn forget_mark(&mut self) {
        if let Some((line, _)) = self.mark.take() {
            self.problem(
                line,
                "no block follows this mark; move it to the line before its block, or remove it"
                    .to_owned(),
            );
        }
    }

    fn problem(&mut self, line: usize, what: String) {
        self.problems.push(Problem {
            file: self.page.file.clone(),
            line,
            what,
        });
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(self.text);
        before.matches('\n').count() + 1
    }
}

/// Returns what a comment says if somebody meant it as a mark.
fn intended(html: &str) -> Option<&str> {
    let inner = html.trim().strip_prefix("<!--")?.trim_start();
    let is_mark = inner
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("ci:"));
    is_mark.then_some(inner)
}

/// Reads a mark from behind its `<!--`.
fn mark(inner: &str) -> Result<Mark, String> {
    let Some(inner) = inner.strip_suffix("-->") else {
        return Err(format!(
            "this mark does not end where its line ends; write {MARKS}"
        ));
    };
    let inner = inner.get(3..).unwrap_or_default().trim();
    let (word, reason) = match inner.split_once(':') {
        Some((word, reason)) => (word.trim(), Some(reason.trim())),
        None => (inner, None),
    };
    match (word, reason) {
        ("run", None) => Ok(Mark::Run),
        ("server", None) => Ok(Mark::Server),
        ("skip", Some(reason)) if !reason.is_empty() => Ok(Mark::Skip(reason.to_owned())),
        ("skip", _) => Err("this mark gives no reason; write `<!-- ci: skip: why -->`".to_owned()),
        _ => Err(format!("unknown mark `{inner}`; write {MARKS}")),
    }
}

#[cfg(test)]
mod tests;
