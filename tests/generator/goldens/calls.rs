//! What is sent and answered: forms, texts, bytes, pages, states of payments and callbacks.

use super::*;

#[test]
fn a_form_is_written_field_by_field_and_shows_no_secret() {
    use forms::expected::types::TokenRequest;
    use malipo::runtime::{Form, ToForm};
    let request = TokenRequest::builder()
        .secret("a&b=c d".to_owned())
        .phone(msisdn())
        .amount(dec!(1000.50))
        .build();
    let mut form = Form::new();
    request.to_form(&mut form);
    assert!(!format!("{request:?} {form:?}").contains("a&b"));
    assert_eq!(
        form.into_text(),
        "secret=a%26b%3Dc+d&phone=%2B256770000017&amount=1000.50"
    );
    let long = TokenRequest::builder().secret("x".repeat(21)).build();
    assert_eq!(
        Violations::of(&long).to_string(),
        "`secret` must have at most 20 characters"
    );
}

#[test]
fn a_plain_text_is_not_read_as_json() {
    use malipo::runtime::{Answer, HeaderMap, Operation, Refusal};
    use texts::expected::operations::GetEitherOutput::{Accepted, Ok as Fine};
    use texts::expected::operations::{CheckHealth, CheckHealthRefused, GetEither};
    let answer = |status, body: &'static str| Answer::new(status, HeaderMap::new(), body);
    assert_eq!(
        CheckHealth::decode(&answer(200, "Healthy")).unwrap(),
        "Healthy"
    );
    assert_eq!(CheckHealth::decode(&answer(200, "")).unwrap(), "");
    let bytes = Answer::new(200, HeaderMap::new(), &[0xff_u8][..]);
    assert!(CheckHealth::decode(&bytes).is_err());
    let refused = CheckHealthRefused::decode(&answer(500, "Amina failed")).unwrap();
    assert!(!format!("{refused:?}").contains("Amina"));
    assert_eq!(refused.describe().message.as_deref(), Some("Amina failed"));
    assert!(CheckHealthRefused::decode(&answer(500, "")).is_none());
    let either = |status, body| GetEither::decode(&answer(status, body));
    assert_eq!(either(200, "\"a\"").unwrap(), Fine("a".to_owned()));
    assert_eq!(either(202, "\"a\"").unwrap(), Accepted("\"a\"".to_owned()));
    assert!(either(200, "a").is_err());
}

