//! Chapters in, pages out: what authors write and what readers get.

use crate::common::{Folder, body, made, page, text};
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Settings};
use plainplan::project::render;

#[test]
fn one_figure_is_written_once_and_shown_everywhere() {
    let chapter = |value: &str| {
        format!(
            "---\ntitle: Care\nmetrics:\n  - id: waits\n    name: People seen in time\n    unit: percent\n    better: higher\n    baseline: {{ value: 70, period: 2016-17 }}\n    value: {{ value: {value}, period: 2017-18 }}\n    targets:\n      - {{ value: 95, by: 2019-03 }}\ntables:\n  - id: standards\n    caption: Standards\n    columns: [{{ name: Standard, header: true }}, {{ name: Now, type: percent }}]\n    rows: |\n      Seen in time | {{{{ waits }}}}\n---\nNow {{{{ waits }}}} are seen in time.\n\n{{{{ metrics }}}}\n\n{{{{ chart waits }}}}\n\n{{{{ table standards }}}}\n"
        )
    };
    let easy = "---\ntitle: Care\n---\n![doctor]\n{{ waits | people }} are seen in time.\n";
    let before = made(&[("content/1-care.md", &chapter("82")), ("content/1-care.easy.md", easy)]);
    let after = made(&[("content/1-care.md", &chapter("88")), ("content/1-care.easy.md", easy)]);
    assert!(before.diagnostics.is_empty() && after.diagnostics.is_empty());
    let places = [
        ("the sentence", "care/index.html", "Now 88% are seen in time."),
        ("the card", "care/index.html", "<span class=\"big\">88%</span>"),
        ("where it stands", "care/index.html", "7 percentage points short of the target"),
        (
            "the chart",
            "care/index.html",
            "<span class=\"row-name\">2017-18</span> <span class=\"row-figure\"><b>88%</b></span>",
        ),
        (
            "what the chart says",
            "care/index.html",
            "It rose from 70% in 2016-17 to 88% in 2017-18, which does not yet meet the target of 95% for March 2019.",
        ),
        ("the table", "care/index.html", "<th scope=\"row\">Seen in time</th><td class=\"n\">88%</td>"),
        (
            "the measures page",
            "measures/index.html",
            "<td role=\"cell\" class=\"n\" data-label=\"Latest\">88%<span class=\"when\">2017-18</span></td>",
        ),
        ("the whole plan on one page", "print/index.html", "Now 88% are seen in time."),
        ("easy read", "easy-read/care/index.html", "About 88\u{a0}out of 100\u{a0}people are seen in time."),
        ("the table's data", "data/tables/standards.csv", "Seen in time,88"),
        (
            "the measures' data",
            "data/measures.csv",
            "waits,People seen in time,percent,higher,70,2016-17,88,2017-18,95,,2019-03,care/",
        ),
    ];
    for (what, address, words) in places {
        let words = words.replace("About 88", "88");
        let flat = |made: &Made| text(made, address).replace('\n', "");
        assert!(flat(&after).contains(&words), "{what}: {words} is not in\n{}", flat(&after));
        assert!(!flat(&before).contains(&words), "{what} already said so");
    }
    let now =
        |made: &Made| made.output.files().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("82%")).count();
    assert_eq!((now(&before) > 0, now(&after)), (true, 0), "the old figure is nowhere left");
}

#[test]
fn the_sample_plan_has_no_problems_and_is_the_same_twice() {
    let settings = Settings { root: crate::common::sample(), ..Settings::default() };
    let (first, second) = (pipeline::make(&settings), pipeline::make(&settings));
    assert!(first.diagnostics.is_empty(), "{}", render::human(&first.source, &first.diagnostics, false));
    assert!(first.output.files().eq(second.output.files()));
    let counts = first.counts;
    assert!(counts.chapters >= 14 && counts.twins >= 6 && counts.metrics >= 20 && counts.tables >= 10, "{counts:?}");
}

#[test]
fn a_heading_without_words_is_left_out_of_the_page() {
    let chapter = "---\ntitle: Care\n---\n## First\n\n##\n\n## <!-- later -->\n\nWords.\n";
    let page = text(&made(&[("content/1-care.md", chapter)]), "care/index.html");
    assert!(page.contains("id=\"first\"") && page.contains("<p>Words.</p>"), "{page}");
    assert!(!page.contains("id=\"section\"") && !page.contains("></h2>"), "{page}");
}

