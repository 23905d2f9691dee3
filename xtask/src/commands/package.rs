//! `cargo xtask generate --spec FILE --out DIR --name CRATE`: somebody's document in, a crate out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use malipo_codegen::{
    Account, Code, Diagnostic, Diagnostics, Package, Place, Presence, Reason, Runtime,
    TypedFormats, check_crate_name, generate_crate,
};
use malipo_workspace::writer::Change;
use malipo_workspace::{input, package};
use serde_json::{Value, json};

use super::{Failure, complain, say, warn};

/// What crate to write, and from what.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write a crate for this OpenAPI 3.0 document, in YAML or JSON, instead of generated/src/api.
    #[arg(long, value_name = "FILE", requires_all = ["out", "name"])]
    spec: Option<PathBuf>,
    /// The directory of the crate: new, empty, or made by this command before.
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// The name of the crate.
    #[arg(long, value_name = "CRATE", requires = "spec")]
    name: Option<String>,
    /// Where the crate finds malipo-runtime: the directory `generated/runtime` of a checkout. Without it, the crate depends on the
    /// published crate, which does not exist yet.
    #[arg(long, value_name = "PATH", requires = "spec")]
    runtime: Option<PathBuf>,
    /// Let the document refer to files in this folder too, and not only to those in its own. May be given several times.
    #[arg(long, value_name = "DIR", requires = "spec")]
    allow_outside: Vec<PathBuf>,
    /// Give strings of these formats a type of their own: `date` and `date-time` on jiff, `uuid` on uuid. Without it, each is a string.
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', requires = "spec")]
    typed: Vec<Formats>,
    /// Leave out only what errors of the document are about, and generate the rest.
    #[arg(long, requires = "spec")]
    keep_going: bool,
    /// Show every warning with its location, and not only how many there are.
    #[arg(long, requires = "spec")]
    warnings: bool,
    /// Print one JSON object instead of the summary: what became of each operation, all that is ignored, and the errors.
    #[arg(long, requires = "spec", conflicts_with = "warnings")]
    json: bool,
}

/// Formats of strings that can have a type of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Formats {
    Dates,
    Uuids,
}

/// Options that are complete.
#[derive(Debug)]
pub(crate) struct Order<'a> {
    spec: &'a PathBuf,
    out: &'a PathBuf,
    name: &'a str,
    options: &'a Options,
}

impl Options {
    /// What is ordered, if a crate is.
    pub(crate) fn order(&self) -> Option<Order<'_>> {
        Some(Order {
            spec: self.spec.as_ref()?,
            out: self.out.as_ref()?,
            name: self.name.as_deref()?,
            options: self,
        })
    }
}

