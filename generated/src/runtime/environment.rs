//! Which environment of a gateway is meant, and what the variables of the process say of it.

use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

use super::Error;
use super::auth::bearer;
use super::base_url::BaseUrl;

/// A text names no environment of the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownEnvironment {
    names: &'static [&'static str],
}

impl UnknownEnvironment {
    /// An error that tells the names of the environments there are.
    pub const fn new(names: &'static [&'static str]) -> Self {
        Self { names }
    }

    /// The names of the environments there are.
    pub const fn names(&self) -> &'static [&'static str] {
        self.names
    }
}

impl fmt::Display for UnknownEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the environment must be {}", Choices(self.names))
    }
}

impl std::error::Error for UnknownEnvironment {}

/// `sandbox` or `production`, as a person would say it.
struct Choices(&'static [&'static str]);

impl fmt::Display for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.0.iter().enumerate() {
            let separator = match index {
                0 => "",
                _ if index + 1 == self.0.len() => " or ",
                _ => ", ",
            };
            write!(f, "{separator}`{name}`")?;
        }
        Ok(())
    }
}

/// What a client needs to know, from the variables `PREFIX_TOKEN`, `PREFIX_ENVIRONMENT` and `PREFIX_BASE_URL`.
#[allow(
    dead_code,
    reason = "only the constructors of gateways use it, and none may be enabled"
)]
pub(crate) struct Settings<E> {
    pub(crate) token: String,
    pub(crate) environment: E,
    /// An address in place of the environment's: for a simulator on this machine.
    pub(crate) base_url: Option<String>,
}

#[allow(
    dead_code,
    reason = "only the constructors of gateways use it, and none may be enabled"
)]
impl<E: FromStr<Err = UnknownEnvironment>> Settings<E> {
    /// Reads the variables of this process.
    pub(crate) fn from_env(prefix: &str) -> Result<Self, Error> {
        Self::read(prefix, |name| std::env::var_os(name))
    }

    /// Reads variables, and reports everything that is wrong with them. No value is repeated, since one is a secret.
    fn read(prefix: &str, variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, Error> {
        let mut problems = Vec::new();
        // An empty variable counts as one that is not set.
        let value = |name: &str| {
            let text = variable(&format!("{prefix}_{name}"))?;
            (!text.is_empty()).then(|| text.into_string().unwrap_or_default())
        };
        let token = value("TOKEN");
        match &token {
            None => problems.push(format!(
                "{prefix}_TOKEN is not set: set it to the token of your account"
            )),
            Some(token) => {
                if let Err(reason) = bearer(token) {
                    problems.push(format!("{prefix}_TOKEN cannot be used: {reason}"));
                }
            }
        }
        let environment = match value("ENVIRONMENT") {
            None => "".parse().map_err(|unknown: UnknownEnvironment| {
                format!(
                    "{prefix}_ENVIRONMENT is not set: set it to {}",
                    Choices(unknown.names)
                )
            }),
            Some(name) => name.parse().map_err(|unknown: UnknownEnvironment| {
                format!("{prefix}_ENVIRONMENT must be {}", Choices(unknown.names))
            }),
        };
        let base_url = value("BASE_URL");
        if let Some(Err(reason)) = base_url.as_deref().map(BaseUrl::parse) {
            problems.push(format!(
                "{prefix}_BASE_URL cannot be used: the base URL {reason}"
            ));
        }
        match (token, environment) {
            (Some(token), Ok(environment)) if problems.is_empty() => Ok(Self {
                token,
                environment,
                base_url,
            }),
            (_, environment) => {
                problems.extend(environment.err());
                Err(Error::configuration(problems.join("; ")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Environment {
        Sandbox,
        Production,
    }

    impl FromStr for Environment {
        type Err = UnknownEnvironment;

        fn from_str(name: &str) -> Result<Self, UnknownEnvironment> {
            match name {
                "sandbox" => Ok(Self::Sandbox),
                "production" => Ok(Self::Production),
                _ => Err(UnknownEnvironment::new(&["sandbox", "production"])),
            }
        }
    }

    fn read(variables: &[(&str, &str)]) -> Result<Settings<Environment>, Error> {
        Settings::read("GATE", |name| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some(OsString::from(value))
        })
    }

    fn refused(variables: &[(&str, &str)]) -> String {
        let error = read(variables).err().unwrap();
        assert!(error.is_configuration());
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("4711"), "{shown}");
        error.to_string()
    }

    #[test]
    fn a_token_and_an_environment_are_enough() {
        let settings = read(&[
            ("GATE_TOKEN", "tok-4711"),
            ("GATE_ENVIRONMENT", "production"),
        ])
        .unwrap();
        assert_eq!(
            (settings.token.as_str(), settings.base_url),
            ("tok-4711", None)
        );
        assert_eq!(settings.environment, Environment::Production);
    }

    #[test]
    fn another_address_may_be_given() {
        let settings = read(&[
            ("GATE_TOKEN", "tok-4711"),
            ("GATE_ENVIRONMENT", "sandbox"),
            ("GATE_BASE_URL", "http://127.0.0.1:8080/v1"),
        ])
        .unwrap();
        assert_eq!(
            settings.base_url.as_deref(),
            Some("http://127.0.0.1:8080/v1")
        );
        assert_eq!(settings.environment, Environment::Sandbox);
    }

    #[test]
    fn everything_that_is_missing_or_wrong_is_named_at_once_and_no_value_is_repeated() {
        assert_eq!(
            refused(&[("GATE_TOKEN", "")]),
            "GATE_TOKEN is not set: set it to the token of your account; GATE_ENVIRONMENT is not set: set it to `sandbox` or `production`"
        );
        assert_eq!(
            refused(&[
                ("GATE_TOKEN", "tok-4711\n"),
                ("GATE_ENVIRONMENT", "live-4711"),
                ("GATE_BASE_URL", "http://example.com/4711"),
            ]),
            "GATE_TOKEN cannot be used: the token has a character that no token has: remove spaces and line breaks, such as one at its end; GATE_BASE_URL cannot be used: the base URL must begin with https://, since plain http is for this machine only (localhost, 127.0.0.1, [::1]); GATE_ENVIRONMENT must be `sandbox` or `production`"
        );
    }

    #[test]
    fn an_unknown_environment_tells_which_there_are() {
        let unknown = "test".parse::<Environment>().unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "the environment must be `sandbox` or `production`"
        );
        assert_eq!(
            UnknownEnvironment::new(&["a", "b", "c"]).to_string(),
            "the environment must be `a`, `b` or `c`"
        );
    }
}
