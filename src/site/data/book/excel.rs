//! The sheets of a workbook → an Excel file.

use super::super::bundle::{Fragment, Packed, Packer, archive};
use super::super::sheet::{Column, Datum};
use super::{Cell, MOST_DECIMALS, Marked, Number, Page, shown};
use crate::base::html::escaped_attribute as escaped;
use crate::plan::Plan;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The looks of cells, by their place among the styles. Numbers follow, then percentages, by their decimals.
const TITLE: usize = 1;
const HEADING: usize = 2;
const LINK: usize = 3;
const NUMBERS: usize = 4;
const PERCENTAGES: usize = NUMBERS + MOST_DECIMALS as usize + 1;

/// The headings of a table.
pub(super) fn headings(headings: &[String]) -> String {
    let mut text = String::new();
    line(headings.iter().map(|heading| words(heading, HEADING)), &mut text);
    text
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
    text.push_str("<row>");
    cells.for_each(|cell| text.push_str(&cell));
    text.push_str("</row>");
}

fn words(words: &str, style: usize) -> String {
    let style = if style == 0 { String::new() } else { format!(" s=\"{style}\"") };
    if words.is_empty() {
        return format!("<c{style}/>");
    }
    format!("<c{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(words))
}

fn datum(datum: &Datum, column: &Column) -> String {
    let Some(number) = Number::of(datum, column) else { return words(&shown(datum), 0) };
    let first = if number.is_percent { PERCENTAGES } else { NUMBERS };
    format!("<c s=\"{}\"><v>{}</v></c>", first + number.decimals as usize, number.value)
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Title(text) => words(text, TITLE),
        Cell::Heading(text) => words(text, HEADING),
        Cell::Words(text) => words(text, 0),
        Cell::Link(sheet) => words(sheet, LINK),
    }
}

/// The file of a workbook.
pub(super) fn workbook(pages: &[Page], plan: &Plan) -> Vec<u8> {
    let mut packer = Packer::new();
    let mut files = vec![
        packer.pack("[Content_Types].xml", content_types(pages).as_bytes()),
        packer.pack("_rels/.rels", top_relations().as_bytes()),
        packer.pack("docProps/core.xml", properties(plan).as_bytes()),
        packer.pack("xl/workbook.xml", sheets(pages).as_bytes()),
        packer.pack("xl/_rels/workbook.xml.rels", relations(pages.len()).as_bytes()),
        packer.pack("xl/styles.xml", styles().as_bytes()),
    ];
    for (number, page) in (1..).zip(pages) {
        files.push(sheet(number, page, &mut packer));
        if let Some(table) = marked(page) {
            files.push(packer.pack(&format!("xl/tables/table{number}.xml"), table_part(number, table).as_bytes()));
            let relation = format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/table\" \
                 Target=\"../tables/table{number}.xml\"/></Relationships>"
            );
            files.push(packer.pack(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"), relation.as_bytes()));
        }
    }
    archive(files.iter())
}

fn marked<'p>(page: &'p Page) -> Option<&'p Marked> {
    page.table.as_ref().filter(|table| table.is_proper())
}

fn sheet(number: usize, page: &Page, packer: &mut Packer) -> Packed {
    let mut head = format!("{HEAD}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><cols>");
    for (column, width) in (1..).zip(page.widths()) {
        head += &format!("<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>");
    }
    head += "</cols><sheetData>";
    page.lines.iter().for_each(|cells| line(cells.iter().map(cell), &mut head));
    let mut tail = "</sheetData>".to_owned();
    let links: String = links(page).collect();
    if !links.is_empty() {
        tail += &format!("<hyperlinks>{links}</hyperlinks>");
    }
    if marked(page).is_some() {
        tail += "<tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts>";
    }
    tail += "</worksheet>";
    let (head, tail) = (packer.fragment(head.as_bytes()), packer.fragment(tail.as_bytes()));
    let parts = [Some(&head), page.body.map(|table| &table.excel), Some(&tail)];
    Fragment::joined(&format!("xl/worksheets/sheet{number}.xml"), parts.into_iter().flatten())
}

