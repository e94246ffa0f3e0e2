//! Figures → values of open data, the same in every language.

use crate::value::number::{Amount, Hedge, Quantity};

/// A value for open data: `13407`, `-2.9`; words where it is no single exact number: `5 to 7`, `about 50`, `TBC`.
#[must_use]
pub fn for_data(quantity: &Quantity) -> String {
    let value = match &quantity.amount {
        Amount::Number(number) => number.to_string(),
        Amount::Range(from, to) => format!("{from} to {to}"),
        Amount::Place(place, of) => format!("{place} of {of}"),
        Amount::ToBeConfirmed => "TBC".to_owned(),
        Amount::NotApplicable => "n/a".to_owned(),
        Amount::NotShown(why) => why.sign().to_owned(),
        Amount::Dash => "–".to_owned(),
        Amount::Blank => String::new(),
        Amount::Words(words) => words.clone(),
    };
    quantity.hedge.map(hedge).map_or(value.clone(), |hedge| format!("{hedge} {value}"))
}

fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::About => "about",
        Hedge::Almost => "almost",
        Hedge::AtLeast => "at least",
        Hedge::MoreThan => "more than",
        Hedge::AtMost => "at most",
        Hedge::UpTo => "up to",
        Hedge::LessThan => "less than",
        Hedge::FewerThan => "fewer than",
    }
}
