//! Drawn texts of a plan: chapters, easy read and all other files, each with a model by which it can be written otherwise.

use super::grammar::{self, IDS, record};
use super::spelling::{Writer, Yaml};
use crate::dice::Dice;

/// A file that was drawn: its keys, its text, and the seed of its spelling.
#[derive(Clone)]
pub(super) struct Model {
    keys: Option<Yaml>,
    body: Option<String>,
    spelling: u64,
    /// With a byte order mark, and with the line ends of Windows.
    is_from_windows: bool,
}

impl Model {
    fn new(keys: Option<Yaml>, body: Option<String>, dice: &mut Dice) -> Self {
        Self { keys, body, spelling: dice.throw(usize::MAX) as u64, is_from_windows: dice.chance(15) }
    }

    /// Its text, always the same.
    pub(super) fn text(&self) -> String {
        let mut dice = Dice::new(self.spelling);
        let keys = self.keys.as_ref().map(|keys| Writer { dice: &mut dice }.document(keys));
        let text = match (keys, &self.body) {
            (Some(keys), Some(body)) => format!("---\n{keys}---\n{body}"),
            (keys, body) => keys.unwrap_or_default() + body.as_deref().unwrap_or(""),
        };
        if self.is_from_windows { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text }
    }

    /// The same values in another spelling.
    pub(super) fn respelt(&self, dice: &mut Dice) -> Self {
        Self { spelling: dice.throw(usize::MAX) as u64, is_from_windows: dice.chance(15), ..self.clone() }
    }

    /// One value of another, at the same key, in the same spelling.
    pub(super) fn with_another_value(&self, other: &Self, dice: &mut Dice) -> Self {
        let mut changed = self.clone();
        if let (Some(keys), Some(others)) = (&mut changed.keys, &other.keys) {
            exchange(keys, others, dice);
        }
        changed
    }
}

/// Takes one value, somewhere below, from another record of the same kind.
fn exchange(keys: &mut Yaml, others: &Yaml, dice: &mut Dice) {
    match (keys, others) {
        (Yaml::Keys(entries), Yaml::Keys(others)) if !others.is_empty() => {
            let (key, other) = dice.any(others);
            match entries.iter_mut().find(|(name, _)| name == key) {
                Some((_, value)) if dice.chance(80) => exchange(value, other, dice),
                Some((_, value)) => *value = other.clone(),
                None => entries.push((key.clone(), other.clone())),
            }
        }
        (Yaml::List(items), Yaml::List(others)) if !items.is_empty() && !others.is_empty() => {
            let at = dice.throw(items.len());
            exchange(&mut items[at], dice.any(others), dice);
        }
        (value, other) => *value = other.clone(),
    }
}

/// A drawn file for a path; nothing where a path stands for bytes.
pub(super) fn model(path: &str, dice: &mut Dice) -> Option<Model> {
    let keys = |name, dice: &mut Dice| Some(record(name, dice));
    let list = |name, dice: &mut Dice| Some(Yaml::List((0..=dice.throw(2)).map(|_| record(name, dice)).collect()));
    Some(match path {
        "plan.yaml" => Model::new(keys("plan.yaml", dice), None, dice),
        _ if path.ends_with("words.yaml") => Model::new(list("a word", dice), None, dice),
        _ if path.ends_with("library.yaml") => Model::new(list("a picture", dice), None, dice),
        _ if path.ends_with(".easy.md") => {
            let keys = if dice.chance(90) { keys("an easy-read chapter", dice) } else { None };
            Model::new(keys, Some(body(EASY_PIECES, dice)), dice)
        }
        _ if path.ends_with(".md") => {
            let (keys, title) = if dice.chance(85) { (keys("a chapter", dice), "") } else { (None, *dice.any(TITLES)) };
            Model::new(keys, Some(title.to_owned() + &body(PIECES, dice)), dice)
        }
        _ if path.ends_with(".csv") => Model::new(None, Some(grammar::csv(dice)), dice),
        _ => return None,
    })
}

fn body(pieces: &[&str], dice: &mut Dice) -> String {
    let piece = |dice: &mut Dice| {
        let (id, other) = (dice.pick(IDS), dice.pick(IDS));
        dice.any(pieces).replace("ID", id).replace("OTHER", other) + "\n"
    };
    (0..=dice.throw(6)).map(|_| piece(dice)).collect()
}

const TITLES: &[&str] = &[
    "# Our savings\n\n",
    "#\tOur savings\n\n",
    "Our savings\n===========\n\n",
    "Our\nsavings\n=\n\n",
    "Our savings\n---\n\n",
    "   #    Our savings  #\n\n",
    "<!-- {{ x -->\n\n# Our *savings*\n\n",
    "",
];

