//! What guides ask of the pictures of a twin together. That each part has one, and that it may be published, is looked at in
//! [`crate::easy::rules::illustrations`]. Whether it fits the words beside it only people can tell: of the parts of the sample plan a
//! comparison with the words of the library suspected one in four, and all of them fit.

use super::reading::{PlanContext, Reading};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::base::span::Spanned;
use crate::easy::rules::IE;
use crate::plan::model::pictures::{Kind, Picture};

/// Signs and drawings side by side.
pub(crate) const MIXED_STYLES: Rule = Rule {
    name: "mixed-styles",
    group: Group::Pictures,
    policy: Policy::Guide(Guide::of("P6", IE, false)),
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Hint,
    explain: "Pictures in one style are easier to understand than a mixture. In one chapter, use only symbols in one \
              colour, as in the built-in library, or only drawings. You can use photos with either.",
};

pub(crate) fn mixed_styles(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let pictures = reading.spoken.twin.parts().filter_map(|part| part.picture.as_ref());
    let kinds: Vec<(&Spanned<String>, Kind)> = pictures
        .filter_map(|name| Some((name, known(context, name)?.kind)))
        .filter(|(_, kind)| *kind != Kind::Photo)
        .collect();
    let Some((first, style)) = kinds.first() else { return };
    if let Some((other, _)) = kinds.iter().find(|(_, kind)| kind != style) {
        let message = format!("the pictures `{}` and `{}` have different styles", first.value, other.value);
        diagnostics.add(
            Diagnostic::new(&MIXED_STYLES, other.span, message)
                .also(first.span, "the other style")
                .help("Choose pictures in one style for the whole chapter. The style is `kind:` in the library."),
        );
    }
}

fn known<'p>(context: &PlanContext<'p>, name: &Spanned<String>) -> Option<&'p Picture> {
    context.plan.pictures.find(&name.value)
}
