#!/usr/bin/env python3
"""How the time and the memory of a run grow with its input.

    benches/growth.py [--program PATH] [--only NAME…] [--most SECONDS] [--json FILE]

Each case writes a plan that is large in one way, at a few sizes. The program runs on each, and a table says how long it
took of the processor, how much memory it had at its most and how much it published. The exponent of a step is log(time ratio) over log(size
ratio), without what the program takes for a plan of one line: 1 is in proportion, 2 is the square. A case stops at the first
size that takes longer than --most seconds.

Wants Linux. Build the program first: cargo build --release --bin plainplan
"""

import argparse
import io
import json
import math
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = (
    "title: A plan for measuring\norganisation: Northtown Council\n"
    "contact: { email: plan@example.org, phone: 01632 960001, post: [1 Example Street] }\n"
)
CASES = {}


def case(command, *sizes):
    """Registers a case: what is run on it and how large it is."""

    def register(write):
        CASES[write.__name__.replace("_", "-")] = (command, sizes, write)
        return write

    return register


def put(folder, path, text):
    path = folder / path
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.write_bytes if isinstance(text, bytes) else path.write_text)(text)


def chapter(folder, text, front=""):
    put(folder, "content/1-care.md", f"---\ntitle: Care\n{front}---\n{text}\n")


# Tables.

TABLE = "tables:\n  - { id: payments, caption: Payments, file: payments.csv }\n"


def payments(folder, head, row, count):
    put(folder, "content/payments.csv", head + "\n" + "".join(row(at) + "\n" for at in range(count)))
    chapter(folder, "{{ table payments }}", TABLE)


@case("check", 200, 2_000, 20_000, 200_000)
def rows_of_three_columns(folder, count):
    payments(folder, "Supplier,Paid,Owed", lambda at: f"Supplier {at},{at * 7919 % 10007},{at * 104729 % 9973}", count)


@case("check", 2_000, 20_000, 200_000)
def rows_with_a_mistake(folder, count):
    """A table with a mistake is read and shown, and its figures are not held against each other."""
    last = lambda at: f"Supplier {at},{at * 7919 % 10007},{at * 104729 % 9973}" + (",1" if at == count - 1 else "")
    payments(folder, "Supplier,Paid,Owed", last, count)


@case("build", 200, 2_000, 20_000, 200_000)
def rows_published(folder, count):
    rows_of_three_columns(folder, count)


@case("build", 2_000, 20_000, 200_000)
def rows_with_a_change(folder, count):
    """One column is the change between two others, and its name says so."""
    paid = lambda at: (at * 7919 % 10007, at * 104729 % 9973)
    row = lambda at: f"Supplier {at},{paid(at)[0]},{paid(at)[1]},{paid(at)[1] - paid(at)[0]}"
    payments(folder, "Supplier,2017-18,2018-19,Change", row, count)


@case("build", 2_000, 20_000, 200_000)
def rows_called_change(folder, count):
    """The name of every row says that it follows from others."""
    payments(folder, "Service,Paid,Owed", lambda at: f"Change of balance {at},{at * 7919 % 10007},{at * 104729 % 9973}", count)


@case("build", 2_000, 20_000, 200_000)
def rows_with_a_formula(folder, count):
    """A column that is worked out from two others."""
    row = lambda at: f"Supplier {at},{at * 7919 % 10007},{at * 104729 % 9973},"
    put(folder, "content/payments.csv", "Supplier,Paid,Owed,Rest\n" + "".join(row(at) + "\n" for at in range(count)))
    table = "{ id: payments, caption: Payments, file: payments.csv, unit: £, formulas: [Rest = Paid - Owed] }"
    chapter(folder, "{{ table payments }}", f"tables:\n  - {table}\n")


@case("check", 2_000, 20_000, 200_000)
def rows_of_words(folder, count):
    payments(folder, "Supplier,What,Where", lambda at: f"Supplier {at},Item {at % 97},Place {at % 31}", count)


@case("check", 2_000, 20_000, 150_000)
def rows_with_months(folder, count):
    head = "Service," + ",".join(f"M{month}" for month in range(1, 13))
    row = lambda at: f"Service {at}," + ",".join(str((at * 31 + month * 7) % 1009) for month in range(12))
    payments(folder, head, row, count)


@case("check", 1_000, 2_000, 4_000)
def columns_of_one_name(folder, count):
    payments(folder, "Name," + ",".join(["Paid"] * count), lambda at: f"Row {at}," + ",".join(["1"] * count), 2)


