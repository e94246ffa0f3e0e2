//! Making a site again: the same bytes as making it anew, whatever was edited before, and no more work than the edit asks for.

mod case;
mod drawn;
mod edits;
mod grammar;
mod neighbours;
mod plans;
mod spelling;
mod spellings;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI8, Ordering};

use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Project, Settings, Touched};
use plainplan::project::verify;

use crate::common::Folder;

/// A plan and a project that has made its site once.
struct Desk {
    plan: Folder,
    project: Project,
}

impl Desk {
    fn new(plan: Folder) -> Self {
        let mut project = Project::open(settings(&plan));
        project.make(&Touched::Anything);
        Self { plan, project }
    }

    fn edit(&mut self, path: &str, was: &str, is: &str) -> Made {
        let text = self.plan.read(path);
        assert!(text.contains(was), "{path} has no {was}");
        self.plan.write(path, &text.replace(was, is));
        self.make(&[path])
    }

    fn make(&mut self, paths: &[&str]) -> Made {
        let paths: BTreeSet<PathBuf> = paths.iter().map(|path| self.plan.path().join(path)).collect();
        self.project.make(&Touched::Paths(paths))
    }

    fn rendered_after(&mut self, path: &str, was: &str, is: &str) -> Vec<String> {
        let mut rendered = self.edit(path, was, is).rendered;
        rendered.sort();
        rendered
    }
}

fn settings(plan: &Folder) -> Settings {
    Settings { root: plan.path().to_path_buf(), ..Settings::default() }
}

fn files(made: &Made) -> BTreeMap<String, Vec<u8>> {
    made.output.files().map(|(address, bytes)| (address.to_owned(), bytes.to_vec())).collect()
}

/// What a project that remembers has made is what one that remembers nothing makes.
fn is_as_new(made: &Made, plan: &Folder) {
    same(made, plan).unwrap_or_else(|difference| panic!("{difference}"));
}

/// The same, or what is other.
fn same(made: &Made, plan: &Folder) -> Result<(), String> {
    let differences = made.differences_from(&pipeline::make(&settings(plan)));
    if differences.is_empty() { Ok(()) } else { Err(verify::report(&differences)) }
}

/// Two parts, links and figures across them, twins, a glossary, a table in a file.
pub(crate) fn county() -> Folder {
    let plan = Folder::small();
    fs::remove_file(plan.path().join("content/1-care.md")).expect("removed");
    plan.write("content/index.md", "---\ntitle: Our plan\n---\nWhat we will do. {{ beds.total.cost }}\n");
    plan.write("content/1-care/index.md", "---\ntitle: Care\ndescription: How we care.\n---\n{{ timeline }}\n");
    plan.write(
        "content/1-care/1-urgent.md",
        "---\ntitle: Urgent care\nmetrics:\n  - { id: waits, name: Seen in time, unit: percent, better: higher, baseline: { value: 84, period: 2017-18 }, targets: [{ value: 95, by: 2019-03 }] }\nmilestones:\n  - { by: 2018-07, text: A new ward opens. }\n---\n{{ metrics }}\n\n## First\n\nWe want {{ waits.target }}. The CCG says so.\n\n## Second\n\nMore words.\n",
    );
    plan.write(
        "content/1-care/1-urgent.easy.md",
        "---\ntitle: Getting help quickly\n---\n![ambulance]\nWe want to help you.\n{{ waits.target | people }} should be seen in time.\n",
    );
    plan.write(
        "content/1-care/2-home.md",
        "---\ntitle: Care at home\n---\nSee [urgent care](1-urgent.md#second). The target is {{ waits.target }}.\n",
    );
    plan.write(
        "content/2-money/index.md",
        "---\ntitle: Money\ntables:\n  - { id: beds, caption: Beds, file: beds.csv, columns: [{ name: Ward, header: true }, { name: Cost, type: money, total: sum }] }\n---\n{{ table beds }}\n",
    );
    plan.write("content/2-money/beds.csv", "Ward,Cost\nNorth,120\nSouth,80\n=All,\n");
    plan.write("content/2-money/savings.md", "---\ntitle: Savings\n---\nWe save on beds: {{ beds.north.cost }}.\n");
    plan.write(
        "content/words.yaml",
        "- term: clinical commissioning group\n  short: [CCG]\n  meaning: It plans care.\n",
    );
    plan
}

