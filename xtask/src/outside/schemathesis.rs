//! The report of the tool that tests a server.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::finding::{Finding, Report, Tool, Unusable};

/// One line of the report: an event, by its name.
#[derive(Deserialize)]
enum Event {
    LoadingFinished {
        statistic: Statistic,
    },
    ScenarioFinished {
        phase: String,
        recorder: Recorder,
    },
    NonFatalError {
        value: Mistake,
        label: Option<String>,
    },
    EngineFinished {
        stop_reason: String,
    },
}

#[derive(Deserialize)]
struct Statistic {
    operations: Operations,
}

#[derive(Deserialize)]
struct Operations {
    total: usize,
    selected: usize,
}

/// What the tool did in one scenario, by the identifiers of its requests.
#[derive(Deserialize)]
struct Recorder {
    /// The operation, except in the phase of sequences.
    label: String,
    #[serde(default)]
    checks: BTreeMap<String, Vec<Check>>,
    #[serde(default)]
    cases: BTreeMap<String, Case>,
    #[serde(default)]
    interactions: BTreeMap<String, Interaction>,
}

#[derive(Deserialize)]
struct Check {
    name: String,
    status: String,
    failure_info: Option<FailureInfo>,
}

#[derive(Deserialize)]
struct FailureInfo {
    failure: CheckFailure,
}

#[derive(Deserialize)]
struct CheckFailure {
    code: Option<String>,
    operation: String,
    title: String,
    message: String,
}

#[derive(Deserialize)]
struct Case {
    value: Target,
}

/// What is called: a method, and a path as the document has it.
#[derive(Deserialize)]
struct Target {
    method: String,
    path: String,
}

#[derive(Deserialize)]
struct Interaction {
    request: Request,
    response: Option<Response>,
}

#[derive(Deserialize)]
struct Request {
    method: String,
    uri: String,
    body: Option<Content>,
}

#[derive(Deserialize)]
struct Response {
    status_code: u16,
    content: Option<Content>,
}

/// What was sent or received, as the tool writes it.
#[derive(Deserialize)]
struct Content {
    #[serde(rename = "$base64")]
    base64: String,
}

impl Content {
    fn text(&self) -> String {
        match STANDARD.decode(&self.base64) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => self.base64.clone(),
        }
    }
}

#[derive(Deserialize)]
struct Mistake {
    r#type: String,
    message: String,
}

/// The phase whose scenarios are sequences of calls to several operations.
const SEQUENCES: &str = "stateful";

/// The events that matter here. The report has others, with fields of their own.
const EVENTS: &[&str] = &[
    "LoadingFinished",
    "ScenarioFinished",
    "NonFatalError",
    "EngineFinished",
];

/// Our own rule: only an operation that succeeded shows whether its success is as the schema says.
const NEVER_SUCCEEDS: &str = "never-succeeds";

/// Reads the report that `schemathesis run --report ndjson` wrote about the document with this name.
///
/// Each failed check of each request is a finding, and each operation that never succeeded.
///
/// # Errors
///
/// If it is no such report, or the run ended early, or an operation was not tested.
pub fn schemathesis(document: &str, report: &str) -> Result<Report, Unusable> {
    let mut findings = Vec::new();
    let mut operations = None;
    let mut called = BTreeSet::new();
    let mut responses: BTreeMap<String, BTreeMap<u16, usize>> = BTreeMap::new();
    let mut requests = 0;
    let mut stopped = None;
    for line in report.lines() {
        match event(line)? {
            None => {}
            Some(Event::LoadingFinished { statistic }) => operations = Some(statistic.operations),
            Some(Event::EngineFinished { stop_reason }) => stopped = Some(stop_reason),
            Some(Event::NonFatalError { value, label }) => findings.push(Finding {
                tool: Tool::Schemathesis,
                document: document.to_owned(),
                rule: value.r#type,
                at: label.unwrap_or_default(),
                line: None,
                says: value.message,
                request: None,
            }),
            Some(Event::ScenarioFinished { phase, recorder }) => {
                requests += recorder.interactions.len();
                collect(document, &recorder, &mut findings);
                count(&recorder, &mut responses);
                if phase != SEQUENCES && !recorder.interactions.is_empty() {
                    called.insert(recorder.label);
                }
            }
        }
    }
    let incomplete =
        |why: String| Unusable::new(format!("the run of schemathesis is incomplete: {why}"));
    match stopped.as_deref() {
        Some("completed") => {}
        Some(reason) => return Err(incomplete(format!("it stopped by `{reason}`"))),
        None => return Err(incomplete("it has no end".to_owned())),
    }
    let operations =
        operations.ok_or_else(|| incomplete("it does not say what it loaded".to_owned()))?;
    if operations.selected != operations.total || called.len() < operations.total {
        return Err(incomplete(format!(
            "of {} operations, {} were selected and {} called",
            operations.total,
            operations.selected,
            called.len()
        )));
    }
    findings.extend(called.into_iter().filter_map(|operation| {
        let statuses = responses.remove(&operation).unwrap_or_default();
        never_succeeds(document, &operation, &statuses)
    }));
    Ok(Report {
        checked: format!(
            "{} operations of the embedded gateway with {requests} requests",
            operations.total
        ),
        findings,
    })
}

