//! Whether figures that were typed in sentences are those of measures, nearly those, or no numbers at all.

use std::cell::OnceCell;
use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::plan::Plan;
use crate::plan::query::value_index::{Family, IndexedValue, Which, family, in_pounds};
use crate::plan::read::values::decimal_point;
use crate::text::english::stems::{stem, telling};
use crate::text::sentence;
use crate::text::sentence::TypedFigure;
use crate::value::number::{Quantity, Scale, Unit};
use crate::value::voice::{Voice, month_number};

/// A figure typed in a sentence that is a measure's.
pub(crate) const TYPED_FIGURE: Rule = Rule {
    name: "typed-figure",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "You typed a figure into a sentence, and a measure has the same figure. When the measure changes, the \
              sentence will not. Write {{ its-id }} instead.",
};

/// A figure typed in a sentence that is nearly a measure's.
pub(crate) const NEARLY_THE_SAME: Rule = Rule {
    name: "nearly-the-same",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "A figure in a sentence is very close to the figure of a measure. One of the two is probably a typing \
              mistake.",
};

/// A number that is none.
pub(crate) const BROKEN_NUMBER: Rule = Rule {
    name: "broken-number",
    group: Group::Figures,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Use commas only to separate thousands, in groups of three digits: 129,000. Use a point for decimals: \
              £3.5m.",
};

/// Figures in sentences that are, or nearly are, those of a measure.
pub(crate) fn typed_figures(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for sentence in plan.sentences_with_figures() {
        let said = Said { sentence, words: OnceCell::new(), elsewhere: OnceCell::new() };
        for figure in &sentence::figures(sentence) {
            let Some(number) = in_pounds(&figure.quantity, &figure.unit) else { continue };
            diagnostics.extend(typed_figure(plan, &said, figure, number));
            diagnostics.extend(nearly_the_same(plan, &said, figure, number));
        }
    }
}

/// A sentence with the stems of its words, which are found once for all figures in it.
struct Said<'s> {
    sentence: &'s Spanned<String>,
    words: OnceCell<HashSet<String>>,
    elsewhere: OnceCell<Vec<&'static str>>,
}

impl Said<'_> {
    fn has(&self, stem: &str) -> bool {
        self.words().contains(stem)
    }

    fn words(&self) -> &HashSet<String> {
        self.words.get_or_init(|| stems(&self.sentence.value).collect())
    }

    /// The words that speak of other places.
    fn elsewhere(&self) -> &[&'static str] {
        self.elsewhere.get_or_init(|| ELSEWHERE.iter().map(|word| stem(word)).filter(|word| self.has(word)).collect())
    }

    /// The stems of the few words behind a figure, up to the end of what is said of it.
    fn after(&self, figure: &TypedFigure) -> Vec<String> {
        let behind = (figure.span.end - self.sentence.span.start) as usize;
        let rest = self.sentence.value.get(behind..).unwrap_or_default();
        let phrase = rest.split([',', '.', ';', ':', '(', ')']).next().unwrap_or("");
        stems(phrase).take(4).collect()
    }

    /// Whether it speaks of what is to be reached.
    fn speaks_of_target(&self) -> bool {
        TARGET_WORDS.iter().any(|word| self.has(stem(word)))
    }
}

/// Words with which sentences speak of what is to be reached.
const TARGET_WORDS: [&str; 10] =
    ["target", "aim", "goal", "reach", "achieve", "meet", "ambition", "standard", "want", "trajectory"];

fn stems(text: &str) -> impl Iterator<Item = String> {
    let slug = slug(text);
    slug.split('-').map(|word| stem(word).to_owned()).collect::<Vec<_>>().into_iter()
}

fn typed_figure(plan: &Plan, sentence: &Said, figure: &TypedFigure, number: Decimal) -> Option<Diagnostic> {
    let values = plan.values();
    let (family, step) = (family(&figure.unit), step(figure));
    if digits(figure) < 3 {
        let held = values.equal_to(family, number).find(|held| is_meant_by_words(plan, held, figure, sentence))?;
        return Some(reported(held, figure));
    }
    let half = step / Decimal::TWO;
    let exact = values.equal_to(family, number);
    // The figure may be a rounding, with a size behind it: `£746 million` for £746,397,000.
    let rounded = values.between(family, number - half, number + half);
    let rounded = rounded.filter(|held| step > Decimal::ONE && held.path().is_some());
    let held = exact.chain(rounded).find(|held| is_meant(held, figure, sentence))?;
    Some(reported(held, figure))
}