#[test]
fn one_paragraph_is_one_page_and_the_page_to_print() {
    let mut desk = Desk::new(county());
    assert_eq!(
        desk.rendered_after("content/1-care/1-urgent.md", "More words.", "Other words."),
        ["care/urgent/", "print/"]
    );
    assert_eq!(desk.rendered_after("content/1-care/1-urgent.md", "Other words.", "Other words."), [""; 0]);
}

#[test]
fn a_title_is_every_page_that_names_it() {
    let mut desk = Desk::new(county());
    assert_eq!(
        desk.rendered_after("content/2-money/savings.md", "title: Savings", "title: What we save"),
        // Its own page, its part with the list and the next page, the contents, and what is printed. Pages of the other
        // part do not list it.
        ["", "money/", "money/savings/", "print/"]
    );
    let made = desk.make(&[]);
    let page = String::from_utf8(made.output.get("money/index.html").expect("the part").to_vec()).expect("text");
    assert!(page.contains("What we save") && !page.contains(">Savings<"), "{page}");
}

#[test]
fn a_figure_is_every_page_that_shows_it() {
    let mut desk = Desk::new(county());
    assert_eq!(
        desk.rendered_after("content/1-care/1-urgent.md", "value: 95", "value: 90"),
        ["care/home/", "care/urgent/", "data/", "easy-read/care/urgent/", "easy-read/print/", "measures/", "print/"]
            .into_iter()
            .filter(|url| *url != "data/")
            .collect::<Vec<_>>()
    );
    assert_eq!(
        desk.rendered_after("content/2-money/beds.csv", "North,120", "North,130"),
        ["", "money/", "money/savings/", "print/"]
    );
}

#[test]
fn what_was_wrong_once_stays_right() {
    // A line below a table is one of its rows.
    let mut desk = Desk::new(county());
    desk.edit("content/1-care/1-urgent.md", "More words.", "| A | B |\n|---|--:|\n| x | 1 |");
    let made = desk.edit("content/1-care/1-urgent.md", "| x | 1 |\n", "| x | 1 |\nMore words.\n");
    is_as_new(&made, &desk.plan);
    // Two chapters at one address: the first one has it, on paper too.
    desk.plan.write("content/1-care/2-urgent.md", "---\ntitle: Also urgent\n---\nWords.\n");
    desk.make(&["content/1-care/2-urgent.md"]);
    let made = desk.edit("content/1-care/2-urgent.md", "Words.", "Other words.");
    is_as_new(&made, &desk.plan);
}

#[test]
fn a_rule_that_reads_a_text_as_typed_is_asked_again_when_the_text_changes() {
    let plan = county();
    plan.write("content/1-care/at-home-easy.md", "---\ntitle: Home\n---\nWe care.\n");
    let mut desk = Desk::new(plan);
    for (was, is) in [("We care", "![bus]\nWe care"), ("![bus]\n", "")] {
        let made = desk.edit("content/1-care/at-home-easy.md", was, is);
        is_as_new(&made, &desk.plan);
    }
}

#[test]
fn the_folder_of_the_plan_stands_for_all_that_is_in_it() {
    let mut desk = Desk::new(county());
    desk.plan.edit("content/1-care/1-urgent.md", "More words.", "Other words.");
    for folder in ["", ".."] {
        let made = desk.make(&[folder]);
        assert!(!made.diagnostics.has_errors());
        is_as_new(&made, &desk.plan);
    }
}

#[test]
fn what_nobody_shows_is_no_page_at_all() {
    let mut desk = Desk::new(county());
    let made = desk.edit("content/words.yaml", "It plans care.", "It plans health care.");
    assert_eq!(made.rendered, ["words/"]);
    assert_eq!(desk.make(&["content/1-care/1-urgent.md"]).rendered, [""; 0]);
    assert_eq!(desk.project.make(&Touched::Anything).rendered, [""; 0]);
}

#[test]
fn what_is_gone_comes_back_and_goes_again() {
    let mut desk = Desk::new(county());
    let twin = desk.plan.read("content/1-care/1-urgent.easy.md");
    for _ in 0..2 {
        fs::remove_file(desk.plan.path().join("content/1-care/1-urgent.easy.md")).expect("removed");
        let made = desk.make(&["content/1-care/1-urgent.easy.md"]);
        assert!(made.output.get("easy-read/care/urgent/index.html").is_none());
        is_as_new(&made, &desk.plan);
        desk.plan.write("content/1-care/1-urgent.easy.md", &twin);
        let made = desk.make(&["content/1-care/1-urgent.easy.md"]);
        assert!(made.output.get("easy-read/care/urgent/index.html").is_some());
        is_as_new(&made, &desk.plan);
    }
    fs::rename(desk.plan.path().join("content/1-care"), desk.plan.path().join("content/3-care")).expect("renamed");
    let made = desk.make(&["content/1-care", "content/3-care"]);
    is_as_new(&made, &desk.plan);
    fs::remove_dir_all(desk.plan.path().join("content/3-care")).expect("removed");
    let made = desk.make(&["content/3-care"]);
    assert!(made.output.get("care/urgent/index.html").is_none());
    is_as_new(&made, &desk.plan);
}

