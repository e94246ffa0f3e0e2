//! The catalogue of built-in texts: whole, used, and the only place where the website's own words are.

mod pseudo;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use plainplan::value::locale::{Argument, Catalogue, Fault, Joined, Key, LANGUAGES, Language};

use self::uses::{Uses, has_own_text};
use crate::common::Plan;

/// Texts that are filled in where a test cannot see it, with what is filled in.
const ELSEWHERE: [(&str, &[&str]); 20] = [
    // `Catalogue::list`.
    ("list-comma", &["one", "two"]),
    ("list-and", &["one", "two"]),
    ("list-or", &["one", "two"]),
    // `PageBuilder::titled`.
    ("measures-title-part", &["part"]),
    ("data-title-part", &["part"]),
    // What a chart says of a value and its target.
    ("chart-meets-target", &["aim", "target"]),
    ("chart-not-yet-at-target", &["target"]),
    ("chart-misses-target", &["aim", "target"]),
    ("chart-below-target", &["aim", "target"]),
    ("chart-at-target", &["aim", "target"]),
    ("chart-above-target", &["aim", "target"]),
    ("chart-highest-point", &["about", "value", "target"]),
    ("chart-lowest-point", &["about", "value", "target"]),
    // The summary of a chart of measures with their targets.
    ("chart-measures-met", &["aim", "count"]),
    ("chart-measures-not-yet", &["aim", "count"]),
    ("chart-measures-not-met", &["aim", "count"]),
    ("chart-measures-above", &["aim", "count"]),
    ("chart-measures-at", &["aim", "count"]),
    ("chart-measures-below", &["aim", "count"]),
    ("chart-measures-unsure", &["aim", "count"]),
];

#[test]
fn every_file_can_be_read_and_no_name_is_there_twice() {
    for language in LANGUAGES {
        let mut names = BTreeSet::new();
        for (file, text) in language.files() {
            let read = FluentResource::try_new(text.to_owned());
            assert!(read.is_ok(), "{}/{file}: {:?}", language.code, read.err().map(|(_, errors)| errors));
            for line in text.lines().filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase())) {
                let name = line.split(" =").next().unwrap_or(line);
                assert!(names.insert(name.to_owned()), "{}/{file}: `{name}` is there twice", language.code);
            }
        }
        assert!(!names.is_empty(), "{} has no texts", language.code);
    }
}

/// A language is offered when it is whole.
#[test]
fn every_language_has_every_text_with_the_same_arguments() {
    let all = |language: &Language| {
        let own = Catalogue::from_files(language.code, [(language.code, language.files().map(|(_, text)| text))]);
        own.names()
            .map(|name| (name.to_owned(), own.arguments(name).map(<[String]>::to_vec)))
            .collect::<BTreeMap<_, _>>()
    };
    for language in LANGUAGES {
        assert_eq!(all(language), all(&LANGUAGES[0]), "{}", language.code);
    }
}

#[test]
fn every_text_is_used_and_every_text_that_is_used_is_there() {
    let (uses, catalogue) = (Uses::read(), Catalogue::default());
    let used: BTreeSet<&str> = uses.all().map(|found| found.key.as_str()).collect();
    let names: BTreeSet<&str> = catalogue.names().collect();
    let missing: Vec<_> = used.difference(&names).collect();
    assert!(missing.is_empty(), "in no catalogue: {missing:?}");
    let unused: Vec<_> = names.difference(&used).collect();
    assert!(unused.is_empty(), "not used: {unused:?}");
}

#[test]
fn what_is_filled_in_is_what_the_text_asks_for() {
    let catalogue = Catalogue::default();
    for found in Uses::read().all() {
        let asked: BTreeSet<&str> =
            catalogue.arguments(&found.key).unwrap_or_default().iter().map(String::as_str).collect();
        let elsewhere = ELSEWHERE.iter().find(|(key, _)| *key == found.key).map(|(_, arguments)| arguments);
        let given = elsewhere.map_or_else(
            || found.arguments.iter().map(String::as_str).collect(),
            |arguments| arguments.iter().copied().collect::<BTreeSet<_>>(),
        );
        assert_eq!(given, asked, "`{}` in {}", found.key, found.file);
    }
}

#[test]
fn templates_have_no_words_of_their_own() {
    for (file, text) in uses::templates() {
        let own = has_own_text(&text);
        assert_eq!(own, None, "{file}");
    }
    assert_eq!(has_own_text("<p>{{ page.title }}</p> <p>Hello</p>"), Some("Hello".to_owned()));
    assert_eq!(has_own_text("<nav aria-label=\"Contents\"></nav>"), Some("Contents".to_owned()));
}

