//! Do the packages outside of the workspace compile, with the versions of their own lock files?

use malipo_workspace::Workspace;

use super::step::Passed;
use crate::commands::{Failure, cargo, metadata, run, say};

/// Their manifests, and the flags of the compiler. The workspace excludes them, because they depend on crates that
/// are only measured, or need another compiler.
const MANIFESTS: &[(&str, &str)] = &[
    ("tests/peers/Cargo.toml", ""),
    ("codegen/benches/peers/Cargo.toml", ""),
    // As cargo-fuzz compiles it.
    ("codegen/fuzz/Cargo.toml", "--cfg fuzzing"),
];

/// Compares each lock file with its manifest, and compiles nothing. They differ after a change of what `malipo` or its generator
/// depends on.
pub(super) fn check_locks(workspace: &Workspace) -> Result<Passed, Failure> {
    let mut failed = Vec::new();
    for (manifest, _) in MANIFESTS {
        let update = [
            "update",
            "--quiet",
            "--workspace",
            "--locked",
            "--manifest-path",
            manifest,
        ];
        if let Err(failure) = run(cargo(workspace, &update)) {
            failed.push(format!(
                "{}\nrun `cargo update --workspace --manifest-path {manifest}`",
                failure.0
            ));
        }
    }
    Failure::if_any(&failed).map(|()| Passed::Fully)
}

/// Compiles each.
pub(super) fn check(workspace: &Workspace) -> Result<Passed, Failure> {
    #[derive(serde::Deserialize)]
    struct Metadata {
        target_directory: std::path::PathBuf,
    }
    let target = metadata::<Metadata>(workspace)?.target_directory;
    let mut failed = Vec::new();
    for (manifest, flags) in MANIFESTS {
        say(format_args!("{manifest}"));
        let mut check = cargo(
            workspace,
            &["check", "--quiet", "--locked", "--manifest-path", manifest],
        );
        check
            .env("CARGO_TARGET_DIR", target.join("outside"))
            .env("RUSTFLAGS", flags);
        if let Err(failure) = run(check) {
            failed.push(failure.0);
        }
    }
    Failure::if_any(&failed).map(|()| Passed::Fully)
}
