//! Constructors by hand: which way each gateway authenticates, and where its environments are.

#[cfg(any(feature = "zamupay", feature = "zengapay"))]
use crate::runtime::{ClientBuilder, Error, Variables};
#[cfg(feature = "zamupay")]
use crate::runtime::{ClientCredentials, check_text, check_token_url};
#[cfg(feature = "zamupay")]
use crate::zamupay;
#[cfg(feature = "zengapay")]
use crate::zengapay;

#[cfg(feature = "zamupay")]
impl zamupay::Client {
    /// Sets up a client for one environment, with the client id and the secret that ZamuPay generated for you.
    ///
    /// It gets its own tokens, and [renews them](ClientBuilder::client_credentials). They are asked for with a form at
    /// `/connect/token`, under the address of the API, with the scope `PyPay_api`.
    ///
    /// ```no_run
    /// use malipo::zamupay;
    ///
    /// # fn secret_from_the_vault() -> String { String::new() }
    /// let client = zamupay::Client::builder(zamupay::Environment::Sandbox, "shop-17", secret_from_the_vault())
    ///     .proxy("http://egress.example.com:3128")
    ///     .build()?;
    /// # Ok::<(), malipo::Error>(())
    /// ```
    pub fn builder(
        environment: zamupay::Environment,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> ClientBuilder<Self> {
        let credentials = ClientCredentials::new(client_id, client_secret)
            .token_url("/connect/token")
            .scope("PyPay_api");
        ClientBuilder::new(environment.base_url()).client_credentials(credentials)
    }

    /// The client that the variables of the process describe.
    ///
    /// | variable | |
    /// |---|---|
    /// | `ZAMUPAY_CLIENT_ID` | required: the client id |
    /// | `ZAMUPAY_CLIENT_SECRET` | required: its secret |
    /// | `ZAMUPAY_ENVIRONMENT` | required: `sandbox` or `production` |
    /// | `ZAMUPAY_BASE_URL` | another address: https, or plain http to this machine |
    /// | `ZAMUPAY_TOKEN_URL` | another place for tokens: a path such as `/connect/token`, or an address |
    /// | `ZAMUPAY_SCOPE` | another scope than `PyPay_api` |
    ///
    /// # Errors
    ///
    /// A [configuration error](Error::is_configuration) that names every variable which is missing or wrong, and repeats none
    /// of their values; else those of [`ClientBuilder::build`].
    pub fn from_env() -> Result<Self, Error> {
        let usable = |text: &str| check_text(text).map_err(|reason| format!("it {reason}"));
        let mut variables = Variables::of("ZAMUPAY");
        let id = variables.required("CLIENT_ID", "the client id of your account", usable);
        let secret = variables.required("CLIENT_SECRET", "the secret of that client", usable);
        let scope = variables.optional("SCOPE", usable);
        let token_url = variables.optional("TOKEN_URL", |url| check_token_url(url).map(|_| ()));
        let base_url = variables.base_url();
        let mut builder = Self::builder(variables.environment()?, id, secret);
        if let Some(scope) = scope {
            builder = builder.scope(scope);
        }
        if let Some(token_url) = token_url {
            builder = builder.token_url(token_url);
        }
        match base_url {
            Some(base_url) => builder.base_url(base_url).build(),
            None => builder.build(),
        }
    }
}

/// How ZamuPay's tokens are asked for. These do nothing after [`bearer`](Self::bearer), since nothing is asked for then.
#[cfg(feature = "zamupay")]
impl ClientBuilder<zamupay::Client> {
    /// Asks for tokens of another scope than `PyPay_api`.
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.with_credentials(|credentials| credentials.scope(scope))
    }

    /// Asks for tokens at another path than `/connect/token`, or at an address of its own: https, or plain http to this machine.
    pub fn token_url(self, path_or_url: impl Into<String>) -> Self {
        self.with_credentials(|credentials| credentials.token_url(path_or_url))
    }

    /// Asks for tokens in the other documented way: with JSON, at `/v1/oauth/token`, and no scope. What differs at your
    /// account can be set after it.
    pub fn json_tokens(self) -> Self {
        self.with_credentials(|credentials| {
            credentials.json().token_url("/v1/oauth/token").no_scope()
        })
    }
}

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
        let mut variables = Variables::of("ZENGAPAY");
        let token = variables.token();
        let base_url = variables.base_url();
        let builder = Self::builder(variables.environment()?, token);
        match base_url {
            Some(base_url) => builder.base_url(base_url).build(),
            None => builder.build(),
        }
    }
}
