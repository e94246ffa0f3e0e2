"""Makes the workbooks beside it, byte for byte the same each time. See README.md."""
import zipfile

STAMP = (2018, 4, 1, 0, 0, 0)


def pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, STAMP), text, kind)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


# --- Excel -----------------------------------------------------------------

FORMATS = ["General", "#,##0", "0.0%", "yyyy-mm-dd", "mmm-yy", "h:mm"]


def xlsx_cell(row, column, cell):
    name = f"{chr(65 + column)}{row}"
    kind, value = cell[0], cell[1]
    style = FORMATS.index(cell[2]) if len(cell) > 2 else 0
    formula = f"<f>{escaped(cell[3])}</f>" if len(cell) > 3 else ""
    if kind == "words":
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'
    if kind == "fill":
        return f'<c r="{name}" s="{len(FORMATS) + value}"/>'
    if kind == "fault":
        return f'<c r="{name}" t="e">{formula}<v>{value}</v></c>'
    if kind == "truth":
        return f'<c r="{name}" t="b"><v>{value}</v></c>'
    return f'<c r="{name}" s="{style}">{formula}<v>{value}</v></c>'


def xlsx(path, sheets, hidden_rows=(), hidden_columns=(), fills=()):
    """`sheets`: name, whether hidden, merged areas, rows by number: {row: {column: cell}}. Rows and columns that are hidden
    count from 1. `fills`: colours, which the cells ("fill", 0) and so on have."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    codes = "".join(f'<numFmt numFmtId="{163 + n}" formatCode="{code}"/>' for n, code in enumerate(FORMATS) if n)
    styles = '<xf numFmtId="0"/>' + "".join(
        f'<xf numFmtId="{163 + n}" applyNumberFormat="1"/>' for n in range(1, len(FORMATS))
    )
    styles += "".join(f'<xf numFmtId="0" fillId="{n}" applyFill="1"/>' for n in range(1, len(fills) + 1))
    colours = "".join(f'<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/></patternFill></fill>' for fill in fills)
    files = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        + "".join(
            f'<sheet name="{escaped(name)}" sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if hidden else ""} r:id="rId{n}"/>'
            for n, (name, hidden, _, _) in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="rIdS" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{head}<styleSheet xmlns="{main}"><numFmts count="{len(FORMATS) - 1}">{codes}</numFmts>'
        '<fonts count="1"><font/></fonts><fills count="'
        f'{len(fills) + 1}"><fill><patternFill patternType="none"/></fill>{colours}</fills>'
        '<borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(FORMATS) + len(fills)}">{styles}</cellXfs></styleSheet>',
    }
    columns = "".join(f'<col min="{n}" max="{n}" width="9" hidden="1"/>' for n in hidden_columns)
    columns = f"<cols>{columns}</cols>" if columns else ""
    for n, (_, _, merged, rows) in enumerate(sheets, 1):
        data = "".join(
            f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if row in hidden_rows else ""}>' + "".join(xlsx_cell(row, column, cell) for column, cell in cells.items()) + "</row>"
            for row, cells in rows.items()
        )
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
        areas = f'<mergeCells count="{len(merged)}">{areas}</mergeCells>' if merged else ""
        files[f"xl/worksheets/sheet{n}.xml"] = (
            f'{head}<worksheet xmlns="{main}">{columns}<sheetData>{data}</sheetData>{areas}</worksheet>'
        )
    pack(path, files)


# --- OpenDocument ----------------------------------------------------------


def ods_cell(cell):
    kind, value = cell[0], cell[1]
    if kind == "words":
        return f'<table:table-cell office:value-type="string"><text:p>{escaped(value)}</text:p></table:table-cell>'
    if kind == "day":
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def ods(path, sheets, encrypted=False):
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in [("office", "office"), ("table", "table"), ("text", "text")]
    )
    tables = ""
    for name, rows in sheets:
        lines = ""
        for number in range(1, max(rows) + 1):
            cells = rows.get(number, {})
            line = "".join(
                ods_cell(cells[column]) if column in cells else "<table:table-cell/>"
                for column in range(max(cells, default=0) + 1)
            )
            lines += f"<table:table-row>{line}</table:table-row>"
        tables += f'<table:table table:name="{escaped(name)}">{lines}</table:table>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    lock = "<manifest:encryption-data/>" if encrypted else ""
    pack(
        path,
        {
            "mimetype": kind,
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{lock}</manifest:file-entry>'
            "</manifest:manifest>",
            "content.xml": f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2">'
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        },
    )


# --- The workbooks ---------------------------------------------------------


def words(text):
    return ("words", text)


HEADINGS = {column: words(text) for column, text in enumerate(["Programme", "Starts", "Budget", "Share"])}

BUDGETS = {
    1: {0: words("Budgets for 2018-19")},
    3: HEADINGS,
    4: {0: words("At home; and in hospital")},
    5: {0: words('"Home First" team'), 1: ("number", 43191, "yyyy-mm-dd"), 2: ("number", 0.30000000000000004), 3: ("number", 0.455, "0.0%")},
    6: {0: words("Hospitals,\neast"), 1: ("number", 43221, "mmm-yy"), 2: ("number", 221961, "#,##0", "200000+21961"), 3: ("number", 0.0705, "0.0%")},
    7: {0: words("= All"), 2: ("number", 221961.3, "General", "SUM(C5:C6)")},
}
xlsx(
    "budgets.xlsx",
    [
        ("Workings", True, [], {1: {0: words("Secret")}}),
        ("Summary", False, ["A1:D1", "A4:D4"], BUDGETS),
        ("Faults", False, [], {
            2: {1: words("Programme"), 2: words("Budget")},
            3: {1: words("Parks"), 2: ("fault", "#REF!", "General", "Gone!A1")},
            4: {1: words("Roads"), 2: ("fault", "#DIV/0!", "General", "1/0")},
            5: {1: words("Never worked out"), 2: ("number", "", "General", "C3+C4")},
        }),
        ("Shares", False, [], {
            1: {0: words("Programme"), 1: words("Share")},
            2: {0: words("Parks"), 1: ("number", 0.88)},
            3: {0: words("Roads"), 1: ("number", 0)},
        }),
        ("Others", False, ["A2:A3"], {
            1: {0: words("Place"), 1: words("Opens"), 2: words("Free"), 3: words("Seats")},
            2: {0: words("Library"), 1: ("number", 0.375, "h:mm"), 2: ("truth", 1), 3: ("number", 12)},
            3: {1: ("number", 0.5, "h:mm"), 2: ("truth", 0), 3: ("number", 1e21)},
        }),
    ],
)
xlsx(
    "dashboard.xlsx",
    [(
        "Dashboard", False, [],
        {
            1: dict(enumerate([
                words("ID"), words("Name"), words("Unit"), words("Better"), words("Baseline"), words("Target"), words("Target by"),
                ("number", 43191, "mmm-yy"), ("number", 43221, "mmm-yy"),
            ])),
            2: dict(enumerate([
                words("seen"), words("People seen in time"), words("percent"), words("higher"), ("number", 0.8, "0.0%"),
                ("number", 0.95, "0.0%"), ("number", 43525, "mmm-yy"), ("number", 0.82, "0.0%"), ("number", 0.84, "0.0%"),
            ])),
        },
    ), (
        "Unformatted", False, [],
        {
            1: dict(enumerate([words("ID"), words("Name"), words("Unit"), words("Value"), words("Target")])),
            2: dict(enumerate([words("seen"), words("People seen in time"), words("percent"), ("number", 0.84), ("number", 0.95)])),
        },
    )],
)
xlsx(
    "hidden.xlsx",
    [
        ("Sites", False, [], {
            1: dict(enumerate(map(words, ["Site", "Staff", "Salary of manager", "Beds"]))),
            2: {0: words("North"), 1: ("number", 10), 2: ("number", 98765), 3: ("number", 20)},
            3: {0: words("Secret site"), 1: ("number", 11), 2: ("number", 98764), 3: ("number", 21)},
            4: {0: words("South"), 1: ("number", 12), 2: ("number", 98763), 3: ("number", 22)},
        }),
        ("Workings", True, [], {1: {0: words("Secret")}}),
    ],
    hidden_rows=[3],
    hidden_columns=[3],
)
ods(
    "budgets.ods",
    [
        ("Summary", {
            3: HEADINGS,
            5: {0: words('"Home First" team'), 1: ("day", "2018-04-01"), 2: ("number", 0.3), 3: ("number", 45.5)},
            6: {0: words("Hospitals, east"), 1: words("2018-05"), 2: ("number", 221961), 3: ("number", 7.1)},
            7: {0: words("= All"), 2: ("number", 221961.3)},
        }),
        ("Shares", {1: {0: words("Programme"), 1: words("Share")}, 2: {0: words("Parks"), 1: ("number", 0.88)}}),
    ],
)
ods("locked.ods", [("Summary", {1: {0: words("Secret")}})], encrypted=True)
xlsx(
    "coloured.xlsx",
    [("Schemes", False, [], {
        1: dict(enumerate(map(words, ["Scheme", "Lead", "Status"]))),
        2: {0: words("Bridge"), 1: words("Ann Lee"), 2: ("fill", 1)},
        3: {0: words("Road"), 1: words("Bob Day"), 2: ("fill", 0)},
    })],
    fills=["C00000", "00B050"],
)