/// Whether a figure of one or two digits, which is that of many things, is this value: the words around it must say so.
fn is_meant_by_words(plan: &Plan, held: &IndexedValue, figure: &TypedFigure, sentence: &Said) -> bool {
    let words = &held.metric.telling;
    let named = words.iter().filter(|word| sentence.has(word)).count();
    let is_target = matches!(held.which, Which::Target | Which::EarlierTarget(_)) && sentence.speaks_of_target();
    let is_of_chapter = held.files.contains(&figure.span.file);
    let is_of_another = is_of_another(held, sentence);
    let is_named = named == words.len() && named > 0;
    if is_of_another || !is_of_chapter {
        return is_named && !is_of_another;
    }
    match &held.metric.unit {
        Unit::Count(things) => {
            let noun = things.as_deref().unwrap_or_default();
            let of_noun: Vec<String> = telling(noun).collect();
            let after = sentence.after(figure);
            let counts = !of_noun.is_empty() && of_noun.iter().all(|word| after.contains(word));
            let besides = words.iter().filter(|word| !of_noun.contains(word) && sentence.has(word)).count();
            is_named || counts && (besides > 0 || is_target)
        }
        Unit::Percent if is_target && named == 0 => is_only_target(plan, held, figure, sentence),
        _ => is_named || named >= 2 || named == 1 && is_target,
    }
}

/// Whether a sentence speaks of somebody else's figure: that of England, and the value is ours, or the other way round.
fn is_of_another(held: &IndexedValue, sentence: &Said) -> bool {
    let is_elsewhere = sentence.elsewhere().iter().any(|word| !held.metric.telling.contains(*word));
    let is_named = |name: &String| stems(name).all(|word| sentence.has(&word));
    match held.which {
        Which::Compared(number) => !held.metric.compared.get(number - 1).is_some_and(is_named),
        _ => is_elsewhere || held.metric.compared.iter().any(is_named),
    }
}

/// Words that say nothing of what is to be reached.
const FRAME: [&str; 6] = ["cent", "per", "percent", "end", "next", "now"];

/// Words with which sentences speak of other places.
const ELSEWHERE: [&str; 8] =
    ["england", "national", "nationally", "nationwide", "average", "elsewhere", "region", "regional"];

/// `We will reach 85%`, which speaks of nothing else, in a chapter with one such target.
fn is_only_target(plan: &Plan, held: &IndexedValue, figure: &TypedFigure, sentence: &Said) -> bool {
    let is_frame =
        |word: &str| month_number(word).is_some() || TARGET_WORDS.iter().chain(&FRAME).any(|other| stem(other) == word);
    let others = telling(&sentence.sentence.value).filter(|word| !is_frame(word));
    let same = plan.values().equal_to(family(&figure.unit), held.number);
    let same = same.filter(|other| other.files.contains(&figure.span.file) && other.metric.id != held.metric.id);
    others.count() == 0 && same.count() == 0
}

fn nearly_the_same(plan: &Plan, sentence: &Said, figure: &TypedFigure, number: Decimal) -> Option<Diagnostic> {
    let values = plan.values();
    let family = family(&figure.unit);
    if digits(figure) < 4 || values.tell(family, number) {
        return None;
    }
    // So few digits are near those of some measure by chance.
    let is_near = |held: &&IndexedValue| digits(figure) >= 6 || is_named(held, sentence);
    let near = slips(number).into_iter().flat_map(|slip| values.equal_to(family, slip)).find(is_near)?;
    let shown = Voice::default().figure(&Quantity::exact(near.own_number()), &near.metric.unit).into_seen();
    let message =
        format!("this says {}, but {} of the measure `{}` is {shown}", figure.text, what(near), near.metric.id);
    Some(Diagnostic::new(&NEARLY_THE_SAME, figure.span, message).help(advice(near)))
}