#[test]
fn a_default_is_a_refusal_and_a_success_where_no_other_is_declared() {
    use default_answers::expected::operations::{
        AddThing, AddThingOutput, AddThingRefused, ListThings, ListThingsRefused,
    };
    use malipo::runtime::{Answer, HeaderMap, Operation, Refusal};
    let answer = |status, body: &'static str| Answer::new(status, HeaderMap::new(), body);
    assert_eq!(ListThings::decode(&answer(200, "[1]")).unwrap(), [1]);
    assert_eq!(
        ListThingsRefused::decode(&answer(500, "[2]")),
        Some(ListThingsRefused::Other(vec![2]))
    );
    for (status, output) in [
        (201, AddThingOutput::Success(5)),
        (204, AddThingOutput::NoContent),
    ] {
        assert_eq!(AddThing::decode(&answer(status, "5")).unwrap(), output);
    }
    let refused = |status| AddThingRefused::decode(&answer(status, r#"{"title":"No"}"#));
    assert!(
        matches!(refused(409), Some(AddThingRefused::ClientError(problem)) if problem.title.as_deref() == Some("No"))
    );
    assert!(matches!(refused(502), Some(AddThingRefused::Other(text)) if text.contains("No")));
}

#[test]
fn bytes_are_given_as_they_came() {
    use bodies_of_text_and_bytes::expected::operations::{GetImage, PutPage, PutPageOutput};
    use malipo::runtime::{Answer, Bytes, HeaderMap, Operation};
    let bytes = Bytes::from_static(&[0x89, 0xff, 0x00]);
    let answer = |status| Answer::new(status, HeaderMap::new(), bytes.clone());
    assert_eq!(GetImage::decode(&answer(200)).unwrap(), bytes);
    let later = PutPage::decode(&answer(202)).unwrap();
    assert_eq!(later, PutPageOutput::Accepted(bytes.clone()));
    assert!(PutPage::decode(&answer(200)).is_err());
}

#[test]
fn a_state_that_is_absent_or_not_known_is_neither_pending_nor_a_success() {
    use malipo::runtime::{Settlement, Settles};
    use states_and_pages::expected::operations::GetThing;
    for (json, settlement) in [
        (r#"{"data":{"state":"DONE"}}"#, Settlement::Succeeded),
        (r#"{"data":{"state":"OPEN"}}"#, Settlement::Pending),
        (r#"{"data":{"state":"done"}}"#, Settlement::Unknown),
        (r#"{"data":{}}"#, Settlement::Unknown),
        ("{}", Settlement::Unknown),
    ] {
        assert_eq!(GetThing::settlement(&read(json)), settlement, "{json}");
    }
}

#[test]
fn a_callback_tells_only_what_to_ask_about() {
    use callbacks_that_nobody_signs::expected::callback::{notice, order_result};
    let order = |json: &str| order_result(json).map(|event| event.unwrap());
    for json in [
        r#"{"id":"o-1","state":"DONE","total":1.50}"#,
        r#"{"orderId":"o-1","state":"DONE"}"#,
        r#"{"id":null,"orderId":"o-1"}"#,
    ] {
        let event = order(json).unwrap();
        assert_eq!(event.reference(), "o-1");
        assert!(!format!("{event:?}").contains("DONE"));
    }
    assert!(order_result(r#"{"Body":{}}"#).unwrap().is_none());
    assert_eq!(notice("[1, 2]").unwrap().get(), "[1, 2]");
}

#[test]
fn a_callback_of_another_shape_is_refused_with_what_to_answer() {
    use callbacks_that_nobody_signs::expected::callback::{notice, order_result};
    let large = format!(r#"{{"id":"{}"}}"#, "o".repeat(2 * 1024 * 1024));
    for (body, answer) in [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("{}", 400),
        (r#"{"id":["o-1"]}"#, 400),
        (r#"{"id":"o-1","id":"o-2"}"#, 400),
        (large.as_str(), 413),
    ] {
        let refused = order_result(body).unwrap_err();
        assert_eq!(refused.answer_status(), answer, "{refused}");
        assert!(!refused.to_string().contains("o-1"), "{refused}");
    }
    assert!(order_result(r#"{"id":"o-1","total":"much"}"#).is_ok());
    assert_eq!(notice("{").unwrap_err().answer_status(), 400);
}

#[test]
fn an_order_is_over_when_all_of_its_lines_are_and_a_duplicate_says_nothing_of_the_original() {
    use malipo::runtime::{Settlement, Settles};
    use states_of_several_lines::expected::operations::GetOrder;
    let line =
        |state: i64, code: &str| format!(r#"{{"outcome":{{"state":{state},"code":"{code}"}}}}"#);
    for (lines, settlement) in [
        (vec![line(4, "0"), line(4, "0")], Settlement::Succeeded),
        (vec![line(6, "3"), line(7, "1")], Settlement::Failed),
        (vec![line(4, "0"), line(6, "3")], Settlement::Partial),
        (vec![line(4, "0"), line(2, "0")], Settlement::Unknown),
        (vec![line(6, "9")], Settlement::Duplicate),
        // A success is a success, whatever the code.
        (vec![line(4, "9")], Settlement::Succeeded),
        (vec!["{}".to_owned(), line(4, "0")], Settlement::Unknown),
        (vec![], Settlement::Unknown),
    ] {
        let json = format!(r#"{{"lines":[{}]}}"#, lines.join(","));
        assert_eq!(GetOrder::settlement(&read(&json)), settlement, "{json}");
    }
    assert_eq!(GetOrder::settlement(&read("{}")), Settlement::Unknown);
}

#[test]
fn a_failure_without_a_conclusive_code_is_not_over_and_ids_that_are_not_known_are_left_out() {
    use failures_that_need_a_code::expected::operations::GetOrder;
    use malipo::runtime::{Settlement, Settles};
    for (state, code, settlement) in [
        (6, r#""1""#, Settlement::Failed),
        (6, "18", Settlement::Failed),
        (6, r#""01""#, Settlement::Inconclusive),
        (6, r#""14""#, Settlement::Inconclusive),
        (6, "null", Settlement::Inconclusive),
        (7, "null", Settlement::Failed),
        (7, r#""14""#, Settlement::Failed),
        (7, "1", Settlement::Inconclusive),
        (7, r#"" 01""#, Settlement::Inconclusive),
        (4, r#""14""#, Settlement::Succeeded),
        (5, r#""1""#, Settlement::Unknown),
    ] {
        let json = format!(r#"{{"orderId":"o-1","receipt":"0","state":{state},"code":{code}}}"#);
        let order = read(&json);
        assert_eq!(GetOrder::settlement(&order), settlement, "{json}");
        assert_eq!(
            GetOrder::ids(&order).iter().collect::<Vec<_>>(),
            [("orderId", "o-1")],
            "{json}"
        );
    }
}

#[test]
fn a_page_number_is_as_wide_as_it_has_to_be() {
    use malipo::runtime::Paged;
    use states_and_pages::expected::operations::ListThings;
    let mut list = ListThings { page: None };
    assert_eq!(Paged::page(&list), None);
    list.set_page(7);
    assert_eq!((list.page, Paged::page(&list)), (Some(7), Some(7)));
    let page = || read(r#"{"page":{"rows":[{},{}],"current":2,"last":3}}"#);
    assert_eq!(
        (ListThings::current(&page()), ListThings::last(&page())),
        (Some(2), Some(3))
    );
    assert_eq!(ListThings::into_items(page()).len(), 2);
}

#[test]
fn a_page_tells_what_it_announces_and_what_of_that_cannot_be_read() {
    use malipo::runtime::{Announced, Numbered, Paged};
    use states_and_pages::expected::operations::ListThings;
    for (json, total, rows) in [
        (
            r#""total":7,"from":3,"to":4"#,
            Announced::Rows(7),
            Numbered::Rows(3, 4),
        ),
        (
            r#""total":null,"from":null,"to":null"#,
            Announced::Unreadable,
            Numbered::Absent,
        ),
        (
            r#""total":7,"from":3"#,
            Announced::Rows(7),
            Numbered::Unreadable,
        ),
        (r#""current":2"#, Announced::Unreadable, Numbered::Absent),
    ] {
        let page = || {
            let json = format!(r#"{{"page":{{"rows":[],"current":1,{json}}}}}"#);
            read(&json.replace(r#""current":1,"current":2"#, r#""current":2"#))
        };
        assert_eq!(ListThings::total(&page()), total, "{json}");
        assert_eq!(ListThings::rows(&page()), rows, "{json}");
        assert_eq!(ListThings::last(&page()), None);
    }
}
