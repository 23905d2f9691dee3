//! `cargo xtask generate [--check]`: the specifications in, the generated part of the client out.

use xtask::workspace::{API_DIRECTORY, REPAIR, Workspace};
use xtask::writer::{Change, Plan};

use super::{Failure, say};

/// Brings the generated files up to date and prints a line for each that was not.
pub(crate) fn write(workspace: &Workspace) -> Result<(), Failure> {
    let plan = plan(workspace)?;
    plan.apply()?;
    for change in plan.changes() {
        let done = match change {
            Change::Missing { .. } => "created",
            Change::Changed { .. } => "updated",
            _ => "deleted",
        };
        say(format_args!("{done}  {API_DIRECTORY}/{}", change.path()));
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
    let by_hand = plan.changes().iter().any(|change| {
        matches!(
            change,
            Change::Stray {
                generated: false,
                ..
            }
        )
    });
    let first = if by_hand {
        "move or delete what was written by hand, then "
    } else {
        ""
    };
    Err(Failure::new(format!(
        "{API_DIRECTORY} is not what the specifications say; {first}repair it with `{REPAIR}`"
    )))
}

fn plan(workspace: &Workspace) -> Result<Plan, Failure> {
    let inputs = workspace.inputs()?;
    let generated = malipo_codegen::generate(&inputs).map_err(|problems| {
        Failure::new(format!(
            "the specifications do not hold; nothing was written\n\n{}",
            problems.render().trim_end()
        ))
    })?;
    Ok(Plan::new(
        &workspace.api_directory(),
        generated.files.iter(),
    )?)
}