@case("check", 1_000, 2_000, 4_000)
def columns_of_their_own_names(folder, count):
    head = "Name," + ",".join(f"Paid {at}" for at in range(count))
    payments(folder, head, lambda at: f"Row {at}," + ",".join(["1"] * count), 2)


@case("check", 1_000, 2_000, 4_000)
def tables_in_a_chapter(folder, count):
    table = "  - id: t{0}\n    caption: Table {0}\n    columns: [Paid]\n    rows: [One | 1, Two | 2]\n"
    front = "tables:\n" + "".join(table.format(at) for at in range(count))
    chapter(folder, "\n\n".join(f"{{{{ table t{at} }}}}" for at in range(count)), front)


@case("check", 2_000, 20_000, 60_000)
def rows_that_are_too_long(folder, count):
    payments(folder, "Supplier,Paid", lambda at: f"Supplier {at},{at},1,2", count)


@case("check", 10, 100, 1_000, 10_000)
def measures_in_a_file(folder, count):
    row = lambda at: f"m{at},Measure {at},count of homes,{at},{at + 10}"
    put(folder, "content/measures.csv", "id,name,unit,baseline,target\n" + "".join(row(at) + "\n" for at in range(count)))
    chapter(folder, "{{ metrics }}", "metrics:\n  - { file: measures.csv }\n")


# Text.


@case("check", 1_000, 2_000, 4_000, 8_000)
def entities_in_a_heading(folder, count):
    chapter(folder, "## Care " + "&amp;" * count + " more\n\nText.")


