//! Claim: the embedded gateways are built in layers. A file imports only from its own layer and from lower ones, no files import
//! each other in a cycle, but for a module and the children that it hands its state to, and no gateway imports another.

use std::path::Path;

use malipo_layers::{Imports, Layer, top};

/// The layers, from the lowest.
const LAYERS: &[Layer<'_>] = &[
    (
        "ground",
        &["identity", "money", "printable", "recent", "host"],
    ),
    // What was paid, when, and what becomes of it.
    ("ledger", &["error", "clock", "ledger", "fate"]),
    ("webhooks", &["webhooks"]),
    ("books", &["books"]),
    ("contract", &["contract"]),
    // What comes in, what goes out, and what goes wrong with it.
    ("exchange", &["exchange", "fault", "record"]),
    ("gateways", &["simulated", "zamupay", "zengapay"]),
    ("simulation", &["simulation"]),
    ("server", &["connections", "server", "tap"]),
    ("sandbox", &["sandbox", "lib"]),
    ("program", &["events", "gateways", "main"]),
];

fn imports() -> Imports {
    let imports = Imports::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    assert!(imports.iter().count() > 50, "the sources are gone");
    imports
}

#[test]
fn a_file_imports_only_from_its_layer_and_below() {
    assert_eq!(imports().upward(LAYERS), Ok(Vec::new()));
}

#[test]
fn no_files_import_each_other_in_a_cycle() {
    let imports = imports();
    assert!(
        imports.in_cycles_of_siblings().is_empty(),
        "{:#?}",
        imports.in_cycles_of_siblings()
    );
}

#[test]
fn no_gateway_imports_another() {
    let is_gateway = |file: &str| ["zamupay", "zengapay"].contains(&top(file));
    let imports = imports();
    let mut seen = 0;
    for (from, all) in imports.iter().filter(|(from, _)| is_gateway(from)) {
        seen += 1;
        let others = all
            .iter()
            .filter(|to| is_gateway(to) && top(to) != top(from));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&String>::new(), "{from}");
    }
    assert!(seen > 20, "the gateways are gone");
}