#[test]
fn a_file_in_another_folder_is_every_chapter_that_shows_it() {
    let mut desk = Desk::new(county());
    let shared = desk.plan.read("content/2-money/index.md").replace("id: beds,", "id: shared,");
    let shared = shared.replace("beds.csv", "./../2-money/beds.csv").replace("{{ table beds }}", "{{ table shared }}");
    desk.plan.write("content/1-care/3-beds.md", &shared);
    let made = desk.make(&["content/1-care/3-beds.md"]);
    assert!(!made.diagnostics.has_errors(), "{:?}", made.diagnostics);
    let rendered = desk.rendered_after("content/2-money/beds.csv", "North,120", "North,140");
    assert!(rendered.iter().any(|page| page == "care/beds/"), "{rendered:?}");
}

#[test]
fn a_table_of_the_same_id_comes_and_goes_without_taking_the_data_of_the_other() {
    let mut desk = Desk::new(county());
    let money = desk.plan.read("content/2-money/index.md").replace("beds.csv", "../2-money/beds.csv");
    for folder in ["1-bank", "3-bank"] {
        let copy = format!("content/{folder}/index.md");
        // The whole chapter is copied, as a beginning of a new one; then it gets figures and an id of its own.
        desk.plan.write(&copy, &money);
        is_as_new(&desk.make(&[&copy]), &desk.plan);
        desk.plan.edit(&copy, "caption: Beds", "caption: Chairs");
        is_as_new(&desk.make(&[&copy]), &desk.plan);
        desk.plan.edit("content/2-money/index.md", "caption: Beds", "caption: All beds");
        is_as_new(&desk.make(&["content/2-money/index.md"]), &desk.plan);
        desk.plan.edit(&copy, "id: beds,", "id: chairs,");
        desk.plan.edit(&copy, "{{ table beds }}", "{{ table chairs }}");
        let made = desk.make(&[&copy]);
        assert!(made.output.get("data/tables/beds.csv").is_some());
        is_as_new(&made, &desk.plan);
        desk.plan.write(&copy, &money);
        desk.make(&[&copy]);
        fs::remove_file(desk.plan.path().join(&copy)).expect("removed");
        is_as_new(&desk.make(&[&copy]), &desk.plan);
        desk.plan.edit("content/2-money/index.md", "caption: All beds", "caption: Beds");
        desk.make(&["content/2-money/index.md"]);
    }
}

#[test]
fn a_file_of_figures_may_come_late_break_and_go() {
    for key in ["file", "\"file\"", "'file' "] {
        let plan = Folder::small();
        plan.write(
            "content/2-x.md",
            &format!(
                "---\ntitle: X\ntables: [{{ id: beds, caption: Beds, {key}: beds.csv }}]\n---\n{{{{ table beds }}}}\n"
            ),
        );
        let mut desk = Desk::new(plan);
        let mut after = |bytes: Option<&[u8]>| {
            let path = desk.plan.path().join("content/beds.csv");
            match bytes {
                Some(bytes) => fs::write(path, bytes),
                None => fs::remove_file(path),
            }
            .expect("done");
            let made = desk.make(&["content/beds.csv"]);
            is_as_new(&made, &desk.plan);
            made.diagnostics.has_errors()
        };
        assert!(!after(Some(b"Ward,Cost\nNorth,120\n")));
        assert!(after(Some(b"Ward,Cost\nNorth,\xff\n")));
        assert!(!after(Some(b"Ward,Cost\nNorth,130\n")));
        assert!(after(None));
        assert!(!after(Some(b"Ward,Cost\nNorth,130\n")));
    }
}

#[test]
fn a_workbook_is_read_again_whatever_the_spelling_of_its_key() {
    let sheets = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sheets");
    for text in [
        "---\ntitle: X\nmetrics:\n  - \"file\": figures.xlsx\n---\n{{ dashboard }}\n",
        "---\ntitle: X\ntables: [{ id: beds, caption: Beds, 'file' : figures.xlsx }]\n---\n{{ table beds }}\n",
    ] {
        let plan = Folder::small();
        plan.write("content/2-x.md", text);
        fs::copy(sheets.join("dashboard.xlsx"), plan.path().join("content/figures.xlsx")).expect("copied");
        let mut desk = Desk::new(plan);
        for other in ["budgets.xlsx", "locked.ods", "dashboard.xlsx"] {
            fs::copy(sheets.join(other), desk.plan.path().join("content/figures.xlsx")).expect("copied");
            is_as_new(&desk.make(&["content/figures.xlsx"]), &desk.plan);
        }
    }
}

