//! Words alone are what they are without being parsed.

use proptest::prelude::*;

use super::*;
use crate::base::files::Files;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn words_alone_are_what_a_parser_makes_of_them(
        text in "([A-Za-z0-9]{1,3}|[ ,;.?()+%/=@-]|[£éÅ–−’…•\u{a0}\u{2003}\u{200b}\u{202f}]|[&:!\"'*_|~<>#\t\n]){1,9}",
    ) {
        let span = Span::new(Files::default().anything(), 0, text.len());
        let (mut found, mut found_by_parsing) = (Diagnostics::default(), Diagnostics::default());
        let words = format!("{:?}", inline(&text, span, &mut found));
        prop_assert_eq!(words, format!("{:?}", marked(&text, span, options(), &mut found_by_parsing)), "{:?}", text);
        prop_assert_eq!(format!("{found:?}"), format!("{found_by_parsing:?}"));
    }
}

/// All that readers see of some pieces.
fn shown(pieces: &[Piece]) -> String {
    let words = pieces.iter().map(|piece| match piece {
        Piece::Html(words) | Piece::Text(words) | Piece::Label(words) => words.as_str(),
        _ => "",
    });
    words.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn words_around_markup_stay(
        parts in proptest::collection::vec(
            "(word|é|5|2|\\*|\\*\\*|_|~~|<b>|</b>|<div>|</div>|<TBC>|<insert it>|<!-- c -->|<!-- a\nb -->|<td>|<o:p>|<br>|<\\?x\\?>|\
              `|```\n|\n\n|\n|\n    |\n- |\n\\| |> |# |\\[|\\]|\\(|\\)|\\]\\(<|<|>|&|\\\\|\\{\\{ |\\}\\}|!|\"| | |£|\\^1\\]: |\\|---\\|\n|--)",
            1..14,
        ),
    ) {
        let text = parts.concat();
        let span = Span::new(Files::default().anything(), 0, text.len());
        let body = parse(&text, 0..text.len(), span, &mut Diagnostics::default());
        let mut seen = String::new();
        for block in &body.blocks {
            if let Block::Prose(pieces) = block {
                seen += &shown(pieces);
            }
        }
        prop_assert!(!seen.contains([prepared::SIGN_OF_A_CUT, '\u{1da88}', '\u{fdd0}', '\u{fdd1}', '\u{fdd2}']), "{:?}", text);
        let line = shown(&inline(&text, span, &mut Diagnostics::default()));
        // Links hold words too, and so do inserts and comments; what is certain is checked.
        if !text.contains(['[', '{', '|', '`', '<', '#', '\\']) {
            prop_assert_eq!(seen.matches("word").count(), text.matches("word").count(), "{:?} {:?}", text, seen);
        }
        if !text.contains(['[', '{', '`']) && !text.contains("<!--") {
            prop_assert_eq!(line.matches("word").count(), text.matches("word").count(), "{:?} {:?}", text, line);
        }
    }
}

/// An element that breaks a paragraph off ends the code in it too, so what follows is no code.
#[test]
fn code_in_a_paragraph_ends_where_the_paragraph_does() {
    for text in ["word```\n<div>```\n<TBC>", "a ` b\n</p> ` <TBC>", "a ` b\n  <!-- c -->\n` <insert it>"] {
        let span = Span::new(Files::default().anything(), 0, text.len());
        let body = parse(text, 0..text.len(), span, &mut Diagnostics::default());
        let blocks = body
            .blocks
            .iter()
            .filter_map(|block| if let Block::Prose(pieces) = block { Some(shown(pieces)) } else { None });
        let seen: String = blocks.collect();
        assert!(!seen.contains(prepared::SIGN_OF_A_CUT), "{text:?}: {seen:?}");
    }
}
