//! The cells of a column that is not read as figures → what is wrong with them: a slip in a number, a decimal comma, a sign
//! that was left out.

use super::columns::without_their_sign;
use crate::base::diagnostic::{Diagnostic, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::span::Spanned;
use crate::plan::read::values::{NOT_A_NUMBER, if_decimal};
use crate::value::number::{Quantity, Scale, TOO_LONG, Unit};
use crate::value::period::Period;

/// A figure without the sign that the others of its column carry.
pub const SIGN_LEFT_OUT: Rule = Rule {
    name: "sign-left-out",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Some figures of a column have a £ or a % and others do not, so readers cannot tell what the others \
              mean. The column is not added up, and its total is not checked. Write the sign on every figure or on \
              none. If a column has different kinds of figure, write `type: text`, or use `accept:` with a reason.",
};

/// A column of figures with decimal commas.
pub const DECIMAL_COMMA: Rule = Rule {
    name: "decimal-comma",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "In a plan, use a comma for thousands, 1,234, and a point for decimals, 43.5. A column with decimal \
              commas is shown as text. It is not added up and cannot be shown as a chart. Write the figures with a \
              point. If they are not figures, for example a list such as 1,3, write `type: text` on the column.",
};

/// Cells that are meant as numbers and are none, in a column where most are.
pub(super) fn broken_numbers(cells: &[&Spanned<String>]) -> Vec<Diagnostic> {
    let (mut numbers, mut broken) = (0, Vec::new());
    for cell in cells {
        let mut units = [Unit::Money(Scale::One, None), Unit::Percent];
        if cell.value.contains('%') {
            units.reverse();
        }
        let read = |unit: &Unit| Quantity::parse(&cell.value, unit);
        let is_number = |read: &Result<Quantity, _>| read.as_ref().is_ok_and(|figure| figure.number().is_some());
        let first = read(&units[0]);
        match first {
            _ if is_number(&first) || is_number(&read(&units[1])) => numbers += 1,
            Err(reason) if is_meant_as_number(&cell.value) => {
                let message = format!("`{}` is not a number: {reason}", cell.value);
                let found = Diagnostic::new(&NOT_A_NUMBER, cell.span, message);
                broken.push(match with_decimal_point(&cell.value) {
                    Some(meant) => found.fix(Fix::guess(cell.span, meant), if_decimal),
                    None => found.help(
                        "Write it like the other figures. If it is not a number, write `type: text` \
                                        on the column.",
                    ),
                });
            }
            _ => {}
        }
    }
    let has_too_long = broken.iter().any(|found| found.message.ends_with(TOO_LONG)) && numbers > 1;
    if has_too_long || numbers >= 2 && numbers > broken.len() * 2 { broken } else { Vec::new() }
}

/// What to write where a comma stands before decimals, whatever is counted.
fn with_decimal_point(text: &str) -> Option<String> {
    let units = [Unit::Number, Unit::Money(Scale::One, None), Unit::Percent];
    units.iter().find_map(|unit| Quantity::with_decimal_points(text, unit))
}

/// The first decimal comma of a column that would hold figures but for such, once for all of them. `0,435` can be nothing
/// else; `1,3` may be a list.
pub(super) fn decimal_comma(cells: &[&Spanned<String>]) -> Option<Diagnostic> {
    let is_sure = |cell: &Spanned<String>| {
        cell.value.trim_start_matches(['-', '−', '(', '£', '+']).starts_with("0,") && is_meant_as_number(&cell.value)
    };
    let known = || cells.iter().filter(|cell| Quantity::in_place_of_a_figure(&cell.value).is_none());
    let has_comma = |cell: &&&Spanned<String>| with_decimal_point(&cell.value).is_some();
    let is_figure = |cell: &&Spanned<String>| {
        has_comma(&cell) || Quantity::parse(&cell.value, &Unit::Percent).is_ok_and(|figure| figure.is_counted())
    };
    let sure = known().filter(has_comma).find(|cell| is_sure(cell));
    let (cell, rule) = match sure {
        Some(cell) => (cell, &NOT_A_NUMBER),
        None => (known().find(has_comma).filter(|_| known().all(is_figure))?, &DECIMAL_COMMA),
    };
    let message = format!("`{}` is not a number, because decimals need a point", cell.value);
    let otherwise = if sure.is_none() { " If it is not a number, write `type: text` on the column." } else { "" };
    let fix = Fix::guess(cell.span, with_decimal_point(&cell.value)?);
    Some(Diagnostic::new(rule, cell.span, message).fix(fix, |meant| if_decimal(meant) + otherwise))
}

/// Digits and the signs of numbers alone, or with a sign among them that is a slip of the finger, and no time.
pub(super) fn is_meant_as_number(text: &str) -> bool {
    let is_of_numbers = |letter: &char| letter.is_ascii_digit() || " .,£%()+-−kmM".contains(*letter);
    let mut strays = text.chars().filter(|letter| !is_of_numbers(letter));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_slip = match (strays.next(), strays.next()) {
        (None, _) => true,
        (Some(stray), None) => is_stray(stray, digits),
        (Some(_), Some(_)) => false,
    };
    digits > 0 && is_slip && Period::parse(text).is_none()
}

/// Whether a sign got among so many digits by a slip: one that looks like a digit, as in `42,66O`, the star of a note, or
/// any letter among many digits. `4a` is the name of a part.
fn is_stray(sign: char, digits: usize) -> bool {
    "OolIS*†‡#?'".contains(sign) || sign.is_alphabetic() && digits > 3
}

/// The figure that lacks the sign of its column, once for all of them.
pub(super) fn sign_left_out(cells: &[&Spanned<String>]) -> Option<Diagnostic> {
    let (sign, cell) = without_their_sign(cells)?;
    let message =
        format!("`{}` has no {sign}, but other figures in this column have one, so its unit is not clear", cell.value);
    Some(Diagnostic::new(&SIGN_LEFT_OUT, cell.span, message).help(format!(
        "Write the {sign} on every figure of the column. You can also write it on none, and add the unit to the \
         heading, as in ({sign}).",
    )))
}