#[test]
fn plain_markdown_with_a_heading_is_a_good_page() {
    let html = page(&[("content/1-care.md", "# Care\n\nFirst.\n\n- one\n- two\n")], "care/index.html");
    assert!(html.contains("<title>Care – Test plan – Test council</title>"));
    assert!(html.contains("<h1>Care</h1>"));
    assert!(html.contains("<ul>\n<li>one</li>\n<li>two</li>\n</ul>"));
}

#[test]
fn the_list_of_sections_has_all_words_of_their_headings() {
    let html = body("# Care\n\n## Use `forms`<br>now\n\nA.\n\n## B\n\nC.\n\n## D\n\nE.\n");
    assert!(html.contains("<h2 id=\"use-forms-now\">Use <code>forms</code><br>now</h2>"), "{html}");
    assert!(html.contains("<a href=\"#use-forms-now\">Use forms now</a>"), "{html}");
}

#[test]
fn a_table_says_what_its_figures_belong_to() {
    let html = body(
        "---\ntitle: Care\ntables:\n  - id: contracts\n    caption: Contracts\n    unit: £000\n    columns:\n      - { name: Provider, header: true }\n      - { name: Starts, type: date }\n      - { name: Value, type: money, total: sum }\n    rows: |\n      NHS\n      East Trust | 2017-04-01 | 221,961\n      West Trust | | (42,662)\n      = All NHS | | \n      == All | | 179,299\n    notes:\n      - Values are for **one year**.\n---\n{{ table contracts }}\n",
    );
    for part in [
        "<caption><span class=\"stays\">Contracts<span class=\"unit\"><span aria-hidden=\"true\"> (£000)</span><span class=\"vh\">, in thousands of pounds</span></span></span></caption>",
        "<th scope=\"col\">Provider</th>",
        "<th scope=\"col\" class=\"n\">Value</th>",
        "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\"><span class=\"stays\">NHS</span></th></tr>",
        "<th scope=\"row\">East Trust</th>\n<td>1\u{a0}April 2017</td>\n<td class=\"n\">221,961</td>",
        "<td><span class=\"vh\">blank</span></td>\n<td class=\"n\">−42,662</td>",
        "<tr class=\"subtotal\">\n<th scope=\"row\"><span class=\"vh\">Total: </span>All NHS</th>",
        "<td class=\"n\">179,299</td></tr>\n</tbody>\n<tbody>\n<tr class=\"total\">",
        "<li>Values are for <strong>one year</strong>.</li>",
        "<a href=\"../data/tables/contracts.csv\" download>Download “Contracts” (CSV, 1 KB)</a></p>\n</div>",
    ] {
        assert!(html.replace('\n', "").contains(&part.replace('\n', "")), "{part}\nis not in\n{html}");
    }
}

#[test]
fn a_table_is_the_same_from_front_matter_from_pipes_and_from_a_file() {
    let head = "caption: Budgets\n    columns:\n      - { name: Service, header: true }\n      - { name: Money }\n";
    let front = body(&format!(
        "---\ntitle: Care\ntables:\n  - id: budgets\n    {head}    rows: |\n      Acute | 420,882\n      = All | 420,882\n---\n{{{{ table budgets }}}}\n"
    ));
    let lists = body(&format!(
        "---\ntitle: Care\ntables:\n  - id: budgets\n    {head}    rows:\n      - [Acute, \"420,882\"]\n      - [= All, \"420,882\"]\n---\n{{{{ table budgets }}}}\n"
    ));
    let pipes = body(
        "---\ntitle: Care\n---\n| Service | Money |\n|---|--:|\n| # Acute | 420,882 |\n| = All | 420,882 |\n\nTable: Budgets {#budgets}\n",
    );
    let below = body(
        "---\ntitle: Care\n---\n| Service | Money |\n|---|--:|\n| Acute | 420,882 |\n| = All | 420,882 |\nTable: Budgets {#budgets}\n",
    );
    assert_eq!(front, lists);
    assert_eq!(front, pipes);
    assert_eq!(front, below);
    for file in [
        // Between semicolons 420,882 could be a decimal, and is asked about.
        "Service;Money\r\nAcute;420882\r\n= All;420882\r\n",
        "\u{feff}Service,Money\nAcute,\"420,882\"\n= All,\"420,882\"\n",
        "Service\tMoney\nAcute\t420,882\n= All\t420,882\n",
    ] {
        let bare = "---\ntitle: Care\ntables:\n  - { id: budgets, caption: Budgets, file: budgets.csv }\n---\n{{ table budgets }}\n";
        let typed = bare.replace(
            "file:",
            "columns: [{ name: Service, header: true }, { name: Money, type: money }], unit: £000, file:",
        );
        let front_typed = front.replace("Budgets</span>", "Budgets<span class=\"unit\"><span aria-hidden=\"true\"> (£000)</span><span class=\"vh\">, in thousands of pounds</span></span></span>");
        for (chapter, wanted) in [(bare, &front), (&typed, &front_typed)] {
            let html = page(&[("content/1-care.md", chapter), ("content/budgets.csv", file)], "care/index.html");
            let start = html.find("<h1>").expect("a heading");
            assert_eq!(*wanted, html[start..html.find("<nav class=\"pager\"").expect("a pager")], "{file:?}");
        }
    }
}

