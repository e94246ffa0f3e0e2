//! What an author types stays on the page, or is an error: stars between figures, angle brackets, pasted markup, comments.

use crate::common::{body, made, text};
use plainplan::project::render;

/// The messages about a chapter, and its page from its heading on.
fn read(chapter: &str) -> (String, String) {
    read_all(&[("content/1-care.md", &format!("---\ntitle: Care\n---\n{chapter}\n"))])
}

fn read_all(files: &[(&str, &str)]) -> (String, String) {
    let made = made(files);
    let page = text(&made, "care/index.html");
    let start = page.find("<h1>").expect("a heading");
    let end = page.find("<nav class=\"pager\"").unwrap_or(page.len());
    (render::human(&made.source, &made.diagnostics, false), page[start..end].to_owned())
}

fn page_of(chapter: &str) -> String {
    body(&format!("---\ntitle: Care\n---\n{chapter}\n"))
}

fn csv(chapter: &str, table: &str) -> String {
    text(
        &made(&[("content/1-care.md", &format!("---\ntitle: Care\n---\n{chapter}\n"))]),
        &format!("data/tables/{table}.csv"),
    )
}

#[test]
fn a_star_between_figures_is_a_star() {
    for words in [
        "5*3 and 2*4 shifts",
        "2**3 and 4**5 of them",
        "£5*3 and £2*4 a day",
        "5*£3 and 2*£4 a day",
        "5*(3 + 1) and (2 + 1)*4 hours",
        "(1)*(2) and (3)*(4) of them",
        "50%*3 and 20%*4 of it",
        "3*bed and 2*bed flats",
        "3*x + 4*y hours",
        "a file_name_x and 1_2_3 too",
        "5~3 or 2~4 days",
        "5~~3 or 2~~4 days",
        "4* hotels and 5* hotels",
        "grades A* and B* too",
    ] {
        for (before, after) in [("We need ", "."), ("- One has ", ""), ("## It is ", ""), ("> Says ", ""), ("1. ", "")]
        {
            let page = page_of(&format!("{before}{words}{after}\n\nText."));
            assert!(page.contains(words), "{before}{words}\n{page}");
            assert!(!page.contains("<em>") && !page.contains("<strong>") && !page.contains("<del>"), "{page}");
        }
    }
}

#[test]
fn words_are_still_bold_and_in_italics() {
    let page = page_of(
        "**Total 5*3** and *2018* and **2018-19** (*new*), **5**th, un*believ*able, **N**HS, ~~old~~ and `5*3*2`.",
    );
    for html in [
        "<strong>Total 5*3</strong>",
        "<em>2018</em>",
        "<strong>2018-19</strong>",
        "<em>new</em>",
        "<strong>5</strong>th",
        "un<em>believ</em>able",
        "<strong>N</strong>HS",
        "<del>old</del>",
        "<code>5*3*2</code>",
    ] {
        assert!(page.contains(html), "{html}\n{page}");
    }
    let page = page_of("```\n5*3 <b> <TBC> <!-- x -->\n```\n\n    2*4 <i> <name>\n");
    assert!(page.contains("5*3 &lt;b&gt; &lt;TBC&gt; &lt;!-- x --&gt;"), "{page}");
    assert!(page.contains("2*4 &lt;i&gt; &lt;name&gt;"), "{page}");
}

