//! The sheets of a workbook → an `OpenDocument` spreadsheet.

use super::super::bundle::{Fragment, Packer, archive};
use super::super::sheet::{Column, Datum};
use super::{Cell, MOST_DECIMALS, Marked, Number, Page, shown};
use crate::base::html::escaped_attribute as escaped;
use crate::plan::Plan;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
const NAMES: &str = "urn:oasis:names:tc:opendocument:xmlns:";

/// The headings of a table.
pub(super) fn headings(headings: &[String]) -> String {
    let mut text = "<table:table-header-rows>".to_owned();
    line(headings.iter().map(|heading| words(heading, "heading")), &mut text);
    text + "</table:table-header-rows>"
}

/// Rows of a table.
pub(super) fn rows(rows: &[Vec<Datum>], columns: &[Column]) -> String {
    let mut text = String::new();
    for row in rows {
        line(row.iter().zip(columns).map(|(own, column)| datum(own, column)), &mut text);
    }
    text
}

fn line(cells: impl Iterator<Item = String>, text: &mut String) {
    text.push_str("<table:table-row>");
    cells.for_each(|cell| text.push_str(&cell));
    text.push_str("</table:table-row>");
}

fn words(words: &str, style: &str) -> String {
    if words.is_empty() {
        return "<table:table-cell/>".to_owned();
    }
    let style = if style.is_empty() { String::new() } else { format!(" table:style-name=\"{style}\"") };
    format!(
        "<table:table-cell{style} office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
        spaced(words)
    )
}

/// Words with all their spaces, of which XML would leave one.
fn spaced(words: &str) -> String {
    escaped(words).replace("  ", " <text:s/>")
}

fn datum(datum: &Datum, column: &Column) -> String {
    let Some(number) = Number::of(datum, column) else { return words(&shown(datum), "") };
    let (style, kind, sign) = if number.is_percent { ("p", "percentage", "%") } else { ("n", "float", "") };
    format!(
        "<table:table-cell table:style-name=\"{style}{}\" office:value-type=\"{kind}\" office:value=\"{}\">\
         <text:p>{}{sign}</text:p></table:table-cell>",
        number.decimals,
        number.value,
        datum.text()
    )
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Title(text) => words(text, "title"),
        Cell::Heading(text) => words(text, "heading"),
        Cell::Words(text) => words(text, ""),
        Cell::Link(sheet) => format!(
            "<table:table-cell office:value-type=\"string\"><text:p><text:a xlink:type=\"simple\" \
             xlink:href=\"#{}\">{}</text:a></text:p></table:table-cell>",
            escaped(&place(sheet, "A1")),
            escaped(sheet)
        ),
    }
}

/// `'Sheet 1'.A1`.
fn place(sheet: &str, cell: &str) -> String {
    format!("'{}'.{cell}", sheet.replace('\'', "''"))
}

/// The file of a workbook.
pub(super) fn workbook(pages: &[Page], plan: &Plan) -> Vec<u8> {
    let mut packer = Packer::new();
    let around: Vec<Fragment> = pages.iter().map(|page| packer.fragment(head(page).as_bytes())).collect();
    let ends = packer.fragment(b"</table:table>");
    let (start, end) = (packer.fragment(styles().as_bytes()), packer.fragment(tail(pages).as_bytes()));
    let sheets = pages
        .iter()
        .zip(&around)
        .flat_map(|(page, head)| [Some(head), page.body.map(|table| &table.open), Some(&ends)].into_iter().flatten());
    let content = Fragment::joined("content.xml", std::iter::once(&start).chain(sheets).chain([&end]));
    let files = [
        Packer::store("mimetype", MIME.as_bytes()),
        packer.pack("META-INF/manifest.xml", manifest().as_bytes()),
        packer.pack("meta.xml", meta(plan).as_bytes()),
        content,
    ];
    archive(files.iter())
}