#[test]
fn only_who_reads_a_file_is_made_again_when_it_changes() {
    let mut desk = Desk::new(county());
    desk.plan.write("content/2-money/other.csv", "Ward,Cost\nNorth,1\n");
    desk.plan.write(
        "content/2-money/other.md",
        "---\ntitle: Other\ntables: [{ id: other, caption: Other, file: other.csv }]\n---\n{{ table other }}\n",
    );
    desk.make(&["content/2-money"]);
    let rendered = desk.rendered_after("content/2-money/other.csv", "North,1", "North,2");
    assert_eq!(rendered, ["money/other/", "print/"]);
}

pub(crate) const STRETCHES: &[&str] = &[
    "More words.\n",
    "\n## Another\n\nText about the CCG and [home](2-home.md).\n",
    "{{ waits }} of people.\n",
    "{{ nothing }}\n",
    "\n{{ metrics }}\n",
    "\n{{ timeline }}\n",
    "![doctor]\nA doctor.\n",
    "\n| A | B |\n|---|--:|\n| x | 1 |\n| Total | 2 |\n",
    "[gone](gone.md)\n",
    "---\n",
    "\u{feff}",
    "£120 was spent.\n",
    "title: x\n",
    "#\tTitle\n",
    "Our savings\n=====\n",
    "\"description\": The metrics\n",
    "    \"file\": beds.csv\n",
    "ä",
];