#[test]
fn a_star_between_figures_is_a_star_in_every_cell() {
    let pipes =
        "| Team | Remark |\n|---|---|\n| Doctors | 2*3 teams and 4*5 wards |\n\nTable: Teams of 2*3 and 4*5 {#teams}";
    let page = page_of(pipes);
    assert!(page.contains("2*3 teams and 4*5 wards") && page.contains("Teams of 2*3 and 4*5"), "{page}");
    assert!(csv(pipes, "teams").contains("2*3 teams and 4*5 wards"));
    let rows = "---\ntitle: Care 2*3 and 4*5\ntables:\n  - id: teams\n    caption: Teams\n    columns: [Team, Remark]\n    \
                rows: |\n      Doctors | 2*3 teams and 4*5 wards\n    notes: [Of 2*3 and 4*5]\n---\n{{ table teams }}\n";
    let (reported, page) = read_all(&[("content/1-care.md", rows)]);
    assert_eq!(reported, "");
    for words in ["Care 2*3 and 4*5", "2*3 teams and 4*5 wards", "Of 2*3 and 4*5"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let marks = page_of("| Grade | Pupils |\n|---|---|\n| A* | 5 |\n| A | 7 |\n\nTable: Grades {#grades}");
    assert!(marks.contains(">A*<"), "{marks}");
}

#[test]
fn a_note_and_an_easy_line_keep_their_stars() {
    let page = page_of("Text[^1].\n\n[^1]: Of 2*3 and 4*5 wards.");
    assert!(page.contains("Of 2*3 and 4*5 wards."), "{page}");
    let easy = made(&[
        ("content/1-care.md", "---\ntitle: Care\n---\n## First\n\nText about care.\n"),
        ("content/1-care.easy.md", "---\ntitle: Care\n---\n## First\n\n![home]\nWe pay 2*3 and 4*5 pounds.\n"),
    ]);
    assert!(text(&easy, "easy-read/care/index.html").contains("We pay 2*3 and 4*5 pounds."));
}

#[test]
fn to_be_confirmed_in_angle_brackets_is_tbc() {
    let (reported, page) = read(
        "The cost is <TBC>.\n\n<tbc>\n\n## By <To be confirmed>\n\nIt is **<TBA>** and [<TBC>](https://example.org).",
    );
    assert_eq!(reported, "");
    assert!(page.contains("The cost is TBC.") && page.contains("<p>TBC</p>"), "{page}");
    assert!(page.contains("By TBC</h2>") && page.contains("<strong>TBC</strong>"), "{page}");
}

#[test]
fn to_be_confirmed_in_angle_brackets_is_counted() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - id: waits\n    name: Waits\n    unit: percent\n    value: <TBC>\n    \
                   better: higher\n    source: Us\n---\n{{ metrics }}\n\n| Place | Owner | Homes |\n|---|---|--:|\n\
                   | North | <TBC> | <tbc> |\n| South | Ann | 5 |\n\nTable: Owners {#owners}\n";
    let made = made(&[("content/1-care.md", chapter)]);
    assert!(!made.diagnostics.has_errors(), "{}", render::human(&made.source, &made.diagnostics, false));
    assert_eq!(made.counts.open, 3);
    assert!(
        text(&made, "data/tables/owners.csv").contains("North,TBC,TBC"),
        "{}",
        text(&made, "data/tables/owners.csv")
    );
}

#[test]
fn a_gap_in_angle_brackets_is_an_error() {
    for gap in [
        "<insert name>",
        "<name>",
        "<name of lead>",
        "<xx>",
        "<date>",
        "<Placeholder>",
        "<address>",
        "<link to the report>",
        "<lead's name>",
        "<£ figure>",
        "<insert name, role>",
    ] {
        for (before, behind) in [
            ("The director is ", "."),
            ("", ""),
            ("", "\nand more words"),
            ("## Section ", "\n\nText."),
            ("- ", ""),
            ("[Our ", "](https://example.org)"),
            ("| Place | Owner |\n|---|---|\n| North | ", " |\n\nTable: Owners {#owners}"),
            ("| Place | ", " |\n|---|---|\n| North | 5 |\n\nTable: Owners {#owners}"),
            ("| Place | Owner |\n|---|---|\n| North | Ann |\n\nTable: Owners of ", " {#owners}"),
            ("Text[^1].\n\n[^1]: Note by ", ""),
        ] {
            let (reported, page) = read(&format!("{before}{gap}{behind}"));
            assert!(reported.starts_with("error[unfilled-gap]"), "{before}{gap}{behind}\n{reported}");
            assert_eq!(reported.matches("error[").count(), 1, "{before}{gap}{behind}\n{reported}");
            assert!(behind != "\nand more words" || page.contains("and more words"), "{page}");
        }
    }
}

#[test]
fn a_gap_in_the_keys_is_an_error() {
    for chapter in [
        "---\ntitle: The <insert name> plan\n---\nText.\n",
        "---\ntitle: Care\nowner: <name of lead>\n---\nText.\n",
        "---\ntitle: Care\nmilestones:\n  - by: 2018-03\n    text: Done by <name>\n---\n{{ timeline }}\n",
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T of <date>\n    columns: [A, B]\n    rows: |\n      North | 5\n---\n{{ table t }}\n",
    ] {
        let (reported, _) = read_all(&[("content/1-care.md", chapter)]);
        assert!(reported.starts_with("error[unfilled-gap]"), "{chapter}\n{reported}");
        assert_eq!(reported.matches("[unfilled-gap]").count(), 1, "{reported}");
    }
    let twin = "---\ntitle: Care\n---\n## About <name>\n\n![home]\nAsk <insert name> about it.\n";
    let (reported, _) =
        read_all(&[("content/1-care.md", "---\ntitle: Care\n---\nText.\n"), ("content/1-care.easy.md", twin)]);
    assert_eq!(reported.matches("error[unfilled-gap]").count(), 2, "{reported}");
    let words = "- term: care\n  meaning: What <insert name> gives\n";
    let (reported, _) =
        read_all(&[("content/1-care.md", "---\ntitle: Care\n---\nText.\n"), ("content/words.yaml", words)]);
    assert!(reported.contains("error[unfilled-gap]"), "{reported}");
}

#[test]
fn signs_and_addresses_in_angle_brackets_stay() {
    let (reported, page) = read(
        "It is < 5 and <5, a < b and c > d. See <https://example.org> or <a@example.org>, \\<name\\> and `<name>`.",
    );
    assert_eq!(reported, "");
    assert!(page.contains("It is &lt; 5 and &lt;5, a &lt; b and c &gt; d."), "{page}");
    assert!(page.contains("href=\"https://example.org\"") && page.contains("href=\"mailto:a@example.org\""), "{page}");
    assert!(page.contains("&lt;name&gt; and <code>&lt;name&gt;</code>"), "{page}");
}

#[test]
fn words_in_markup_that_is_left_out_are_kept() {
    for (typed, words, help) in [
        ("<center>The target is 95% by March 2019.</center>", "The target is 95% by March 2019.", "Remove the tags"),
        (
            "See <a href=\"https://example.org\" target=\"_blank\">our site</a>.",
            "See our site.",
            "Write [our site](https://example.org).",
        ),
        ("This is <b>important</b>.", "This is important.", "Write **important** for bold."),
        ("<i>The</i> words", "The words", "Write *The* for italics."),
        ("<p>One.</p>\n<p>Two.</p>", "Two.", "leave an empty line between two paragraphs"),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "Two", "\"- \""),
        ("<div class=\"box\">\n    <p>The target is 95%.</p>\n</div>", "<p> The target is 95%.", "empty line"),
        ("<font color=red>Red words</font> here", "Red words here", "Remove the tags"),
        ("<o:p>Pasted words</o:p>", "Pasted words", "Remove the tags"),
        ("<h3>A heading</h3>", "A heading", "Write ### A heading on a line of its own."),
    ] {
        let (reported, page) = read(typed);
        assert!(page.contains(words), "{typed}\n{page}");
        assert!(reported.starts_with("warning[raw-html]") && reported.contains(help), "{typed}\n{reported}");
        assert_eq!(reported.matches("[raw-html]").count(), 1, "{typed}\n{reported}");
    }
    assert!(!read("<script>let x = 95;</script>\n\nText.").1.contains("95"));
}

