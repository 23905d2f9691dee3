//! The findings that cannot go away, each with its reason.

use std::fmt;

use serde::Deserialize;

use super::finding::{Finding, Tool, Unusable};

/// The list of exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exceptions(Vec<Exception>);

/// Findings that are accepted, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    tool: Tool,
    document: String,
    rule: String,
    /// Where. Each of these must match.
    at: Vec<String>,
    /// What the finding must contain.
    says: Option<String>,
    reason: String,
}

impl Exception {
    /// Returns true if it is about such a finding, wherever that is.
    fn is_about(&self, finding: &Finding) -> bool {
        self.tool == finding.tool
            && self.document == finding.document
            && self.rule == finding.rule
            && self
                .says
                .as_ref()
                .is_none_or(|says| finding.says.contains(says))
    }
}

/// What the list makes of all findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Findings that no exception matches.
    pub unlisted: Vec<Finding>,
    /// How many findings an exception matches.
    pub listed: usize,
    /// Exceptions that match no finding, for people.
    pub stale: Vec<String>,
}

impl Judgement {
    /// Returns true if nothing is left to do.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.unlisted.is_empty() && self.stale.is_empty()
    }
}

impl Exceptions {
    /// Reads the list from YAML.
    ///
    /// # Errors
    ///
    /// If it is no such list, or an exception has no reason or no location.
    pub fn read(yaml: &str) -> Result<Self, Unusable> {
        let exceptions: Vec<Exception> = serde_yaml::from_str(yaml)
            .map_err(|error| Unusable::new(format!("the exceptions cannot be read: {error}")))?;
        for exception in &exceptions {
            let missing = if exception.reason.trim().is_empty() {
                "reason"
            } else if exception.at.is_empty() {
                "at"
            } else {
                continue;
            };
            return Err(Unusable::new(format!(
                "the exception {exception} has nothing in `{missing}`"
            )));
        }
        Ok(Self(exceptions))
    }

    /// Judges what a tool found in a document. Exceptions for other tools and documents are not looked at.
    #[must_use]
    pub fn judge(&self, tool: Tool, document: &str, findings: Vec<Finding>) -> Judgement {
        let about: Vec<_> = self
            .0
            .iter()
            .filter(|exception| exception.tool == tool && exception.document == document)
            .collect();
        let mut judgement = Judgement::default();
        for exception in &about {
            for at in &exception.at {
                if !findings
                    .iter()
                    .any(|finding| finding.at == *at && exception.is_about(finding))
                {
                    judgement.stale.push(format!("{exception} at {at}"));
                }
            }
        }
        for finding in findings {
            let listed = about.iter().any(|exception| {
                exception.is_about(&finding) && exception.at.contains(&finding.at)
            });
            if listed {
                judgement.listed += 1;
            } else {
                judgement.unlisted.push(finding);
            }
        }
        judgement
    }

    /// Returns where the exceptions for a tool and a document are.
    pub fn locations(&self, tool: Tool, document: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |exception| exception.tool == tool && exception.document == document)
            .flat_map(|exception| exception.at.iter().map(String::as_str))
    }

    /// Returns the exceptions that are about a document which is not one of these.
    #[must_use]
    pub fn about_others(&self, documents: &[String]) -> Vec<String> {
        self.0
            .iter()
            .filter(|exception| !documents.contains(&exception.document))
            .map(ToString::to_string)
            .collect()
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} in {}", self.rule, self.tool, self.document)?;
        match &self.says {
            Some(says) => write!(f, " (`{says}`)"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "
- tool: schemathesis
  document: zengapay
  rule: ST202
  at: [GET /a, GET /b]
  says: not found
  reason: An identifier that exists cannot be described.
";

    fn finding(at: &str, says: &str) -> Finding {
        Finding {
            tool: Tool::Schemathesis,
            document: "zengapay".to_owned(),
            rule: "ST202".to_owned(),
            at: at.to_owned(),
            line: None,
            says: says.to_owned(),
            request: None,
        }
    }

    fn judge(list: &str, findings: Vec<Finding>) -> Judgement {
        Exceptions::read(list)
            .unwrap()
            .judge(Tool::Schemathesis, "zengapay", findings)
    }

    #[test]
    fn findings_that_are_listed_are_accepted() {
        let judgement = judge(
            LIST,
            vec![
                finding("GET /a", "404 not found"),
                finding("GET /a", "400 not found either"),
                finding("GET /b", "not found"),
            ],
        );
        assert!(judgement.is_clean(), "{judgement:?}");
        assert_eq!(judgement.listed, 3);
    }

    #[test]
    fn an_exception_that_matches_nothing_is_stale_also_at_one_location_only() {
        let judgement = judge(LIST, vec![finding("GET /a", "not found")]);
        assert_eq!(
            judgement.stale,
            ["ST202 of schemathesis in zengapay (`not found`) at GET /b"]
        );
        assert!(!judgement.is_clean());
    }

    #[test]
    fn a_finding_that_differs_in_anything_is_not_listed() {
        let both = [
            finding("GET /a", "not found"),
            finding("GET /b", "not found"),
        ];
        let mut others = vec![
            finding("GET /c", "not found"),
            finding("GET /a", "the page is wrong"),
            finding("GET /a", "not found"),
        ];
        others[2].rule = "ST108".to_owned();
        let findings = both.into_iter().chain(others.clone()).collect();
        let judgement = judge(LIST, findings);
        assert_eq!(judgement.unlisted, others);
        assert_eq!(judgement.stale, [""; 0]);
    }

    #[test]
    fn exceptions_of_another_tool_or_document_are_neither_used_nor_stale() {
        let exceptions = Exceptions::read(LIST).unwrap();
        let mut other = finding("GET /a", "not found");
        other.tool = Tool::Redocly;
        let judgement = exceptions.judge(Tool::Redocly, "zengapay", vec![other.clone()]);
        assert_eq!(judgement.unlisted, [other]);
        assert_eq!(judgement.stale, [""; 0]);
        assert!(
            exceptions
                .judge(Tool::Schemathesis, "zamupay", Vec::new())
                .is_clean()
        );
    }

    #[test]
    fn an_exception_about_no_specification_is_found() {
        let exceptions = Exceptions::read(LIST).unwrap();
        assert_eq!(
            exceptions.about_others(&["zamupay".to_owned()]),
            ["ST202 of schemathesis in zengapay (`not found`)"]
        );
        assert_eq!(exceptions.about_others(&["zengapay".to_owned()]), [""; 0]);
    }

    #[test]
    fn an_exception_needs_a_reason_a_location_and_no_other_fields() {
        let refused = |list: &str| Exceptions::read(list).unwrap_err().to_string();
        let without_reason = LIST.replace("An identifier that exists cannot be described.", "' '");
        assert_eq!(
            refused(&without_reason),
            "the exception ST202 of schemathesis in zengapay (`not found`) has nothing in `reason`"
        );
        let nowhere = LIST.replace("[GET /a, GET /b]", "[]");
        assert!(refused(&nowhere).ends_with("has nothing in `at`"));
        let unknown = LIST.replace("says:", "contains:");
        assert!(refused(&unknown).contains("unknown field `contains`"));
        let tool = LIST.replace("tool: schemathesis", "tool: schemathasis");
        assert!(refused(&tool).contains("unknown variant `schemathasis`"));
    }
}
