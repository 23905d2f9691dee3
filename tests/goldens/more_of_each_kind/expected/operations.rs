//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_note`](super::Client::add_note) sends: `POST /notes`.
    #[derive(Clone, Debug)]
    pub struct AddNote: "addNote" {
        /// The request body.
        pub body: must types::AddNoteRequest = multipart "multipart/form-data" (&[]),
            where body(check);
    }
    Post "/notes", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::add_anything`](super::Client::add_anything) sends: `POST /anything`.
    #[derive(Clone, Debug)]
    pub struct AddAnything: "addAnything" {
        /// The request body.
        pub body: must types::AddAnythingRequest = multipart "multipart/form-data" (&[]),
            where body(check);
    }
    Post "/anything", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::add_scan`](super::Client::add_scan) sends: `POST /scans`.
    #[derive(Clone, Debug)]
    pub struct AddScan: "addScan" {
        /// The request body.
        pub body: must types::AddScanRequest = multipart "multipart/form-data" (&[]),
            where body(check);
    }
    Post "/scans", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::put_sound`](super::Client::put_sound) sends: `PUT /sounds`.
    #[derive(Clone, Debug)]
    pub struct PutSound: "putSound" {
        /// The request body.
        pub body: must rt::Bytes = bytes "application/octet-stream";
    }
    Put "/sounds", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::put_table`](super::Client::put_table) sends: `PUT /tables`.
    #[derive(Clone, Debug)]
    pub struct PutTable: "putTable" {
        /// The request body.
        pub body: must String = text "text/csv; header=absent";
        const accept = "application/json; profile=\"a\"";
    }
    Put "/tables", Unknown -> types::Line, json;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::add_place`](super::Client::add_place) sends: `POST /places`.
    #[derive(Clone, Debug)]
    pub struct AddPlace: "addPlace" {
        /// The request body.
        pub body: must types::AddPlaceRequest
            = form_styled "application/x-www-form-urlencoded" (&[
                ("at", rt::Style::Form, false),
                ("tags", rt::Style::SpaceDelimited, false),
            ]),
            where body(check);
    }
    Post "/places", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::add_batch`](super::Client::add_batch) sends: `POST /batches`.
    #[derive(Clone, Debug)]
    pub struct AddBatch: "addBatch" {
        /// The request body.
        pub body: must types::AddBatchRequest = multipart "multipart/mixed" (&[]),
            where body(check);
    }
    Post "/batches", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}

rt::operation! {
    /// The request that [`Client::add_count`](super::Client::add_count) sends: `POST /counts/{from}`.
    #[derive(Clone, Debug)]
    pub struct AddCount: "addCount" {
        pub from: must i64 = path "from";
        pub to: some i64 = query "to", set(exact);
        /// The request body.
        pub body: must types::Count = json "application/json", where body(check);
    }
    Post "/counts/{from}", Unknown -> (), nothing;

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