fn event(line: &str) -> Result<Option<Event>, Unusable> {
    let unusable = |error| Unusable::json(Tool::Schemathesis, &error);
    let event: Map<String, Value> = serde_json::from_str(line).map_err(unusable)?;
    if event.contains_key("FatalError") {
        return Err(Unusable::new(format!("schemathesis failed: {line}")));
    }
    let known = event.keys().any(|name| EVENTS.contains(&name.as_str()));
    if known {
        Event::deserialize(Value::Object(event))
            .map(Some)
            .map_err(unusable)
    } else {
        Ok(None)
    }
}

/// Counts the statuses of the responses to each operation.
fn count(recorder: &Recorder, responses: &mut BTreeMap<String, BTreeMap<u16, usize>>) {
    for (case, interaction) in &recorder.interactions {
        let target = recorder.cases.get(case).map(|case| &case.value);
        if let (Some(target), Some(response)) = (target, &interaction.response) {
            let operation = format!("{} {}", target.method, target.path);
            let statuses = responses.entry(operation).or_default();
            *statuses.entry(response.status_code).or_default() += 1;
        }
    }
}

fn never_succeeds(
    document: &str,
    operation: &str,
    statuses: &BTreeMap<u16, usize>,
) -> Option<Finding> {
    if statuses.keys().any(|status| (200..300).contains(status)) {
        return None;
    }
    let statuses: Vec<_> = statuses
        .iter()
        .map(|(status, times)| format!("{status} ({times} times)"))
        .collect();
    let says = match statuses.is_empty() {
        true => "there was no response".to_owned(),
        false => format!("no response was a success: {}", statuses.join(", ")),
    };
    Some(Finding {
        tool: Tool::Schemathesis,
        document: document.to_owned(),
        rule: NEVER_SUCCEEDS.to_owned(),
        at: operation.to_owned(),
        line: None,
        says,
        request: None,
    })
}

