//! Room for recursion.
//!
//! What recurses is bounded: a document nests no deeper than its parser allows, and a chain of references has a longest length. A
//! small stack, as that of a test or of another thread, does not hold even that.

use std::panic::resume_unwind;
use std::thread;

/// Memory is only used as far as the stack grows.
const SIZE: usize = 128 << 20;

/// Runs something on a stack that is large enough for every document.
pub(crate) fn with_room<T: Send>(run: impl Fn() -> T + Sync) -> T {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(SIZE);
        match builder.spawn_scoped(scope, &run) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // Where there are no threads, this stack has to do.
            Err(_) => run(),
        }
    })
}