pub(crate) const FILES: &[(&str, &str)] = &[
    ("content/2-money/more.md", "---\ntitle: More\n---\n{{ chart waits }}\n"),
    ("content/2-money/savings.md", "Our savings\n===========\n\nWe save.\n"),
    ("content/2-money/savings.md", "#\tWhat we save\n\nWe save 95%.\n"),
    ("content/2-money/beds.csv", "Ward,Cost\nNorth,130\nSouth,80\n=All,\n"),
    (
        "content/2-money/index.md",
        "---\n{\ntitle: Money, \"tables\": [{ id: beds, caption: Beds, 'file' : beds.csv, columns: [Ward, Cost] }] }\n---\n{{ table beds }}\n",
    ),
    ("content/2-money/savings.easy.md", "---\ntitle: Saving\n---\n![money]\nWe save.\n"),
    (
        "content/4-late/index.md",
        "---\ntitle: Late\nmetrics: [{ id: late, name: Late, unit: count, value: { value: 120, period: 2018 } }]\n---\n{{ metrics }} 120\n",
    ),
    ("content/4-late/leaflet.pdf", "%PDF"),
    (
        "content/pictures/library.yaml",
        "- { id: bus, file: bus.svg, shows: A bus, words: [bus], licence: own, credit: Us }\n",
    ),
    ("content/pictures/bus.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("static/robots.txt", "User-agent: *\n"),
    ("themes/plain/templates/not-found.html", "<p>{{ page.title }} {{ site.title }}</p>"),
    ("themes/plain/static/plain.css", "body { color: black }"),
    (
        "plan.yaml",
        "title: Other\norganisation: Other council\ncontact: { email: a@example.org }\nbrand: { colour: \"#12436d\" }\naddress: https://plan.example.org/\n",
    ),
    ("content/words.yaml", "- term: x-ray\n  short: [XR]\n  meaning: A picture of bones.\n"),
];

#[test]
fn the_front_page_of_easy_read_comes_goes_and_lists_what_is_new() {
    let mut desk = Desk::new(Folder::small());
    let twin = |title: &str| format!("---\ntitle: {title}\n---\n![bus]\nYou can come by bus.\n");
    let mut put = |path: &str, text: Option<String>| {
        match text {
            Some(text) => desk.plan.write(path, &text),
            None => fs::remove_file(desk.plan.path().join(path)).expect("removed"),
        }
        let made = desk.make(&[path]);
        is_as_new(&made, &desk.plan);
        made
    };
    let front = |made: &Made| String::from_utf8(made.output.get("easy-read/index.html").expect("a page").to_vec());
    put("content/1-care.easy.md", Some(twin("About care")));
    let made = put("content/index.easy.md", Some(twin("About our plan")));
    assert!(front(&made).expect("text").contains("About our plan</h1>"));
    put("content/index.md", None);
    let made = put("content/index.md", Some("---\ntitle: Plan\n---\nText.\n".to_owned()));
    assert!(front(&made).expect("text").contains("About our plan</h1>"));
    put("content/2-more.md", Some("---\ntitle: More\n---\nText.\n".to_owned()));
    let made = put("content/2-more.easy.md", Some(twin("There is more")));
    assert!(front(&made).expect("text").contains("There is more"));
    put("content/1-care.easy.md", None);
}

#[test]
fn what_is_gone_is_not_kept_in_memory() {
    let mut desk = Desk::new(Folder::small());
    let made = desk.make(&[]);
    let care = made.source.find("content/1-care.md").expect("a chapter");
    assert!(made.source.file(care).text().contains("Text about care."));
    drop(made);
    fs::remove_file(desk.plan.path().join("content/1-care.md")).expect("removed");
    let made = desk.make(&["content/1-care.md"]);
    assert_eq!(made.source.file(care).text(), "");
    is_as_new(&made, &desk.plan);
}

#[test]
fn what_runs_for_days_knows_which_day_it_is() {
    static DAY: AtomicI8 = AtomicI8::new(30);
    let plan = Folder::small();
    plan.write(
        "content/pictures/library.yaml",
        "- { id: our-bus, file: bus.svg, shows: A bus, words: [bus], kind: drawing, licence: subscription, \
         credit: A shop, use-until: 2018-05-30 }\n",
    );
    plan.write("content/pictures/bus.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    plan.write("content/1-care.easy.md", "---\ntitle: Care\n---\n![our-bus]\nYou can come by bus.\n");
    let calendar = || Some(jiff::civil::date(2018, 5, DAY.load(Ordering::Relaxed)));
    let mut project = Project::open(Settings { calendar: Some(calendar), ..settings(&plan) });
    let mut is_expired = || {
        let made = project.make(&Touched::Anything);
        made.diagnostics.iter().any(|found| found.rule.name == "picture-expired")
    };
    assert!(!is_expired());
    DAY.store(31, Ordering::Relaxed);
    assert!(is_expired());
}

#[test]
fn who_checked_a_renamed_twin_is_as_new_after_every_edit() {
    let plan = Folder::small();
    plan.write("content/index.md", "---\ntitle: Test plan\n---\nWhat we will do.\n");
    let chapter = "---\ntitle: Care\n---\n## First\n\nText about care for all people here.\n";
    let easy = "---\ntitle: Your care\nchecked: [{ by: Our group, people: 6, on: 2018-05-02 }]\n---\n## One\n\n![doctor]\nA doctor helps you.\n\n![nurse]\nA nurse helps you.\n";
    plan.write("content/1-care.md", chapter);
    plan.write("content/1-care.easy.md", easy);
    for arguments in [
        &["easy", "checked", "content/1-care.easy.md"][..],
        &["easy", "confirm", "content/1-care.easy.md", "--by", "P", "--because", "the same"],
    ] {
        assert!(plan.run(arguments).status.success());
    }
    let mut desk = Desk::new(plan);
    let page = |made: &Made| {
        String::from_utf8_lossy(made.output.get("easy-read/care/index.html").expect("a page")).into_owned()
    };
    for (from, to) in [("1-care.md", "2-care.md"), ("1-care.easy.md", "2-care.easy.md")] {
        let content = desk.plan.path().join("content");
        fs::rename(content.join(from), content.join(to)).expect("renamed");
    }
    let made =
        desk.make(&["content/1-care.md", "content/2-care.md", "content/1-care.easy.md", "content/2-care.easy.md"]);
    is_as_new(&made, &desk.plan);
    assert!(page(&made).contains("6 people with a learning disability checked this"));
    // Lines change, the chapter is reworded, and all of it says something else in the end.
    for (path, was, is) in [
        ("content/2-care.easy.md", "A nurse helps you.", "A nurse is here."),
        ("content/2-care.md", "for all people here", "for everybody"),
        ("content/2-care.easy.md", "A doctor helps you.", "We help you."),
        ("content/2-care.md", "Text about care for everybody.", "Buses run at night and on Sundays too."),
        ("content/2-care.easy.md", "Your care", "Our buses"),
        ("content/2-care.md", "Buses run at night and on Sundays too.", "Text about care for all people here."),
    ] {
        let made = desk.edit(path, was, is);
        is_as_new(&made, &desk.plan);
    }
}