/// Collects the failed checks of a scenario.
fn collect(document: &str, recorder: &Recorder, findings: &mut Vec<Finding>) {
    for (case, checks) in &recorder.checks {
        let interaction = recorder.interactions.get(case);
        for check in checks.iter().filter(|check| check.status == "failure") {
            let failure = check.failure_info.as_ref().map(|info| &info.failure);
            let (rule, at, mut says) = match failure {
                Some(failure) => (
                    failure.code.clone().unwrap_or_else(|| check.name.clone()),
                    failure.operation.clone(),
                    // What stands below prints the schema and the value, cut.
                    format!(
                        "{}: {}",
                        failure.title,
                        failure
                            .message
                            .split("\n\nValidated")
                            .next()
                            .unwrap_or_default()
                    ),
                ),
                None => (check.name.clone(), String::new(), "it failed".to_owned()),
            };
            if let Some(response) = interaction.and_then(|call| call.response.as_ref()) {
                let body = response.content.as_ref().map(Content::text);
                says = format!(
                    "{says}\n{} {}",
                    response.status_code,
                    body.unwrap_or_default()
                );
            }
            findings.push(Finding {
                tool: Tool::Schemathesis,
                document: document.to_owned(),
                rule,
                at,
                line: None,
                says,
                request: interaction.map(|call| {
                    let body = call.request.body.as_ref().map(Content::text);
                    format!(
                        "{} {} {}",
                        call.request.method,
                        call.request.uri,
                        body.unwrap_or_default()
                    )
                }),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADED: &str =
        r#"{"LoadingFinished":{"id":"0","statistic":{"operations":{"total":1,"selected":1}}}}"#;
    const SCENARIO: &str = r#"{"ScenarioFinished":{"id":"1","phase":"coverage","recorder":{"label":"POST /a",
        "cases":{"c1":{"value":{"method":"POST","path":"/a","id":"c1"},"is_transition_applied":false}},
        "checks":{"c1":[
            {"name":"not_a_server_error","status":"success"},
            {"name":"positive_data_acceptance","status":"failure","failure_info":{"failure":{"type":"RejectedPositiveData",
             "code":"ST202","operation":"POST /a","title":"Schema-valid request rejected",
             "message":"Valid data should have been accepted","case_id":null,"severity":"medium"}}}]},
        "interactions":{"c1":{
            "request":{"method":"POST","uri":"http://127.0.0.1:1/a","headers":{},"body":{"$base64":"eyJiIjoxfQ=="}},
            "response":{"status_code":422,"headers":{},"content":{"$base64":"bm8gYg=="},"elapsed":0.1}}}}}}"#;
    const ENDED: &str = r#"{"EngineFinished":{"id":"2","stop_reason":"completed"}}"#;

    fn report(lines: &[&str]) -> String {
        let lines: Vec<_> = lines.iter().map(|line| line.replace('\n', " ")).collect();
        lines.join("\n")
    }

    #[test]
    fn a_failed_check_is_a_finding_with_its_request_and_its_response() {
        let read = schemathesis(
            "a",
            &report(&[r#"{"Initialize":{"seed":1}}"#, LOADED, SCENARIO, ENDED]),
        )
        .unwrap();
        assert_eq!(
            read.findings[0],
            Finding {
                tool: Tool::Schemathesis,
                document: "a".to_owned(),
                rule: "ST202".to_owned(),
                at: "POST /a".to_owned(),
                line: None,
                says:
                    "Schema-valid request rejected: Valid data should have been accepted\n422 no b"
                        .to_owned(),
                request: Some(r#"POST http://127.0.0.1:1/a {"b":1}"#.to_owned()),
            }
        );
        assert_eq!(
            read.checked,
            "1 operations of the embedded gateway with 1 requests"
        );
    }

    #[test]
    fn an_error_of_the_tool_is_a_finding_too() {
        let error = r#"{"NonFatalError":{"id":"3","value":{"type":"FailedHealthCheck","message":"Too many"},
            "phase":"fuzzing","label":"POST /a","related_to_operation":true}}"#;
        let read = schemathesis("a", &report(&[LOADED, SCENARIO, error, ENDED])).unwrap();
        assert_eq!(read.findings[1].rule, "FailedHealthCheck");
        assert_eq!(read.findings[1].at, "POST /a");
    }

    #[test]
    fn an_operation_that_never_succeeded_is_a_finding_too() {
        let read = schemathesis("a", &report(&[LOADED, SCENARIO, ENDED])).unwrap();
        let [_, never] = read.findings.try_into().unwrap();
        assert_eq!(never.rule, "never-succeeds");
        assert_eq!(never.at, "POST /a");
        assert_eq!(never.says, "no response was a success: 422 (1 times)");
        let success = SCENARIO.replace("422", "201");
        let read = schemathesis("a", &report(&[LOADED, SCENARIO, &success, ENDED])).unwrap();
        assert!(read.findings.iter().all(|finding| finding.rule == "ST202"));
    }

    #[test]
    fn an_operation_without_any_response_has_never_succeeded() {
        let (before, _) = SCENARIO.split_once("\"response\":").unwrap();
        let silent = format!("{before}\"response\":null}}}}}}}}}}");
        let read = schemathesis("a", &report(&[LOADED, &silent, ENDED])).unwrap();
        let [_, never] = read.findings.try_into().unwrap();
        assert_eq!((&*never.rule, &*never.at), ("never-succeeds", "POST /a"));
        assert_eq!(never.says, "there was no response");
    }

    #[test]
    fn a_run_that_did_not_test_everything_is_no_report() {
        let refused = |lines: &[&str]| schemathesis("a", &report(lines)).unwrap_err().to_string();
        assert_eq!(
            refused(&[LOADED, SCENARIO]),
            "the run of schemathesis is incomplete: it has no end"
        );
        assert_eq!(
            refused(&[LOADED, ENDED]),
            "the run of schemathesis is incomplete: of 1 operations, 1 were selected and 0 called"
        );
        let sequences = SCENARIO.replace("coverage", "stateful");
        assert!(refused(&[LOADED, &sequences, ENDED]).ends_with("and 0 called"));
        let stopped = ENDED.replace("completed", "interrupted");
        assert_eq!(
            refused(&[LOADED, SCENARIO, &stopped]),
            "the run of schemathesis is incomplete: it stopped by `interrupted`"
        );
        let fatal = r#"{"FatalError":{"exception":"the server is gone"}}"#;
        assert!(refused(&[LOADED, fatal]).contains("the server is gone"));
    }
}