#[test]
fn links_between_chapters_are_relative_and_follow_the_addresses() {
    let files = [
        (
            "content/1-care.md",
            "---\ntitle: Care\n---\n## How we pay\n\nSee [savings](2-money/1-savings.md#what-we-save), [here](#how-we-pay), [the part](2-money/index.md), [how to reach us](/contact/), [the web](https://example.org/a?b=1&c=2).\n",
        ),
        ("content/2-money/index.md", "---\ntitle: Money\n---\nSee [care](../1-care.md).\n"),
        (
            "content/2-money/1-savings.md",
            "---\ntitle: Savings\n---\n## What we save\n\nText, and [the easy read](1-savings.easy.md).\n",
        ),
        ("content/2-money/1-savings.easy.md", "---\ntitle: Saving\n---\n![save]\nWe save.\n"),
    ];
    let made = made(&files);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    let care = text(&made, "care/index.html");
    for part in [
        "<a href=\"../money/savings/#what-we-save\">savings</a>",
        "<a href=\"#how-we-pay\">here</a>",
        "<a href=\"../money/\">the part</a>",
        "<a href=\"../contact/\">how to reach us</a>",
        "<a href=\"https://example.org/a?b=1&amp;c=2\">the web</a>",
    ] {
        assert!(care.contains(part), "{part}\nis not in\n{care}");
    }
    assert!(
        text(&made, "money/savings/index.html")
            .contains("<a href=\"../../easy-read/money/savings/\">the easy read</a>")
    );
    let print = text(&made, "print/index.html");
    assert!(
        print.contains("<a href=\"#money--savings---what-we-save\">savings</a>")
            && print.contains("<h3 id=\"money--savings---what-we-save\">")
    );
    assert!(
        print.contains("<a href=\"#care---how-we-pay\">here</a>") && print.contains("<a href=\"#money\">the part</a>")
    );
}

#[test]
fn a_short_form_is_explained_where_a_page_uses_it_first() {
    let words = "- { term: clinical commissioning group, short: [CCG], meaning: A local NHS body. }\n- { term: National Health Service, short: [NHS], known: true, meaning: Health care. }\n- { term: quality premium, short: [QP], meaning: A reward. }\n";
    let chapter = "---\ntitle: The CCG\n---\n## What a CCG does\n\nThe CCGs of the NHS. A CCG plans `CCG`. The quality premium (QP) is paid; QP again.\n";
    let html = page(&[("content/1-care.md", chapter), ("content/words.yaml", words)], "care/index.html");
    assert!(html.contains("<h2 id=\"what-a-ccg-does\">What a CCG does</h2>"));
    assert!(html.contains("The CCGs (<span class=\"term\">clinical commissioning groups</span>) of the NHS. A CCG plans <code>CCG</code>. The quality premium (QP) is paid; QP again."), "{html}");
    let nested = chapter.replace("The CCGs of the NHS.", "Some money (of a CCG, for GPs), and more (all QP money).");
    let html = self::page(&[("content/1-care.md", &nested), ("content/words.yaml", words)], "care/index.html");
    assert!(html.contains("(of a CCG – <span class=\"term\">clinical commissioning group</span>, for GPs), and more (all QP – <span class=\"term\">quality premium</span> – money)."), "{html}");
    let page = page(&[("content/1-care.md", chapter), ("content/words.yaml", words)], "words/index.html");
    assert!(page.contains(
        "<dt>Clinical commissioning group <span class=\"short\">CCG</span></dt>\n<dd>A local NHS body.</dd>"
    ));
}

