//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddContactsRequest
        builds AddContactsRequestBuilder(AddContactsRequestBuilderRest)[
            name: String,
        ] {
        pub name: must String = "name", set(I0 into), where(min_length(1));
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddContactsRequestForm
        builds AddContactsRequestFormBuilder(AddContactsRequestFormBuilderRest)[
            list: String,
        ] {
        pub list: must String = "list", set(I0 into);
    }
}

impl rt::ToForm for AddContactsRequestForm {
    #[inline]
    fn to_form(&self, form: &mut rt::Form) {
        form.field("list", &self.list);
    }
}
