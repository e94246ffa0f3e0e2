//! Markdown becomes a tree in which nothing is lost; words alone are what they are without being parsed.

use proptest::prelude::*;

use super::*;
use crate::base::files::Files;
use crate::text::tree::{Element, Node, Step, Tree, walk};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn words_alone_are_what_a_parser_makes_of_them(
        text in "([A-Za-z0-9]{1,3}|[ ,;.?()+%/=@-]|[£éÅ–−’…•\u{a0}\u{2003}\u{200b}\u{202f}]|[&:!\"'*_|~<>#\t\n]){1,9}",
    ) {
        let span = Span::new(Files::default().anything(), 0, text.len());
        let (mut found, mut found_by_parsing) = (Diagnostics::default(), Diagnostics::default());
        let words = format!("{:?}", inline(&text, span, &mut found));
        prop_assert_eq!(words, format!("{:?}", marked(&text, span, options(), &mut found_by_parsing)), "{:?}", text);
        prop_assert_eq!(format!("{found:?}"), format!("{found_by_parsing:?}"));
    }
}

/// All that readers see of some nodes.
fn shown(nodes: &[Node]) -> String {
    let words = nodes.iter().map(|node| match &node.element {
        Element::Text(words) | Element::Code(words) => words,
        Element::CodeBlock(block) => block.code.as_str(),
        Element::Picture(picture) => picture.shows.as_str(),
        _ => "",
    });
    words.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn words_around_markup_stay(
        parts in proptest::collection::vec(
            "(word|é|5|2|\\*|\\*\\*|_|~~|<b>|</b>|<div>|</div>|<TBC>|<insert it>|<!-- c -->|<!-- a\nb -->|<td>|<o:p>|<br>|<\\?x\\?>|\
              `|```\n|\n\n|\n|\n    |\n- |\n\\| |> |# |\\[|\\]|\\(|\\)|\\]\\(<|<|>|&|\\\\|\\{\\{ |\\}\\}|!|\"| | |£|\\^1\\]: |\\|---\\|\n|--)",
            1..14,
        ),
    ) {
        let text = parts.concat();
        let span = Span::new(Files::default().anything(), 0, text.len());
        let body = parse(&text, 0..text.len(), span, &mut Diagnostics::default());
        let seen = shown(&body.tree);
        prop_assert!(!seen.contains([prepared::SIGN_OF_A_CUT, '\u{1da88}', '\u{fdd0}', '\u{fdd1}', '\u{fdd2}']), "{:?}", text);
        let line = shown(&inline(&text, span, &mut Diagnostics::default()));
        // Links hold words too, and so do inserts and comments; what is certain is checked.
        if !text.contains(['[', '{', '|', '`', '<', '#', '\\']) {
            prop_assert_eq!(seen.matches("word").count(), text.matches("word").count(), "{:?} {:?}", text, seen);
        }
        if !text.contains(['[', '{', '`']) && !text.contains("<!--") {
            prop_assert_eq!(line.matches("word").count(), text.matches("word").count(), "{:?} {:?}", text, line);
        }
    }
}

/// An element that breaks a paragraph off ends the code in it too, so what follows is no code.
#[test]
fn code_in_a_paragraph_ends_where_the_paragraph_does() {
    for text in ["word```\n<div>```\n<TBC>", "a ` b\n</p> ` <TBC>", "a ` b\n  <!-- c -->\n` <insert it>"] {
        let span = Span::new(Files::default().anything(), 0, text.len());
        let body = parse(text, 0..text.len(), span, &mut Diagnostics::default());
        let seen = shown(&body.tree);
        assert!(!seen.contains(prepared::SIGN_OF_A_CUT), "{text:?}: {seen:?}");
    }
}

/// A text as a tree in brackets: each element with what stands in it.
fn outline(nodes: &[Node]) -> String {
    let mut text = String::new();
    for step in walk(nodes) {
        match step {
            Step::Enter(node) => {
                let has_content = matches!(walk(std::slice::from_ref(node)).nth(1), Some(Step::Leave(_)));
                text += &label(node);
                text += if has_content { "(" } else { " " };
            }
            Step::Leave(_) => text = text.trim_end().to_owned() + ") ",
        }
    }
    text.trim_end().to_owned()
}

fn label(node: &Node) -> String {
    match &node.element {
        Element::Text(words) => format!("{words:?}"),
        Element::Code(code) => format!("`{code}`"),
        Element::CodeBlock(block) => format!("code {:?}", block.code),
        Element::Heading(heading) => format!("h{} #{}", heading.level, heading.id),
        Element::Link(address) => format!("link {}", address.value),
        Element::Picture(picture) => format!("picture {} {:?}", picture.file.value, picture.shows),
        Element::Figure(reference) => format!("figure {}", reference.value.path[0].value),
        element => format!("{element:?}").to_lowercase(),
    }
}

fn tree_of(text: &str) -> Tree {
    let span = Span::new(Files::default().anything(), 0, text.len());
    parse(text, 0..text.len(), span, &mut Diagnostics::default()).tree
}