/// What is above the rows of a table on its sheet, or the whole of another sheet.
fn head(page: &Page) -> String {
    let mut text = format!("<table:table table:name=\"{}\">", escaped(&page.name));
    for width in page.widths() {
        text += &format!("<table:table-column table:style-name=\"w{width}\"/>");
    }
    page.lines.iter().for_each(|cells| line(cells.iter().map(cell), &mut text));
    text
}

fn tail(pages: &[Page]) -> String {
    let range = |page: &Page, table: &Marked| {
        let area = table.range();
        let (first, last) = area.split_once(':').unwrap_or((&area, &area));
        format!("{}:{}", place(&page.name, first), place(&page.name, last))
    };
    let marked = pages.iter().filter_map(|page| Some((page, page.table.as_ref()?)));
    let marked = (1..).zip(marked).map(|(number, (page, table)): (usize, _)| {
        let range = escaped(&range(page, table));
        format!("<table:database-range table:name=\"Table{number}\" table:target-range-address=\"{range}\"/>")
    });
    let ranges: String = marked.collect();
    format!(
        "<table:database-ranges>{ranges}</table:database-ranges></office:spreadsheet></office:body>\
         </office:document-content>"
    )
}

fn namespaces() -> String {
    let own = [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle")];
    let own = own.map(|(short, long)| format!(" xmlns:{short}=\"{NAMES}{long}:1.0\"")).concat();
    format!(
        "{own} xmlns:fo=\"{NAMES}xsl-fo-compatible:1.0\" xmlns:meta=\"{NAMES}meta:1.0\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\""
    )
}

fn styles() -> String {
    let mut styles = String::new();
    for decimals in 0..=MOST_DECIMALS {
        let digits = format!(
            "<number:number number:decimal-places=\"{decimals}\" number:min-decimal-places=\"{decimals}\" \
             number:min-integer-digits=\"1\" number:grouping=\"true\"/>"
        );
        for (name, kind, sign) in [("n", "number", ""), ("p", "percentage", "<number:text>%</number:text>")] {
            styles += &format!(
                "<number:{kind}-style style:name=\"f{name}{decimals}\">{digits}{sign}</number:{kind}-style><style:style \
                 style:name=\"{name}{decimals}\" style:family=\"table-cell\" style:data-style-name=\"f{name}{decimals}\"/>"
            );
        }
    }
    for (name, size) in [("title", "15pt"), ("heading", "12pt")] {
        styles += &format!(
            "<style:style style:name=\"{name}\" style:family=\"table-cell\"><style:text-properties \
             fo:font-weight=\"bold\" fo:font-size=\"{size}\"/></style:style>"
        );
    }
    for width in (*super::WIDTHS.start()..=*super::WIDTHS.end()).chain([90]) {
        let millimetres = width * 5 / 2;
        styles += &format!(
            "<style:style style:name=\"w{width}\" style:family=\"table-column\"><style:table-column-properties \
             style:column-width=\"{millimetres}mm\"/></style:style>"
        );
    }
    format!(
        "{HEAD}<office:document-content{}><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:spreadsheet>",
        namespaces()
    )
}

fn manifest() -> String {
    let file = |path: &str, kind: &str| {
        format!("<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>")
    };
    let files = [file("/", MIME), file("content.xml", "text/xml"), file("meta.xml", "text/xml")].concat();
    format!(
        "{HEAD}<manifest:manifest xmlns:manifest=\"{NAMES}manifest:1.0\" manifest:version=\"1.3\">{files}</manifest:manifest>"
    )
}

/// Its title, who made it and its language, which assistive technology reads out.
fn meta(plan: &Plan) -> String {
    let config = &plan.config;
    let [title, creator, language] = [&config.title, &config.organisation, &config.language].map(|text| escaped(text));
    format!(
        "{HEAD}<office:document-meta{}><office:meta><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>\
         <dc:language>{language}</dc:language></office:meta></office:document-meta>",
        namespaces()
    )
}
