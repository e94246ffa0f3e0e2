//! The pictures of easy read: the built-in set, finding one, whose they are, and how long they may be used.

use std::collections::BTreeSet;

use plainplan::plan::Pictures;
use plainplan::project::pipeline::{Project, Settings};

use crate::common::{Folder, made, reported, said, sample, text};

fn built_in() -> Pictures {
    let files = [("plan.yaml".to_owned(), "title: T\norganisation: O\n".to_owned())];
    Project::from_files(files, Settings::default()).read().plan.pictures.clone()
}

/// What a plan for health and care talks about, and the picture for it.
const TOPICS: [(&str, &str); 88] = [
    ("hospital", "hospital"),
    ("accident and emergency", "emergency"),
    ("A&E", "emergency"),
    ("ambulance", "ambulance"),
    ("doctor", "doctor"),
    ("GP", "doctor"),
    ("GP surgery", "gp-surgery"),
    ("nurse", "nurse"),
    ("midwife", "midwife"),
    ("pharmacy", "pharmacy"),
    ("pharmacist", "pharmacist"),
    ("medicine", "medicine"),
    ("prescription", "pharmacy"),
    ("mental health", "mental-health"),
    ("cancer", "cancer"),
    ("screening", "screening"),
    ("diabetes", "diabetes"),
    ("heart disease", "heart"),
    ("stroke", "brain"),
    ("breathing", "lungs"),
    ("blood pressure", "blood-pressure"),
    ("blood test", "blood-test"),
    ("scan", "x-ray"),
    ("X-ray", "x-ray"),
    ("operation", "operation"),
    ("dementia", "memory"),
    ("end of life", "dying-well"),
    ("death", "death"),
    ("infection", "infection"),
    ("vaccine", "vaccine"),
    ("wash hands", "wash-hands"),
    ("stop smoking", "no-smoking"),
    ("alcohol", "alcohol"),
    ("exercise", "exercise"),
    ("healthy food", "healthy-food"),
    ("weight", "weight"),
    ("pain", "pain"),
    ("teeth", "dentist"),
    ("eyes", "eye"),
    ("falls", "fall"),
    ("physiotherapist", "therapist"),
    ("health check", "health-check"),
    ("test results", "results"),
    ("pregnancy", "pregnant"),
    ("baby", "baby"),
    ("breastfeeding", "breastfeeding"),
    ("children", "child"),
    ("young people", "young-person"),
    ("older people", "older-person"),
    ("family", "family"),
    ("carer", "carer"),
    ("learning disability", "learning-disability"),
    ("autism", "autism"),
    ("wheelchair", "wheelchair"),
    ("sign language", "sign-language"),
    ("interpreter", "interpreter"),
    ("homeless", "homeless"),
    ("care home", "care-home"),
    ("home", "home"),
    ("go home", "out-of-hospital"),
    ("stay in hospital", "hospital-bed"),
    ("community", "community"),
    ("council", "council"),
    ("staff", "team"),
    ("team", "team"),
    ("job", "job"),
    ("training", "training"),
    ("meeting", "meeting"),
    ("have your say", "have-your-say"),
    ("complaint letter", "letter"),
    ("email", "email"),
    ("phone", "phone"),
    ("internet", "online"),
    ("computer", "computer"),
    ("map", "map"),
    ("bus", "bus"),
    ("appointment", "appointment"),
    ("waiting list", "waiting"),
    ("time", "clock"),
    ("money", "money"),
    ("pound", "pound"),
    ("savings", "save"),
    ("budget", "budget"),
    ("going up", "up"),
    ("fewer", "down"),
    ("target", "target"),
    ("fair", "fair"),
    ("easy read", "easy-read"),
];

