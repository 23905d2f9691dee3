//! A judge of generated clients that shares no code with the generator.
//!
//! It reads an OpenAPI 3.0 document as plain JSON, makes values of its schemas, and says what a request with these values must look like.
//! A loopback server records what a client really sends. Responses go the other way: the judge serves a value, and the client must
//! return it unchanged.
//!
//! ```
//! use malipo_judge::{Document, Way, instances};
//!
//! let text = "{ openapi: 3.0.3, paths: { /things: { get: { parameters: [
//!     { name: kind, in: query, schema: { enum: [big, small] } } ], responses: {} } } } }";
//! let document = Document::read(text).unwrap();
//! let operations = document.operations();
//! let kind = &operations[0].parameters[0];
//! let values = instances(&document, kind.schema, Way::Request).values;
//! assert_eq!(values.iter().map(ToString::to_string).collect::<Vec<_>>(), ["\"big\"", "\"small\""]);
//! ```
//!
//! The `xtask` command `judge` compiles a program for each document that calls its operations.

mod body;
mod credentials;
mod document;
mod files;
mod instances;
mod json;
mod plan;
mod request;
mod response;
mod server;
mod styles;
mod text;

pub use credentials::{BASIC, BEARER, Credential, key_of};
pub use document::{Content, Document, Operation, Parameter, Place, Style, Success};
pub use instances::{Instances, Way, instances};
pub use json::Json;
pub use plan::{Arguments, Exchange, Given, exchanges, features};
pub use request::{Finding, judge};
pub use response::{Served, judge_output};
pub use server::{Received, Server};
