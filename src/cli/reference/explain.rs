//! `plainplan check --explain`: the name of a rule → what it means and what to do.

use std::io;

use plainplan::base::diagnostic::Rule;
use plainplan::base::names::nearest;
use plainplan::check;

use crate::cli::End;
use crate::cli::words::folded;

pub(crate) fn explain(name: &str) -> io::Result<End> {
    let describe = |rule: &Rule| {
        let severity = rule.severity.words();
        let beside = check::easy_words(rule).map(|words| folded(&words, 88) + "\n").unwrap_or_default();
        format!("{} ({severity})\n{}\n{beside}", rule.name, folded(rule.explain, 88))
    };
    if name == "all" {
        check::rules().for_each(|rule| anstream::println!("{}", describe(rule)));
        return Ok(End::Done);
    }
    if let Some(rule) = check::rules().find(|rule| rule.name == name) {
        anstream::println!("{}", describe(rule).trim_end());
        return Ok(End::Done);
    }
    let meant = nearest(name, check::rules().map(|rule| rule.name));
    let hint = meant.map_or("To see all rules, run: plainplan check --explain all".to_owned(), |meant| {
        format!("Did you mean `{meant}`?")
    });
    Err(io::Error::new(io::ErrorKind::InvalidInput, format!("there is no rule `{name}`. {hint}")))
}
