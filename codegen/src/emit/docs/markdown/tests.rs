use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::*;

/// A description as it stands in a doc comment.
fn shown(text: &str) -> String {
    laid_out(&markdown(text)).join("\n")
}

/// What rustdoc would compile, and what a browser would obey or load, in a comment of such text.
fn harm(text: &str) -> Option<String> {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // What is compiled is read without extensions.
    let readings = [rustdoc, Options::empty()].into_iter();
    let mut events = readings.flat_map(|options| Parser::new_ext(text, options));
    let mut block = String::new();
    events.find_map(|event| match event {
        Event::Html(html) => {
            block.push_str(&html);
            None
        }
        Event::End(TagEnd::HtmlBlock) => {
            let html = std::mem::take(&mut block);
            (!html::is_shown(&html)).then_some(html)
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => None,
        Event::Start(Tag::CodeBlock(kind)) => Some(format!("{kind:?}")),
        Event::Start(Tag::Image { .. }) => Some("a picture".to_owned()),
        Event::Start(Tag::Link {
            link_type: LinkType::Email,
            ..
        }) => None,
        Event::Start(Tag::Link { dest_url, .. }) if !is_address(&dest_url) => {
            Some(dest_url.into_string())
        }
        Event::InlineHtml(html) if !html::is_shown(&html) => Some(html.into_string()),
        _ => None,
    })
}

#[test]
fn a_paragraph_is_joined_and_an_example_stays_as_it_is() {
    let text = "one\ntwo\n\n- three\n  four\n- five\n\n# Title\n| a | b |\n|---|---|\n| c | d |\n\nsix\n```rust\nlet  x;\n```\n\n```\neight";
    let expected = "one two\n\n- three four\n- five\n\n# Title\n\n|a|b|\n|-|-|\n|c|d|\n\nsix\n\n```text\nlet  x;\n```\n\n```text\neight\n```";
    assert_eq!(shown(text), expected);
}

#[test]
fn every_kind_of_code_block_is_plain_text() {
    let block = |code: &str| format!("```text\n{code}\n```");
    for (text, expected) in [
        ("```rust\nf();\n```", block("f();")),
        ("```\nf();\n```", block("f();")),
        ("~~~ should_panic\nf();\n~~~", block("f();")),
        ("a:\n\n    f();", format!("a:\n\n{}", block("f();"))),
        ("a:\n\n\tf();", format!("a:\n\n{}", block("f();"))),
        ("-     f();", "- ```text\n  f();\n  ```".to_owned()),
        (
            "- a\n\n      f();",
            "- a\n\n  ```text\n  f();\n  ```".to_owned(),
        ),
        ("1.     f();", "1. ```text\n   f();\n   ```".to_owned()),
        (
            "1) ```no_run\n   f();\n   ```",
            "1. ```text\n   f();\n   ```".to_owned(),
        ),
        (
            "> ```\n> f();\n> ```",
            " >\n > ```text\n > f();\n > ```".to_owned(),
        ),
        (">     f();", " >\n > ```text\n > f();\n > ```".to_owned()),
        (
            "> - ~~~\n>   f();",
            " >\n > - ```text\n >   f();\n >   ```".to_owned(),
        ),
        (
            "````\n```\nf();\n```\n````",
            "````text\n```\nf();\n```\n````".to_owned(),
        ),
        (
            "```text\nx\n``` text\nf();\n```",
            "````text\nx\n``` text\nf();\n````".to_owned(),
        ),
        ("```text,ignore\nf();", block("f();")),
        ("```{.rust .ignore}\nf();\n```", block("f();")),
        (
            "a\n   ```compile_fail,E0308\n   f();\n   ```",
            format!("a\n\n{}", block("f();")),
        ),
        ("# A\n    f();", format!("# A\n\n{}", block("f();"))),
        // No footnote: what compiles code reads none, and takes this for an indented block.
        (
            "a[^1]\n\n[^1]: b c\n\n        f();",
            format!("a\\[\\^1\\]\n\n\\[\\^1\\]: b c\n\n{}", block("    f();")),
        ),
    ] {
        let shown = shown(text);
        assert_eq!(shown, expected, "{text:?}");
        assert_eq!(harm(&shown), None, "{text:?}");
    }
}

#[test]
fn what_rustdoc_would_misread_is_escaped_and_addresses_become_links() {
    for (text, expected) in [
        (
            "a <x> in [c], see https://example.com/x. `Vec<[u8]>`",
            "a \\<x> in \\[c\\], see <https://example.com/x>. `Vec<[u8]>`",
        ),
        ("an odd ` tick", "an odd \\` tick"),
        (
            "[[x]] and [x][y] and [Vec]",
            "\\[\\[x\\]\\] and \\[x\\]\\[y\\] and \\[Vec\\]",
        ),
        (
            "See [the [b] guide](https://example.com/a_b), [here](#there) or [x](y z).",
            "See [the \\[b\\] guide](https://example.com/a_b), here or \\[x\\](y z).",
        ),
        (
            "[x][1]\n\n[1]: https://example.com 'T'",
            "[x](https://example.com \"T\")",
        ),
        ("[a](javascript:alert(1)) <javascript:x>", "a javascript:x"),
        (
            "[a](mailto:a@b.c) <a@b.c> [b](mailto:me)",
            "[a](mailto:a@b.c) <a@b.c> b",
        ),
        ("![a](https://example.com/x)", "[a](https://example.com/x)"),
        (
            "[![a](https://i.example)](https://l.example)",
            "[a](https://l.example)",
        ),
        ("[![a](https://i.example)](/l)", "[a](https://i.example)"),
        (
            "![](https://i.example)",
            "[https://i.example](https://i.example)",
        ),
        (
            "(https://example.com/a_(b)) and https://x.y,",
            "(<https://example.com/a_(b)>) and <https://x.y>,",
        ),
        ("https:// and http", "https:// and http"),
        (
            "A phone_number, a*b and 2 * 3",
            "A phone_number, a\\*b and 2 \\* 3",
        ),
        ("- [x] done\n- [ ] not", "- [x] done\n- [ ] not"),
        ("a\\\nb  \nc", "a<br>b<br>c"),
        ("2. b\n3. c", "2. b\n3. c"),
        ("***\n\n> a\nb", "---\n\n >\n > a b"),
        ("T\n===\nx", "# T\n\nx"),
    ] {
        assert_eq!(shown(text), expected, "{text:?}");
    }
    assert_eq!(code("a`b\n```\nc"), "`a'b ''' c`");
}

#[test]
fn html_that_only_looks_is_shown_and_all_other_is_text() {
    for (text, expected) in [
        ("a <b>c</b><br/>d", "a <b>c</b><br>d"),
        ("<b class=\"x\" ID=y>c</B> d", "<b>c</b> d"),
        (
            "<a href='https://x.y' target=_blank>z</a>",
            "<a href=\"https://x.y\">z</a>",
        ),
        (
            "<a href=/z title='a \"b\"'>z</a>",
            "<a title=\"a &quot;b&quot;\">z</a>",
        ),
        (
            "<a href=\"javascript:f()\">z</a>",
            "\\<a href=\"javascript:f()\">z\\</a>",
        ),
        (
            "<a href=\"java&#115;cript:f()\">z</a>",
            "\\<a href=\"java&amp;#115;cript:f()\">z\\</a>",
        ),
        ("a <b onclick=f()>z</b>", "a \\<b onclick=f()>z\\</b>"),
        (
            "a <img src=https://x.y> b",
            "a \\<img src=<https://x.y>\\> b",
        ),
        ("a <b>c", "a \\<b>c"),
        ("a <b>c <i>d</b> e</i>", "a <b>c \\<i>d</b> e\\</i>"),
        ("- <b>c\n- d</b>", "- \\<b>c\n- d\\</b>"),
        ("a <!-- b --> c", "a  c"),
        ("a <!-- b", "a \\<!-- b"),
        ("a <your-key> c", "a \\<your-key> c"),
        (
            "<p>Some <code>x</code>.</p><p>More</p>",
            "<p>Some <code>x</code>.</p><p>More</p>",
        ),
        (
            "<ul>\n  <li>a</li>\n  <li>b\n</ul>",
            "<ul>\n<li>a</li>\n&lt;li&gt;b\n</ul>",
        ),
        (
            "<details>\n<summary>More</summary>\n\n*b*\n\n</details>",
            "<details>\n<summary>More</summary>\n\n*b*\n\n</details>",
        ),
        (
            "<div>\n<script>f()</script>\n</div>",
            "<div>\n&lt;script&gt;f()&lt;/script&gt;\n</div>",
        ),
        (
            "<script>\n\nf()\n\n</script>",
            "<div>\n&lt;script&gt;\nf()\n&lt;/script&gt;\n</div>",
        ),
        (
            "<style>a{}</style>",
            "<div>\n&lt;style&gt;a{}&lt;/style&gt;\n</div>",
        ),
        (
            "<iframe src=x></iframe>",
            "<div>\n&lt;iframe src=x&gt;&lt;/iframe&gt;\n</div>",
        ),
        ("<pre>\na\n\n    b\n</pre>", "<pre>\na\n\n    b\n</pre>"),
        ("<pre>\na\n\n    b", "<div>\n&lt;pre&gt;\na\nb\n</div>"),
        ("<!-- a\n\n    b -->\nc", "c"),
        ("<!-- a\n\n    b", "<div>\n&lt;!-- a\nb\n</div>"),
        ("</div></div>", "<div>\n&lt;/div&gt;&lt;/div&gt;\n</div>"),
        (
            "[](#a)<div>&lt;script></div>",
            "<span></span><div>\\<script></div>",
        ),
    ] {
        let shown = shown(text);
        assert_eq!(shown, expected, "{text:?}");
        assert_eq!(harm(&shown), None, "{text:?}");
    }
}

#[test]
fn a_long_line_is_broken_where_the_next_one_means_nothing_else() {
    let words = "word ".repeat(19);
    let long = |marks: &str, before: &str, word: &str| {
        let words = &words[marks.len()..];
        let text = format!("{marks}{words}and {word} word and more words");
        let expected = format!("{marks}{words}and {word}\n{before}word and more words");
        assert_eq!(laid_out(&text).join("\n"), expected);
    };
    long("", "", "- 1. # | > ```a <b> ~~~a");
    long("- ", "  ", "2020.");
    long("> 10) - ", ">       ", "a");
    let kept = format!("# {words}{words}");
    assert_eq!(laid_out(&kept), [kept.trim_end()]);
    let code = format!("- ```text\n  {words}{words}\n  ```\n  a");
    assert_eq!(laid_out(&code).len(), 4);
}

#[test]
fn a_text_that_would_run_something_is_shown_as_it_is() {
    assert!(!runs_nothing("a\n\n    f();") && !runs_nothing("```\nf();\n```"));
    assert!(runs_nothing("```text\nf();\n```") && runs_nothing("a    b"));
    let events = as_text("```\nf();\n```\n".to_owned());
    assert_eq!(written(&events).unwrap(), "````text\n```\nf();\n```\n````");
}

#[test]
fn no_description_opens_a_test_or_loads_anything_whatever_it_is_made_of() {
    const PIECES: &[&str] = &[
        "```",
        "````",
        "~~~",
        "~~~~",
        "`",
        "``",
        "\\",
        "\\`",
        "    ",
        "   ",
        "  ",
        " ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\n\n    ",
        "\r\n",
        "\r",
        "- ",
        "* ",
        "+ ",
        "-     ",
        "> ",
        "1. ",
        "001. ",
        "10) ",
        "-",
        "=",
        "---",
        "***",
        "**",
        "*",
        "_",
        "~~",
        "# ",
        "| ",
        "|-|\n",
        "| a | b |\n",
        "rust",
        "text",
        "word",
        "a_long_word_that_has_many_letters",
        "fn main() {}",
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<!--",
        "-->",
        "<b x=y>",
        "<a href=\"https://x.y\">",
        "</a>",
        "<img src=x>",
        "<?",
        "?>",
        "<![CDATA[",
        "<details>",
        "</details>",
        "<",
        ">",
        "[",
        "]",
        "](",
        "(",
        ")",
        "[a](https://x.y)",
        "[a](javascript:x)",
        "[](#a)",
        "![",
        "!",
        "[^1]",
        "[^1]: ",
        "[a]: x",
        "[ ] ",
        "[x] ",
        "https://x.y",
        "https://x.y><b>",
        "javascript:x",
        "\u{7}",
        "\u{202e}",
        "\u{a0}",
        "\u{2003}",
        "\u{200b}",
        "\u{e000}",
        "&lt;",
        "&#96;",
        "&#10;",
        "&#9;",
        "&#32;",
        "\"",
        "'",
        "é",
        ":",
        "{",
        "}",
        ".",
    ];
    let count = std::env::var("MALIPO_TEXTS").map_or(2_000, |count| count.parse().unwrap());
    let mut state = std::env::var("MALIPO_SEED").map_or(1_u64, |seed| seed.parse().unwrap());
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..count {
        let count = 1 + random(24);
        let text: String = (0..count).map(|_| PIECES[random(PIECES.len())]).collect();
        let described = shown(&text);
        assert_eq!(harm(&described), None, "{text:?} as {described}");
        // Beside what the generator writes itself.
        let beside = format!(
            "- {}: {}. {}",
            code(&text),
            markdown(&text),
            markdown(&text)
        );
        let beside = laid_out(&beside).join("\n");
        assert_eq!(harm(&beside), None, "{text:?} as {beside}");
    }
}

#[test]
fn what_is_plain_is_written_as_it_is_when_it_is_parsed() {
    let no_link: super::LinkOf<'_> =
        &|code| (code == "op").then(|| ("a".to_owned(), "b".to_owned()));
    let plain = [
        "",
        "`a_b`.",
        "`a` and `b c`, `d<e>` (`f*g*h`), `[i](j)`: `k://l` `#m` `&amp;`",
        "One line\nand another one.\n\n2 paragraphs of a_b, 10% + {c} = $5\n`d` at e/f.\n\nThe end?",
        "Of 2020\n30 - 40",
        "a's \"b\": c, d; e!\n\nf",
    ];
    for text in plain {
        let written = super::plain(text, no_link);
        assert_eq!(written, Some(super::parsed(text, no_link)), "{text}");
    }
    let others = [
        "- a",
        "1. a",
        "a\n- b",
        "a\n2) b",
        "a\n---",
        "a  \nb",
        "a\n\n\nb",
        "a\n    b",
        "`op`",
        "``a``",
        "`a",
        "` a`",
        "`a `",
        "`a  b`",
        "`a\nb`",
        "`a|b`",
        "`a\\b`",
        "*a*",
        "[a](b)",
        "<b>",
        "https://a.b",
        "a_ b",
        "\u{e9}",
        "a & b",
        "a\tb",
        "```\na\n```",
    ];
    for text in others {
        assert_eq!(super::plain(text, no_link), None, "{text}");
    }
}
