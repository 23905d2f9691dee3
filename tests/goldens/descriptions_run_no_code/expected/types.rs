//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
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
    pub struct Thing keeps unreadable {
        /// Named `a' ''' run();` in the document.
        pub a_run: some String = "a`\n```\nrun();";
        pub kind: some ThingKind = "kind";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ThingKind {
        BRun = "b`\n\n    run();",
    } else Unknown
}
