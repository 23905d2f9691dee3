//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::scan`](super::Client::scan) sends: `POST /scans`.
    #[derive(Clone, Debug)]
    pub struct Scan: "scan" {
        /// The request body.
        pub body: must types::ScanRequest = multipart "multipart/form-data" (&[]),
            where body(check);
    }
    Post "/scans", Unknown -> (), nothing;

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
