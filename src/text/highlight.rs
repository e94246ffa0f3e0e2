//! Code blocks → markup with classes. Syntaxes are loaded when a page first shows a block in a known language;
//! a plan without code never pays for them. The only module that knows syntect.

use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, OnceLock};

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::base::html::escaped;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Lines of code.
#[derive(Clone, Debug)]
pub struct CodeBlock {
    language: String,
    /// The code as it was typed.
    pub code: String,
    /// Its markup, once a page has shown it.
    html: OnceLock<String>,
}

impl Hash for CodeBlock {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.language, &self.code).hash(state);
    }
}

impl CodeBlock {
    /// Code in a language, or in none.
    #[must_use]
    pub fn new(language: String, code: String) -> Self {
        Self { language, code, html: OnceLock::new() }
    }

    /// Its markup, highlighted if the language is known. Never inline styles.
    #[must_use]
    pub fn html(&self) -> &str {
        self.html.get_or_init(|| {
            let inner = highlighted(&self.language, &self.code).unwrap_or_else(|| escaped(&self.code));
            format!("<pre><code>{inner}</code></pre>\n")
        })
    }
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
