//! The calls: the judge responds, and compares.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use malipo_codegen::ir;
use malipo_judge::{
    BASIC, BEARER, Exchange, Finding, Json, Operation, Place, Received, Served, Server, exchanges,
    judge_output, key_of,
};
use serde_json::{Value, json};

use super::calls;
use super::select::Selection;
use super::subject::Subject;
use super::verdicts::{Difference, Verdicts, general};
use malipo_workspace::package;

/// What is served where the judge can make no response.
const NOTHING: Served = Served {
    status: 200,
    is_default: false,
    body: None,
};

impl Selection<'_> {
    /// Writes the program that calls these operations.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, directory: &Path, runtime: &Path) -> Result<(), package::Error> {
        let runtime = package::path_of_runtime(directory, runtime)?;
        let (api, name) = (&self.subject.api, &self.subject.name);
        calls::write(directory, name, &runtime, api, &self.callable()).map_err(|error| {
            package::Error::new(format!(
                "{} cannot be written: {error}",
                directory.display()
            ))
        })
    }

    /// The operations in the generated crate, in the order of the program.
    fn callable(&self) -> Vec<&ir::Operation> {
        let operations = &self.operations;
        let found = operations.iter().filter_map(|of| find(self.subject, of));
        found.collect()
    }
}

fn find<'s>(subject: &'s Subject, operation: &Operation<'_>) -> Option<&'s ir::Operation> {
    subject
        .api
        .operations
        .iter()
        .find(|own| own.method == operation.method && own.path == operation.path)
}

/// Calls the operations of a document through its program, and compares.
///
/// # Errors
///
/// If the program cannot be run, or ends too early.
pub fn judge(selection: &Selection<'_>, program: &Path) -> io::Result<Verdicts> {
    let subject = selection.subject;
    let server = Server::start()?;
    let mut verdicts = Verdicts {
        documents: 1,
        ..Verdicts::default()
    };
    let mut caller = Caller::start(subject, program, &server)?;
    let mut number = 0;
    for operation in &selection.operations {
        let name = format!("{} {}", operation.method, operation.path);
        if find(subject, operation).is_none() {
            verdicts
                .uncalled
                .push(format!("{}: {name}: it is not in the crate", subject.file));
            continue;
        }
        let (exchanges, reasons) = exchanges(&subject.document, operation);
        for reason in &reasons {
            *verdicts.unmade.entry(general(reason)).or_default() += 1;
        }
        match exchanges.is_empty() {
            true => {
                let why = reasons.join(", ");
                verdicts
                    .uncalled
                    .push(format!("{}: {name}: {why}", subject.file));
            }
            false => verdicts.operations += 1,
        }
        let lacks = subject
            .lacks(&operation.method, operation.path)
            .unwrap_or_default();
        let mut unclear = BTreeSet::new();
        for exchange in &exchanges {
            server.respond(exchange.response.clone().unwrap_or(NOTHING));
            let said = caller.call(number, exchange, operation.bodies.len() > 1)?;
            let received = server.received();
            for finding in compare(operation, exchange, &said, &received, &mut verdicts) {
                match finding {
                    Finding::Wrong(what) => verdicts.add(Difference {
                        file: subject.file.clone(),
                        operation: name.clone(),
                        what,
                        lacks: lacks.to_owned(),
                    }),
                    Finding::Unclear(what) => {
                        unclear.insert(what);
                    }
                }
            }
        }
        for what in unclear {
            *verdicts.unclear.entry(general(&what)).or_default() += 1;
        }
        number += 1;
    }
    Ok(verdicts)
}

