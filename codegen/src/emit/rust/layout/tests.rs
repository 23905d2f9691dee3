use super::super::lines::pretty;
use super::{LaidOut, item};

/// Items of each kind that templates write. `N` is a name in each of them, and `M` another one.
const ITEMS: &[&str] = &[
    "    pub fn N(&self, a: impl Into<String>, b: Option<types::M>) -> rt::Call<operations::N> {
        rt::Call::new(&self.runtime, operations::N { a: a.into(), b, M: None })
    }",
    "    pub fn N<'a, T: rt::M + 'a>(mut self, N: impl IntoIterator<Item = impl Into<N>>) -> M<S0, rt::Set<N>>
    where
        S0: rt::Given<required::N, Value = M>,
        S1: rt::List<i64> + Clone,
    {
        let set = rt::Set(N.into());
        let (_, s1, s2, mut N): (A, M) = self.given;
        self.rest.N = Some(N.into().M(&*self));
        rt::add(&mut self.rest.N, M);
        M { given: (set, s1, N.take()), rest: self.rest, ..N::new() }
    }",
    "pub fn N() -> M {
    M {
        given: (rt::Unset,),
        rest: N { a: rt::Maybe::Absent, b: None },
    }
}",
    "pub fn N<T>(self) -> M<T>
{
    self.N.with(T::M).N()
}",
    "    fn check(&self, at: &mut rt::Violations) {
        at.field(\"N\", |at| rt::Checked::check(&self.N, at));
        at.N(\"b\\\"\", |at| at.items(&self.M, |at, item| at.max_length(item, 5000)))?.N(1);
        at.N(a, M)?;
        if let Some(body) = &self.a {
            request.form_styled(body, &[(\"N\", rt::Style::Form, true), (\"M\", A::B::<N>, !M)]);
        }
        self.M?.N(());
        N.0.is::<M>(move |a| self.x.N(a), (a, N));
    }",
    "    const N: &'static [&'static [rt::Scheme]] = &[&[rt::Scheme::Basic], &[rt::Scheme::M]];",
    "    const N: Option<rt::M> = Some(rt::M {
        id: \"N\",
        path: \"/a/{b}/M\",
        is_long: false,
    });",
    "pub struct N<S0 = rt::Unset, S1 = rt::M> {
    /// A text.   
    ///
    #[deprecated]
    pub a: Option<Vec<M>>,
    given: (S0, S1, N),
    alone: (M,),
    r#type: ::std::collections::BTreeMap<String, N>,
}",
    "pub enum N {
    /// N.
    A,
    M(Box<N<M>>),
    B(pub N, M),
}",
    "impl<S0, S1: M> rt::Checked<S0> for N<S1, M> {",
    "impl N {",
    "impl rt::M for N {}",
    "    M(own N) [is Text],",
    "        M = \"N\",",
];

fn name(first: char, length: usize) -> String {
    let letters = ('a'..='z').cycle().take(length);
    std::iter::once(first).chain(letters).collect()
}

#[test]
fn an_item_is_laid_out_as_prettyplease_does() {
    let mut added = 0;
    for code in ITEMS {
        for long in (0..90).step_by(3) {
            for short in [0, 1, 2, 10, 35, 60] {
                let code = code
                    .replace('N', &name('n', long))
                    .replace('M', &name('M', short));
                let indent = code.len() - code.trim_start().len();
                let mut out = String::new();
                let laid_out = item(&code, indent, &mut out);
                let expected = pretty(&code, indent);
                match laid_out {
                    LaidOut::Added => {
                        assert_eq!(Some(&out), expected.as_ref(), "{code}");
                        added += 1;
                    }
                    LaidOut::NoItem => assert_eq!((out.as_str(), expected), ("", None), "{code}"),
                    LaidOut::Unknown => panic!("it is unknown: {code}"),
                }
            }
        }
    }
    assert!(added > 1_500, "{added}");
}

#[test]
fn what_is_not_known_is_left_to_prettyplease() {
    for code in [
        "fn a() { match b { _ => c } }",
        "fn a() { b + c; }",
        "fn a() { b as c; }",
        "fn a() { b.c..; }",
        "fn a() { b![c]; }",
        "fn a() { 'c'; }",
        "fn a() { 1.5; }",
        "fn a() { [1, 2]; }",
        "fn a() { \"b\nc\"; }",
        "fn a() { r\"b\"; }",
        "fn a() { // b\n c }",
        "fn a() { return b; }",
        "fn a() { let b = c else { d }; }",
        "fn a() { let A { b } = c; }",
        "fn a() { b(|c: d| e); }",
        "fn a() { b[c]; }",
        "fn a() {}",
        "fn a() -> impl Fn(b) -> c { d }",
        "fn é() { a }",
        "fn a(",
        "const A: [u8; 2] = b;",
        "struct A;",
        "pub(crate) fn a() { b }",
        "mod a { b }",
        "enum A { B { c: D }, }",
        "",
    ] {
        let mut out = "before".to_owned();
        assert_eq!(item(code, 0, &mut out), LaidOut::Unknown, "{code}");
        assert_eq!(out, "before");
    }
}