#[test]
fn markdown_within_markup_is_markdown() {
    let (reported, page) = read("<div>\n**bold** text on {{ page }}\n- item\n</div>\n\n<div>\n\n## Heading\n\n</div>");
    assert!(page.contains("<strong>bold</strong> text on") && page.contains("<li>item</li>"), "{page}");
    assert!(page.contains("Heading</h2>") && !page.contains("{{") && !page.contains("<p></p>"), "{page}");
    assert!(reported.contains("error[unknown-id]"), "{reported}");
}

#[test]
fn markup_that_says_more_than_its_words_is_an_error() {
    let table = "<table class=\"x\">\n  <tr><th>Place</th><th>Homes</th></tr>\n\n  <tr><td>North</td><td>1<b>2</b></td></tr>\n</table>\n\nText.";
    let (reported, page) = read(table);
    assert!(reported.starts_with("error[lost-markup]") && reported.matches("[lost-markup]").count() == 1, "{reported}");
    assert!(!reported.contains("[raw-html]"), "{reported}");
    assert!(page.contains("North") && !page.contains("North12"), "{page}");
    for (typed, help) in [
        ("10<sup>6</sup> cells", "Write ⁶ itself."),
        ("<img src=\"map.png\" alt=\"Map of wards\">", "Write ![Map of wards](map.png)."),
        ("It is <del>95%</del> 96%.", "Write ~~95%~~"),
        ("<iframe src=\"https://example.org\"></iframe>", "Write a link to it"),
    ] {
        let (reported, _) = read(typed);
        assert!(reported.starts_with("error[lost-markup]") && reported.contains(help), "{typed}\n{reported}");
    }
}

