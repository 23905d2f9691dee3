//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_report`](super::Client::get_report) sends: `GET /report`.
    #[derive(Clone, Debug)]
    pub struct GetReport: "getReport" {
        const accept = "application/json, text/csv;q=0.9, application/pdf;q=0.9";
    }
    Get "/report", Reads -> GetReportOutput;

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

rt::operation! {
    /// The request that [`Client::get_version`](super::Client::get_version) sends: `GET /versions`.
    #[derive(Clone, Debug)]
    pub struct GetVersion: "getVersion" {
        const accept = "application/json;version=2, application/json;version=3;q=0.9";
    }
    Get "/versions", Reads -> GetVersionOutput;

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

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
        const accept = "application/hal+json, application/json;q=0.9";
    }
    Get "/things", Reads -> Vec<String>, json;
}
