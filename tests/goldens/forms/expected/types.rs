//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct TokenRequest
        builds TokenRequestBuilder(TokenRequestBuilderRest)[
            secret: rt::Sensitive<String>,
        ] {
        pub secret: must rt::Sensitive<String> = "secret", set(I0 into), where(max_length(20));
        pub phone: some rt::Msisdn = "phone" as rt::as_plus, set(exact);
        pub amount: some rt::Amount = "amount" as rt::as_number, set(amount);
    }
}

impl rt::ToForm for TokenRequest {
    #[inline]
    fn to_form(&self, form: &mut rt::Form) {
        form.field("secret", &self.secret);
        form.field("phone", &rt::as_plus(&self.phone));
        form.field("amount", &self.amount);
    }
}