/// The links of a sheet. Links are in the first column.
fn links(page: &Page) -> impl Iterator<Item = String> {
    (1..).zip(&page.lines).filter_map(|(row, cells): (usize, _)| {
        let Some(Cell::Link(sheet)) = cells.first() else { return None };
        let place = escaped(&format!("'{}'!A1", sheet.replace('\'', "''")));
        Some(format!("<hyperlink ref=\"A{row}\" location=\"{place}\" display=\"{}\"/>", escaped(sheet)))
    })
}

fn table_part(number: usize, table: &Marked) -> String {
    let column = |(id, heading): (usize, &String)| format!("<tableColumn id=\"{id}\" name=\"{}\"/>", escaped(heading));
    let columns: String = (1..).zip(&table.headings).map(column).collect();
    format!(
        "{HEAD}<table xmlns=\"{MAIN}\" id=\"{number}\" name=\"Table{number}\" displayName=\"Table{number}\" ref=\"{}\" \
         totalsRowShown=\"0\"><tableColumns count=\"{}\">{columns}</tableColumns></table>",
        table.range(),
        table.headings.len()
    )
}

fn content_types(pages: &[Page]) -> String {
    let mut parts = String::new();
    for (number, page) in (1..).zip(pages) {
        let number: usize = number;
        parts +=
            &format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{KIND}.worksheet+xml\"/>");
        if marked(page).is_some() {
            parts += &format!("<Override PartName=\"/xl/tables/table{number}.xml\" ContentType=\"{KIND}.table+xml\"/>");
        }
    }
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{KIND}.styles+xml\"/><Override \
         PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         {parts}</Types>"
    )
}

fn top_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
         Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" \
         Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

/// Its title, who made it and its language, which assistive technology reads out.
fn properties(plan: &Plan) -> String {
    let config = &plan.config;
    let [title, creator, language] = [&config.title, &config.organisation, &config.language].map(|text| escaped(text));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>\
         <dc:language>{language}</dc:language></cp:coreProperties>"
    )
}

fn sheets(pages: &[Page]) -> String {
    let sheet = |(number, page): (usize, &Page)| {
        format!("<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(&page.name))
    };
    let sheets: String = (1..).zip(pages).map(sheet).collect();
    format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>")
}

fn relations(count: usize) -> String {
    let relation = |number: usize| {
        format!(
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
    };
    let relations: String = (1..=count).map(relation).collect();
    let styles = count + 1;
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}<Relationship Id=\"rId{styles}\" \
         Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
    )
}

fn styles() -> String {
    let digits = |decimals: usize| if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
    let all = || 0..=MOST_DECIMALS as usize;
    let codes: Vec<String> = (all().map(|decimals| format!("#,##0{}", digits(decimals))))
        .chain(all().map(|decimals| format!("0{}%", digits(decimals))))
        .collect();
    let format = |(id, code): (usize, &String)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>");
    let style = |(id, _): (usize, &String)| {
        format!("<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>")
    };
    let formats: String = (164..).zip(&codes).map(format).collect();
    let numbers: String = (164..).zip(&codes).map(style).collect();
    let font = |more: &str, size: u32| {
        format!("<font>{more}<sz val=\"{size}\"/><name val=\"Arial\"/><family val=\"2\"/></font>")
    };
    let fonts = [
        font("", 12),
        font("<b/>", 15),
        font("<b/>", 12),
        "<font><u/><sz val=\"12\"/><color rgb=\"FF0000EE\"/><name val=\"Arial\"/><family val=\"2\"/></font>".to_owned(),
    ]
    .concat();
    let plain = "fillId=\"0\" borderId=\"0\" xfId=\"0\"";
    let wrapped = "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>";
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{}\">{formats}</numFmts><fonts count=\"4\">{fonts}</fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill \
         patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/>\
         </border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\
         </cellStyleXfs><cellXfs count=\"{}\"><xf numFmtId=\"0\" fontId=\"0\" {plain}/><xf numFmtId=\"0\" fontId=\"1\" \
         {plain} applyFont=\"1\"/><xf numFmtId=\"0\" fontId=\"2\" {plain} applyFont=\"1\" {wrapped}<xf numFmtId=\"0\" \
         fontId=\"3\" {plain} applyFont=\"1\"/>{numbers}</cellXfs></styleSheet>",
        codes.len(),
        NUMBERS + codes.len(),
    )
}
