//! The runtime against real sockets, through an operation set in the exact shape that the generator emits.

mod answers;
mod connections;
mod credentials;
mod effects;
mod encoded;
mod gateway;
mod hook;
mod issuer;
mod no_token;
mod phases;
mod redaction;
mod renewal;
mod requests;
mod retries;
mod returned;
mod server;
mod spans;
mod tokens;
mod unauthorized;
mod urls;

use std::future::IntoFuture;

use crate::call::{Call, Client, RawCall};
use crate::error::Error;

pub(crate) use gateway::client::Client as TestClient;
pub(crate) use server::{ROOT, payment};

#[test]
fn clients_are_shared_between_threads_and_the_futures_of_calls_are_sent_to_them() {
    fn shared<T: Clone + Send + Sync>() {}
    fn sent<T: Send>() {}
    shared::<Client>();
    shared::<gateway::client::Client>();
    sent::<Error>();
    sent::<Call<gateway::operations::CreateCollection>>();
    sent::<<Call<gateway::operations::CreateCollection> as IntoFuture>::IntoFuture>();
    sent::<RawCall>();
    sent::<<RawCall as IntoFuture>::IntoFuture>();
}

#[test]
fn an_error_is_as_small_as_a_pointer() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
