//! Everything that any crate records, by `tracing` or by `log`, at every level.

use std::fmt::Write as _;
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

use super::assert_clean;

static RECORDED: Mutex<String> = Mutex::new(String::new());

struct Watch;

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

fn note(target: &str, name: &str, record: impl FnOnce(&mut Line<'_>)) {
    let mut text = RECORDED.lock().unwrap();
    write!(text, "\n[{target}] {name}").unwrap();
    record(&mut Line(&mut text));
}

impl<S: Subscriber> Layer<S> for Watch {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let metadata = attributes.metadata();
        note(metadata.target(), metadata.name(), |line| {
            attributes.record(line)
        });
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        note("record", "", |line| values.record(line));
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        note(event.metadata().target(), "event", |line| {
            event.record(line)
        });
    }
}

impl log::Log for Watch {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        note(record.target(), "log", |line| {
            write!(line.0, " {}", record.args()).unwrap();
        });
    }

    fn flush(&self) {}
}

/// Begins to watch, in all tests of this program together: tasks run on, and a callsite is asked only once who listens.
pub(crate) fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Watch);
        tracing::subscriber::set_global_default(subscriber).unwrap();
        log::set_logger(&Watch).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

/// Fails when something that was recorded up to now shows a marker, and when nothing was recorded, or not by those who should.
pub(crate) fn assert_recorded_clean(by: &[&str]) {
    let recorded = RECORDED.lock().unwrap().clone();
    for line in recorded.lines() {
        assert_clean("what was recorded", line);
    }
    for name in by {
        assert!(recorded.contains(name), "nothing was recorded of {name}");
    }
}
