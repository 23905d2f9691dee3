//! `cargo xtask generate [--check]`: the specifications in, the generated part of the client out.

use malipo_workspace::writer::{Change, Plan};
use malipo_workspace::{API_DIRECTORY, REPAIR, Workspace};

use super::{Failure, complain, say};

/// Where files go that somebody wrote by hand among the generated ones.
const ATTIC: &str = "target/strays";

/// Brings the generated files up to date and prints a line for each that was not.
pub(crate) fn write(workspace: &Workspace) -> Result<(), Failure> {
    let plan = plan(workspace)?;
    plan.apply(&workspace.root().join(ATTIC))?;
    for change in plan.changes() {
        let path = change.path();
        match change {
            Change::Missing { .. } => say(format_args!("created  {API_DIRECTORY}/{path}")),
            Change::Changed { .. } => say(format_args!("updated  {API_DIRECTORY}/{path}")),
            Change::Stray {
                generated: false, ..
            } => say(format_args!(
                "moved    {API_DIRECTORY}/{path}, which was written by hand, to {ATTIC}"
            )),
            _ => say(format_args!("deleted  {API_DIRECTORY}/{path}")),
        }
    }
    if plan.is_up_to_date() {
        say(format_args!("{API_DIRECTORY} is up to date"));
    }
    Ok(())
}

/// Writes nothing; fails if [`write()`] would.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let plan = plan(workspace)?;
    if plan.is_up_to_date() {
        say(format_args!("{API_DIRECTORY} is up to date"));
        return Ok(());
    }
    say(format_args!("{}", plan.report()));
    Err(Failure::new(format!(
        "{API_DIRECTORY} is not what the specifications say; repair it with `{REPAIR}`"
    )))
}

fn plan(workspace: &Workspace) -> Result<Plan, Failure> {
    let inputs = workspace.inputs()?;
    let generated = malipo_codegen::generate(&inputs).map_err(|problems| {
        complain(&problems);
        Failure::new("the specifications have errors; nothing was written")
    })?;
    Ok(Plan::new(
        &workspace.api_directory(),
        generated.files.iter(),
    )?)
}