#[test]
fn every_topic_of_a_plan_has_its_picture() {
    let pictures = built_in();
    let wrong: Vec<_> = TOPICS
        .iter()
        .filter(|(topic, wanted)| pictures.matching(topic).first() != Some(wanted))
        .map(|(topic, wanted)| (topic, wanted, pictures.matching(topic)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_built_in_pictures_are_alike_and_may_be_published() {
    let pictures = built_in();
    assert!(pictures.by_name.len() >= 90);
    let folder = sample().join("themes/plain/pictures");
    let listed: BTreeSet<String> =
        pictures.by_name.keys().map(|name| format!("{name}.svg")).chain(["library.yaml".to_owned()]).collect();
    let there: BTreeSet<String> = std::fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(listed, there, "each file has an entry, and each entry a file");
    for (name, picture) in &pictures.by_name {
        assert!(["MIT", "MIT OR Apache-2.0"].contains(&picture.licence.as_str()), "{name}");
        assert!(
            picture.credit.as_ref().is_some_and(|credit| credit.contains("Health Icons") || credit == "plainplan"),
            "{name}"
        );
        assert_eq!(
            picture.licence == "MIT",
            picture.credit.as_ref().is_some_and(|credit| credit.contains("Health Icons")),
            "{name}"
        );
        assert!(picture.shows.len() < 90 && !picture.words.is_empty(), "{name}");
        let svg = std::fs::read_to_string(folder.join(format!("{name}.svg"))).expect("an SVG");
        // One dark ink on white, which is 14 to 1; nothing is said by colour.
        let mut colours: BTreeSet<&str> = svg.split(['"', ';', ':']).filter(|value| value.starts_with('#')).collect();
        colours.remove("#1d2b33");
        colours.remove("#fff");
        assert!(colours.is_empty() && !svg.contains("currentColor") && !svg.contains("<text"), "{name}: {colours:?}");
    }
}

const CHAPTER: &str = "---\ntitle: Care\n---\n## How to get here\n\nYou can come by bus.\n";
const EASY: &str = "---\ntitle: Care\n---\n## How?\n\n![our-bus]\nYou can come by bus.\n\n![clock]\nWe open at 9am.\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";

#[test]
fn the_page_of_pictures_says_whose_each_one_is() {
    let library = "- { id: our-bus, file: bus.svg, shows: Our own bus, words: [bus], licence: own }\n";
    let made = made(&[
        ("content/1-care.md", CHAPTER),
        ("content/1-care.easy.md", EASY),
        ("content/pictures/library.yaml", library),
        ("content/pictures/bus.svg", SVG),
    ]);
    assert!(made.diagnostics.is_empty());
    let html = text(&made, "easy-read/pictures/index.html");
    let position = |words: &str| html.find(words).unwrap_or_else(|| panic!("no {words} in {html}"));
    // The organisation stands for a picture of its own without a credit.
    assert!(position("Pictures by Test council</h2>") < position("Our own bus"));
    assert!(position("Our own bus") < position("Pictures by plainplan</h2>"));
    assert!(position("<p>Licence: MIT OR Apache-2.0</p>") < position("A clock"));
    assert!(html.contains("A telephone handset"), "the booklet says how to phone");
    assert!(!html.contains("An ambulance"), "only pictures that are used");
    assert!(made.output.get("pictures/our-bus.svg").is_some());
    let link = "<a href=\"../../easy-read/pictures/\">Pictures we use</a>";
    assert!(text(&made, "easy-read/care/index.html").contains(link));
    assert!(!text(&made, "care/index.html").contains("Pictures we use"));
}

#[test]
fn a_private_picture_that_is_not_there_is_reported_and_its_words_keep_its_place() {
    let library = "- { id: our-bus, file: private/bus.jpg, shows: Our own bus, words: [bus], licence: subscription, credit: A shop }\n";
    let made = made(&[
        ("content/1-care.md", CHAPTER),
        ("content/1-care.easy.md", EASY),
        ("content/pictures/library.yaml", library),
    ]);
    let rules: Vec<_> = made.diagnostics.iter().map(|found| found.rule.name).collect();
    assert_eq!(rules, ["picture-file"], "it is told once");
    assert!(text(&made, "easy-read/care/index.html").contains("<span class=\"no-picture\">Our own bus</span>"));
}

#[test]
fn a_picture_is_found_by_what_it_is_for() {
    let plan = Folder::small();
    let find = |words: &[&str]| said(&plan.run(&[&["easy", "pictures"], words].concat()));
    assert!(
        find(&["waiting", "lists"]).lines().nth(1).expect("a row").starts_with("![waiting]  "),
        "{}",
        find(&["waiting", "lists"])
    );
    assert!(find(&["physician"]).contains("![doctor]"));
    assert_eq!(find(&["hosptial"]), "There is no picture for “hosptial”. Did you mean “hospital”?\n");
    assert_eq!(find(&[]).lines().count(), built_in().by_name.len() + 1);
    plan.write(
        "content/pictures/library.yaml",
        "- { id: our-bus, file: bus.svg, shows: Our own bus, words: [bus], licence: own }\n",
    );
    plan.write("content/pictures/bus.svg", SVG);
    assert!(find(&["bus"]).lines().nth(1).expect("a row").starts_with("![our-bus]"), "one of our own comes first");
}

#[test]
fn a_picture_may_be_used_until_its_day_and_not_after() {
    let plan = Folder::small();
    plan.write("content/1-care.easy.md", EASY);
    plan.write("content/pictures/bus.svg", SVG);
    let library = |until: &str| {
        plan.write("content/pictures/library.yaml", &format!("- {{ id: our-bus, file: bus.svg, shows: Our own bus, words: [bus], licence: own, use-until: {until} }}\n"));
        let run = plan.run(&["check"]);
        (run.status.success(), reported(&run))
    };
    assert!(library("2999-01-31").0);
    let (done, reported) = library("2001-03");
    assert!(!done && reported.contains("the picture `our-bus` cannot be used after March 2001"), "{reported}");
}
