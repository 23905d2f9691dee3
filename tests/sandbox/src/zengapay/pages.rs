//! The vendor's pages: rows ascend, the newest are on the last page, and addresses of other pages lose the filters.

use serde::Serialize;

use crate::contract::Call;

/// How many links stand on each side of the current page before the middle is left out.
const ON_EACH_SIDE: usize = 3;

/// Which page is wanted, and how long pages are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paging {
    number: usize,
    size: usize,
}

impl Paging {
    /// What a request asks for: `page`, and `per_page` or else `limit` or else the usual size.
    pub(super) fn of(call: &Call, usual_size: usize) -> Self {
        let integer = |name| call.query(name).and_then(|text| text.parse::<usize>().ok());
        Self {
            number: integer("page").unwrap_or(1).max(1),
            size: integer("per_page")
                .or_else(|| integer("limit"))
                .unwrap_or(usual_size)
                .max(1),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Page<T> {
    current_page: usize,
    data: Vec<T>,
    first_page_url: String,
    from: Option<usize>,
    last_page: usize,
    last_page_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) links: Option<Vec<Link>>,
    next_page_url: Option<String>,
    path: String,
    per_page: usize,
    prev_page_url: Option<String>,
    to: Option<usize>,
    total: usize,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    url: Option<String>,
    label: Label,
    active: bool,
}

/// Numbers for pages, text for everything else: a client must read both.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Label {
    Page(usize),
    Text(&'static str),
}

/// Cuts one page out of all rows.
pub(super) fn page<T>(rows: Vec<T>, paging: Paging, path: String) -> Page<T> {
    let Paging { number, size } = paging;
    let total = rows.len();
    let last = total.div_ceil(size).max(1);
    let before = (number - 1).saturating_mul(size);
    let data: Vec<_> = rows.into_iter().skip(before).take(size).collect();
    let url = |page: usize| format!("{path}?page={page}");
    let from = (!data.is_empty()).then(|| before + 1);
    let to = (!data.is_empty()).then(|| before + data.len());
    let next = (number < last).then(|| url(number + 1));
    let previous = (number > 1).then(|| url(number - 1));

    let mut links = vec![Link {
        url: previous.clone(),
        label: Label::Text("pagination.previous"),
        active: false,
    }];
    links.extend(shown(number, last).into_iter().map(|shown| match shown {
        Some(page) => Link {
            url: Some(url(page)),
            label: Label::Page(page),
            active: page == number,
        },
        None => Link {
            url: None,
            label: Label::Text("..."),
            active: false,
        },
    }));
    links.push(Link {
        url: next.clone(),
        label: Label::Text("pagination.next"),
        active: false,
    });
    Page {
        current_page: number,
        data,
        first_page_url: url(1),
        from,
        last_page: last,
        last_page_url: url(last),
        links: Some(links),
        next_page_url: next,
        per_page: size,
        prev_page_url: previous,
        to,
        total,
        path,
    }
}

/// The pages that are linked; nothing stands for those that are left out.
fn shown(current: usize, last: usize) -> Vec<Option<usize>> {
    let mut pages: Vec<Option<usize>> = Vec::new();
    let mut previous = 0;
    for page in 1..=last {
        let at_an_end = page <= 2 || page + 1 >= last;
        if !at_an_end && page.abs_diff(current) > ON_EACH_SIDE {
            continue;
        }
        if page != previous + 1 {
            pages.push(None);
        }
        pages.push(Some(page));
        previous = page;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(total: usize, number: usize, size: usize) -> Page<usize> {
        page(
            (1..=total).collect(),
            Paging { number, size },
            "http://h/v1/rows".to_owned(),
        )
    }

    #[test]
    fn the_newest_rows_are_on_the_last_page() {
        let last = cut(580, 24, 25);
        assert_eq!(last.data, (576..=580).collect::<Vec<_>>());
        assert_eq!(
            (last.from, last.to, last.total),
            (Some(576), Some(580), 580)
        );
        assert_eq!(last.next_page_url, None);
        assert_eq!(
            last.prev_page_url.as_deref(),
            Some("http://h/v1/rows?page=23")
        );
    }

    #[test]
    fn a_list_without_rows_has_one_page() {
        let empty = cut(0, 1, 25);
        assert_eq!((empty.from, empty.to, empty.last_page), (None, None, 1));
        assert!(empty.data.is_empty());
    }

    #[test]
    fn a_page_behind_the_last_one_is_empty_and_says_where_the_last_one_is() {
        let beyond = cut(30, 9, 25);
        assert!(beyond.data.is_empty());
        assert_eq!((beyond.current_page, beyond.last_page), (9, 2));
        assert_eq!(beyond.next_page_url, None);
        assert_eq!(cut(30, usize::MAX, usize::MAX).data, Vec::<usize>::new());
    }

    #[test]
    fn links_to_pages_carry_numbers_and_the_others_texts() {
        let labels: Vec<_> = cut(580, 24, 25)
            .links
            .unwrap()
            .into_iter()
            .map(|link| serde_json::to_string(&link.label).unwrap())
            .collect();
        assert_eq!(
            labels.join(" "),
            r#""pagination.previous" 1 2 "..." 21 22 23 24 "pagination.next""#
        );
    }
}
