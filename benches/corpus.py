#!/usr/bin/env python3
"""Writes a plan of any size, the same every time, for measuring.

    benches/corpus.py CHAPTERS FOLDER [--hugo FOLDER]

Fifty chapters a part, each with its easy-read twin. A chapter has 4 measures with 8 quarters each, 2 tables of 6 rows
by 12 columns with their sums, about 1,230 words, 2 tables in the text, lists, footnotes, 7 links to other chapters and,
one in ten, a block of code. The words are drawn from a list; they say nothing.

With --hugo the same plan is also written as a site for Hugo, with the theme in benches/hugo/: the same titles, figures
and sentences, each said the way the program expects. It makes the pages that docs/speed.md names.
"""

import argparse
import random
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
THEME = HERE.parent / "themes" / "plain"
PART = 50
TITLE = "A plan for measuring"
ADDRESS = "https://plan.example.org/"
WORDS = (
    "plan care people service health local team ward clinic patient money budget year month support need time place"
    " safe early home community hospital nurse doctor family carer mental physical waiting list target quality access"
    " change improve lower increase review report agree fund spend save work share learn train listen offer open close"
    " better faster simpler nearer fairer together every first next most many some new current planned joint whole"
).split()
JOINTS = "the a our this each with for from by in of to and as that which".split()
PICTURES = (
    "doctor nurse hospital calendar money meeting team home phone medicine heart ambulance plan baby target"
).split()
CONTACT = ["email", "letter"]
QUARTERS = [f"20{17 + at // 4}-{18 + at // 4} Q{at % 4 + 1}" for at in range(8)]
MONTHS = [f"Month {month}" for month in range(1, 12)]
CODE = ["```python", "def total(rows):", "    return sum(row.value for row in rows)", "```", ""]


