//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /phones/{phone}`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
        pub phone: must rt::Msisdn
            = by "phone"(|request, name, value| request.path(name, &rt::as_plus(value)));
        pub other: some rt::Msisdn
            = by "other"(|request, name, value| request.query(name, &rt::as_plus(value))),
            set(exact);
    }
    Get "/phones/{phone}", Reads -> (), nothing;
}