/// Brings a crate up to date; or, if `check` is set, writes nothing and fails if it is not.
pub(crate) fn run(order: &Order<'_>, check: bool) -> Result<(), Failure> {
    check_crate_name(order.name).map_err(Failure::new)?;
    let spec = order.spec.display();
    let allowed = &order.options.allow_outside;
    let mut input = input::read(order.spec, spec.to_string(), allowed)
        .map_err(|error| Failure::new(format!("{spec} cannot be read: {}", input::why(&error))))?;
    input.keep_going = order.options.keep_going;
    input.typed = TypedFormats {
        dates: order.options.typed.contains(&Formats::Dates),
        uuids: order.options.typed.contains(&Formats::Uuids),
    };
    let failed = |error: package::Error| Failure::new(error.to_string());
    let runtime = match &order.options.runtime {
        None => Runtime::Registry,
        Some(path) => Runtime::Path(package::path_of_runtime(order.out, path).map_err(failed)?),
    };
    let package = Package {
        name: order.name.to_owned(),
        runtime,
    };
    let generated = generate_crate(&input, &package).map_err(|problems| {
        rejected(&problems, order.options.warnings);
        if order.options.json {
            let account = json(&Account::default(), &problems);
            say(format_args!("{account:#}"));
        }
        let way_out = match problems.is_survivable() && !order.options.keep_going {
            true => "; `--keep-going` leaves out only what they are about",
            false => "",
        };
        Failure::new(format!("`{spec}` has errors; nothing was written{way_out}"))
    })?;
    let plan = package::plan(order.out, &generated.files).map_err(failed)?;
    let out = order.out.display();
    if check && !plan.is_up_to_date() {
        say(format_args!("{}", plan.report()));
        return Err(Failure::new(format!(
            "{out} is not what {spec} says; run the same command without `--check`"
        )));
    }
    plan.apply(order.out)?;
    if order.options.json {
        complain(&generated.diagnostics.errors());
        for account in &generated.account {
            let account = json(account, &generated.diagnostics);
            say(format_args!("{account:#}"));
        }
        return Ok(());
    }
    for change in plan.changes() {
        let verb = match change {
            Change::Missing { .. } => "created",
            Change::Changed { .. } => "updated",
            _ => "deleted",
        };
        say(format_args!("{verb}  {out}/{}", change.path()));
    }
    if plan.is_up_to_date() {
        say(format_args!("{out} is up to date"));
    }
    for coverage in &generated.account {
        covered(coverage);
    }
    survived(&generated.diagnostics);
    warned(&generated.diagnostics, order.options.warnings);
    let has_reasons = |account: &Account| {
        let mut operations = account.operations.iter();
        operations.any(|operation| !matches!(operation.presence, Presence::Whole))
    };
    if !generated.diagnostics.is_empty() || generated.account.iter().any(has_reasons) {
        say(format_args!("\n{EXPLAINED}"));
    }
    if order.options.runtime.is_none() {
        say(format_args!(
            "\nthe crate depends on a release of `malipo-runtime`, and there is none yet: give `--runtime PATH`, the directory `generated/runtime` of a checkout"
        ));
    }
    Ok(())
}

/// What became of each operation, all that is ignored, and the errors.
fn json(account: &Account, diagnostics: &Diagnostics) -> Value {
    let operations = account.operations.iter().map(|operation| {
        let (presence, reasons) = match &operation.presence {
            Presence::Whole => ("documented", Vec::new()),
            Presence::Partial(reasons) => ("partial", reasons.iter().map(reason).collect()),
            Presence::LeftOut(reasons) => ("left_out", reasons.iter().map(left_out).collect()),
        };
        json!({
            "method": operation.method,
            "path": operation.path,
            "operation_id": operation.id,
            "presence": presence,
            "reasons": reasons,
        })
    });
    let ignored = account.ignored.iter().map(|ignored| {
        json!({
            "code": ignored.code.as_str(),
            "file": ignored.file,
            "pointer": ignored.pointer,
            "keyword": ignored.keyword,
        })
    });
    json!({
        "operations": operations.collect::<Vec<_>>(),
        "ignored": ignored.collect::<Vec<_>>(),
        "unaccounted": account.unaccounted,
        "unreadable_paths": account.unreadable_paths,
        "errors": errors(diagnostics),
    })
}

fn errors(diagnostics: &Diagnostics) -> Vec<Value> {
    let errors = diagnostics.errors();
    let located = errors.located().into_iter();
    let errors = located.map(|(error, line, column)| {
        json!({
            "code": error.code.as_str(),
            "file": error.file,
            "line": line,
            "column": column,
            "pointer": pointer(error),
            "title": error.code.title(),
            "message": error.what,
            "help": error.help,
        })
    });
    errors.collect()
}

fn reason(reason: &Reason) -> Value {
    json!({
        "code": reason.code.map(Code::as_str),
        "file": reason.file,
        "pointer": reason.pointer,
        "title": reason.code.map(Code::title),
    })
}

fn pointer(problem: &Diagnostic) -> Option<&String> {
    match &problem.place {
        Place::Pointer(pointer) => Some(pointer),
        _ => None,
    }
}

fn left_out(reason: &Diagnostic) -> Value {
    json!({
        "code": reason.code.as_str(),
        "file": reason.file,
        "pointer": pointer(reason),
        "title": reason.code.title(),
        "message": reason.what,
    })
}

