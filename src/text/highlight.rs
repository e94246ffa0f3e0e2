//! Code blocks → markup with classes. Syntaxes are loaded when the first block in a known language
//! is met; a plan without code never pays for them. The only module that knows syntect.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::base::html::escaped;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// A code block in `language`, highlighted if the language is known. Never inline styles.
#[must_use]
pub fn block(language: &str, code: &str) -> String {
    let inner = highlighted(language, code).unwrap_or_else(|| escaped(code));
    format!("<pre><code>{inner}</code></pre>\n")
}

fn highlighted(language: &str, code: &str) -> Option<String> {
    if language.is_empty() {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