#[test]
fn a_theme_that_names_a_text_which_is_not_there_is_reported_with_its_line() {
    let mut plan = Plan::small();
    plan.write(
        "themes/plain/templates/contact.html",
        "<h1>{{ page.title }}</h1>\n{% if page.is_easy %}{{ t(key=\"contact-tilte\") }}{% endif %}\n",
    );
    plan.write("themes/plain/static/own.js", "var title = t(\"no-such-text\");\n");
    let made = plan.made();
    let found: Vec<_> = made
        .diagnostics
        .iter()
        .filter(|found| found.rule.name == "template")
        .map(|found| {
            (made.source.file(found.span.file).path.clone(), made.source.place(found.span).line, found.message.clone())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("themes/plain/static/own.js".to_owned(), 1, "there is no text `no-such-text`".to_owned()),
            ("themes/plain/templates/contact.html".to_owned(), 2, "there is no text `contact-tilte`".to_owned()),
        ]
    );
}

#[test]
fn a_theme_that_fills_in_something_else_is_reported_with_its_line() {
    for (template, message) in [
        ("{{ t(key=\"words-title\", days=3) }}", "this text has no `days`"),
        ("{{ t(key=\"contact-days\") }}", "this text needs `days`"),
        ("{{ t(key=\"contact-days\", days=[1]) }}", "`days` should be a text, a whole number or a link"),
        ("{{ t(key=page.template) }}", "there is no text `contact`"),
    ] {
        let mut plan = Plan::small();
        plan.write("themes/plain/templates/contact.html", format!("<h1>{{{{ page.title }}}}</h1>\n{template}\n"));
        let made = plan.made();
        let found = made.diagnostics.iter().find(|found| found.rule.name == "template").expect("a finding");
        assert!(found.message.contains(message), "{template}: {}", found.message);
        assert_eq!(made.source.place(found.span).line, 2, "{template}");
    }
}

/// Nothing that is filled in becomes markup, and a theme's own marks are kept.
#[test]
fn what_is_filled_in_is_text() {
    let catalogue =
        Catalogue::from_files("en", [("en", ["a = See <list>“{ $name }”</list><heard> & more</heard>.\n"])]);
    let arguments = [("name", "<b>&".into()), ("list", Argument::Link("x/\"y".into(), true))];
    assert_eq!(
        catalogue.try_markup("a", &arguments),
        Ok("See <a href=\"x/&quot;y\" download>“&lt;b&gt;&amp;”</a><span class=\"vh\"> &amp; more</span>.".to_owned())
    );
    assert_eq!(catalogue.fill(Key("a"), &arguments), "See “<b>&” & more.");
    assert_eq!(catalogue.try_markup("b", &[]), Err(Fault::Unknown("b".to_owned())));
    assert_eq!(catalogue.try_markup("a", &arguments[..1]), Err(Fault::Missing("list".to_owned())));
}

#[test]
fn things_are_listed() {
    let catalogue = Catalogue::default();
    let list = |joined, items: &[&str]| {
        catalogue.list(joined, &items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(list(Joined::Comma, &["large print", "audio", "paper"]), "large print, audio, paper");
    assert_eq!(list(Joined::Or, &["Polish", "Urdu"]), "Polish or Urdu");
    assert_eq!(list(Joined::And, &["2 lines"]), "2 lines");
    assert_eq!(list(Joined::And, &[]), "");
}

/// A second language: three texts of its own, with its own forms, and English where it has none.
#[test]
fn a_language_of_three_texts_falls_back_on_english() {
    let welsh = "\
frame-skip = Neidio i'r prif gynnwys
contact-free = Mae am ddim.
easy-changed-lines = { $lines ->
    [one] un llinell
    [two] dwy linell
    [few] tair llinell
    [many] chwe llinell
   *[other] { $lines } llinell
}
";
    let english = LANGUAGES[0].files().map(|(_, text)| text);
    let catalogue = Catalogue::from_files("cy", [("cy", vec![welsh]), ("en", english.collect())]);
    assert_eq!(catalogue.text(Key("frame-skip")), "Neidio i'r prif gynnwys");
    assert_eq!(catalogue.text(Key("words-title")), "Words we use");
    let lines = |lines: usize| catalogue.fill(Key("easy-changed-lines"), &[("lines", lines.into())]);
    assert_eq!([1, 2, 3, 6, 8].map(lines), ["un llinell", "dwy linell", "tair llinell", "chwe llinell", "8 llinell"]);
    let pictures = |number: usize| catalogue.fill(Key("easy-changed-pictures"), &[("pictures", number.into())]);
    assert_eq!([1, 2].map(pictures), ["1 picture", "2 pictures"]);
}
