//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::get_report`](super::Client::get_report) sends: `GET /report`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetReport;

impl rt::Operation for GetReport {
    type Output = GetReportOutput;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getReport",
        method: rt::Method::Get,
        path: "/report",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/report");
        request.accept("application/json, text/csv;q=0.9, application/pdf;q=0.9");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        match answer.status() {
            202 => Ok(GetReportOutput::Accepted),
            _ => match answer.among(&["application/json", "text/csv", "application/pdf"]) {
                1 => answer.text().map(|text| GetReportOutput::OkCsv(text.into())),
                2 => Ok(GetReportOutput::OkPdf(answer.body().clone())),
                _ => answer.json().map(GetReportOutput::OkJson),
            },
        }
    }
}

/// What a success of [`Client::get_report`](super::Client::get_report) holds, by status and media type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GetReportOutput {
    /// `application/json`
    OkJson(Vec<i64>),
    /// `text/csv`
    OkCsv(String),
    /// `application/pdf`
    OkPdf(rt::Bytes),
    /// Later.
    Accepted,
}

/// The request that [`Client::get_version`](super::Client::get_version) sends: `GET /versions`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetVersion;

impl rt::Operation for GetVersion {
    type Output = GetVersionOutput;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getVersion",
        method: rt::Method::Get,
        path: "/versions",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/versions");
        request.accept("application/json;version=2, application/json;version=3;q=0.9");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        match answer.among(&["application/json;version=2", "application/json;version=3"]) {
            1 => answer.json().map(GetVersionOutput::JsonVersion3),
            _ => answer.json().map(GetVersionOutput::JsonVersion2),
        }
    }
}

/// What a success of [`Client::get_version`](super::Client::get_version) holds, by status and media
/// type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GetVersionOutput {
    /// `application/json;version=2`
    JsonVersion2(types::GetVersion200),
    /// `application/json;version=3`
    JsonVersion3(types::GetVersion200JsonVersion3),
}

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings;

impl rt::Operation for ListThings {
    type Output = Vec<String>;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
        request.accept("application/hal+json, application/json;q=0.9");
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
}
