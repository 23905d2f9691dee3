//! A judgement as people read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::exceptions::Judgement;
use super::finding::Finding;

/// How many different findings of one rule at one location are shown.
const SHOWN: usize = 3;

/// How many characters of one finding are shown.
const LONGEST: usize = 600;

/// Returns the findings that are not listed, those of one rule at one location together, and the stale exceptions.
#[must_use]
pub fn shown(judgement: &Judgement) -> String {
    let mut groups: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in &judgement.unlisted {
        let group = groups.entry((&finding.rule, &finding.at, finding.line));
        group.or_default().push(finding);
    }
    let mut text = String::new();
    for ((rule, at, line), findings) in groups {
        let line = line.map_or_else(String::new, |line| format!(", line {line}"));
        let times = match findings.len() {
            1 => String::new(),
            number => format!(", {number} times"),
        };
        let _never_fails = writeln!(text, "  {rule} at {at}{line}{times}");
        let mut different = findings;
        different.sort_by_key(|finding| &finding.says);
        different.dedup_by_key(|finding| &finding.says);
        for finding in different.iter().take(SHOWN) {
            for line in finding.says.lines() {
                let _never_fails = writeln!(text, "      {}", printable(line));
            }
            if let Some(request) = &finding.request {
                let _never_fails = writeln!(text, "      after {}", printable(request));
            }
        }
        if let Some(more @ 1..) = different.len().checked_sub(SHOWN) {
            let _never_fails = writeln!(text, "      and {more} others");
        }
    }
    for stale in &judgement.stale {
        let _never_fails = writeln!(text, "  stale exception, matches no finding: {stale}");
    }
    text
}

/// Random requests hold anything: it must drive no terminal, and end.
fn printable(line: &str) -> String {
    let mut shown = String::new();
    for (number, character) in line.chars().enumerate() {
        if number == LONGEST {
            shown.push('…');
            break;
        }
        if character.is_ascii() && !character.is_ascii_control() {
            shown.push(character);
        } else {
            shown.extend(character.escape_default());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::finding::Tool;
    use super::*;

    fn finding(line: Option<u64>, says: &str) -> Finding {
        Finding {
            tool: Tool::Redocly,
            document: "a".to_owned(),
            rule: "r".to_owned(),
            at: "#/a".to_owned(),
            line,
            says: says.to_owned(),
            request: None,
        }
    }

    #[test]
    fn findings_of_one_rule_at_one_location_are_shown_together_and_each_once() {
        let mut unlisted: Vec<_> = ["d", "a", "b", "c", "a", "e"]
            .into_iter()
            .map(|says| finding(None, says))
            .collect();
        unlisted[1].request = Some("GET /a".to_owned());
        let judgement = Judgement {
            unlisted,
            ..Judgement::default()
        };
        assert_eq!(
            shown(&judgement),
            "  r at #/a, 6 times\n      a\n      after GET /a\n      b\n      c\n      and 2 others\n"
        );
    }

    #[test]
    fn lines_and_stale_exceptions_are_shown() {
        let judgement = Judgement {
            unlisted: vec![finding(Some(7), "wrong")],
            stale: vec!["r of redocly in a at #/b".to_owned()],
            listed: 3,
        };
        assert_eq!(
            shown(&judgement),
            "  r at #/a, line 7\n      wrong\n  stale exception, matches no finding: r of redocly in a at #/b\n"
        );
    }

    #[test]
    fn what_is_shown_drives_no_terminal_and_ends() {
        let shown = printable(&format!("\u{1b}[2J\u{9b}{}", "x".repeat(10_000)));
        assert!(shown.starts_with("\\u{1b}[2J\\u{9b}x"), "{shown}");
        assert!(shown.ends_with("x…") && shown.len() < 700);
    }
}