fn compare(
    operation: &Operation<'_>,
    exchange: &Exchange,
    said: &Value,
    received: &[Received],
    verdicts: &mut Verdicts,
) -> Vec<Finding> {
    let wrong = |what: String| vec![Finding::Wrong(what)];
    let error = said["rejected"].as_str().or_else(|| said["error"].as_str());
    match (&exchange.forbidden, received) {
        (Some(_), []) => {
            verdicts.rejected += 1;
            Vec::new()
        }
        (Some(forbidden), _) => wrong(format!("it is sent {forbidden}")),
        (None, []) => wrong(format!(
            "a valid call is rejected: {}; it has {}",
            error.unwrap_or("nobody says why"),
            arguments(exchange)
        )),
        (None, [request]) => {
            verdicts.requests += 1;
            let mut findings = malipo_judge::judge(operation, &exchange.arguments, request);
            let Some(response) = exchange
                .response
                .as_ref()
                .filter(|_| operation.method != "HEAD")
            else {
                return findings;
            };
            if response.status >= 400 {
                verdicts.failures += 1;
                verdicts.defaults += usize::from(response.is_default);
                findings.extend(failure(response, said).map(Finding::Wrong));
                return findings;
            }
            if let Some(error) = error {
                findings.push(Finding::Wrong(format!(
                    "the response is not read: {error}; it is {} {}",
                    response.status,
                    response.expected().unwrap_or(&Json::Null)
                )));
                return findings;
            }
            verdicts.responses += 1;
            let output = said["output"]
                .as_str()
                .and_then(|output| Json::read(output).ok());
            let output = output.unwrap_or(Json::Null);
            let differs = judge_output(response, &output);
            findings.extend(differs.map(|what| Finding::Wrong(format!("the response: {what}"))));
            findings
        }
        (None, several) => wrong(format!("{} requests are sent", several.len())),
    }
}

/// Says how a documented error was read.
fn failure(response: &Served, said: &Value) -> Option<String> {
    let status = response.status;
    if said.get("output").is_some() {
        return Some(format!("the error {status} is read as a success"));
    }
    let refusal = said["refusal"].as_str();
    let Some(refusal) = refusal.and_then(|refusal| Json::read(refusal).ok()) else {
        let body = response.expected().unwrap_or(&Json::Null);
        return Some(format!(
            "the body of the error {status} is not read; it is {body}"
        ));
    };
    let differs = judge_output(response, &refusal)?;
    Some(format!("the error {status}: {differs}"))
}

fn arguments(exchange: &Exchange) -> String {
    let parameters = exchange.arguments.parameters.iter();
    let named = parameters.map(|(_, name, value)| format!("{name}: {value}"));
    let body = exchange
        .arguments
        .body
        .iter()
        .map(|body| body.value.to_string());
    named.chain(body).collect::<Vec<_>>().join(", ")
}

/// The program that calls.
struct Caller {
    child: Child,
    said: io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Caller {
    fn start(subject: &Subject, program: &Path, server: &Server) -> io::Result<Self> {
        let keys: BTreeMap<String, String> = subject
            .document
            .credentials()
            .into_iter()
            .map(|(scheme, _)| (scheme.clone(), key_of(&scheme)))
            .collect();
        let setup = json!({
            "base_url": server.base_url(),
            "bearer": BEARER,
            "user": BASIC.0,
            "password": BASIC.1,
            "keys": keys,
        });
        let log = program.with_extension("stderr.txt");
        let mut child = Command::new(program)
            .arg(setup.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(log)?)
            .spawn()?;
        let out = child.stdout.take().ok_or_else(ended)?;
        Ok(Self {
            child,
            said: BufReader::new(out).lines(),
        })
    }

    fn call(&mut self, number: usize, exchange: &Exchange, has_several: bool) -> io::Result<Value> {
        let arguments = &exchange.arguments;
        let key = |place: &Place, name: &str| {
            let place = format!("{place:?}").to_lowercase();
            format!("{place}/{name}")
        };
        let parameters: BTreeMap<String, String> = arguments
            .parameters
            .iter()
            .map(|(place, name, value)| (key(place, name), value.to_string()))
            .collect();
        let body = arguments.body.as_ref();
        let media_type = body.map(|body| &body.media_type);
        // What the document leaves open, the caller decides. Only the client knows the boundary of parts.
        let decided = body.filter(|body| {
            let is_open = has_several || body.media_type.contains('*');
            is_open && !body.media_type.starts_with("multipart/")
        });
        let line = json!({
            "operation": number,
            "is_without_credentials": exchange.is_without_credentials,
            "parameters": parameters,
            "media_type": media_type,
            "content_type": decided.map(|body| &body.sent_as),
            "body": body.map(|body| body.value.to_string()),
        });
        let input = self.child.stdin.as_mut().ok_or_else(ended)?;
        writeln!(input, "{line}")?;
        input.flush()?;
        let said = self.said.next().ok_or_else(ended)??;
        let said: Value = serde_json::from_str(&said)?;
        match said["client"].as_str() {
            Some(why) => Err(io::Error::other(format!("no client can be built: {why}"))),
            None => Ok(said),
        }
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn ended() -> io::Error {
    io::Error::other("the program that calls has ended")
}