/// The check of the next test, bound to the words that it was about.
const BOUND: &str = "check\t1-care.easy.md\tHertford reading group, 6 people, 2 May 2018\tgetting care\thow we help\twhat do we do\t![doctor]\twe care for you\tyou can ask\tfor help\tfor time\t![nurse]\tnurses help too\n";

#[test]
fn each_section_leads_to_the_part_of_easy_read_that_tells_it() {
    let chapter = "# Care\n\nText.\n\n## How we pay\n\nText.\n\n### In detail\n\nText.\n\n## How we help\n\nText.\n\n## For staff\n\nText.\n";
    let easy = "---\ntitle: Care\n---\n![people]\nHello.\n\n## How do we help?\n\n![doctor](#how-we-help)\nWe help.\n\n\
                ## Who pays?\n\n![money](#in-detail)\nYou do not pay.\n\n![money](#how-we-help)\nHelp costs nothing.\n";
    let files = [("content/1-care.md", chapter), ("content/1-care.easy.md", easy)];
    let html = page(&files, "care/index.html");
    let link = |id: &str, words: &str| {
        format!("</h2>\n<p class=\"in-easy\"><a href=\"../easy-read/care/#{id}\">Easy read: {words}</a></p>\n")
    };
    assert!(html.contains(&format!("How we pay{}", link("who-pays", "Who pays?"))), "{html}");
    assert!(html.contains(&format!("How we help{}", link("how-do-we-help", "How do we help?"))), "{html}");
    assert_eq!(html.matches("in-easy").count(), 2, "{html}");
    let easy = page(&files, "easy-read/care/index.html");
    assert!(easy.contains("id=\"who-pays\"") && easy.contains("id=\"how-do-we-help\""));
    assert!(!page(&files, "print/index.html").contains("in-easy"));
}

#[test]
fn easy_read_has_one_sentence_a_line_and_a_picture_beside_it() {
    let easy = "---\ntitle: Getting care\ndescription: How we help.\n---\n## What do we do?\n\n![doctor]\nWe **care** for you.\nYou can ask:\n- for help\n- for time\n\n![nurse]\nNurses help too.\n";
    let html = page(
        &[("content/1-care.md", "# Care\n\nText.\n"), ("content/1-care.easy.md", easy)],
        "easy-read/care/index.html",
    );
    for part in [
        "<p>Draft easy read. Not checked yet.</p>",
        "<h2 id=\"what-do-we-do\">What do we do?</h2>",
        "<img src=\"../../pictures/doctor.svg\" alt=\"\" width=\"160\" height=\"160\">",
        "<p>We <strong>care</strong> for you.</p>\n<p>You can ask:</p>\n<ul>\n<li>for help</li>\n<li>for time</li>\n</ul>",
        "<p class=\"switch\"><a href=\"../../care/\">",
    ] {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
    let checked = easy.replace(
        "description:",
        "checked:\n  - { by: Hertford reading group, people: 6, on: 2018-05-02 }\ndescription:",
    );
    let html = page(
        &[("content/1-care.md", "# Care\n\nText.\n"), ("content/1-care.easy.md", &checked), ("easy.lock", BOUND)],
        "easy-read/care/index.html",
    );
    assert!(html.contains(
        "<p>6 people with a learning disability checked this on 2 May 2018. They are from Hertford reading group.</p>"
    ));
    assert!(!html.contains("Not checked yet"));
}

#[test]
fn a_figure_that_opens_a_sentence_has_a_capital() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: all, name: All, unit: percent, value: 100 }\n  - { id: beds, name: Beds, unit: count, value: \"1,234\" }\n---\n{{ metrics }}\n";
    let easy = "---\ntitle: Care\n---\n![doctor]\n{{ all | people }} is welcome.\nWe have {{ beds | about }} beds.\n{{ beds | about }} beds are here.\n";
    let html = page(&[("content/1-care.md", chapter), ("content/1-care.easy.md", easy)], "easy-read/care/index.html");
    assert!(
        html.contains(
            "<p>Everyone is welcome.</p>\n<p>We have about\u{a0}1,230 beds.</p>\n<p>About\u{a0}1,230 beds are here.</p>"
        ),
        "{html}"
    );
}

