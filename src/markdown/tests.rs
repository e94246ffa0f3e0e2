//! Words alone are what they are without being parsed.

use proptest::prelude::*;

use super::*;
use crate::source::Source;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn words_alone_are_what_a_parser_makes_of_them(
        text in "([A-Za-z0-9]{1,3}|[ ,;.?()+%/=@-]|[£éÅ–−’…•\u{a0}\u{2003}\u{200b}\u{202f}]|[&:!\"'*_|~<>#\t\n]){1,9}",
    ) {
        let span = Span::new(Source::default().anything(), 0, text.len());
        let (mut found, mut found_by_parsing) = (Diagnostics::default(), Diagnostics::default());
        let words = format!("{:?}", inline(&text, span, &mut found));
        prop_assert_eq!(words, format!("{:?}", marked(&text, span, options(), &mut found_by_parsing)), "{:?}", text);
        prop_assert_eq!(format!("{found:?}"), format!("{found_by_parsing:?}"));
    }
}
