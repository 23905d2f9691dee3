//! Which environment of a gateway is meant, and what the variables of the process say of it.

use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

use crate::auth::bearer;
use crate::error::Error;
use crate::http::base_url::BaseUrl;

/// A text names no environment of the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownEnvironment {
    names: &'static [&'static str],
}

impl UnknownEnvironment {
    /// Creates an error that lists the names of the environments.
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

/// The variables of the process that describe a client. They are read one by one; whatever is wrong with any of them is kept,
/// and reported together. No value is repeated, since some are secrets.
pub struct Variables<F = fn(&str) -> Option<OsString>> {
    prefix: &'static str,
    variable: F,
    problems: Vec<String>,
}

impl Variables {
    /// The variables of this process whose names begin with the prefix and `_`.
    pub fn of(prefix: &'static str) -> Self {
        Self::new(prefix, |name| std::env::var_os(name))
    }
}

impl<F: Fn(&str) -> Option<OsString>> Variables<F> {
    /// Variables that are looked up in this way.
    pub fn new(prefix: &'static str, variable: F) -> Self {
        Self {
            prefix,
            variable,
            problems: Vec::new(),
        }
    }

    /// A value, or nothing. An empty variable counts as one that is not set. One that is not Unicode is a problem.
    fn value(&mut self, name: &str) -> Option<Result<String, NotUnicode>> {
        let text = (self.variable)(&format!("{}_{name}", self.prefix))?;
        if text.is_empty() {
            return None;
        }
        Some(text.into_string().map_err(|_| {
            let prefix = self.prefix;
            self.problems.push(format!(
                "{prefix}_{name} cannot be used: it is not UTF-8, so copy it again"
            ));
            NotUnicode
        }))
    }

    /// A value that must be there, in words such as `the token of your account`, and usable. Empty text if it is not.
    pub fn required<E: fmt::Display>(
        &mut self,
        name: &str,
        what: &str,
        check: impl FnOnce(&str) -> Result<(), E>,
    ) -> String {
        self.optional(name, check).unwrap_or_else(|| {
            let prefix = self.prefix;
            self.problems
                .push(format!("{prefix}_{name} is not set: set it to {what}"));
            String::new()
        })
    }

    /// A value that must be usable, if it is there.
    pub fn optional<E: fmt::Display>(
        &mut self,
        name: &str,
        check: impl FnOnce(&str) -> Result<(), E>,
    ) -> Option<String> {
        // Without a value to check, the problem that was recorded is all there is to say.
        let Ok(value) = self.value(name)? else {
            return Some(String::new());
        };
        if let Err(reason) = check(&value) {
            let prefix = self.prefix;
            self.problems
                .push(format!("{prefix}_{name} cannot be used: {reason}"));
        }
        Some(value)
    }

    /// A bearer token that stays the same, in `PREFIX_TOKEN`.
    pub fn token(&mut self) -> String {
        self.required("TOKEN", "the token of your account", |token| {
            bearer(token).map(|_| ())
        })
    }

    /// An address in place of the environment's, in `PREFIX_BASE_URL`: for a simulator on this machine.
    pub fn base_url(&mut self) -> Option<String> {
        self.optional("BASE_URL", |url| {
            BaseUrl::parse(url)
                .map(|_| ())
                .map_err(|reason| format!("the base URL {reason}"))
        })
    }

    /// The environment, in `PREFIX_ENVIRONMENT`. It is read last, and the error is of all variables.
    pub fn environment<E: FromStr<Err = UnknownEnvironment>>(mut self) -> Result<E, Error> {
        let prefix = self.prefix;
        let (value, says) = match self.value("ENVIRONMENT") {
            None => (String::new(), "is not set: set it to"),
            Some(Ok(value)) => (value, "must be"),
            Some(Err(NotUnicode)) => return Err(Error::configuration(self.problems.join("; "))),
        };
        match value.parse() {
            Ok(environment) if self.problems.is_empty() => return Ok(environment),
            Ok(_) => {}
            Err(UnknownEnvironment { names }) => self
                .problems
                .push(format!("{prefix}_ENVIRONMENT {says} {}", Choices(names))),
        }
        Err(Error::configuration(self.problems.join("; ")))
    }
}

/// The value of a variable is not Unicode.
#[derive(Debug)]
struct NotUnicode;

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

    type Read = (String, Option<String>, Environment);

    fn read(variables: &[(&str, &str)]) -> Result<Read, Error> {
        let mut variables = Variables::new("GATE", |name: &str| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some(OsString::from(value))
        });
        let token = variables.token();
        let base_url = variables.base_url();
        Ok((token, base_url, variables.environment()?))
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
        let read = read(&[
            ("GATE_TOKEN", "tok-4711"),
            ("GATE_ENVIRONMENT", "production"),
        ]);
        let expected = ("tok-4711".to_owned(), None, Environment::Production);
        assert_eq!(read.unwrap(), expected);
    }

    #[test]
    fn another_address_may_be_given() {
        let (_, base_url, environment) = read(&[
            ("GATE_TOKEN", "tok-4711"),
            ("GATE_ENVIRONMENT", "sandbox"),
            ("GATE_BASE_URL", "http://127.0.0.1:8080/v1"),
        ])
        .unwrap();
        assert_eq!(base_url.as_deref(), Some("http://127.0.0.1:8080/v1"));
        assert_eq!(environment, Environment::Sandbox);
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
            "GATE_TOKEN cannot be used: the token has a space, a line break or a control character: remove spaces and line breaks, for example at its end; GATE_BASE_URL cannot be used: the base URL must begin with https://, since plain http is for this machine only (localhost, 127.0.0.1, [::1]); GATE_ENVIRONMENT must be `sandbox` or `production`"
        );
    }

    #[test]
    #[cfg(unix)]
    fn a_variable_that_is_not_unicode_is_named_as_such() {
        use std::os::unix::ffi::OsStringExt;

        let mut variables = Variables::new("GATE", |name: &str| {
            Some(OsString::from_vec(match name {
                "GATE_ENVIRONMENT" => b"sandbox".to_vec(),
                "GATE_BASE_URL" => return None,
                _ => b"tok-4711\xff".to_vec(),
            }))
        });
        variables.token();
        variables.base_url();
        let error = variables.environment::<Environment>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "GATE_TOKEN cannot be used: it is not UTF-8, so copy it again"
        );

        let mut variables = Variables::new("GATE", |name: &str| {
            Some(OsString::from_vec(match name {
                "GATE_ENVIRONMENT" => b"sandbox\xff".to_vec(),
                _ => b"tok-4711".to_vec(),
            }))
        });
        variables.token();
        let error = variables.environment::<Environment>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "GATE_ENVIRONMENT cannot be used: it is not UTF-8, so copy it again"
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