/// How many of its digits say something: 3 in `£746 million`, 2 in `95.0%`, 1 in `600,000`.
fn digits(figure: &TypedFigure) -> usize {
    let digits: String = figure.text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// Whether a typed figure is this value and not by chance the same number. Four digits or an amount of money say enough;
/// a shorter share must stand in the measure's own chapter, and a shorter number, `room 136`, beside its name.
fn is_meant(held: &IndexedValue, figure: &TypedFigure, sentence: &Said) -> bool {
    let says_enough = digits(figure) >= 4
        || match family(&figure.unit) {
            Family::Money => true,
            Family::Share => held.files.contains(&figure.span.file),
            Family::Count => false,
        };
    says_enough || is_named(held, sentence)
}

/// Whether a sentence speaks of the measure: has a word of its name, its id or its unit in it.
fn is_named(held: &IndexedValue, sentence: &Said) -> bool {
    let about = slug(&format!("{} {} {}", held.metric.name, held.metric.id, held.metric.unit.symbol()));
    about.split('-').filter(|word| word.len() > 3).any(|word| sentence.has(stem(word)))
}

/// What a value is: `the value`, `the target`.
fn what(held: &IndexedValue) -> String {
    match held.which {
        Which::Latest => "the value".to_owned(),
        Which::Earlier => "an earlier value".to_owned(),
        Which::Baseline => "the baseline".to_owned(),
        Which::Target | Which::EarlierTarget(_) => "a target".to_owned(),
        Which::Standard => "the standard".to_owned(),
        Which::Compared(number) => {
            let name = held.metric.compared.get(number - 1);
            format!("the value for {}", name.map_or("", String::as_str))
        }
        Which::At(period) => format!("the figure for {}", Voice::default().time(period)),
    }
}

fn advice(held: &IndexedValue) -> String {
    match held.path() {
        Some(path) => format!("If it is the same figure, write {{{{ {path} }}}}."),
        None => format!("If it is the same figure as in the measure `{}`, correct it.", held.metric.id),
    }
}

fn reported(held: &IndexedValue, figure: &TypedFigure) -> Diagnostic {
    let number = in_pounds(&figure.quantity, &figure.unit);
    let is_round = number != Some(held.number);
    let message = format!(
        "you typed {} here, which is {} of the measure `{}`{}",
        figure.text,
        what(held),
        held.metric.id,
        if is_round { ", rounded" } else { "" }
    );
    let found = Diagnostic::new(&TYPED_FIGURE, figure.span, message);
    let insert = match held.path() {
        Some(path) => {
            let wording = if is_round { " | about" } else { "" };
            format!("{{{{ {path}{wording} }}}}")
        }
        None => {
            return found.help("Show the measure or its chart, or use words without the figure.");
        }
    };
    found.fix(Fix::guess(figure.span, insert), |insert| {
        format!("Write {insert} instead. It is then updated with the measure.")
    })
}

/// What the last typed digit is worth: 1,000,000 in `£746 million`, 0.1 in `88.1%`.
pub(crate) fn step(figure: &TypedFigure) -> Decimal {
    let size = [(" million", 6), ("m", 6), (" billion", 9), ("bn", 9), ("k", 3)]
        .into_iter()
        .find(|(word, _)| figure.text.ends_with(word))
        .map_or(0, |(_, zeros)| zeros);
    let decimals =
        figure.text.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
    let decimals = u32::try_from(decimals).unwrap_or(0);
    Decimal::from(10_u64.pow(size)) / Decimal::from(10_u64.pow(decimals.min(9)))
}

/// The numbers that a slip of the finger may have made into this one: two digits swapped, or one digit other, far behind,
/// where it looks alike.
fn slips(number: Decimal) -> Vec<Decimal> {
    let text = number.normalize().to_string().into_bytes();
    let digits: Vec<usize> = (0..text.len()).filter(|at| text[*at].is_ascii_digit()).collect();
    let swapped = digits.windows(2).map(|pair| {
        let mut slip = text.clone();
        slip.swap(pair[0], pair[1]);
        slip
    });
    let is_long = text.len() > 4;
    let other = (1..text.len()).filter(|_| is_long).flat_map(|at| {
        let text = &text;
        (b'0'..=b'9').map(move |digit| {
            let mut slip = text.clone();
            slip[at] = digit;
            slip
        })
    });
    let is_like = |slip: &Vec<u8>| *slip != text && is_number_like(slip, &text);
    let slips = swapped.chain(other).filter(is_like).filter_map(|slip| String::from_utf8(slip).ok()?.parse().ok());
    slips.collect()
}

/// Whether the point and the sign stand where they stood, and no nought comes first.
fn is_number_like(slip: &[u8], number: &[u8]) -> bool {
    let is_alike = |(a, b): (&u8, &u8)| a.is_ascii_digit() == b.is_ascii_digit();
    slip.iter().zip(number).all(is_alike) && slip.first() != Some(&b'0')
}

pub(crate) fn broken_number(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for number in plan.sentences_with_figures().flat_map(sentence::broken_numbers) {
        let message = format!("`{}` is not a number: the commas are in the wrong place", number.value);
        let unit = if number.value.contains('£') { Unit::Money(Scale::One, None) } else { Unit::Percent };
        let found = Diagnostic::new(&BROKEN_NUMBER, number.span, message);
        diagnostics.add(decimal_point(found, &number, &unit, || "Write it like 129,000 or £3.5m.".to_owned()));
    }
}
