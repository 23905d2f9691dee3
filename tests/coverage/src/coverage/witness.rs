//! What the end-to-end tests say that they did.
//!
//! The line is written and read here, so that both sides agree.

use std::fmt;

use crate::fixtures::Problem;

/// The beginning of a line in the output of a test.
const PREFIX: &str = "end-to-end:";

/// An operation that a gateway answered with success during a test.
///
/// As text it is one line, to be printed by the test.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// The gateway: the name of its module.
    pub gateway: String,
    /// The operationId.
    pub operation: String,
    /// The name of the test, as the test runner shows it.
    pub test: String,
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{PREFIX} {} {} {}",
            self.gateway, self.operation, self.test
        )
    }
}

/// The witnesses in the output of tests; all other lines are of no account.
///
/// # Errors
///
/// Every line that begins like a witness and is none, told at once.
pub fn read(output: &str) -> Result<Vec<Witness>, Vec<Problem>> {
    let mut witnesses = Vec::new();
    let mut problems = Vec::new();
    for line in output.lines() {
        let Some(rest) = line.strip_prefix(PREFIX) else {
            continue;
        };
        match rest.split_whitespace().collect::<Vec<_>>().as_slice() {
            [gateway, operation, test] => witnesses.push(Witness {
                gateway: (*gateway).to_owned(),
                operation: (*operation).to_owned(),
                test: (*test).to_owned(),
            }),
            _ => problems.push(Problem::new(
                line,
                "this line of the end-to-end tests is not a gateway, an operation and a test",
            )),
        }
    }
    if problems.is_empty() {
        Ok(witnesses)
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_test_prints_is_what_is_read_and_other_lines_are_left_alone() {
        let witness = Witness {
            gateway: "example".to_owned(),
            operation: "makeThing".to_owned(),
            test: "things::one_is_made".to_owned(),
        };
        let output = format!("running 1 test\n---- a stdout ----\n{witness}\n\nok\n");
        assert_eq!(read(&output), Ok(vec![witness]));
    }

    #[test]
    fn a_line_that_lacks_a_word_is_not_passed_over() {
        let problems = read("end-to-end: example makeThing\n").unwrap_err();
        assert!(
            problems[0].to_string().contains("example makeThing"),
            "{problems:?}"
        );
    }
}
