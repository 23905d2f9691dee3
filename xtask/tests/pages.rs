//! Claim: a reader who follows a link in a Markdown page of this repository arrives at the file and the section that it names.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;

use xtask::pages::{self, Page};
use xtask::workspace::Workspace;

fn pages(workspace: &Workspace) -> Vec<Page> {
    let root = workspace.root();
    let files = pages::find(root).unwrap();
    { files.iter() }
        .map(|file| pages::read(file, &fs::read_to_string(root.join(file)).unwrap()))
        .collect()
}

#[test]
fn every_link_of_every_page_resolves() {
    let workspace = Workspace::discover().unwrap();
    let pages = pages(&workspace);
    let links: usize = pages.iter().map(|page| page.links.len()).sum();
    assert!(pages.len() > 20 && links > 10, "{links} in {}", pages.len());
    let broken = pages::broken_links(workspace.root(), &pages);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