class Writer:
    """Draws words and figures; the same seed gives the same plan."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def word(self):
        return self.random.choice(WORDS)

    def words(self, low, high):
        length = self.random.randint(low, high)
        words = [self.random.choice(WORDS if at % 2 == 0 else JOINTS) for at in range(length)]
        return " ".join(words).capitalize()

    def sentence(self, low=9, high=20):
        return self.words(low, high) + "."

    def paragraph(self, sentences=5):
        return " ".join(self.sentence() for _ in range(sentences))


def name(number):
    return f"chapter-{number:05}"


def folder(number):
    return f"part-{number // PART:04}"


# What a chapter says, however it is written down.


def measure(writer, number, position):
    base = writer.random.randint(300, 900) / 10
    plan = [round(base + step * 0.9, 1) for step in range(8)]
    actual = [round(value + writer.random.randint(-15, 15) / 10, 1) for value in plan[:5]]
    return {
        "id": f"m{number:05}-{position}",
        "name": writer.words(4, 6),
        "baseline": base,
        "target": f"{plan[7] + 1:.1f}",
        "quarters": list(zip(QUARTERS, plan, actual + [None] * 3)),
    }


def table(writer, number, position):
    caption = writer.words(5, 8)
    rows = [
        (f"{writer.word().capitalize()} {row + 1}", [writer.random.randint(100, 99_999) for _ in MONTHS])
        for row in range(5)
    ]
    sums = [sum(cells) for cells in zip(*(cells for _, cells in rows))]
    return {"id": f"t{number:05}-{position}", "caption": caption, "rows": rows, "sums": sums}


def pipe_table(writer, number, position, dialect):
    # Never fewer than 50 nor as many as 100: no row can be the sum of those above it.
    rows = [(f"Area {row}", writer.random.randint(50, 99), writer.random.randint(50, 99)) for row in range(4)]
    lines = ["| Area | Before | After |", "|---|---:|---:|"]
    lines += [f"| {area} | {before} | {after} |" for area, before, after in rows]
    return lines + dialect.caption(writer.words(4, 7), f"p{number:05}-{position}") + [""]


def text(writer, number, chapters, dialect):
    """The text of a chapter in Markdown."""
    figure, link = dialect.figure, dialect.link
    target, baseline = (figure(f"m{number:05}-0", part) for part in ("target", "baseline"))
    lines = [f"By March 2019 we want {target} where it was {baseline}.", "", dialect.metrics, ""]
    for section in range(6):
        lines += [f"## {writer.words(3, 6)} {section}", "", writer.paragraph(), ""]
        other = link(f"the chapter on {writer.word()}", number, writer.random.randrange(chapters))
        lines += [f"{writer.sentence()} See {other}. {writer.sentence()}", ""]
        lines += [f"- {writer.sentence(5, 10)}" for _ in range(4)] + [""]
        if section < 2:
            lines += [dialect.table(f"t{number:05}-{section}"), "", writer.paragraph(4) + f"[^{section}]", ""]
            lines += [f"[^{section}]: {writer.sentence()}", ""]
        elif section < 4:
            lines += pipe_table(writer, number, section, dialect)
        else:
            lines += [writer.paragraph() + f" **{writer.sentence(3, 5)}**", ""]
    other = link("More about this", number, writer.random.randrange(chapters))
    lines += [f"{other} is elsewhere. {writer.paragraph(4)}", ""]
    return lines + (CODE if number % 10 == 0 else [])


def chapter(number, chapters, dialect):
    writer = Writer(number)
    front = {"title": f"{writer.words(3, 5)} {number:,}", "description": writer.sentence()}
    measures = [measure(writer, number, position) for position in range(4)]
    tables = [table(writer, number, position) for position in range(2)]
    lines = dialect.front(number, front) + ["updated: 2018-04-12", "owner: Director of Operations", "metrics:"]
    for each in measures:
        lines += measure_lines(each)
    lines.append("tables:")
    for each in tables:
        lines += dialect.table_lines(each)
    return "\n".join(lines + ["---"] + text(writer, number, chapters, dialect)) + "\n"


def twin(number, dialect):
    writer = Writer(-1 - number)
    # A picture means one thing on a page; the last one is for the measure.
    *pictures, last = writer.random.sample(PICTURES[:-1], 9) + PICTURES[-1:]
    front = {"title": f"{writer.words(3, 4)} {number:,}", "picture": pictures[0]}
    lines = []
    for at, picture in enumerate(pictures):
        if at % 3 == 0:
            lines += [f"## {writer.words(3, 4)}?", ""]
        lines += dialect.part(picture, [writer.sentence(5, 9), writer.sentence(5, 9)])
    lines += dialect.part(last, [f"{dialect.people(number)} should get help in time."])
    return "\n".join(dialect.easy_front(number, front) + ["---"] + lines)


def measure_lines(measure):
    """A measure in the front matter: the same in both."""
    lines = [
        f"  - id: {measure['id']}",
        f"    name: {measure['name']}",
        "    unit: percent",
        "    better: higher",
        f"    baseline: {{ value: {measure['baseline']}, period: 2016-17 }}",
        f"    targets: [{{ value: {measure['target']}, by: 2019-03 }}]",
        "    trajectory:",
    ]
    for period, plan, actual in measure["quarters"]:
        known = "" if actual is None else f", actual: {actual}"
        lines.append(f"      - {{ period: {period}, plan: {plan}{known} }}")
    return lines


class Plain:
    """A plan as plainplan reads it."""

    metrics = "{{ metrics }}"

    def front(self, number, front):
        return ["---", f"title: {front['title']}", f"description: {front['description']}"]

    def easy_front(self, number, front):
        return ["---", f"title: {front['title']}"]

    def table_lines(self, table):
        lines = [
            f"  - id: {table['id']}",
            f"    caption: {table['caption']}",
            "    unit: £000",
            "    columns:",
            "      - { name: Service, header: true }",
        ]
        lines += [f"      - {{ name: {month}, type: money, total: sum }}" for month in MONTHS]
        lines.append("    rows: |")
        for label, cells in table["rows"] + [("= All", table["sums"])]:
            lines.append(f"      {label} | " + " | ".join(f"{cell:,}" for cell in cells))
        return lines

    def figure(self, measure, part):
        return f"{{{{ {measure}.{part} }}}}"

    def people(self, number):
        return f"{{{{ m{number:05}-0.target | people }}}}"

    def table(self, table):
        return f"{{{{ table {table} }}}}"

    def caption(self, caption, table):
        return ["", f"Table: {caption} {{#{table}}}"]

    def link(self, words, number, other):
        path = f"{name(other)}.md" if folder(other) == folder(number) else f"../{folder(other)}/{name(other)}.md"
        return f"[{words}]({path})"

    def part(self, picture, lines):
        return [f"![{picture}]", *lines, ""]

    def write(self, chapters, root):
        content = root / "content"
        save(
            root / "plan.yaml",
            f"title: {TITLE}\norganisation: {{ name: Northtown Health Board, short: NHB }}\naddress: {ADDRESS}\n"
            "period: { from: 2018-04-01, to: 2019-03-31 }\n"
            "contact: { email: plan@example.org, phone: 01632 960001, post: [1 Example Street] }\n",
        )
        save(content / "index.md", f"---\ntitle: {TITLE}\n---\nWhat this plan says.\n")
        save(content / "index.easy.md", f"---\ntitle: {TITLE}\n---\n![plan]\nThis is our plan.\n")
        for number in range(chapters):
            part = content / folder(number)
            if number % PART == 0:
                front = f"---\ntitle: Part {number // PART}\n---\n"
                save(part / "index.md", front + "What this part says.\n")
                save(part / "index.easy.md", front + "![plan]\nThis is one part.\n")
            save(part / f"{name(number)}.md", chapter(number, chapters, self))
            save(part / f"{name(number)}.easy.md", twin(number, self))


class Hugo:
    """The same plan as a site for Hugo."""

    metrics = "{{< metrics >}}"

    def front(self, number, front):
        return ["---", *(f"{key}: {value}" for key, value in front.items()), f"weight: {number + 1}"]

    easy_front = front

    def table_lines(self, table):
        lines = [
            f"  - id: {table['id']}",
            f"    caption: {table['caption']}",
            "    unit: £000",
            f"    columns: [Service, {', '.join(MONTHS)}]",
            "    rows:",
        ]
        lines += [f"      - [{label}, {', '.join(map(str, cells))}]" for label, cells in table["rows"]]
        return lines + [f"    total: [All, {', '.join(map(str, table['sums']))}]"]

    def figure(self, measure, part):
        return f'{{{{< figure "{measure}" "{part}" >}}}}'

    def people(self, number):
        return f'{{{{< people "/{folder(number)}/{name(number)}" "m{number:05}-0" >}}}}'

    def table(self, table):
        return f'{{{{< table "{table}" >}}}}'

    def caption(self, caption, table):
        return [f'{{id="{table}" caption="{caption}"}}']

    def link(self, words, number, other):
        return f"[{words}](../../{folder(other)}/{name(other)}/)"

    def part(self, picture, lines):
        return [f'{{{{< part "{picture}" >}}}}', *lines, "{{< /part >}}", ""]

    def write(self, chapters, root):
        shutil.copytree(HERE / "hugo", root, dirs_exist_ok=True)
        not_published = shutil.ignore_patterns("live.js")
        shutil.copytree(THEME / "static", root / "static" / "assets", ignore=not_published, dirs_exist_ok=True)
        for picture in PICTURES + CONTACT:
            save(root / "static" / "pictures" / f"{picture}.svg", (THEME / "pictures" / f"{picture}.svg").read_text())
        content = root / "content"
        easy = content / "easy-read"
        part_of_one = '{{< part "plan" >}}\nThis is %s.\n{{< /part >}}\n'
        save(content / "_index.md", f"---\ntitle: {TITLE}\n---\nWhat this plan says.\n")
        save(content / "measures.md", "---\ntitle: Measures\nlayout: measures\n---\n")
        # The last section by its weight, so that the parts are all sections but one.
        front = f"---\ntitle: {TITLE}\nlayout: easy-front\nweight: 1000000\n---\n"
        save(easy / "_index.md", front + part_of_one % "our plan")
        for number in range(chapters):
            part = folder(number)
            if number % PART == 0:
                front = f"---\ntitle: Part {number // PART}\npicture: plan\nweight: {number + 1}\n---\n"
                save(content / part / "_index.md", front + "What this part says.\n")
                save(easy / part / "_index.md", front + part_of_one % "one part")
                front = f'---\ntitle: "Measures: Part {number // PART}"\nurl: /measures/{part}/\nlayout: measures-part\npart: {part}\n---\n'
                save(content / f"measures-{part}.md", front)
            save(content / part / f"{name(number)}.md", chapter(number, chapters, self))
            save(easy / part / f"{name(number)}.md", twin(number, self))


def save(path, words):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chapters", type=int, metavar="CHAPTERS")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the plan goes")
    parser.add_argument("--hugo", type=Path, metavar="FOLDER", help="where the same plan goes as a site for Hugo")
    given = parser.parse_args()
    Plain().write(given.chapters, given.folder)
    if given.hugo:
        Hugo().write(given.chapters, given.hugo)


if __name__ == "__main__":
    main()