#[test]
fn a_comment_never_takes_words_with_it() {
    for (typed, html) in [
        ("<!-- ask legal -->District councils will act.", "<p>District councils will act.</p>"),
        ("<!-- ask legal -->District councils\nwill act.", "<p>District councils\nwill act.</p>"),
        ("Before <!-- c --> after.", "<p>Before  after.</p>"),
        ("Before.\n<!-- c -->\nAfter.", "<p>After.</p>"),
        ("Before <!-- one\n\ntwo --> after.", "<p>Before  after.</p>"),
        ("<!-- one\n\ntwo -->After.", "<p>After.</p>"),
        ("<!-- c -->## Heading\n\nText.", "Heading</h2>"),
        ("## <!-- c --> Heading <!-- d -->\n\nText.", "Heading</h2>"),
        ("<!-- c -->- item", "<li>item</li>"),
        ("- <!-- c --> item", "item</li>"),
        ("- one\n<!-- c -->\n- two", "<li>one</li>\n<li>two</li>"),
        ("> <!-- c -->words", "<p>words</p>"),
        ("**<!-- c -->bold**", "<strong>bold</strong>"),
        ("Text[^1].\n\n[^1]: <!-- c -->Note.", "Note."),
    ] {
        let (reported, page) = read(typed);
        assert_eq!(reported, "", "{typed}");
        assert!(page.contains(html), "{typed}\n{page}");
        assert!(!page.contains("legal") && !page.contains("&lt;!--") && !page.contains("--&gt;"), "{typed}\n{page}");
    }
}

#[test]
fn a_comment_by_a_table_or_an_insert_changes_neither() {
    let pipes = "| Place | Homes <!-- of what? --> |\n|---|--:|\n<!-- c -->\n| North | 5 <!-- a | b --> |\n<!-- d -->| South <!-- e --> | 6 |\n\nTable: Homes <!-- ask --> {#homes} <!-- f -->";
    let (reported, page) = read(pipes);
    assert_eq!(reported, "");
    assert!(!page.contains("--&gt;") && !page.contains("ask"), "{page}");
    assert_eq!(csv(pipes, "homes").matches('\n').count(), 3, "{}", csv(pipes, "homes"));
    let chapter = "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [A, B]\n    rows: |\n      North <!-- c --> | 5 <!-- d -->\n---\n<!-- old: {{ table x }} -->{{ table t }} <!-- e -->\n";
    let (reported, page) = read_all(&[("content/1-care.md", chapter)]);
    assert_eq!(reported, "");
    assert!(page.contains("<table") && !page.contains("--&gt;"), "{page}");
    let (reported, _) =
        read_all(&[("content/1-care.md", "---\ntitle: Care\n---\nNow <!-- {{ old }} --> it is {{ new }}.\n")]);
    assert!(reported.contains("`new`") && !reported.contains("`old`"), "{reported}");
}

#[test]
fn a_comment_in_easy_read_never_takes_words_with_it() {
    let twin = "---\ntitle: Care\n---\n## First <!-- a -->\n\n![home] <!-- b -->\n<!-- ask -->We care for you.\nYou are <!-- c --> at home. <!-- d\ne -->We come to you.\n";
    let made =
        made(&[("content/1-care.md", "---\ntitle: Care\n---\n## First\n\nText.\n"), ("content/1-care.easy.md", twin)]);
    let page = text(&made, "easy-read/care/index.html");
    for words in ["First</h2>", "We care for you.", "You are  at home.", "We come to you."] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("--&gt;") && !page.contains("&lt;!--"), "{page}");
    let reported = render::human(&made.source, &made.diagnostics, false);
    assert!(reported.contains("warning[remark-left]"), "{reported}");
}

