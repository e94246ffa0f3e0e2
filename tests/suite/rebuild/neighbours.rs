//! Edits by name, near to those that a running preview once missed: each is noticed, and gives what a full build gives.

use super::case::{Case, Desk};

/// The plan that each edit is made to, unless it writes these files itself.
const BASE: &str = "\
=== write plan.yaml
|title: Test plan
|organisation: Test council
|contact: { email: a@example.org, phone: 01632 960001, post: [1 Example Street] }
|
=== write content/index.md
|# Test plan
|
|What we will do.
|
=== write content/1-care/index.md
|# Care
|
|{{ timeline }}
|
=== write content/2-money.md
|# Money
|
|Text about money, 95% of it.
|
";

/// Does it, and sees that each time something is other than before, and as a full build makes it.
fn is_noticed(operations: &str) {
    let case = Case::parse(&format!("{BASE}{operations}"));
    let mut desk = Desk::new(case.drafts, case.is_live);
    for operation in &case.operations {
        desk.act(operation).unwrap_or_else(|difference| panic!("{operation}{difference}"));
    }
    let (made, changed) = desk.counts;
    assert!(made > 0 && made == changed, "of {made} edits {changed} changed something");
}

macro_rules! noticed {
    ($($name:ident: $operations:literal;)*) => {
        $(#[test] fn $name() { is_noticed($operations); })*
    };
}

noticed! {
    a_title_over_equals_signs_with_the_line_ends_of_windows: "
=== write content/3-x.md
|\\bomOur savings\\r
|=====\\r
|\\r
|Text.\\r
|
=== make paths
=== write content/3-x.md
|\\bomWhat we save\\r
|=====\\r
|\\r
|Text.\\r
|
=== make paths
";
    a_file_behind_an_anchor: "
=== write content/3-x.md
|---
|title: X
|tables: [{ id: beds, caption: Beds, file: &it beds.csv }]
|---
|{{ table beds }}
|
=== write content/beds.csv
|Ward,Cost
|North,120
|
=== make paths
=== write content/beds.csv
|Ward,Cost
|North,130
|
=== make paths
";
    the_cells_of_a_chart_in_another_chapter: "
=== write content/3-x.md
|---
|title: X
|tables: [{ id: beds, caption: Beds,
|  'file'
|  : beds.csv }]
|---
|Text.
|
=== write content/4-y.md
|---
|title: Y
|charts: [{ id: costs, of: beds }]
|---
|{{ chart costs }}
|
=== write content/beds.csv
|Ward,Cost
|North,120
|South,80
|
=== make paths
=== write content/beds.csv
|Ward,Cost
|North,130
|South,80
|
=== make paths
";
    a_cell_of_a_workbook_in_a_dashboard: "
=== write content/3-x.md
|---
|{ title: X, metrics: [ { ? file
| : figures.xlsx } ] }
|---
|{{ dashboard }}
|
=== write content/4-y.md
|# Y
|
|Now it is {{ waits }}.
|
=== workbook content/figures.xlsx
|id,name,unit,value
|waits,Waits,percent,94
=== make paths
=== workbook content/figures.xlsx
|id,name,unit,value
|waits,Waits,percent,95
=== make paths
";
    a_cell_of_the_workbook_of_last_years_plan: "
=== write plan.yaml
|title: T
|organisation: O
|\"last-plan\":
|  title: Last
|  ? measures
|  : figures.xlsx
|
=== write content/3-x.md
|---
|title: X
|metrics: [{ id: waits, name: Waits, unit: percent, value: 90 }]
|---
|{{ metrics }}
|
|Last year: {{ waits.last-year }}.
|
=== workbook content/figures.xlsx
|id,name,unit,value
|waits,Waits,percent,94
=== make paths
=== workbook content/figures.xlsx
|id,name,unit,value
|waits,Waits,percent,95
=== make paths
";
    a_file_of_figures_that_is_renamed_and_comes_back: "
=== write content/3-x.md
|---
|title: X
|tables: [{ id: beds, caption: Beds, \"file\":\"beds.csv\" }]
|---
|{{ table beds }}
|
=== write content/beds.csv
|Ward,Cost
|North,120
|
=== make paths
=== rename content/beds.csv -> content/old.csv
=== make paths
=== rename content/old.csv -> content/beds.csv
=== make folders
";
    a_promise_in_a_list_in_brackets: "
=== write content/1-care/2-x.md
|---
|title: X
|milestones: [{ by: 2018-07,
|  \"text\": A ward opens, owner: Us }]
|---
|Text.
|
=== make paths
=== write content/1-care/2-x.md
|---
|title: X
|milestones: [{ by: 2018-07,
|  \"text\": Two wards open, owner: Us }]
|---
|Text.
|
=== make paths
";
    the_time_of_a_promise_in_a_quoted_key: "
=== write content/1-care/2-x.md
|---
|title: X
|'milestones':
|- text: A ward opens
|  'by' : 2018-07
|---
|Text.
|
=== make paths
=== write content/1-care/2-x.md
|---
|title: X
|'milestones':
|- text: A ward opens
|  'by' : 2018-08
|---
|Text.
|
=== make paths
";
    a_picture_of_the_same_size_with_other_bytes: "
=== write content/3-x.md
|# X
|
|![A bus](bus.svg)
|
=== write content/bus.svg
|<svg xmlns=\"http://www.w3.org/2000/svg\"/>
=== make paths
=== write content/bus.svg
|<svg xmlns='http://www.w3.org/2000/svg'/>
=== make paths
";
    a_picture_of_easy_read_of_the_same_size_with_other_bytes: "
=== write content/2-money.easy.md
|---
|title: Money
|---
|![our-bus]
|You can come by bus.
|
=== write content/pictures/library.yaml
|[{\"id\":\"our-bus\",\"file\":\"bus.svg\",\"shows\":\"A bus\",\"words\":[\"bus\"],\"licence\":\"own\"}]
|
=== write content/pictures/bus.svg
|<svg xmlns=\"http://www.w3.org/2000/svg\"/>
=== make paths
=== write content/pictures/bus.svg
|<svg xmlns='http://www.w3.org/2000/svg'/>
=== make paths
=== write content/pictures/library.yaml
|[{\"id\":\"our-bus\",\"file\":\"bus.svg\",\"shows\":\"A red bus\",\"words\":[\"bus\"],\"licence\":\"own\"}]
|
=== make paths
";
    a_name_with_letters_of_another_case: "
=== write content/3-x.md
|# X
|
|See [money](2-money.md).
|
=== make paths
=== rename content/2-money.md -> content/2-Money.md
=== make paths
=== rename content/2-Money.md -> content/2-money.md
=== make folders
";
    a_folder_with_letters_of_another_case: "
=== make paths
=== rename content/1-care -> content/1-Care
=== make paths
";
    a_folder_that_takes_the_old_name_of_another: "
=== write content/2-home/index.md
|# Home
|
|[Care](../1-care/index.md)
|
=== make paths
=== rename content/1-care -> content/3-old
=== rename content/2-home -> content/1-care
=== make paths
";
    two_chapters_that_change_places: "
=== write content/3-x.md
|# X
|
|See [money](2-money.md).
|
=== make paths
=== rename content/2-money.md -> content/.aside
=== rename content/3-x.md -> content/2-money.md
=== rename content/.aside -> content/3-x.md
=== make paths
";
    the_first_page_of_a_part_goes_and_comes: "
=== write content/1-care/2-x.md
|# X
|
|Text.
|
=== make paths
=== remove content/1-care/index.md
=== make paths
=== write content/1-care/index.md
|Looking after people
|---
|
|Text.
|
=== make paths
";
    a_chapter_goes_and_its_easy_read_stays: "
=== write content/2-money.easy.md
|---
|? title
|: Our money
|---
|![money]
|We spend money.
|
=== make paths
=== remove content/2-money.md
=== make paths
=== write content/2-money.md
|# Money again
|
|Text.
|
=== make paths
";
    a_template_of_the_theme: "
=== make paths
=== write themes/plain/templates/not-found.html
|<p>{{ page.title }}</p>
=== make paths
=== write themes/plain/templates/not-found.html
|<p>{{ page.title }} {% if</p>
=== make paths
=== remove themes
=== make paths
";
    another_theme_and_its_stylesheet: "
=== write themes/ours/static/plain.css
|body { color: black }
=== make paths
=== write plan.yaml
|{ title: T, organisation: O, \"theme\" : ours }
|
=== make paths
=== write themes/ours/static/plain.css
|body { color: white }
=== make paths
";
    the_folder_of_the_theme_goes_and_comes: "
=== write plan.yaml
|title: T
|organisation: O
|theme: ours
|
=== write themes/ours/notes.txt
|Our theme.
=== make paths
=== rename themes/ours -> themes/other
=== make paths
=== rename themes/other -> themes/ours
=== make paths
";
    a_template_with_a_fault_in_another_theme: "
=== write plan.yaml
|title: T
|organisation: O
|theme: ours
|
=== write themes/ours/templates/words.html
|{% if
=== make paths
=== write themes/plain/templates/words.html
|{% if
=== remove themes/ours/templates/words.html
=== write themes/ours/notes.txt
|Our theme.
=== make paths
";
    a_file_of_the_website_becomes_a_folder: "
=== write static/robots
|User-agent: *
=== make paths
=== remove static/robots
=== write static/robots/index.txt
|User-agent: *
=== make paths
=== remove static/robots
=== write static/robots
|User-agent: x
=== make folders
";
    a_draft_in_a_quoted_key: "
=== make paths
=== write content/2-money.md
|---
|title: Money
|\"status\":  draft
|---
|Text about money.
|
=== make paths
=== write content/2-money.md
|---
|title: Money
|\"status\":  final
|---
|Text about money.
|
=== make paths
";
    a_draft_that_is_shown: "
=== settings true false
=== write content/2-money.md
|---
|title: Money
|status: draft
|---
|Text about money.
|
=== make paths
=== write content/2-money.md
|---
|title: Money
|# status: draft
|---
|Text about money.
|
=== make paths
";
    the_day_after_which_a_picture_may_not_be_used: "
=== write content/2-money.easy.md
|---
|title: Money
|---
|![our-bus]
|You can come by bus.
|
=== write content/pictures/library.yaml
|- { id: our-bus, file: bus.svg, shows: A bus, words: [bus], licence: subscription, credit: A shop, use-until: 2018-05-30 }
|
=== write content/pictures/bus.svg
|<svg xmlns=\"http://www.w3.org/2000/svg\"/>
=== day 30
=== make paths
=== day 31
=== make paths
=== day 30
=== make paths
";
    a_short_form_of_the_glossary_in_json: "
=== write content/2-money.md
|# Money
|
|The CCG has it.
|
=== write content/words.yaml
|[{\"term\":\"clinical commissioning group\",\"short\":[\"CCG\"],\"meaning\":\"It plans care.\"}]
|
=== make paths
=== write content/words.yaml
|[{\"term\":\"clinical commissioning group\",\"short\":[\"CCX\"],\"meaning\":\"It plans care.\"}]
|
=== make paths
";
    an_accepted_finding_in_a_quoted_key: "
=== write content/2-money.md
|---
|title: Money
|\"accept\": [{ \"finding\":\"95% is here\", because: We know }]
|---
|Text.
|
=== make paths
=== write content/2-money.md
|---
|title: Money
|\"accept\": [{ \"finding\":\"94% is here\", because: We know }]
|---
|Text.
|
=== make paths
";
    the_style_of_numbers_in_braces_over_several_lines: "
=== write content/2-money.md
|---
|title: Money
|metrics: [{ id: gap, name: Gap, unit: count, value: -1234 }]
|---
|{{ metrics }}
|
=== write plan.yaml
|{
|title: T,
|organisation: O,
|numbers: {
|'negative': minus
|}
|}
|
=== make paths
=== write plan.yaml
|{
|title: T,
|organisation: O,
|numbers: {
|'negative': brackets
|}
|}
|
=== make paths
";
    a_caption_below_a_table_in_the_text: "
=== write content/2-money.md
|Money
|===
|
|A | B
|---|---
|x | 1
|
|Table: Beds {#beds}
|
=== write content/3-x.md
|# X
|
|{{ table beds }}
|
=== make paths
=== write content/2-money.md
|Money
|===
|
|A | B
|---|---
|x | 1
|
|Table: Our beds {#beds}
|
=== make paths
";
    what_was_confirmed_and_what_is_not_a_confirmation: "
=== write content/2-money.easy.md
|---
|title: Money
|---
|![money]
|We spend money.
|
=== make paths
=== write easy.lock
|no confirmation
|
=== make paths
=== remove easy.lock
=== make paths
";
}
