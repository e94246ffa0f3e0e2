//! The view of a table → the markup that the template `table.html` of the built-in theme makes of it, without that template.
//!
//! A plan is its tables, so most of its cells need not go through templates. A theme that replaces `table.html` has its tables
//! from there. A test compares both.

use super::prose::said;
use super::view::{
    CellView, DownloadView, GroupHeadView, GroupView, HeadView, MarkView, Narrow, NoteView, RowView, StandingView,
    TableView,
};
use crate::base::html::{escape_into, escaped};
use crate::value::locale::{Argument, Catalogue, Key};

/// A table with its notes and downloads, on a page whose way to the root is `root`.
pub(super) fn table(table: &TableView, root: &str, texts: &Catalogue) -> String {
    let cells: usize = table.groups.iter().flat_map(|group| &group.rows).map(|row| row.cells.len()).sum();
    let has_roles = table.narrow == Narrow::Blocks;
    let mut page = Page { html: String::with_capacity(1024 + cells * 48), root, texts, has_roles };
    page.block(table);
    page.html
}

/// A stretch of a page as it grows.
struct Page<'r> {
    html: String,
    root: &'r str,
    texts: &'r Catalogue,
    /// Whether the style sheet may set the table as blocks, and roles must keep it a table for screen readers.
    has_roles: bool,
}