#[test]
fn the_usual_markdown_works() {
    let html = body(
        "# Care\n\nA note[^1] and \"quotes\".\n\n[^1]: The **note**.\n\n> [!WARNING]\n> Take care.\n\n> Only a quote.\n\n- [x] done\n- [ ] open\n\nTerm\n: Meaning\n\n```rust\nfn a() {}\n```\n\n`{{ not a figure }}`\n",
    );
    for part in [
        "A note<sup><a id=\"note--1-back\" href=\"#note--1\"><span class=\"vh\">Note </span>1</a></sup> and “quotes”.",
        "<li id=\"note--1\"><p>The <strong>note</strong>.</p>\n<a class=\"back\" href=\"#note--1-back\">Back to the text<span class=\"vh\"> of note 1</span></a></li>",
        "<div class=\"callout callout-warning\">\n<p class=\"callout-title\">Please note</p>\n<p>Take care.</p>\n</div>",
        "<div class=\"inset\">\n<p>Only a quote.</p>\n</div>",
        "<li><span class=\"task task-done\">Done: </span>done</li>",
        "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>",
        "<pre><code><span class=\"hl-source hl-rust\">",
        "<code>{{ not a figure }}</code>",
    ] {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
}

#[test]
fn windows_lines_a_byte_order_mark_and_words_spaces_do_no_harm() {
    let chapter = "\u{feff}---\r\ntitle:\u{a0}Care\r\nmetrics:\r\n  - id: beds\r\n    name: Beds\r\n    unit: count\r\n    value: { value: \"1,234\u{a0}\", period: 2018-03 }\r\n---\r\nWe have {{ beds }} beds.\r\n\r\n{{ metrics }}\r\n";
    let html = body(chapter);
    assert!(
        html.contains("<h1>Care</h1>")
            && html.contains("We have 1,234 beds.")
            && html.contains("<span class=\"big\">1,234</span>"),
        "{html}"
    );
}

#[test]
fn dated_promises_come_in_order_of_date_for_a_whole_part() {
    let files = [
        ("content/2-part/index.md", "---\ntitle: Part\n---\n{{ timeline }}\n"),
        (
            "content/2-part/1-a.md",
            "---\ntitle: A\nmilestones:\n  - { by: 2018-12, text: Late, owner: The trust, status: on track }\n  - { by: 2018-19 Q1, text: First }\n---\nText.\n",
        ),
        ("content/2-part/2-b.md", "---\ntitle: B\nmilestones:\n  - { by: 2018-09-01, text: Middle }\n---\nText.\n"),
        ("content/3-other.md", "---\ntitle: Other\nmilestones:\n  - { by: 2018-10, text: Elsewhere }\n---\nText.\n"),
    ];
    let html = page(&files, "part/index.html");
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(at("<p>First</p>") < at("<p>Middle</p>") && at("<p>Middle</p>") < at("<p>Late</p>"));
    assert!(!html.contains("Elsewhere"));
    assert!(html.contains("<p class=\"timeline-when\">April to June 2018</p>"));
    assert!(html.contains("<span class=\"progress progress-on-track\">On track</span> <span>The trust</span> <a href=\"../part/a/\">A</a>"), "{html}");
}

#[test]
fn negative_figures_are_read_out_as_minus_whatever_they_look_like() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: gap, name: Gap, unit: £000, value: (466) }\n---\nThe gap is {{ gap }}.\n\n{{ metrics }}\n";
    assert!(body(chapter).contains("The gap is −£466,000."));
    let brackets = page(
        &[
            (
                "plan.yaml",
                "title: T\norganisation: O\nnumbers: { negative: brackets }\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n",
            ),
            ("content/1-care.md", chapter),
        ],
        "care/index.html",
    );
    assert!(
        brackets.contains(
            "The gap is <span aria-hidden=\"true\">(£466,000)</span><span class=\"vh\">minus £466,000</span>."
        )
    );
}