#[test]
fn every_block_is_an_element() {
    for (markdown, tree) in [
        ("One\ntwo", r#"paragraph("One\ntwo")"#),
        ("## A b\n\nC", r#"h2 #a-b("A b") paragraph("C")"#),
        ("### A\n", r#"h3 #a("A")"#),
        ("Title\n===\n\nA", r#"paragraph("A")"#),
        ("> a", r#"quotation(paragraph("a"))"#),
        ("> [!TIP]\n> a", r#"alert(tip)(paragraph("a"))"#),
        ("- a\n- b", r#"list(bullets)(item("a") item("b"))"#),
        ("3. a\n\n   b", r#"list(numbers(3))(item(paragraph("a") paragraph("b")))"#),
        ("- a\n  - b", r#"list(bullets)(item("a" list(bullets)(item("b"))))"#),
        ("- [x] a", r#"list(bullets)(item(task { is_done: true } "a"))"#),
        ("A\n: b", r#"definitions(term("A") definition("b"))"#),
        ("```rust\nlet a;\n```", r#"code "let a;\n""#),
        ("a\n\n---\n\nb", r#"paragraph("a") rule paragraph("b")"#),
        ("| a |\n|---|\n| b |", "table(0)"),
        (
            "a[^x]\n\n[^x]: b",
            r#"paragraph("a" notereference(notereference { number: 1, is_first: true })) notes(note(1)(paragraph("b")))"#,
        ),
        (
            "a\n\n{{ risks }}\n\nb",
            r#"paragraph("a") insert(spanned { value: embed { block: risks, asks: risks }, span: span { file: fileid(0), start: 3, end: 14 } }) paragraph("b")"#,
        ),
    ] {
        assert_eq!(outline(&tree_of(markdown)), tree, "{markdown}");
    }
}

#[test]
fn every_inline_element_is_a_node() {
    for (markdown, tree) in [
        ("a *b* c", r#""a " emphasis("b") " c""#),
        ("**a *b***", r#"strong("a " emphasis("b"))"#),
        ("~~a~~", r#"struck("a")"#),
        ("`a`", "`a`"),
        ("[a **b**](c.md#d)", r#"link c.md#d("a " strong("b"))"#),
        ("<https://a.org>", r#"link https://a.org("https://a.org")"#),
        ("<a@b.org>", r#"link mailto:a@b.org("a@b.org")"#),
        ("![a *b* `c`](d.png)", r#"picture d.png "a b c""#),
        ("{{ a.value }} b", r#"figure a " b""#),
        ("a<br>b", r#""a" break(tag) "b""#),
        ("3*x and 4*y", r#""3*x and 4*y""#),
        ("<TBC> &amp; <!-- no --> a", r#""TBC &  a""#),
    ] {
        let span = Span::new(Files::default().anything(), 0, markdown.len());
        assert_eq!(outline(&inline(markdown, span, &mut Diagnostics::default())), tree, "{markdown}");
    }
    assert_eq!(outline(&tree_of("a\\\nb")), r#"paragraph("a" break(typed) "b")"#);
}

#[test]
fn lines_of_a_cell_are_paragraphs_and_lists() {
    let text = "a\n- b\n- c\n1. d\ne";
    let span = Span::new(Files::default().anything(), 0, text.len());
    assert_eq!(
        outline(&cell(text, span, &mut Diagnostics::default())),
        r#"paragraph("a") list(bullets)(item("b") item("c")) list(numbers(1))(item("d")) paragraph("e")"#
    );
}

#[test]
fn a_node_has_the_place_where_it_is_written() {
    let text = "Ab **cd {{ e }} f** g\n\n- h\n\n## I j\n";
    let tree = tree_of(text);
    let places: Vec<&str> = tree.iter().map(|node| text[node.span.range()].trim_end()).collect();
    assert_eq!(
        places,
        [
            "Ab **cd {{ e }} f** g",
            "Ab",
            "**cd {{ e }} f**",
            "cd",
            "{{ e }}",
            " f",
            " g",
            "- h",
            "- h",
            "h",
            "## I j",
            "I j"
        ]
    );
}

/// The anchor of a heading, its place in lists of headings and a title are made of all its words.
#[test]
fn a_heading_says_all_that_stands_in_it() {
    for (markdown, words) in
        [("## A<br>b ![c](d.png) `e` *f*", "A b c e f"), ("A  \nb\n---", "A b"), ("## ![a b](c.png)", "a b")]
    {
        let tree = tree_of(markdown);
        let heading = tree.headings().next().map(|(heading, _)| heading.text.as_str());
        assert_eq!(heading, Some(words), "{markdown}");
    }
}

/// However deep, a text is read without filling the stack.
#[test]
fn a_deep_tree_is_walked() {
    let text = "> ".repeat(5000) + "a";
    let tree = tree_of(&text);
    let deepest = walk(&tree).fold((0_usize, 0), |(depth, deepest), step| match step {
        Step::Enter(node) if matches!(node.element, Element::Quotation) => (depth + 1, deepest.max(depth + 1)),
        Step::Leave(node) if matches!(node.element, Element::Quotation) => (depth - 1, deepest),
        _ => (depth, deepest),
    });
    assert_eq!(deepest, (0, 5000));
}

/// Markdown with blocks in blocks; `w` stands for a word.
fn document() -> impl Strategy<Value = String> {
    let line = "(w|w w|\\*w\\*|\\*\\*w w\\*\\*|~~w~~|`w`|\\[w\\]\\(w\\.md( \"w w\")?\\)|!\\[w w\\]\\(w\\.png\\)|w\\[\\^n\\]|<b>w</b>|w<br>w|<w w>|3\\*w|w &amp; w|\\{\\{ w \\}\\}|\
                w\\[w\\]|<https://w\\.org>|_w_ w|\"w\"|w  \nw|w\\\\\nw|w\nw)( (w|\\*w\\*|w\\.))?";
    let leaf = prop_oneof![
        4 => line.prop_map(|line| line),
        1 => "# (w|w w|w `w`|\\*w\\*)",
        1 => "#{2,4} (w|w w|w `w`|\\*w\\*)( \\{#w\\})?",
        1 => "## !\\[w\\]\\(w\\.png\\)",
        1 => "w\n(==|--)=",
        1 => "```(rust)?\nw w\n```",
        1 => "    w",
        1 => "\\| w \\| w \\|\n\\|---\\|---\\|\n\\| w \\| \\*w\\* \\|( w \\|)?(\n\nTable: w( \\{#w\\})?)?",
        1 => "\\{\\{ (table w|risks|chart w) \\}\\}",
        1 => "w\n: w( w)?",
        1 => "\\[\\^n\\]: w w",
        1 => "<div>\nw\n</div>",
        1 => "\\[w\\]: w",
    ];
    let block = leaf.prop_recursive(3, 12, 3, |inner| {
        let blocks = || proptest::collection::vec(inner.clone(), 1..3).prop_map(|blocks| blocks.join("\n\n"));
        prop_oneof![
            blocks().prop_map(|text| inset(&text, "- ", "  ")),
            blocks().prop_map(|text| inset(&text, "2. ", "   ")),
            blocks().prop_map(|text| inset(&text, "> ", "> ")),
            blocks().prop_map(|text| inset(&text, "> [!NOTE]\n> ", "> ")),
            blocks().prop_map(|text| inset(&text, "- [ ] ", "  ")),
        ]
    });
    proptest::collection::vec(block, 1..6).prop_map(|blocks| numbered(&blocks.join("\n\n")))
}

/// Lines set in, the first of them behind a mark.
fn inset(text: &str, mark: &str, indent: &str) -> String {
    mark.to_owned() + &text.replace('\n', &format!("\n{indent}"))
}

/// Each `w` as a word of its own.
fn numbered(text: &str) -> String {
    let parts: Vec<&str> = text.split('w').collect();
    let words = parts.iter().enumerate().skip(1).map(|(number, part)| format!("word{number}x{part}"));
    parts[0].to_owned() + &words.collect::<String>()
}

/// All that an author typed and the tree keeps: words, what pictures show, addresses, inserts, cells.
fn kept(body: &Body, text: &str) -> String {
    let mut kept = String::new();
    for node in body.tree.iter() {
        kept += &match &node.element {
            Element::Link(address) => address.value.clone(),
            Element::Picture(picture) => format!("{} {}", picture.file.value, picture.shows),
            Element::Heading(heading) => heading.id.clone(),
            Element::Figure(_) | Element::Insert(_) => text[node.span.range()].to_owned(),
            Element::CodeBlock(block) => block.code.clone(),
            element => element.words().unwrap_or_default().to_owned(),
        };
        kept.push(' ');
    }
    for table in &body.tables {
        let cells = table.columns.iter().chain(table.rows.iter().flatten());
        let all = cells.chain(&table.caption).chain(&table.id);
        all.for_each(|cell| kept.extend([&*cell.value, " "]));
    }
    kept.extend(body.title.iter().map(|title| title.value.as_str()));
    kept
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn nothing_that_was_typed_disappears(text in document()) {
        let span = Span::new(Files::default().anything(), 0, text.len());
        let mut found = Diagnostics::default();
        let body = parse(&text, 0..text.len(), span, &mut found);
        let kept = kept(&body, &text);
        for (start, _) in text.match_indices("word") {
            let end = start + text[start..].find('x').map_or(0, |length| length + 1);
            let word = &text[start..end];
            // A note is reported at its first line, whatever follows in it.
            let is_reported = found.iter().any(|problem| {
                let place = problem.span.range();
                place.contains(&start) || problem.rule == &LOST_NOTE && place.start <= start
            });
            prop_assert!(kept.contains(word) || is_reported, "{word} is lost in\n{text}\n{}", outline(&body.tree));
        }
    }
}