impl Page<'_> {
    fn push(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        escape_into(text, &mut self.html);
    }

    /// A text of the catalogue, with words of the plan in it.
    fn said(&mut self, key: Key, arguments: &[(&str, Argument)]) {
        let text = self.texts.markup(key, arguments);
        self.push(&text);
    }

    /// ` name="value"`, where there is a value.
    fn attribute(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value.filter(|value| !value.is_empty()) else { return };
        for part in [" ", name, "=\"", value, "\""] {
            self.push(part);
        }
    }

    fn role(&mut self, role: &str) {
        self.attribute("role", self.has_roles.then_some(role));
    }

    fn number(&mut self, name: &str, number: usize) {
        if number > 1 {
            self.attribute(name, Some(&number.to_string()));
        }
    }

    fn block(&mut self, table: &TableView) {
        let width = match table.columns {
            0..=7 => "",
            8..=10 => " many",
            _ => " many very-many",
        };
        self.html.push_str(&format!("<div class=\"table-block{width}\" id=\"{}\">", table.id));
        self.hint(table);
        if let Some(with) = &table.compared_with {
            self.push("\n<p class=\"verdict-key\">");
            self.said(Key("table-compared"), &[("with", words(with))]);
            self.push("</p>");
        }
        self.push("\n<div class=\"scroll\">\n<table");
        self.attribute("class", class_of(table));
        self.role("table");
        self.push(">");
        self.caption(table);
        self.heads(&table.heads);
        for group in &table.groups {
            self.group(group, table.columns);
        }
        self.push("\n</table>");
        self.downloads(table);
        self.notes(&table.notes);
        if let Some(source) = &table.source {
            self.push("\n<p class=\"table-source\">");
            self.said(Key("table-source"), &[("source", words(source))]);
            self.push("</p>");
        }
        self.push("\n</div>");
    }

    /// For the eye alone: a screen reader knows how many columns there are. It is in every table that a phone may cut off,
    /// and the style sheet shows it where the table does not fit.
    fn hint(&mut self, table: &TableView) {
        let width = match (table.is_wide, table.columns) {
            (true, 7..) => " hint-very-wide",
            (true, _) => "",
            (false, 3..) => " hint-narrow",
            (false, _) => return,
        };
        self.push(&format!("\n<p class=\"hint{width}\" aria-hidden=\"true\">"));
        self.said(Key("table-wide"), &[("columns", table.columns.into())]);
        self.push("</p>");
    }

    fn caption(&mut self, table: &TableView) {
        if table.caption.is_empty() {
            return;
        }
        self.push("\n<caption><span class=\"stays\">");
        self.text(&table.caption);
        if let Some(unit) = &table.unit {
            self.unit(unit.seen(), unit.heard());
        }
        self.push("</span></caption>");
    }

    fn heads(&mut self, rows: &[Vec<HeadView>]) {
        self.push("\n<thead");
        self.role("rowgroup");
        self.push(">");
        for row in rows {
            self.push("\n<tr");
            self.role("row");
            self.push(">");
            for head in row {
                self.head(head);
            }
            self.push("\n</tr>");
        }
        self.push("\n</thead>");
    }

    /// A unit behind a name: seen in brackets, heard after a comma.
    fn unit(&mut self, seen: &str, heard: &str) {
        self.push("<span class=\"unit\"><span aria-hidden=\"true\"> (");
        self.text(seen);
        self.push(")</span><span class=\"vh\">, ");
        self.text(heard);
        self.push("</span></span>");
    }

    fn head(&mut self, head: &HeadView) {
        self.push(if head.columns > 1 { "\n<th scope=\"colgroup\"" } else { "\n<th scope=\"col\"" });
        self.attribute("id", head.id.as_deref());
        self.number("colspan", head.columns);
        self.number("rowspan", head.rows);
        self.attribute("class", Some(head.set));
        self.role("columnheader");
        self.push(">");
        let stays = head.set == "over";
        self.push(if stays { "<span class=\"stays\">" } else { "" });
        self.push(&head.name_html);
        self.push(if stays { "</span>" } else { "" });
        match head.unit.as_ref().map(|unit| (unit.seen(), unit.heard_apart())) {
            Some((seen, Some(heard))) => self.unit(seen, heard),
            Some((seen, None)) => {
                self.push(" <span class=\"unit\">(");
                self.text(seen);
                self.push(")</span>");
            }
            None => {}
        }
        self.marks(&head.marks);
        self.push("</th>");
    }

    fn group(&mut self, group: &GroupView, columns: usize) {
        self.push("\n<tbody");
        self.role("rowgroup");
        self.push(">");
        for heading in &group.headings {
            self.group_head(heading, columns);
        }
        for row in &group.rows {
            self.row(row);
        }
        self.push("\n</tbody>");
    }

    fn group_head(&mut self, heading: &GroupHeadView, columns: usize) {
        let depth = if heading.depth > 0 { format!(" group-{}", heading.depth) } else { String::new() };
        self.html.push_str(&format!("\n<tr class=\"group{depth}\""));
        self.role("row");
        self.push("><th scope=\"rowgroup\"");
        self.role("rowheader");
        self.attribute("id", heading.id.as_deref());
        self.html.push_str(&format!(" colspan=\"{columns}\"><span class=\"stays\">{}", heading.html));
        self.marks(&heading.marks);
        self.push("</span></th></tr>");
    }

    fn row(&mut self, row: &RowView) {
        self.push("\n<tr");
        self.attribute("class", Some(row.kind).filter(|kind| *kind != "data"));
        self.role("row");
        self.push(">");
        for cell in &row.cells {
            self.cell(cell);
        }
        self.push("</tr>");
    }

    fn cell(&mut self, cell: &CellView) {
        self.push(if cell.is_header { "<th scope=\"row\"" } else { "<td" });
        self.attribute("id", cell.id.as_deref().filter(|_| cell.is_header));
        self.attribute("headers", cell.headers.as_deref());
        self.number("colspan", cell.columns);
        self.number("rowspan", cell.rows);
        self.attribute("class", Some(&cell.set));
        self.role(if cell.is_header { "rowheader" } else { "cell" });
        if let Some(label) = &cell.label {
            self.push(" data-label=\"");
            self.text(label);
            self.push("\"");
        }
        self.push(">");
        self.push(&cell.html);
        self.marks(&cell.marks);
        if let Some(standing) = &cell.standing {
            self.standing(standing);
        }
        if let Some(verdict) = &cell.verdict {
            let (kind, word) = (verdict.kind, &verdict.word);
            self.html.push_str(&format!(" <span class=\"verdict verdict-{kind}\">{word}</span>"));
        }
        self.push(if cell.is_header { "</th>" } else { "</td>" });
    }

    fn standing(&mut self, standing: &StandingView) {
        let (kind, shape, words) = (standing.kind, &standing.shape_html, standing.words);
        self.html.push_str(&format!("<span class=\"standing standing-{kind}\">{shape}{words}</span>"));
        if let Some(detail) = &standing.detail {
            self.push("<span class=\"standing-detail\"><span class=\"vh\">, </span>");
            self.push(&said(detail.clone()));
            self.push("</span>");
        }
        if let Some(because) = &standing.because {
            self.push("<span class=\"standing-because\"> ");
            self.text(because);
            self.push("</span>");
        }
    }

    fn marks(&mut self, marks: &[MarkView]) {
        if marks.is_empty() {
            return;
        }
        self.push("<span class=\"marks\">");
        for mark in marks {
            self.push(" <a class=\"note-mark\" href=\"#");
            self.push(&mark.note);
            self.push("\"");
            self.attribute("id", mark.id.as_deref());
            self.push(">");
            self.said(Key("table-note-mark"), &[("mark", words(&mark.mark))]);
            self.push("</a>");
        }
        self.push("</span>");
    }

    /// The one link inside the box that scrolls gives it its stop for the keyboard.
    fn downloads(&mut self, table: &TableView) {
        self.push("\n<p class=\"csv\">");
        self.link(&table.csv);
        let size = ("size", words(&table.csv.size));
        match (&table.csv.of, table.caption.is_empty()) {
            (Some(of), _) => self.said(Key("table-download-more"), &[("of", words(of)), size]),
            (None, true) => self.said(Key("table-download-untitled"), &[size]),
            (None, false) => self.said(Key("table-download"), &[("of", words(&table.caption)), size]),
        }
        self.push("</a></p>\n</div>\n<p class=\"more-data\">");
        self.link(&table.json);
        let size = ("size", words(&table.json.size));
        if table.caption.is_empty() {
            self.said(Key("table-json-untitled"), &[size]);
        } else {
            self.said(Key("table-json"), &[("of", words(&table.caption)), size]);
        }
        self.push("</a></p>");
    }

    fn link(&mut self, download: &DownloadView) {
        for part in ["<a href=\"", self.root, &download.url, "\" download>"] {
            self.html.push_str(part);
        }
    }

    fn notes(&mut self, notes: &[NoteView]) {
        if notes.is_empty() {
            return;
        }
        self.push("\n<ul class=\"table-notes\">");
        for note in notes {
            self.note(note);
        }
        self.push("\n</ul>");
    }

    fn note(&mut self, note: &NoteView) {
        self.push("\n<li");
        self.attribute("id", note.mark.as_ref().map(|mark| mark.note.as_str()));
        self.push(">");
        let Some(mark) = &note.mark else {
            self.push(&note.html);
            self.push("</li>");
            return;
        };
        self.said(Key("table-note"), &[("mark", words(&mark.mark)), ("note", Argument::Markup((&note.html).into()))]);
        self.push(&format!(" <a class=\"back\" href=\"#{}\">", mark.id.as_deref().unwrap_or_default()));
        self.said(Key("table-note-back"), &[("mark", words(&mark.mark))]);
        self.push("</a></li>");
    }
}

fn class_of(table: &TableView) -> Option<&'static str> {
    match (table.is_wide, table.narrow) {
        (true, Narrow::Blocks) => Some("wide blocks"),
        (true, Narrow::Strip) => Some("wide"),
        (false, Narrow::Blocks) => Some("blocks"),
        (false, Narrow::Strip) => None,
    }
}

/// Words of the plan inside an element.
fn words(text: &str) -> Argument<'static> {
    Argument::Markup(escaped(text).into())
}
