//! What a text imports, names and defines.

use std::collections::BTreeSet;

/// A path of a `use`, as names; a glob ends with `*`.
pub(crate) type Names = Vec<String>;

/// What a `use` line imports.
pub(crate) struct Use {
    pub(crate) path: Names,
    /// The name that it has then.
    pub(crate) name: String,
    pub(crate) is_public: bool,
}

/// What the `use` lines of a text import, and the text without them.
pub(crate) fn uses(text: &str) -> (Vec<Use>, String) {
    let mut found = Vec::new();
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("use ") {
        left.push_str(before);
        let visibility = before.rsplit('\n').next().unwrap_or_default().trim();
        if !(visibility.is_empty()
            || visibility.starts_with("pub")
            || visibility.ends_with(['{', ';']))
        {
            left.push_str("use ");
            rest = after;
            continue;
        }
        let mut named = Vec::new();
        rest = tree(after, &[], &mut named);
        found.extend(named.into_iter().map(|(path, name)| Use {
            path,
            name,
            is_public: visibility.starts_with("pub"),
        }));
    }
    left.push_str(rest);
    (found, left)
}

/// The words of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.filter(|word| !word.is_empty())
}

/// The names of the items that a text defines for other files.
pub(crate) fn defined(text: &str) -> BTreeSet<String> {
    const KINDS: &[&str] = &[
        "const", "enum", "fn", "static", "struct", "trait", "type", "union",
    ];
    let lines = text.lines().map(str::trim_start);
    let public = lines.filter_map(|line| {
        let rest = line.strip_prefix("pub")?;
        match rest.strip_prefix('(') {
            Some(rest) => rest.split_once(") ").map(|(_, item)| item),
            None => rest.strip_prefix(' '),
        }
    });
    let names = public.filter_map(|item| {
        let mut words = item.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        let is_kind = |word: &&str| KINDS.contains(word) || *word == "async";
        let mut name = words.next().filter(is_kind)?;
        while is_kind(&name) || name == "mut" {
            name = words.next()?;
        }
        Some(name.to_owned())
    });
    names.collect()
}

/// The paths that a text names, groups in braces written out. What a macro names from `$crate` is named where it is used.
pub(crate) fn paths(text: &str) -> Vec<Names> {
    let mut found = Vec::new();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let is_start = end > 0 && !matches!(before, Some(':' | '.' | '$'));
        if is_start && rest.get(end..).is_some_and(|rest| rest.starts_with("::")) {
            tree(rest, &[], &mut found);
        }
        let step = if end > 0 { end } else { first.len_utf8() };
        before = rest
            .get(..step)
            .and_then(|passed| passed.chars().next_back());
        rest = rest.get(step..).unwrap_or_default();
    }
    found.into_iter().map(|(path, _)| path).collect()
}

/// Reads a path or a group of paths, and gives what stands behind it.
fn tree<'t>(text: &'t str, before: &[String], found: &mut Vec<(Names, String)>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut group) = text.strip_prefix('{') {
        loop {
            group = tree(group, before, found).trim_start();
            match group.strip_prefix(',') {
                Some(rest) if !rest.trim_start().starts_with('}') => group = rest,
                Some(rest) => return rest.trim_start().strip_prefix('}').unwrap_or(rest),
                None => return group.strip_prefix('}').unwrap_or(group),
            }
        }
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '*';
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path: Names = before.iter().cloned().chain([name.to_owned()]).collect();
    if let Some(below) = rest.strip_prefix("::")
        && !below.starts_with('<')
    {
        return tree(below, &path, found);
    }
    let (rest, alias) = match rest.trim_start().strip_prefix("as ") {
        None => (rest, None),
        Some(alias) => {
            let alias = alias.trim_start();
            let end = alias.find(|c| !is_name(c)).unwrap_or(alias.len());
            let (alias, rest) = alias.split_at(end);
            (rest, Some(alias.to_owned()))
        }
    };
    let last = path.iter().rev().find(|name| *name != "self").cloned();
    found.push((path, alias.or(last).unwrap_or_default()));
    rest
}