#[test]
fn a_comment_that_is_not_closed_is_an_error() {
    for typed in [
        "<!-- ask legal\n\nThe rest.",
        "Words <!-- ask\n\nThe rest.",
        "| A | B |\n|---|---|\n| C | D <!-- x |\n\nTable: T {#t}",
    ] {
        let (reported, _) = read(typed);
        assert!(reported.contains("error[comment-not-closed]"), "{typed}\n{reported}");
    }
    let twin = "---\ntitle: Care\n---\n![home]\nWe care. <!-- ask\n";
    let (reported, _) =
        read_all(&[("content/1-care.md", "---\ntitle: Care\n---\nText.\n"), ("content/1-care.easy.md", twin)]);
    assert!(reported.contains("error[comment-not-closed]"), "{reported}");
}

#[test]
fn a_gap_in_a_data_file_is_an_error_and_tbc_is_counted() {
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";
    let rows = "Place,Owner,Note\nNorth,<TBC>,2*3 teams and 4*5 wards <!-- ask -->\nSouth,Ann,a < b\n";
    let made = made(&[("content/1-care.md", chapter), ("content/t.csv", rows)]);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    assert_eq!(made.counts.open, 1);
    let csv = text(&made, "data/tables/t.csv");
    assert!(csv.contains("North,TBC,2*3 teams and 4*5 wards") && !csv.contains("ask"), "{csv}");
    for rows in
        ["Place,Owner\nNorth,<insert name>\n", "Place,<name of column>\nNorth,Ann\n", "Place,Owner\n<place>,Ann\n"]
    {
        let (reported, _) = read_all(&[("content/1-care.md", chapter), ("content/t.csv", rows)]);
        assert!(reported.starts_with("error[unfilled-gap]"), "{rows}\n{reported}");
    }
}

#[test]
fn words_that_look_like_an_address_or_an_anchor_stay() {
    for line in ["[Owner]: Housing", "[Note]: see", "[TBC]: later."] {
        let (reported, _) = read(&format!("Text.\n\n{line}\n\nMore."));
        assert!(reported.starts_with("error[lost-words]"), "{line}\n{reported}");
    }
    let (reported, page) = read("See [our site].\n\n[our site]: https://example.org\n[other]: 1-care.md");
    assert!(reported.is_empty() && page.contains("href=\"https://example.org\""), "{reported}\n{page}");
    let page = page_of("## Costs {provisional}\n\nText.\n\n## Homes {#homes}\n\nText.");
    assert!(page.contains(">Costs {provisional}</h2>") && page.contains("<h2 id=\"homes\">Homes</h2>"), "{page}");
}

#[test]
fn a_control_character_is_found_behind_an_escape() {
    for chapter in [
        "---\ntitle: Care\nowner: \"Ann \\u202e52\"\n---\nText.\n",
        "---\ntitle: \"Care\\0\"\n---\nText.\n",
        "---\ntitle: \"Care \\e[1m\"\n---\nText.\n",
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [A, B]\n    rows: [[North, \"£10\\u202e52\"]]\n---\n{{ table t }}\n",
        "---\ntitle: Care\n---\nWe spend &#x202e;52&#x202c; pounds.\n",
        "---\ntitle: Care\n---\nWe spend &#8238;52 pounds.\n",
        "---\ntitle: Care\n---\n## It is &#x200b;here\n\nText.\n",
        "---\ntitle: Care\n---\n| A | B |\n|---|---|\n| North | £10&#x202e;52 |\n\nTable: T {#t}\n",
    ] {
        let (reported, _) = read_all(&[("content/1-care.md", chapter)]);
        assert!(reported.contains("error[control-character]"), "{chapter}\n{reported}");
        assert_eq!(reported.matches("[control-character]").count(), 1, "{chapter}\n{reported}");
    }
    let (reported, page) = read("It is &lt; 5 &amp; &pound;3, &#163;4.");
    assert!(reported.is_empty() && page.contains("&lt; 5 &amp; £3, £4."), "{reported}\n{page}");
}
