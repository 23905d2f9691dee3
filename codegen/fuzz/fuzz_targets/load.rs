//! Any text: reading it ends with a tree or with diagnostics that can be shown, and a tree that is written down is read as
//! the same tree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use malipo_codegen::load_tree;
use malipo_codegen_fuzz::{alike, input, see_a_full_stack};

fuzz_target!(init: see_a_full_stack(), |bytes: &[u8]| {
    let input = input(bytes);
    let (tree, diagnostics) = load_tree(&input);
    let rendered = diagnostics.render();
    assert_eq!(rendered.is_empty(), diagnostics.is_empty());
    let Some(tree) = tree.filter(|tree| tree.is_object() && diagnostics.is_empty()) else {
        return;
    };
    let again = malipo_codegen::Input {
        text: tree.to_string().into(),
        ..input
    };
    let (again, diagnostics) = load_tree(&again);
    // YAML may be a little deeper than JSON.
    if !diagnostics.iter().any(|diagnostic| diagnostic.what.contains("too deeply")) {
        assert!(diagnostics.is_empty(), "{diagnostics}");
        assert!(again.is_some_and(|again| alike(&tree, &again)), "{tree}");
    }
});