#[test]
fn a_part_shows_its_chapters_and_the_way_back() {
    let files = [
        ("content/2-money/index.md", "# Money\n\nText.\n"),
        ("content/2-money/1-deep/index.md", "# Deep\n\nText.\n"),
        ("content/2-money/1-deep/1-deeper.md", "# Deeper\n\nText.\n"),
    ];
    let made = made(&files);
    let deeper = text(&made, "money/deep/deeper/index.html");
    assert!(deeper.contains("<li><a href=\"../../../money/\">Money</a></li>\n<li><a href=\"../../../money/deep/\">Deep</a></li>\n<li aria-current=\"page\">Deeper</li>"));
    assert!(deeper.contains("rel=\"prev\" href=\"../../../money/deep/\""));
    assert!(text(&made, "money/index.html").contains("<nav class=\"contents\" aria-label=\"In this part\">"));
}

#[test]
fn the_sitemap_names_every_page_where_the_address_is_known() {
    assert!(made(&[]).output.get("sitemap.xml").is_none());
    let made = made(&[("plan.yaml", "title: T\norganisation: O\naddress: https://example.org/plan\n")]);
    let sitemap = text(&made, "sitemap.xml");
    assert!(
        sitemap.contains("<loc>https://example.org/plan/</loc>")
            && sitemap.contains("<loc>https://example.org/plan/contact/</loc>")
    );
    assert!(!sitemap.contains("404"));
    assert!(text(&made, "404.html").contains("href=\"/plan/assets/plain.css\""));
}

#[test]
fn front_page_metrics_of_the_sample_are_the_totals_of_its_tables() {
    let plan = Folder::sample();
    assert!(plan.run(&["build"]).status.success());
    assert!(plan.read("public/data/tables/localities.csv").contains("596907"));
    assert!(plan.read("public/index.html").contains("596,907"));
}

#[test]
fn a_column_is_shown_as_it_was_written() {
    let cells = |column: &str| {
        let rows: String = column.split(' ').map(|cell| format!("| row | {cell} |\n")).collect();
        let html = body(&format!("# Care\n\n| Name | Value |\n|---|---|\n{rows}\nTable: T {{#t}}\n"));
        let cells: Vec<String> = html
            .split("<td")
            .skip(1)
            .map(|cell| cell[cell.find('>').expect("open") + 1..cell.find('<').expect("close")].to_owned())
            .collect();
        cells.join(" ")
    };
    for column in ["12.5% 40% 7%", "2018 2019 2026", "£12,500 £3.5m £3bn", "12.5% £400", "007 five", "1,234 (466)"]
    {
        assert_eq!(cells(column), column.replace("(466)", "−466"), "{column}");
    }
    let pounds = body("# Care\n\n| Name | Money |\n|---|---|\n| a | £12,500 |\n| b | £9.50 |\n\nTable: T\n");
    assert!(pounds.contains("Money<span class=\"unit\"><span aria-hidden=\"true\"> (£)</span><span class=\"vh\">, in pounds</span></span>") && pounds.contains(">9.50</td>"), "{pounds}");
}

#[test]
fn a_spreadsheets_csv_keeps_its_quotation_marks_headings_and_empty_rows() {
    let csv =
        "Programme;Money;\r\n;;\r\nAt home\r\n\"The \"\"Home First\"\" team’s £ plan\";5;\r\nNot yet;;\r\n= All;5;\r\n";
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";
    let html = page(&[("content/1-care.md", chapter), ("content/t.csv", csv)], "care/index.html");
    assert!(html.contains("<th scope=\"rowgroup\" colspan=\"2\"><span class=\"stays\">At home</span></th>"), "{html}");
    assert!(html.contains("<th scope=\"row\">The “Home First” team’s £ plan</th>"), "{html}");
    let broken = made(&[
        ("content/1-care.md", chapter),
        ("content/t.csv", "Name,Value\nParks,1\n\"He said \"\"more,2\nRoads,3\n"),
    ]);
    let reported = render::human(&broken.source, &broken.diagnostics, false);
    assert!(
        reported.starts_with(
            "error[table-file]: a quotation mark is not closed, on this line or above it\n --> content/t.csv:3:1\n"
        ),
        "{reported}"
    );
}

#[test]
fn rows_copied_from_a_spreadsheet_have_tabs_between_their_cells() {
    let html = body(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [Name, Value]\n    rows: |\n      Parks\t1,200\n      = All\t1,200\n---\n{{ table t }}\n",
    );
    assert!(
        html.contains("<th scope=\"row\">Parks</th><td class=\"n\">1,200</td>")
            || html.contains("<th scope=\"row\">Parks</th>\n<td class=\"n\">1,200</td>"),
        "{html}"
    );
}

