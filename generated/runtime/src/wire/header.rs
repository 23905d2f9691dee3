//! Headers of responses, read as the types that a specification has for them.

use std::str::FromStr;

use http::HeaderMap;

/// Reads a header; `None` if it is absent or of another form.
pub fn header<T: FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// Reads a list that is separated by commas, in one header or in several of the name; `None` if it is absent or an item is of
/// another form.
pub fn header_list<T: FromStr>(headers: &HeaderMap, name: &str) -> Option<Vec<T>> {
    let mut items = Vec::new();
    for value in headers.get_all(name) {
        let texts = value.to_str().ok()?.split(',').map(str::trim);
        for text in texts.filter(|text| !text.is_empty()) {
            items.push(text.parse().ok()?);
        }
    }
    headers.contains_key(name).then_some(items)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::wire::Amount;

    #[test]
    fn a_header_that_is_absent_or_of_another_form_is_none() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-left", " 42 "),
            ("x-price", "1.50"),
            ("x-word", "a b"),
            ("x-ids", "1, 2"),
            ("x-ids", "3"),
        ] {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers.append("x-bytes", HeaderValue::from_bytes(&[0xff]).unwrap());
        assert_eq!(header(&headers, "X-Left"), Some(42_i64));
        let price = header::<Amount>(&headers, "x-price").unwrap();
        assert_eq!(price.to_string(), "1.50");
        assert_eq!(header::<String>(&headers, "x-word").as_deref(), Some("a b"));
        assert_eq!(header::<bool>(&headers, "x-word"), None);
        assert_eq!(header::<String>(&headers, "x-bytes"), None);
        assert_eq!(header::<String>(&headers, "x-none"), None);
        assert_eq!(header_list(&headers, "x-ids"), Some(vec![1, 2, 3]));
        assert_eq!(header_list::<i32>(&headers, "x-word"), None);
        assert_eq!(header_list::<i32>(&headers, "x-none"), None);
    }
}
