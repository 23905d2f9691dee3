//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// One of:
///
/// - ```text
///   run();
///   ```
///
/// 1. ```text
///    run();
///    ```
///
///  >
///  > ```text
///  > run();
///  > ```
///
/// ````text
/// run();
/// ```
/// run();
/// ````
///
/// \`not closed
///
/// <div>
/// &lt;pre&gt;
/// run();
/// \&lt;img src=x onerror=run()&gt; and ![x](https://example.com/x.png)
/// </div>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `a' ''' run();`.
    pub a_run: Option<String>,
    /// `kind`.
    pub kind: Option<ThingKind>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Thing keeps unreadable {
        a_run = "a`\n```\nrun();", some,
        kind = "kind", some,
    }
}

/// `ThingKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ThingKind {
    /// `b' run();`.
    BRun,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    ThingKind {
        BRun = "b`\n\n    run();",
    } else Unknown
}