@case("check", 2_000, 4_000, 8_000)
def figures_in_sentences(folder, count):
    front = "metrics:\n" + "".join(
        f"  - {{ id: m{at}, name: Measure {at}, unit: count of homes, baseline: {5000 + at}, targets: [{{ value: {9000 + at}, by: 2027-03 }}] }}\n" for at in range(20)
    )
    sentence = lambda at: f"In area {at} we built {at * 3 + 1000} homes for {at * 7 % 1013 + 10} people. "
    chapter(folder, "\n\n".join(sentence(at) for at in range(count // 2)) + "\n\n{{ metrics }}", front)


@case("check", 2_000, 4_000, 8_000)
def figures_in_one_paragraph(folder, count):
    chapter(folder, "We have " + ", ".join(f"{at} homes" for at in range(1000, 1000 + count)) + ".")


@case("check", 2_000, 4_000, 8_000)
def parts_of_easy_read(folder, count):
    chapter(folder, "## First\n\nText about care.")
    part = "![home](#first)\nWe help you.\nThis is part {}.\n"
    put(folder, "content/1-care.easy.md", "---\ntitle: Care\n---\n## First\n\n" + "\n".join(map(part.format, range(count))))


@case("check", 1_000, 2_000, 4_000)
def sections_with_easy_read(folder, count):
    chapter(folder, "".join(f"## Section {at}\n\nText about care number {at}.\n\n" for at in range(count)))
    part = "## Section {0}\n\n![home](#section-{0})\nWe help you.\n\n"
    put(folder, "content/1-care.easy.md", "---\ntitle: Care\n---\n" + "".join(map(part.format, range(count))))


@case("check", 10_000, 20_000, 40_000)
def raw_tags(folder, count):
    chapter(folder, "<b>" * count)


@case("check", 1_000, 5_000, 20_000)
def dead_links(folder, count):
    chapter(folder, "\n".join(f"[see {at}](gone-{at}.md)\n" for at in range(count)))


@case("check", 2_000, 4_000, 8_000)
def live_links(folder, count):
    chapter(folder, "".join(f"## Part {at}\n\n[see {at}](#part-{at})\n\n" for at in range(count)))


@case("check", 25_000, 50_000, 100_000)
def unknown_keys(folder, count):
    chapter(folder, "Text.", "".join(f"key{at}: 1\n" for at in range(count)))


@case("check", 25_000, 50_000, 100_000)
def unknown_keys_of_the_plan(folder, count):
    put(folder, "plan.yaml", PLAN + "".join(f"key{at}: 1\n" for at in range(count)))


@case("check", 10_000, 20_000, 40_000)
def open_links(folder, count):
    chapter(folder, "[a](b" * count)


@case("check", 10_000, 20_000, 40_000)
def open_brackets(folder, count):
    chapter(folder, "[" * count + "a" + "](b)" * count)


@case("check", 10_000, 20_000, 40_000)
def stars(folder, count):
    chapter(folder, "*a **b _c " * count)


@case("check", 10_000, 20_000, 40_000)
def quotes_in_quotes(folder, count):
    chapter(folder, "> " * count + "a")


@case("check", 2_000, 4_000, 8_000)
def inserts_of_nothing(folder, count):
    chapter(folder, "\n\n".join(f"We have {{{{ gone{at} }}}}." for at in range(count)))


@case("check", 2_000, 4_000, 8_000)
def notes(folder, count):
    text = "\n\n".join(f"Text {at}.[^n{at}]" for at in range(count))
    chapter(folder, text + "\n\n" + "\n".join(f"[^n{at}]: Note {at}." for at in range(count)))


@case("check", 2_000, 4_000, 8_000)
def headings_of_one_name(folder, count):
    chapter(folder, "## Care\n\nText.\n\n" * count)


@case("check", 1_000, 2_000, 4_000)
def words_of_a_glossary(folder, count):
    put(folder, "content/words.yaml", "".join(f"- {{ term: word{at}, meaning: It means {at}. }}\n" for at in range(count)))
    chapter(folder, " ".join(f"A word{at} is here." for at in range(count)))


# easy.lock.


@case("check", 25_000, 50_000, 100_000)
def lock_of_no_confirmations(folder, count):
    put(folder, "easy.lock", "".join(f"this line {at} is no confirmation of anything, but it is there\n" for at in range(count)))


@case("check", 10_000, 20_000, 40_000)
def lock_of_parts_that_are_gone(folder, count):
    chapter(folder, "## First\n\nText about care.")
    put(folder, "content/1-care.easy.md", "---\ntitle: Care\n---\n## First\n\n![home](#first)\nWe help you.\n")
    line = "1-care.easy.md#first/{}\tConfirmed\tAnn\tIt is right.\t\t1-care.md#first\tText about care.\n"
    put(folder, "easy.lock", "".join(map(line.format, range(2, count + 2))))


# Many chapters.


@case("build", 500, 1_000, 2_000)
def chapters_in_a_folder(folder, count):
    for at in range(count):
        put(folder, f"content/care/{at:05}-c{at}.md", f"---\ntitle: Chapter number {at}\n---\nText about care.\n")
    put(folder, "content/care/index.md", "---\ntitle: Care\n---\nText.\n")


@case("build", 500, 1_000, 2_000)
def chapters_at_the_top(folder, count):
    for at in range(count):
        put(folder, f"content/{at:05}-c{at}.md", f"---\ntitle: Chapter number {at}\n---\nText about care.\n")


@case("build", 1_000, 2_000, 4_000)
def chapters_in_parts(folder, count):
    for at in range(count):
        part = f"content/{at // 50:04}-part-{at // 50}"
        if at % 50 == 0:
            put(folder, f"{part}/index.md", f"---\ntitle: Part {at // 50}\n---\nText.\n")
        put(folder, f"{part}/{at:05}-c{at}.md", f"---\ntitle: Chapter number {at}\n---\nText about care.\n")


@case("build", 225, 450, 900)
def parts_in_parts(folder, count):
    # Names of one letter: a path may not be longer than 4,096 bytes.
    path = "content"
    for at in range(count):
        path += "/p"
        put(folder, f"{path}/index.md", f"---\ntitle: Part {at}\n---\nText about care.\n")


# Files that are not read.


@case("build", 64, 128, 256)
def megabytes_of_static(folder, count):
    for at in range(count // 16):
        put(folder, f"static/film{at}.mp4", os.urandom(16 << 20))


@case("check", 1_000, 2_000, 4_000)
def files_of_static(folder, count):
    for at in range(count):
        put(folder, f"static/{at}.txt", "text")


# Workbooks and CSV files that are more than they look.

XLSX = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(folder, sheet):
    """`sheet` is the parts of its XML, so that it need never be held whole."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in XLSX.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            for part in sheet:
                out.write(part)
    put(folder, "content/payments.xlsx", file.getvalue())
    chapter(folder, "{{ table payments }}", TABLE.replace(".csv", ".xlsx"))


HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FIRST = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Supplier</t></is></c><c r="B1" t="inlineStr"><is><t>Paid</t></is></c></row>'


@case("check", 128, 512, 3_072)
def mebibytes_in_a_workbook(folder, count):
    row = lambda at: f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>a</t></is></c><c r="B{at}"><v>1</v></c></row>'.encode()
    some = b"".join(row(at) for at in range(2, 2000)) + b" " * (1 << 20)
    workbook(folder, [HEAD + FIRST, *([b" " * (1 << 20)] * (count - 1)), some, b"</sheetData></worksheet>"])


@case("check", 2, 20, 200)
def merged_columns(folder, count):
    letters = lambda at: (chr(64 + at // 26) if at // 26 else "") + chr(65 + at % 26)
    cells = "".join(f'<c r="{letters(at)}1" t="inlineStr"><is><t>a{at}</t></is></c>' for at in range(count))
    areas = "".join(f'<mergeCell ref="{letters(at)}1:{letters(at)}1048576"/>' for at in range(count))
    workbook(folder, [HEAD, f'<row r="1">{cells}</row></sheetData><mergeCells>{areas}</mergeCells></worksheet>'.encode()])


@case("check", 10_000, 100_000, 1_000_000)
def repeated_rows(folder, count):
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    cell = '<table:table-cell office:value-type="string"><text:p>words</text:p></table:table-cell>'
    sheet = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Sheet1"><table:table-row>{cell * 2}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="{count}">{cell * 2}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        book.writestr("content.xml", sheet)
    put(folder, "content/payments.ods", file.getvalue())
    chapter(folder, "{{ table payments }}", TABLE.replace(".csv", ".ods"))


@case("check", 20_000, 40_000, 80_000)
def quote_that_does_not_close(folder, count):
    row = lambda at: f'"Supplier {at},{at * 7919 % 10007},{at * 104729 % 9973}' if at == 1 else f"Supplier {at},{at},1"
    payments(folder, "Supplier,Paid,Owed", row, count)


@case("check", 20_000, 40_000, 80_000)
def quotes_that_do_not_close(folder, count):
    payments(folder, "Supplier,Paid,Owed", lambda at: f'"Supplier {at},1,2', count)


class Run:
    """One run of the program on a folder."""

    def __init__(self, program, command, folder, most):
        out = folder / "public"
        arguments = [program, command, "--root", str(folder)]
        # Counted in processor time, which other programs on the machine do not lengthen much.
        limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(most), math.ceil(most) + 1))
        with tempfile.TemporaryFile() as said:
            child = subprocess.Popen(arguments, stdout=said, stderr=subprocess.STDOUT, preexec_fn=limit)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.timed_out = child.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
            self.said = said.tell()
            said.seek(max(0, self.said - 300))
            self.last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
        self.code = child.returncode
        self.seconds = used.ru_utime + used.ru_stime
        self.memory = used.ru_maxrss * 1024
        self.published = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) if out.exists() else 0


def measured(program, command, folder, most, rounds):
    runs = []
    for _ in range(rounds):
        shutil.rmtree(folder / "public", ignore_errors=True)
        runs.append(Run(program, command, folder, most))
        if runs[-1].seconds > 2 or runs[-1].timed_out:
            break
    return min(runs, key=lambda run: run.seconds)


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    put(folder, "plan.yaml", PLAN)
    put(folder, "content/index.md", "---\ntitle: A plan for measuring\n---\nText about care.\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "plainplan"))
    parser.add_argument("--only", nargs="*", metavar="NAME", help="only cases whose names contain one of these")
    parser.add_argument("--most", type=float, default=30, help="stop a case after a run of so many seconds of processor time")
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many runs is kept")
    parser.add_argument("--json", help="write all figures to this file")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    every = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "plan"
        fresh(folder)
        least = measured(arguments.program, "check", folder, arguments.most, 5).seconds
        print(f"A plan of one line: {least * 1000:.0f} ms. Time is of all cores together.\n")
        print("| case | size | seconds | exponent | memory, MB | published, MB | said, KB | ends with |\n|---|---:|---:|---:|---:|---:|---:|---|")
        for name, (command, sizes, write) in CASES.items():
            if arguments.only and not any(part in name for part in arguments.only):
                continue
            before = None
            for size in sizes:
                fresh(folder)
                write(folder, size)
                run = measured(arguments.program, command, folder, arguments.most, arguments.rounds)
                exponent = ""
                if before and min(before[1], run.seconds) > least * 1.2:
                    net = (run.seconds - least * 0.9) / (before[1] - least * 0.9)
                    exponent = f"{math.log(max(net, 1e-3)) / math.log(size / before[0]):.1f}"
                end = "not done" if run.timed_out else f"{run.code}: {run.last[-1][:70]}"
                mark = ">" if run.timed_out else ""
                print(
                    f"| {name} | {size:,} | {mark}{run.seconds:.2f} | {exponent} | {run.memory / 1e6:,.0f} |"
                    f" {run.published / 1e6:,.1f} | {run.said / 1e3:,.0f} | {end.replace('|', '/')} |"
                )
                sys.stdout.flush()
                every.append({"case": name, "size": size, **{key: value for key, value in vars(run).items()}})
                if run.timed_out:
                    break
                before = (size, run.seconds)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(every, indent=1))


if __name__ == "__main__":
    main()