#[test]
fn an_empty_total_is_as_certain_as_its_rows() {
    let total = |rows: &str| {
        let html = body(&format!(
            "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [{{ name: Name, header: true }}, {{ name: Beds, type: count, total: sum }}]\n    rows: |\n{rows}      = All |\n---\n{{{{ table t }}}}\n"
        ));
        let row = html.split("<tr class=\"subtotal\">").nth(1).expect("a total").to_owned();
        let cell = &row[row.find("<td class=\"n").expect("a cell")..row.find("</td>").expect("its end")];
        cell[cell.find('>').expect("its tag") + 1..].to_owned()
    };
    assert_eq!(total("      a | 100\n      b | 20\n      c | -\n"), "120");
    assert_eq!(total("      a | 100\n      b | TBC\n"), "to be confirmed");
    assert_eq!(total("      a | 100\n      b | c20\n"), "about 120");
}

#[test]
fn in_cells_and_sentences_nothing_is_taken_for_a_list_or_a_quotation() {
    let html = body(
        "# Care\n\n| When | What |\n|---|---|\n| 1. March | > 95 people |\n| - 5 beds | + 3 more |\n| Mon<br>Tue | --- |\n\nTable: T\n",
    );
    for cell in ["1. March", "&gt; 95 people", "- 5 beds", "+ 3 more", "Mon<br>Tue"] {
        assert!(html.contains(&format!(">{cell}</t")), "{cell} is not in\n{html}");
    }
}

#[test]
fn footnotes_are_numbered_as_they_are_mentioned() {
    let html = body("# Care\n\nOne[^b] and two[^a] and one again[^b].\n\n[^a]: Note A.\n\n[^b]: Note B.\n");
    assert_eq!(html.matches("id=\"note--1-back\"").count(), 1);
    assert!(
        html.contains("<li id=\"note--1\"><p>Note B.</p>") && html.contains("<li id=\"note--2\"><p>Note A.</p>"),
        "{html}"
    );
}

#[test]
fn nothing_an_author_writes_becomes_markup() {
    let made = made(&[
        (
            "plan.yaml",
            "title: <b>T</b>\norganisation: O & \"Co\"\nbrand: { colour: \"red; } body { display: none }\" }\nnotice: <script>\n",
        ),
        (
            "content/1-care.md",
            "---\ntitle: <i>Care</i>\nowner: <script>\nmetrics:\n  - { id: m, name: <u>M</u>, unit: count of <s>, baseline: 1, value: 2, note: <img> }\n---\n## One {#x\"onclick=alert(1)}\n\n{{ metrics }}\n\n{{ chart m.\"><img/src=x> }}\n\n[a](javascript:alert(1)) [b](JavaScript:alert(1)) [c](data:text/html,x)\n\n<script>alert(1)</script>\n",
        ),
    ]);
    assert!(made.diagnostics.has_errors());
    for (address, bytes) in
        made.output.files().filter(|(address, _)| address.ends_with(".html") || address.ends_with("brand.css"))
    {
        let page = String::from_utf8_lossy(bytes);
        for markup in [
            "<script",
            "<i>",
            "<u>",
            "<s>",
            "<img/",
            "<b>",
            "onclick=alert(1)}\"",
            "onclick=alert(1)\"",
            "javascript:",
            "JavaScript:",
            "data:text",
            "display: none }\"",
        ] {
            assert!(!page.contains(markup), "{markup} in {address}\n{page}");
        }
    }
}

#[test]
fn what_is_shown_elsewhere_links_from_where_it_was_written() {
    let files = [
        ("content/1-front.md", "# Front\n\n{{ table t }}\n"),
        ("content/2-part/index.md", "---\ntitle: Part\n---\n{{ timeline }}\n"),
        (
            "content/2-part/1-deep/index.md",
            "---\ntitle: Deep\nmilestones:\n  - { by: 2018-07, text: \"See [this](x.md)\" }\ntables:\n  - id: t\n    caption: T\n    columns: [Name, Value]\n    rows: |\n      \"[x](x.md)\" | 1\n---\nText.\n",
        ),
        ("content/2-part/1-deep/x.md", "# X\n\nText.\n"),
    ];
    assert!(page(&files, "part/index.html").contains("<a href=\"../part/deep/x/\">this</a>"));
    assert!(page(&files, "front/index.html").contains("<a href=\"../part/deep/x/\">x</a>"));
}

