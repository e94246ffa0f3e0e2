//! The settings of plan.yaml, a row each.

use super::{CLAIMS, FORMS, NATIONS, NEGATIVES, PERCENTS, PROFILES, STATES, THOUSANDS};
use crate::base::yaml::Kind::{Choice, Date, Either, Form, Keys, List, Switch, Text};
use crate::base::yaml::{Key, Kind, Record, TEXTS, words_of};
use crate::plan::model::last::LAST_PLAN;

/// The site file.
#[rustfmt::skip]
pub const PLAN: Record = Record {
    name: "plan.yaml",
    doc: "Whose plan it is, which time it covers and how people can reach you.",
    keys: &[
        Key::new("title", Text, "The title of the plan.").needed().or(&["name", "heading", "headline"]),
        Key::new("organisation", Either(&[Keys(&ORGANISATION), Text]), "The organisation that publishes the plan.").needed()
            .or(&["organization", "council", "publisher"]),
        Key::new("period", Keys(&PERIOD), "The time that the plan covers.").or(&["date", "when", "at", "year"]),
        Key::new("language", Form("^[Ee][Nn](-[A-Za-z0-9]{2,8})*$"), "The language of the plan: en-GB, or another kind of English."),
        Key::new("address", Text, "The web address where the website will be, for the sitemap.").or(&["url", "site", "website"]),
        Key::new("version", Keys(&VERSION), "Which version of the plan this is, and when it was approved."),
        Key::new("contact", Keys(&CONTACT), "How people can reach you."),
        Key::new("formats", Keys(&FORMATS), "The formats and languages in which people can ask for the plan."),
        Key::new("last-plan", Keys(&LAST_PLAN), "Last year's plan, so that readers can compare its figures with this year's."),
        Key::new("brand", Keys(&BRAND), "How the website looks."),
        Key::new("numbers", Keys(&NUMBERS), "How numbers are written on the website."),
        Key::new("partners", TEXTS, "Names of partners, each as it should always be written."),
        Key::new("accessibility", Keys(&ACCESSIBILITY), "What your accessibility statement says."),
        Key::new("easy", Keys(&EASY), "How easy read is checked."),
        Key::new("notice", Text, "A notice for the front page."),
        Key::new("theme", Text, "The name of a folder in themes/, if you have a theme of your own."),
    ],
};

pub(super) const ORGANISATION: Record = Record {
    name: "the organisation",
    doc: "The organisation that publishes the plan.",
    keys: &[
        Key::new("name", Text, "The full name.").needed().or(&["title", "label", "heading"]),
        Key::new("short", Text, "The abbreviation or short name.").or(&["abbreviation", "acronym", "initials"]),
    ],
};

pub(super) const PERIOD: Record = Record {
    name: "the period",
    doc: "The time that the plan covers.",
    keys: &[
        Key::new("from", Date, "When the plan starts.").or(&["start"]),
        Key::new("to", Date, "When the plan ends.").or(&["end", "until"]),
    ],
};

#[rustfmt::skip]
pub(super) const VERSION: Record = Record {
    name: "the version",
    doc: "Which version of the plan this is.",
    keys: &[
        Key::new("approved", Date, "When the plan was approved."),
        Key::new("next-review", Date, "When you will next review the plan."),
        Key::new("status", Choice(&words_of(&STATES)), "Whether the plan is a draft or final."),
        Key::new("number", Text, "The version number, in quotation marks: \"1.0\"."),
    ],
};

#[rustfmt::skip]
pub(super) const CONTACT: Record = Record {
    name: "the contact",
    doc: "How people can reach you.",
    keys: &[
        Key::new("email", Text, "An email address.").or(&["e-mail", "mail"]),
        Key::new("phone", Text, "A phone number.").or(&["telephone", "tel"]),
        Key::new("post", TEXTS, "A postal address, with one item for each line.").or(&["address", "postal-address"]),
    ],
};

/// Whether people can ask for a format.
const OFFER: Kind = Either(&[Choice(&["ask", "no", "yes", "none"]), Switch]);

#[rustfmt::skip]
pub(super) const FORMATS: Record = Record {
    name: "the formats",
    doc: "The formats and languages in which people can ask for the plan.",
    keys: &[
        Key::new(FORMS[0], OFFER, "Whether people can ask for large print: ask or no."),
        Key::new(FORMS[1], OFFER, "Whether people can ask for an audio version: ask or no."),
        Key::new(FORMS[2], OFFER, "Whether people can ask for braille: ask or no."),
        Key::new(FORMS[3], OFFER, "Whether people can ask for British Sign Language: ask or no."),
        Key::new(FORMS[4], OFFER, "Whether people can ask for a paper copy: ask or no."),
        Key::new("languages", TEXTS, "Other languages that people can ask for."),
        Key::new("days", Text, "Within how many working days you send what people ask for."),
    ],
};

pub(super) const BRAND: Record = Record {
    name: "the brand",
    doc: "How the website looks.",
    keys: &[Key::new("colour", Form("^#[0-9A-Fa-f]{6}$"), "Your main colour, in quotation marks: \"#12436d\".")
        .or(&["color"])],
};

#[rustfmt::skip]
pub(super) const NUMBERS: Record = Record {
    name: "numbers",
    doc: "How numbers are written on the website.",
    keys: &[
        Key::new("negative", Choice(&words_of(&NEGATIVES)), "How numbers below zero are written: with a minus sign or in brackets."),
        Key::new("thousands", Choice(&words_of(&THOUSANDS)), "What separates thousands: a comma or a space."),
        Key::new("percent", Choice(&words_of(&PERCENTS)), "How percentages are written: 88.1% or 88.1 per cent."),
    ],
};

#[rustfmt::skip]
pub(super) const EASY: Record = Record {
    name: "easy",
    doc: "How easy read is checked.",
    keys: &[
        Key::new("profile", Choice(&words_of(&PROFILES)), "The guide for easy read that you follow."),
        Key::new("words", TEXTS, "Hard words that your readers know, so that easy read may use them."),
    ],
};

#[rustfmt::skip]
pub(super) const ACCESSIBILITY: Record = Record {
    name: "accessibility",
    doc: "What your accessibility statement says.",
    keys: &[
        Key::new("compliance", Choice(&words_of(&CLAIMS)), "How far the website meets the standard, in your judgement."),
        Key::new("known-issues", List(&Keys(&KNOWN_ISSUE)), "What does not work for everyone yet."),
        Key::new("prepared", Date, "When you prepared the statement."),
        Key::new("reviewed", Date, "When you last reviewed the statement."),
        Key::new("nation", Choice(&words_of(&NATIONS)), "NI in Northern Ireland, GB elsewhere in the United Kingdom."),
        Key::new("response-days", Text, "Within how many days you answer."),
        Key::new("tested", Text, "How you tested the website."),
    ],
};

pub(super) const KNOWN_ISSUE: Record = Record {
    name: "a known issue",
    doc: "Something that does not work for everyone yet.",
    keys: &[
        Key::new("what", Text, "What does not work, and who it affects.").needed(),
        Key::new("criterion", Text, "The number of the WCAG 2.2 criterion that it fails, such as 1.1.1."),
        Key::new("fix-by", Date, "When you plan to fix it."),
    ],
};