fn covered(coverage: &Account) {
    let count = |wanted: fn(&Presence) -> bool| {
        let of = coverage.operations.iter();
        of.filter(|operation| wanted(&operation.presence)).count()
    };
    let whole = count(|presence| matches!(presence, Presence::Whole));
    let all = coverage.operations.len();
    let pointer = match whole == all {
        true => "",
        false => "; the crate's src/lib.rs lists them with the reasons",
    };
    say(format_args!(
        "{all} operation{}: {whole} as documented, {} in part, {} left out{pointer}",
        plural(all),
        count(|presence| matches!(presence, Presence::Partial(_))),
        count(|presence| matches!(presence, Presence::LeftOut(_))),
    ));
    let unreadable = &coverage.unreadable_paths;
    if !unreadable.is_empty() {
        let count = unreadable.len();
        say(format_args!(
            "{count} path item{} cannot be read, so nobody knows how many operations are missing there: {}",
            plural(count),
            unreadable.join(", ")
        ));
    }
    if all == 0 {
        say(format_args!(
            "nothing can be called with this crate: its paths are empty, or a problem that was reported is about them"
        ));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for operation in &coverage.operations {
        match &operation.presence {
            Presence::Whole => {}
            Presence::Partial(reasons) => {
                for reason in reasons {
                    *counts.entry(&reason.words).or_default() += 1;
                }
            }
            Presence::LeftOut(reasons) => {
                for reason in reasons.iter().take(1) {
                    let words = format!("{} ({})", reason.code.title(), reason.code);
                    *left_out.entry(words).or_default() += 1;
                }
            }
        }
    }
    most_frequent("", counts.into_iter().collect());
    most_frequent(" left out", left_out.into_iter().collect());
}

/// Shows the most frequent reasons, each with the number of its operations.
fn most_frequent(outcome: &str, mut counts: Vec<(impl std::fmt::Display, usize)>) {
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (words, count) in counts.iter().take(MOST_REASONS) {
        say(format_args!(
            "{count:>7} operation{}{outcome}: {words}",
            plural(*count)
        ));
    }
    if counts.len() > MOST_REASONS {
        let more = counts.len() - MOST_REASONS;
        say(format_args!(
            "        and {more} more reasons; `--json` has all"
        ));
    }
}

/// How many reasons the summary shows.
const MOST_REASONS: usize = 5;

/// Where each code is explained.
const EXPLAINED: &str = "codegen/src/diagnostic/codes.md explains each code";

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Shows the errors that only left something out.
fn survived(diagnostics: &Diagnostics) {
    let errors = diagnostics.errors();
    let count = errors.iter().count();
    if count > 0 {
        apart();
        complain(&errors);
        let part = match count {
            1 => "the faulty part is",
            _ => "each faulty part is",
        };
        say(format_args!(
            "{count} error{}: {part} left out, raw JSON or bytes",
            plural(count)
        ));
    }
}

/// Shows why nothing is generated: the errors, and the warnings only if they were asked for.
fn rejected(problems: &Diagnostics, all: bool) {
    match all {
        true => complain(problems),
        false => {
            complain(&problems.errors());
            let count = problems.warnings().iter().count();
            if count > 0 {
                warn(format_args!(
                    "{count} warning{}; `--warnings` shows each with its location",
                    plural(count)
                ));
            }
        }
    }
    warn(format_args!("{EXPLAINED}\n"));
}

/// Begins problems with a blank line behind the summary.
fn apart() {
    warn(format_args!(""));
}

fn warned(diagnostics: &Diagnostics, all: bool) {
    let warnings = diagnostics.warnings();
    if warnings.is_empty() {
        return;
    }
    if all {
        say(format_args!("\n{}", warnings.to_string().trim_end()));
        return;
    }
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for warning in warnings.iter() {
        *counts.entry(warning.code).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    say(format_args!(
        "\n{all} warning{}; `--warnings` shows each with its location",
        plural(all)
    ));
    for (code, count) in counts {
        say(format_args!("{count:>7}  {code}  {}", code.title()));
    }
}