#[test]
fn a_path_over_time_is_in_order_and_keeps_what_is_not_known_yet() {
    let html = body(
        "---\ntitle: Care\nmetrics:\n  - id: m\n    name: M\n    unit: percent\n    better: higher\n    trajectory:\n      - { period: 2018-19 Q3, plan: TBC }\n      - { period: 2018-19 Q2, plan: 90, actual: 88 }\n      - { period: 2018-19 Q1, plan: 85 }\n    targets:\n      - { value: 95, by: 2019-12 }\n      - { value: 92, by: 2019-03 }\n---\n{{ metrics }}\n\n{{ chart m }}\n\nIn the end {{ m.target }}, now {{ m }}.\n",
    );
    assert!(
        html.contains(
            "It was 88% in July to September 2018, which does not yet meet the target of 95%. The plan rises from 85% in April to June 2018 to 90% in July to September 2018."
        ),
        "{html}"
    );
    assert!(html.contains("<th scope=\"row\">October to December 2018</th><td class=\"n\">not yet known</td><td class=\"n\">to be confirmed</td>"), "{html}");
    assert!(html.contains("In the end 95%, now 88%."));
}

#[test]
fn a_measure_in_a_column_of_another_unit_keeps_its_own() {
    let html = body(
        "---\ntitle: Care\nmetrics:\n  - { id: m, name: M, unit: £m, value: 5 to 7 }\n  - { id: p, name: P, unit: percent, value: 85 }\ntables:\n  - id: t\n    caption: T\n    unit: £000\n    columns: [{ name: Name, header: true }, { name: V, type: money, total: sum }]\n    rows: |\n      Range | {{ m }}\n      Share | {{ p }}\n---\n{{ metrics }}\n\n{{ table t }}\n",
    );
    assert!(html.contains(">5,000 to 7,000</td>") && html.contains(">85%</td>"), "{html}");
    let made = made(&[(
        "content/1-care.md",
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    unit: £000\n    columns: [{ name: Name, header: true }, { name: Starts, type: date }, { name: V, type: money }]\n    rows: |\n      a | 2018-04 | 5\n---\n{{ table t }}\n",
    )]);
    assert_eq!(text(&made, "data/tables/t.csv"), "Name,Starts,V (£000)\r\na,2018-04,5\r\n");
}

#[test]
fn a_csv_file_may_have_its_columns_in_another_order_and_commas_in_its_headings() {
    let csv = "Note,\"Provider, in full\",Value\nx,East,5\ny,West,\n,= All,\n";
    let chapter = "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [{ name: \"Provider, in full\", header: true }, { name: Value, type: count, total: sum }, Note]\n    file: t.csv\n---\n{{ table t }}\n";
    let made = made(&[("content/1-care.md", chapter), ("content/t.csv", csv)]);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    assert_eq!(
        text(&made, "data/tables/t.csv"),
        "\"Provider, in full\",Value,Note,Row\r\nEast,5,x,data\r\nWest,,y,data\r\nAll,5,,subtotal\r\n"
    );
}

#[test]
fn forms_that_cannot_be_had_are_not_offered() {
    let plan = "title: Test plan
organisation: Test council
contact: { email: a@example.org, phone: 01632 960001, post: [Street] }
formats: { large print: no, audio: none, BSL: false, braille: ask }
";
    let html = page(&[("plan.yaml", plan)], "contact/index.html");
    assert!(html.contains("braille"), "{html}");
    for form in ["large print", "audio", "British Sign Language"] {
        assert!(!html.contains(form), "{form}: {html}");
    }
}

#[test]
fn links_to_files_with_any_letters_in_their_names_are_followed() {
    let links = "# Test plan\n\n[Tea](8-caf%C3%A9.md), [more](4-50%25%20more.md), [first](5-%231.md).\n";
    let files = [
        ("content/index.md", links),
        ("content/8-café.md", "# Tea\n\nText.\n"),
        ("content/4-50% more.md", "# More\n\nText.\n"),
        ("content/5-#1.md", "# First\n\nText.\n"),
    ];
    let html = page(&files, "index.html");
    assert!(!html.contains("href=\"#\""), "{html}");
}
