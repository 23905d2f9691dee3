//! The commands of a shell block.

/// A command of a shell block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Command {
    /// The line of the page on which it begins, counted from 1.
    pub line: usize,
    /// The command, as `sh -c` takes it.
    pub text: String,
}

impl Command {
    /// Returns the command without the comment behind it, to be shown.
    #[must_use]
    pub fn shown(&self) -> &str {
        let end = self.text.find(" #").unwrap_or(self.text.len());
        self.text.get(..end).unwrap_or(&self.text).trim_end()
    }
}

/// Splits a block into commands: one on each line, but for lines that end with a backslash. Skips blank lines and comments.
pub(super) fn commands(first_line: usize, block: &str) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    let mut continues = false;
    for (number, line) in block.lines().enumerate() {
        let (text, goes_on) = match line.strip_suffix('\\') {
            Some(text) => (text, true),
            None => (line, false),
        };
        match commands.last_mut() {
            Some(command) if continues => command.text.push_str(text),
            _ if text.trim().is_empty() || text.trim_start().starts_with('#') => {
                continues = false;
                continue;
            }
            _ => commands.push(Command {
                line: first_line + number,
                text: text.trim_start().to_owned(),
            }),
        }
        continues = goes_on;
    }
    commands
}

/// Says what is wrong with a command that changes nothing but its own shell. CI runs each command in a shell of its own, so
/// that it can name the one that fails.
pub(super) fn lost(command: &str) -> Option<String> {
    let word = command.split_whitespace().next()?;
    let only_itself = !command.contains("&&") && !command.contains(';');
    let changes_shell = ["cd", "export", "set", "unset", "alias", "source", "."].contains(&word);
    (only_itself && changes_shell).then(|| {
        format!(
            "CI runs each command in a shell of its own, so `{word}` has no effect on the next one; write both on one line, \
             with `&&` between them"
        )
    })
}
