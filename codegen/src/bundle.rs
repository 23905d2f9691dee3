//! A document in several files, as one: what it refers to in other files becomes a component of it.
//!
//! Every later stage sees one tree. `Origins` keeps where its parts come from, so that a problem is shown in the file that its author has
//! to edit.

mod bundler;
mod files;
mod pieces;
mod write_out;

#[cfg(test)]
mod tests;

use crate::diagnostic::Report;
use crate::document::{Document, LeftOut, Others, ROOT, TypedFormats};
use crate::load::Loaded;
use crate::openapi::{Object, walk};

use bundler::Bundler;
pub(crate) use bundler::size;
use files::Files;

/// Puts in what a document refers to in other files, and writes out its path items and operations that are references.
pub(crate) fn bundle(loaded: Loaded, file: &str, others: &Others, report: &mut Report) -> Document {
    let mut tree = loaded.tree;
    if !loaded.refers_elsewhere && !write_out::has_references(&tree) {
        return Document {
            tree,
            is_yaml: loaded.is_yaml,
            refers_deep: loaded.refers_deep,
            has_nulls: loaded.has_nulls,
            ..Document::default()
        };
    }
    let mut bundler = Bundler::new(Files::new(file, others), &tree, report);
    bundler.replace_components(&tree);
    let written_out = bundler.write_out_path_items(&mut tree);
    bundler.write_out_operations(&mut tree, written_out);
    bundler.rewrite(&mut tree, Object::Root, walk, ROOT, "");
    bundler.move_in(&mut tree);
    let Bundler {
        mut files,
        report,
        origins,
        unresolved,
        named_elsewhere,
        ..
    } = bundler;
    let reports = files.take_reports();
    let origins = origins.with_texts(files.into_texts());
    for found in reports {
        report.add_of_file(found, &origins);
    }
    Document {
        typed: TypedFormats::default(),
        tree,
        origins,
        unresolved,
        named_elsewhere,
        is_yaml: loaded.is_yaml,
        // The other files may have some.
        refers_deep: true,
        has_nulls: true,
        left_out: LeftOut::default(),
    }
}
