//! The same calls, written by hand with reqwest and serde: as briefly as a careful program can, and with nothing for what
//! may go wrong but the status. No time limit, no limit of the answer, no phase, no check of the request.

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use malipo::dec;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONNECTION, CONTENT_TYPE};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

use crate::{Access, Error, Kind, server};

/// A client written by hand.
struct Client {
    http: reqwest::Client,
    /// Makes a connection for each payment, as Malipo does.
    paying: reqwest::Client,
    base: String,
    access: Access,
    granted: Mutex<Option<(String, Instant)>>,
}

/// Makes so many calls, one after another.
pub(crate) async fn calls(
    base: &str,
    kind: Kind,
    access: Access,
    number: u32,
) -> Result<(), Error> {
    // With Malipo's name, so that both sides send the same bytes. Without the certificates of the system, as Malipo does for
    // this machine: reading them is no part of a call.
    let http = || {
        reqwest::Client::builder()
            .user_agent(concat!("malipo/", env!("CARGO_PKG_VERSION")))
            .tls_certs_only([])
    };
    let client = Client {
        http: http().build()?,
        paying: http().pool_max_idle_per_host(0).build()?,
        base: base.to_owned(),
        access,
        granted: Mutex::default(),
    };
    for _ in 0..number {
        match kind {
            Kind::Payment => client.pay().await?,
            Kind::Read => client.read().await?,
        }
    }
    Ok(())
}

impl Client {
    async fn pay(&self) -> Result<(), Error> {
        let request = TransferRequest {
            msisdn: server::MSISDN.to_owned(),
            amount: dec!(186600.50),
            external_reference: server::EXTERNAL_REFERENCE.to_owned(),
            narration: server::NARRATION.to_owned(),
            contact_id: None,
            use_contact: false,
        };
        let token = self.token().await?;
        // What `RequestBuilder::json` does, which is behind a feature that Malipo does not enable.
        let response = self
            .paying
            .post(format!("{}/transfers", self.base))
            .bearer_auth(token)
            .header(ACCEPT, "application/json")
            .header(ACCEPT_ENCODING, "identity")
            .header(CONNECTION, "close")
            .header(CONTENT_TYPE, "application/json")
            .body(serde_json::to_vec(&request)?)
            .send()
            .await?
            .error_for_status()?;
        let accepted: Accepted = serde_json::from_slice(&response.bytes().await?)?;
        server::expect(accepted.transaction_reference == server::REFERENCE)
    }

    async fn read(&self) -> Result<(), Error> {
        let token = self.token().await?;
        let response = self
            .http
            .get(format!("{}/transfers/{}", self.base, server::REFERENCE))
            .bearer_auth(token)
            .header(ACCEPT, "application/json")
            .header(ACCEPT_ENCODING, "identity")
            .send()
            .await?
            .error_for_status()?;
        let answer: TransferAnswer = serde_json::from_slice(&response.bytes().await?)?;
        let data = &answer.data;
        server::expect(data.transaction_status == TransactionStatus::Succeeded)?;
        server::expect(data.amount == Some(dec!(186600.50)))
    }

    async fn token(&self) -> Result<Cow<'static, str>, Error> {
        if let Access::Token = self.access {
            return Ok(server::TOKEN.into());
        }
        if let Some((token, until)) = &*self.granted()
            && Instant::now() < *until
        {
            return Ok(token.clone().into());
        }
        let (token, until) = self.ask().await?;
        *self.granted() = Some((token.clone(), until));
        Ok(token.into())
    }

    fn granted(&self) -> MutexGuard<'_, Option<(String, Instant)>> {
        self.granted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask(&self) -> Result<(String, Instant), Error> {
        let asked_at = Instant::now();
        let body = format!(
            "client_id={}&client_secret={}&grant_type=client_credentials",
            server::CLIENT_ID,
            server::CLIENT_SECRET
        );
        let response = self
            .http
            .post(format!("{}{}", self.base, server::TOKEN_PATH))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await?
            .error_for_status()?;
        let granted: Granted = serde_json::from_slice(&response.bytes().await?)?;
        let life = Duration::from_secs(granted.expires_in);
        Ok((granted.access_token, asked_at + life))
    }
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: u64,
}

#[derive(Serialize)]
struct TransferRequest {
    msisdn: String,
    #[serde(serialize_with = "write_exactly")]
    amount: Decimal,
    external_reference: String,
    narration: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_id: Option<String>,
    use_contact: bool,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "what both sides decode")]
struct Accepted {
    code: Option<i64>,
    status: Option<String>,
    message: Option<String>,
    #[serde(rename = "transactionReference")]
    transaction_reference: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "what both sides decode")]
struct TransferAnswer {
    code: Option<i64>,
    status: Option<String>,
    data: Transaction,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "what both sides decode")]
struct Transaction {
    transaction_system_id: Option<String>,
    transaction_reference: String,
    transaction_status: TransactionStatus,
    #[serde(default, deserialize_with = "read_exactly")]
    amount: Option<Decimal>,
    msisdn: Option<String>,
    channel: Option<String>,
    customer_charged: Option<bool>,
    currency_code: Option<String>,
    currency_name: Option<String>,
    #[serde(rename = "MNOTransactionReferenceId")]
    mno_transaction_reference_id: Option<String>,
    transaction_external_reference: Option<String>,
    transaction_external_narrative: Option<String>,
    transaction_type: Option<String>,
    transaction_initiation_date: Option<String>,
    transaction_completion_date: Option<String>,
    transaction_entry_general_type: Option<String>,
    transaction_entry_designation: Option<String>,
    transaction_entry_specific_type: Option<String>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "UPPERCASE")]
enum TransactionStatus {
    Pending,
    Succeeded,
    Failed,
    Indeterminate,
}

/// As a number with all its digits: a `Decimal` of itself is written as a text.
fn write_exactly<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(amount.to_string())
        .map_err(ser::Error::custom)?
        .serialize(serializer)
}

/// From a number, without a float between.
fn read_exactly<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let number = <&RawValue>::deserialize(deserializer)?;
    Decimal::from_str_exact(number.get())
        .map(Some)
        .map_err(de::Error::custom)
}
