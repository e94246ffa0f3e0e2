//! A term → several of it, as people write it.

/// Several of a term: the noun that it is about gets the ending, as in `members of parliament`. In `health and wellbeing
/// board` that is the last one.
#[must_use]
pub fn plural(term: &str) -> String {
    const BEHIND_THE_NOUN: [&str; 9] = [" of ", " for ", " in ", " to ", " with ", " at ", " on ", " by ", " from "];
    let end = BEHIND_THE_NOUN.iter().filter_map(|word| term.find(word)).min().unwrap_or(term.len());
    let (noun, rest) = term.split_at(end);
    let consonant_before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_before_y {
        Some(stem) => format!("{stem}ies{rest}"),
        None if noun.ends_with('s') => term.to_owned(),
        None if ["x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es{rest}"),
        None => format!("{noun}s{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_of_a_term_are_reported_at_its_noun() {
        for (one, many) in [
            ("delayed transfer of care", "delayed transfers of care"),
            ("member of parliament", "members of parliament"),
            ("council of governors", "councils of governors"),
            ("sustainability and transformation plan", "sustainability and transformation plans"),
            ("local authority", "local authorities"),
            ("survey", "surveys"),
            ("accounting mix", "accounting mixes"),
            ("social services", "social services"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
