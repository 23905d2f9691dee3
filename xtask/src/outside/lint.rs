//! The reports of the tools that read a document.

use serde::Deserialize;
use serde_json::Value;

use super::finding::{Finding, Report, Tool, Unusable};

/// Reads the report of `redocly lint --format=json` on the document with this name.
///
/// # Errors
///
/// If it is no such report.
pub fn redocly(document: &str, report: &str) -> Result<Report, Unusable> {
    #[derive(Deserialize)]
    struct Whole {
        totals: Totals,
        problems: Vec<Problem>,
        version: String,
    }
    #[derive(Deserialize)]
    struct Totals {
        errors: usize,
        warnings: usize,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Problem {
        rule_id: String,
        message: String,
        location: Vec<Location>,
    }
    #[derive(Deserialize)]
    struct Location {
        pointer: Option<String>,
        start: Option<Start>,
    }
    #[derive(Deserialize)]
    struct Start {
        line: u64,
    }
    let whole: Whole =
        serde_json::from_str(report).map_err(|error| Unusable::json(Tool::Redocly, &error))?;
    let (counted, listed) = (
        whole.totals.errors + whole.totals.warnings,
        whole.problems.len(),
    );
    if counted != listed {
        return Err(Unusable::new(format!(
            "the report of redocly lists {listed} of {counted} problems"
        )));
    }
    let findings = whole.problems.into_iter().map(|problem| {
        let location = problem.location.into_iter().next();
        let (pointer, start) =
            location.map_or((None, None), |location| (location.pointer, location.start));
        Finding {
            tool: Tool::Redocly,
            document: document.to_owned(),
            rule: problem.rule_id,
            at: pointer.unwrap_or_else(|| "#/".to_owned()),
            line: start.map(|start| start.line),
            says: problem.message,
            request: None,
        }
    });
    Ok(Report {
        findings: findings.collect(),
        checked: format!(
            "the document, with its recommended rules ({})",
            whole.version
        ),
    })
}

/// Reads the report of `spectral lint --format json` on the document with this name.
///
/// # Errors
///
/// If it is no such report.
pub fn spectral(document: &str, report: &str) -> Result<Report, Unusable> {
    #[derive(Deserialize)]
    struct Problem {
        code: Value,
        path: Vec<Value>,
        message: String,
        range: Range,
    }
    #[derive(Deserialize)]
    struct Range {
        start: Start,
    }
    #[derive(Deserialize)]
    struct Start {
        line: u64,
    }
    let problems: Vec<Problem> =
        serde_json::from_str(report).map_err(|error| Unusable::json(Tool::Spectral, &error))?;
    let findings = problems.into_iter().map(|problem| Finding {
        tool: Tool::Spectral,
        document: document.to_owned(),
        rule: word(&problem.code),
        at: pointer(&problem.path),
        // It counts from 0.
        line: Some(problem.range.start.line + 1),
        says: problem.message,
        request: None,
    });
    Ok(Report {
        findings: findings.collect(),
        checked: "the document, with its rules for OpenAPI".to_owned(),
    })
}

/// Reads what `xtask/outside/validate.py` printed about the document with this name.
///
/// # Errors
///
/// If it is no such report.
pub fn validator(document: &str, report: &str) -> Result<Report, Unusable> {
    #[derive(Deserialize)]
    struct Whole {
        version: String,
        errors: Vec<Problem>,
    }
    #[derive(Deserialize)]
    struct Problem {
        rule: String,
        path: Vec<Value>,
        message: String,
    }
    let whole: Whole = serde_json::from_str(report)
        .map_err(|error| Unusable::json(Tool::OpenapiSpecValidator, &error))?;
    let findings = whole.errors.into_iter().map(|problem| Finding {
        tool: Tool::OpenapiSpecValidator,
        document: document.to_owned(),
        rule: problem.rule,
        at: pointer(&problem.path),
        line: None,
        says: problem.message,
        request: None,
    });
    Ok(Report {
        findings: findings.collect(),
        checked: format!("the document, as {}", whole.version),
    })
}

/// A path as a JSON pointer in the fragment of an address.
fn pointer(path: &[Value]) -> String {
    let steps = path
        .iter()
        .map(|step| word(step).replace('~', "~0").replace('/', "~1"));
    format!("#/{}", steps.collect::<Vec<_>>().join("/"))
}

fn word(value: &Value) -> String {
    match value {
        Value::String(string) => string.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_of_redocly_is_read_with_its_pointer_and_line() {
        let report = r##"{
          "totals": {"errors": 1, "warnings": 0, "ignored": 0},
          "version": "2.77.0",
          "problems": [{
            "ruleId": "nullable-type-sibling",
            "severity": "error",
            "message": "The `type` field must be defined when the `nullable` field is used.",
            "location": [{
              "source": {"ref": "spec/a.yaml"},
              "pointer": "#/components/schemas/A/properties/b/nullable",
              "reportOnKey": false,
              "start": {"line": 46, "col": 21},
              "end": {"line": 46, "col": 25}
            }],
            "suggest": []
          }]
        }"##;
        let report = redocly("a", report).unwrap();
        assert_eq!(
            report.findings,
            [Finding {
                tool: Tool::Redocly,
                document: "a".to_owned(),
                rule: "nullable-type-sibling".to_owned(),
                at: "#/components/schemas/A/properties/b/nullable".to_owned(),
                line: Some(46),
                says: "The `type` field must be defined when the `nullable` field is used."
                    .to_owned(),
                request: None,
            }]
        );
        assert!(report.checked.contains("2.77.0"), "{}", report.checked);
    }

    #[test]
    fn a_report_of_redocly_that_was_cut_is_no_report() {
        let report =
            r#"{"totals": {"errors": 90, "warnings": 20}, "version": "2", "problems": []}"#;
        let unusable = redocly("a", report).unwrap_err();
        assert_eq!(
            unusable.to_string(),
            "the report of redocly lists 0 of 110 problems"
        );
    }

    #[test]
    fn a_problem_of_spectral_is_read_with_its_path_as_a_pointer() {
        let report = r#"[{
          "code": "operation-description",
          "path": ["paths", "/a/{b}", "get", "parameters", 0],
          "message": "Operation \"description\" must be present and non-empty string.",
          "severity": 1,
          "range": {"start": {"line": 85, "character": 8}, "end": {"line": 119, "character": 57}},
          "source": "spec/a.yaml"
        }]"#;
        let [finding] = spectral("a", report).unwrap().findings.try_into().unwrap();
        assert_eq!(finding.rule, "operation-description");
        assert_eq!(finding.at, "#/paths/~1a~1{b}/get/parameters/0");
        assert_eq!(finding.line, Some(86));
        assert_eq!(spectral("a", "[]").unwrap().findings, []);
    }

    #[test]
    fn a_problem_of_the_validator_is_read_with_the_version_it_validated_as() {
        let report = r#"{"version": "OpenAPI 3.0", "errors":
          [{"rule": "oneOf", "path": ["paths", "/a", "get"], "message": "this is not valid"}]}"#;
        let report = validator("a", report).unwrap();
        assert_eq!(report.findings[0].at, "#/paths/~1a/get");
        assert_eq!(report.findings[0].rule, "oneOf");
        assert_eq!(report.checked, "the document, as OpenAPI 3.0");
    }

    #[test]
    fn what_is_no_json_is_an_error_that_names_the_tool() {
        let unusable = spectral("a", "Error: no such file")
            .unwrap_err()
            .to_string();
        assert!(
            unusable.starts_with("the report of spectral cannot be read: "),
            "{unusable}"
        );
        assert!(redocly("a", "").is_err());
        assert!(validator("a", "{}").is_err());
    }
}