const PIECES: &[&str] = &[
    "## First\n\nText about care.\n",
    "Second\n------\n\nMore words about the CCG.\n",
    "### How we pay {{ ID }}\n",
    "In the end 95% were seen. It cost 1,234 pounds, and 120 beds.\n",
    "The value is {{ ID }}, the target {{ ID.target }} by {{ ID.target.by | date }}.\n",
    "It was {{ ID.baseline }}, {{ ID.last-year }} last year, {{ ID.compare }} in {{ ID.compare.name }}.\n",
    "The north costs {{ ID.north.cost }}, all of it {{ ID.total.cost }}.\n",
    "{{ ID.targets.1 }} {{ ID | trend }} {{ ID.name }} {{ ID.unit }} {{ ID.value.period }}\n",
    "{{ metrics }}\n",
    "{{ metrics ID OTHER }}\n",
    "{{ dashboard }}\n",
    "{{ dashboard ID }}\n",
    "{{ table ID }}\n",
    "{{ table ID OTHER }}\n",
    "{{ chart ID }}\n",
    "{{ chart ID as bars }}\n",
    "{{ chart ID.cost as line }}\n",
    "{{ timeline }}\n",
    "{{ risks }}\n",
    "See [care](1-care.md#first), [money](2-money/index.md) and [up](../1-care.md).\n",
    "See [all figures](/measures/), [data](/data/) and [beds](beds.csv). [Book](figures.xlsx)\n",
    "![A bus](bus.svg) and ![People](pictures/bus.svg)\n",
    "| Ward | Cost |\n|---|--:|\n| North | 120 |\n| South | 80 |\n| Total | 200 |\n\nTable: Costs {#ID}\n",
    "A | B\n---|---\nx | 1\ny\n\nTable:  B {#ID}\n",
    "A note.[^1]\n\n[^1]: It is {{ ID }}.\n",
    "- one\n- two, with `{{ code }}`\n",
    "```yaml\nmetrics: [{ id: waits }]\n```\n",
    "<!-- a comment -->\n",
    "<date> is <TBC>.\n",
    "By March 2018 all of it is done. {{ nothing }}\n",
    "The National Health Service (NHS) and the TC.\n",
];

const EASY_PIECES: &[&str] = &[
    "## How fast will help come?\n",
    "## First\n",
    "![ambulance]\nWe want to help you quickly.\n{{ ID.target | people }} should be seen in 4 hours.\n",
    "![doctor]\nA **specialist** is a doctor who knows a lot about one thing.\n",
    "![bus](#first ID)\nYou can come by bus.\n",
    "![our-bus]\nWe spend {{ ID | about }}. That is {{ ID | trend }}.\n- one\n- two\n",
    "![money](#beginning)\nThe CCG spends {{ ID.total.cost | money }}.\n",
    "![phone]\nYou can call us on 01632 960001.\n",
    "![no-such]\nThe organisation will endeavour to facilitate improvements.\n",
    "<!-- review Our group: hard -->\n",
    "No picture here.\n",
];

/// Files that are bytes to plainplan, or whose form is not its own.
pub(super) const OTHERS: &[(&str, &str)] = &[
    ("content/pictures/bus.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("content/pictures/bus.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("content/pictures/our.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>"),
    ("content/pictures/private/us.jpg", "jpg"),
    ("content/bus.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("content/2-money/leaflet.pdf", "%PDF"),
    ("content/2-money/leaflet.pdf", "%PDG"),
    ("static/robots.txt", "User-agent: *\n"),
    ("static/robots.txt", "User-agent: x\n"),
    ("static/care/index.html", "<p>In the way</p>"),
    ("static/.nojekyll", ""),
    ("themes/plain/templates/not-found.html", "<p>{{ page.title }} {{ site.title }}</p>"),
    ("themes/ours/templates/not-found.html", "<p>{{ page.title }}</p>"),
    ("themes/ours/templates/contact.html", "<p>{{ site.contact.email }} {{ nothing }}</p>"),
    ("themes/ours/templates/words.html", "<p>{% if</p>"),
    ("themes/ours/static/plain.css", "body { color: black }"),
    ("themes/ours/static/plain.css", "body { color: navy! }"),
    ("themes/ours/static/extra.css", "p { color: red }"),
    ("themes/ours/styles/extra/1.css", "p { color: green }"),
    ("themes/ours/styles/extra/2.css", "p { color: blue }"),
    ("themes/ours/styles/plain/5-frame.css", ".masthead { color: navy }"),
    ("themes/plain/styles/easy/1-easy.css", ".part { color: navy }"),
    ("themes/plain/static/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("themes/plain/pictures/library.yaml", "- { id: bus, file: bus.svg, shows: A bus, words: [bus], licence: own }\n"),
    (
        "themes/ours/pictures/library.yaml",
        "- { id: doctor, file: bus.svg, shows: A doctor, words: [doctor], licence: own }\n",
    ),
    ("content/notes.txt", "Not part of it."),
    ("easy.lock", "x\n"),
];

/// Paths of files that have a form, where most of them are looked for.
pub(super) const PATHS: &[&str] = &[
    "plan.yaml",
    "content/index.md",
    "content/index.easy.md",
    "content/1-care.md",
    "content/1-care.easy.md",
    "content/2-money/index.md",
    "content/2-money/savings.md",
    "content/2-money/savings.easy.md",
    "content/3-more.md",
    "content/1-care/index.md",
    "content/2-care.md",
    "content/beds.csv",
    "content/figures.csv",
    "content/last.csv",
    "last.csv",
    "content/2-money/beds.csv",
    "content/2-money/figures.csv",
    "content/words.yaml",
    "content/pictures/library.yaml",
    "content/3-lone.easy.md",
];

pub(super) const WORKBOOKS: &[&str] = &["content/figures.xlsx", "content/2-money/figures.xlsx"];
