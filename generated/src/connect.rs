//! Constructors by hand: which way each gateway authenticates, and where its environments are.

#[cfg(feature = "zamupay")]
use std::ffi::OsString;

#[cfg(any(feature = "zamupay", feature = "zengapay"))]
use malipo_runtime::rt::{ClientBuilder, Error, Variables};
#[cfg(feature = "zamupay")]
use malipo_runtime::rt::{ClientCredentials, check_text, check_token_url};

#[cfg(feature = "zamupay")]
use crate::zamupay;
#[cfg(feature = "zengapay")]
use crate::zengapay;

#[cfg(feature = "zamupay")]
impl zamupay::Client {
    /// Sets up a client for one environment, with the client id and the secret that ZamuPay generated for you.
    ///
    /// It gets its own tokens, and [renews them](ClientBuilder::client_credentials). They are asked for with a form at
    /// `/connect/token`, under the address of the API, with the scope `PyPay_api`. [`ClientBuilder::scope`] and
    /// [`ClientBuilder::token_url`] change that.
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

    /// Sets up a client that asks for its tokens in the other documented way: with JSON, at `/v1/oauth/token`, and no scope.
    ///
    /// ```no_run
    /// use malipo::zamupay::{Client, Environment};
    ///
    /// # fn secret_from_the_vault() -> String { String::new() }
    /// let client = Client::builder_with_json_tokens(Environment::Sandbox, "shop-17", secret_from_the_vault()).build()?;
    /// # Ok::<(), malipo::Error>(())
    /// ```
    pub fn builder_with_json_tokens(
        environment: zamupay::Environment,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> ClientBuilder<Self> {
        let credentials = ClientCredentials::new(client_id, client_secret)
            .json()
            .token_url("/v1/oauth/token");
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
        Self::configured(Variables::of("ZAMUPAY"))?.build()
    }

    fn configured<F>(mut variables: Variables<F>) -> Result<ClientBuilder<Self>, Error>
    where
        F: Fn(&str) -> Option<OsString>,
    {
        let usable = |text: &str| check_text(text).map_err(|reason| format!("it {reason}"));
        let id = variables.required("CLIENT_ID", "the client id of your account", usable);
        let secret = variables.required("CLIENT_SECRET", "the secret of that client", usable);
        let scope = variables.optional("SCOPE", usable);
        let token_url = variables.optional("TOKEN_URL", check_token_url);
        let base_url = variables.base_url();
        let mut builder = Self::builder(variables.environment()?, id, secret);
        if let Some(scope) = scope {
            builder = builder.scope(scope);
        }
        if let Some(token_url) = token_url {
            builder = builder.token_url(token_url);
        }
        Ok(match base_url {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
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

#[cfg(test)]
#[cfg(feature = "zamupay")]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    const REQUIRED: [(&str, &str); 3] = [
        ("ZAMUPAY_CLIENT_ID", "shop-17"),
        ("ZAMUPAY_CLIENT_SECRET", "s3cret-4711"),
        ("ZAMUPAY_ENVIRONMENT", "sandbox"),
    ];

    fn configured(variables: &[(&str, &str)]) -> Result<ClientBuilder<zamupay::Client>, Error> {
        zamupay::Client::configured(Variables::new("ZAMUPAY", |name: &str| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some(OsString::from(value))
        }))
    }

    /// The request for a token that a client makes which these variables and the three required ones describe.
    async fn asked(more: &[(&str, &str)]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let issuer = std::thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            let mut request = Vec::new();
            while !request.ends_with(b"PyPay_api") && !request.ends_with(b"other") {
                let mut part = [0; 1024];
                let read = stream.read(&mut part).unwrap();
                assert!(read > 0, "{}", String::from_utf8_lossy(&request));
                request.extend_from_slice(&part[..read]);
            }
            stream
                .write_all(b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n")
                .unwrap();
            String::from_utf8(request).unwrap()
        });
        let variables = [&REQUIRED[..], &[("ZAMUPAY_BASE_URL", &*base_url)], more].concat();
        let client = configured(&variables).unwrap().build().unwrap();
        assert!(client.get_balance(404).await.unwrap_err().is_no_token());
        issuer.join().unwrap()
    }

    #[tokio::test]
    async fn three_variables_are_enough_and_others_change_how_tokens_are_asked_for() {
        let plain = asked(&[]).await;
        assert!(plain.starts_with("POST /connect/token "), "{plain}");
        let body = "client_id=shop-17&client_secret=s3cret-4711&grant_type=client_credentials&scope=PyPay_api";
        assert!(plain.ends_with(body), "{plain}");

        let other = [("ZAMUPAY_SCOPE", "other"), ("ZAMUPAY_TOKEN_URL", "/token")];
        let other = asked(&other).await;
        assert!(other.starts_with("POST /token "), "{other}");
        assert!(other.ends_with("&scope=other"), "{other}");
    }

    #[test]
    fn everything_that_is_missing_or_wrong_is_named_at_once_and_no_value_is_repeated() {
        let refused = |variables: &[(&str, &str)]| {
            let error = configured(variables).err().unwrap();
            assert!(error.is_configuration());
            assert!(!format!("{error} {error:?}").contains("4711"), "{error:?}");
            error.to_string()
        };
        assert_eq!(
            refused(&[("ZAMUPAY_CLIENT_SECRET", "")]),
            "ZAMUPAY_CLIENT_ID is not set: set it to the client id of your account; ZAMUPAY_CLIENT_SECRET is not set: set it to the secret of that client; ZAMUPAY_ENVIRONMENT is not set: set it to `sandbox` or `production`"
        );
        let all = refused(&[
            ("ZAMUPAY_CLIENT_ID", "shop-4711 "),
            ("ZAMUPAY_CLIENT_SECRET", "s3cret-4711\n"),
            ("ZAMUPAY_ENVIRONMENT", "live-4711"),
            ("ZAMUPAY_BASE_URL", "http://example.com/4711"),
            ("ZAMUPAY_TOKEN_URL", "connect/4711"),
            ("ZAMUPAY_SCOPE", " 4711"),
        ]);
        for says in [
            "ZAMUPAY_CLIENT_ID cannot be used: it has a line break, a space around it",
            "ZAMUPAY_CLIENT_SECRET cannot be used: it has a line break",
            "ZAMUPAY_SCOPE cannot be used: it has",
            "ZAMUPAY_TOKEN_URL cannot be used: the token URL is not a URL",
            "ZAMUPAY_BASE_URL cannot be used: the base URL must begin with https://",
            "ZAMUPAY_ENVIRONMENT must be `sandbox` or `production`",
        ] {
            assert!(all.contains(says), "{all}");
        }
    }
}
