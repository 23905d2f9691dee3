//! What the specification says of a request and of an answer.

mod media;
mod routing;
mod validation;

use std::sync::OnceLock;

use malipo_codegen::ir::Api;
use malipo_codegen::{Input, lower};

use crate::Error;

pub(crate) use media::{accepts, answer_type, pairs, read_body};
pub(crate) use routing::Route;
pub(crate) use validation::{Breach, Call, Where, check_answer, check_request};

/// A contract that is read once per process, or what is wrong with it.
type Once = OnceLock<Result<Contract, String>>;

/// The largest edit distance of a suggested name.
const SLIPS: usize = 3;

/// One API, as routes and rules.
#[derive(Debug)]
pub(crate) struct Contract {
    api: Api,
    /// The path that all base URLs end with, such as `/v1`.
    base_path: String,
}

impl Contract {
    /// The contract of ZENGAPAY, read once per process.
    pub(crate) fn zengapay() -> Result<&'static Self, Error> {
        static CONTRACT: Once = Once::new();
        let text = include_str!("../../../spec/zengapay.yaml");
        Self::read_once(&CONTRACT, "spec/zengapay.yaml", text)
    }

    /// The contract of ZamuPay, read once per process.
    pub(crate) fn zamupay() -> Result<&'static Self, Error> {
        static CONTRACT: Once = Once::new();
        let text = include_str!("../../../spec/zamupay.yaml");
        Self::read_once(&CONTRACT, "spec/zamupay.yaml", text)
    }

    fn read_once(once: &'static Once, file: &str, text: &str) -> Result<&'static Self, Error> {
        once.get_or_init(|| Self::read(file, text))
            .as_ref()
            .map_err(|problems| Error::Specification(problems.clone()))
    }

    fn read(file: &str, text: &str) -> Result<Self, String> {
        let input = Input::strict(file.to_owned(), text.to_owned());
        let api = lower(&input).map_err(|problems| problems.render())?.api;
        let base_path = api.base_paths().first().copied().unwrap_or_default();
        let base_path = base_path.to_owned();
        Ok(Self { api, base_path })
    }

    pub(crate) fn base_path(&self) -> &str {
        &self.base_path
    }

    pub(crate) fn api(&self) -> &Api {
        &self.api
    }

    /// Whether there is an operation of this name; if not, which one may be meant.
    pub(crate) fn knows(&self, operation: &str) -> Result<(), Error> {
        let names = || self.api.operations.iter().map(|known| known.id.as_str());
        if names().any(|name| name == operation) {
            return Ok(());
        }
        let distance = |name: &&str| {
            strsim::damerau_levenshtein(&name.to_lowercase(), &operation.to_lowercase())
        };
        // The time that it takes grows with both lengths.
        let near = names()
            .filter(|name| operation.len() <= 2 * name.len())
            .map(|name| (distance(&name), name))
            .filter(|(slips, _)| *slips <= SLIPS)
            .min()
            .map(|(_, name)| name.to_owned());
        Err(Error::UnknownOperation {
            operation: operation.to_owned(),
            near,
            known: names().map(str::to_owned).collect(),
        })
    }

    /// The operation that a method and a path, as they stand in a request, lead to.
    pub(crate) fn route(&self, method: &str, path: &str) -> Route<'_> {
        match path.strip_prefix(self.base_path.as_str()) {
            Some(rest) => routing::route(&self.api.operations, method, rest),
            None => Route::NoSuchPath,
        }
    }
}
