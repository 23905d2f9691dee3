//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::scan`](super::Client::scan) sends: `POST /scans`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Scan {
    /// The request body.
    pub body: types::ScanRequest,
}

impl rt::Operation for Scan {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "scan",
        method: rt::Method::Post,
        path: "/scans",
        effect: rt::Effect::Unknown,
        authenticated: false,
    };

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/scans");
        request.multipart("multipart/form-data", &self.body, &[]);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        match wanted.part(self, |operation| operation.body) {
            Err(operation) => {
                match operation {
                    Self {
                        body: types::ScanRequest::Option1(body),
                        ..
                    } if wanted.is::<types::ScanRequestOption1>() => Ok(body),
                    Self {
                        body: types::ScanRequest::Option2(body),
                        ..
                    } if wanted.is::<types::ScanRequestOption2>() => Ok(body),
                    operation => Err(operation),
                }
            }
            given => given,
        }
    }
}
