//! Constructors by hand: which way each gateway authenticates, and where its environments are.

#[cfg(feature = "zengapay")]
use crate::runtime::{ClientBuilder, Error, Settings};
#[cfg(feature = "zengapay")]
use crate::zengapay;

#[cfg(feature = "zengapay")]
impl zengapay::Client {
    /// Sets up a client for one environment, with the token from that environment's dashboard.
    ///
    /// ```no_run
    /// use malipo::zengapay;
    ///
    /// # fn token_from_the_vault() -> String { String::new() }
    /// let client = zengapay::Client::builder(zengapay::Environment::Sandbox, token_from_the_vault())
    ///     .proxy("http://egress.example.com:3128")
    ///     .build()?;
    /// # Ok::<(), malipo::Error>(())
    /// ```
    pub fn builder(
        environment: zengapay::Environment,
        token: impl Into<String>,
    ) -> ClientBuilder<Self> {
        ClientBuilder::new(environment.base_url()).bearer(token)
    }

    /// The client that the variables of the process describe.
    ///
    /// | variable | |
    /// |---|---|
    /// | `ZENGAPAY_TOKEN` | required: the token from the dashboard |
    /// | `ZENGAPAY_ENVIRONMENT` | required: `sandbox` or `production` |
    /// | `ZENGAPAY_BASE_URL` | another address: https, or plain http to this machine |
    ///
    /// # Errors
    ///
    /// A [configuration error](Error::is_configuration) that names every variable which is missing or wrong, and repeats none
    /// of their values; else those of [`ClientBuilder::build`].
    pub fn from_env() -> Result<Self, Error> {
        let settings = Settings::<zengapay::Environment>::from_env("ZENGAPAY")?;
        let builder = Self::builder(settings.environment, settings.token);
        match settings.base_url {
            Some(base_url) => builder.base_url(base_url).build(),
            None => builder.build(),
        }
    }
}
