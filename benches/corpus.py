#!/usr/bin/env python3
"""Writes a plan of any size, the same every time, for measuring.

    benches/corpus.py CHAPTERS FOLDER

Fifty chapters a part, each with its easy-read twin. A chapter has 4 measures with 8 quarterly values each, 2 tables of
6 by 12, about 1,200 words, 2 tables in the text, lists, footnotes, 7 links to other chapters and, one in ten, a block of
code. The words are drawn from a list; they say nothing.
"""

import random
import sys
from pathlib import Path

PART = 50
WORDS = (
    "plan care people service health local team ward clinic patient money budget year month support need time place"
    " safe early home community hospital nurse doctor family carer mental physical waiting list target quality access"
    " change improve reduce increase review report agree fund spend save work share learn train listen offer open close"
    " better faster simpler nearer fairer together every first next most many some new current planned joint whole"
).split()
JOINTS = "the a our this each with for from by in of to and as that which".split()
PICTURES = (
    "doctor nurse hospital calendar money meeting team home phone medicine heart ambulance plan target baby"
).split()


class Writer:
    """Draws words and figures; the same seed gives the same plan."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def sentence(self, low=9, high=20):
        length = self.random.randint(low, high)
        words = [self.random.choice(WORDS if at % 2 == 0 else JOINTS) for at in range(length)]
        return " ".join(words).capitalize() + "."

    def paragraph(self, sentences=5):
        return " ".join(self.sentence() for _ in range(sentences))


def name(number):
    return f"chapter-{number:05}"


def folder(number):
    return f"part-{number // PART:04}"


def measure(writer, number, position):
    base = writer.random.randint(300, 900) / 10
    plan = [round(base + step * 0.9, 1) for step in range(8)]
    actual = [round(value + writer.random.randint(-15, 15) / 10, 1) for value in plan[:5]]
    times = [f"20{17 + quarter // 4}-{18 + quarter // 4} Q{quarter % 4 + 1}" for quarter in range(8)]
    lines = [
        f"  - id: m{number:05}-{position}",
        f"    name: {writer.sentence(4, 6)[:-1]}",
        "    unit: percent",
        "    better: higher",
        f"    baseline: {{ value: {base}, period: 2016-17 }}",
        f"    targets: [{{ value: {plan[7] + 1:.1f}, by: 2019-03 }}]",
        "    trajectory:",
    ]
    for at, time in enumerate(times):
        known = f", actual: {actual[at]}" if at < 5 else ""
        lines.append(f"      - {{ period: {time}, plan: {plan[at]}{known} }}")
    return lines


def table(writer, number, position):
    lines = [
        f"  - id: t{number:05}-{position}",
        f"    caption: {writer.sentence(5, 8)[:-1]}",
        "    unit: £000",
        "    columns:",
        "      - { name: Service, header: true }",
    ]
    lines += [f"      - {{ name: Month {month}, type: money, total: sum }}" for month in range(1, 12)]
    lines.append("    rows: |")
    sums = [0] * 11
    for row in range(5):
        cells = [writer.random.randint(100, 99_999) for _ in range(11)]
        sums = [total + cell for total, cell in zip(sums, cells)]
        label = f"{writer.random.choice(WORDS).capitalize()} {row + 1}"
        lines.append(f"      {label} | " + " | ".join(f"{cell:,}" for cell in cells))
    lines.append("      = All | " + " | ".join(f"{total:,}" for total in sums))
    return lines


def pipe_table(writer, number, position):
    lines = ["| Area | Before | After |", "|---|---:|---:|"]
    lines += [
        f"| Area {row} | {writer.random.randint(10, 99)} | {writer.random.randint(10, 99)} |"
        for row in range(4)
    ]
    return lines + ["", f"Table: {writer.sentence(4, 7)[:-1]} {{#p{number:05}-{position}}}", ""]


def chapter(number, chapters):
    writer = Writer(number)
    front = ["---", f"title: {writer.sentence(3, 5)[:-1]} {number}", f"description: {writer.sentence()}"]
    front += ["updated: 2018-04-12", "owner: Director of Operations", "metrics:"]
    for position in range(4):
        front += measure(writer, number, position)
    front.append("tables:")
    for position in range(2):
        front += table(writer, number, position)
    front.append("---")
    text = [f"By March 2019 we want {{{{ m{number:05}-0.target }}}} where it was {{{{ m{number:05}-0.baseline }}}}.", ""]
    text += ["{{ metrics }}", ""]
    for section in range(6):
        text += [f"## {writer.sentence(3, 6)[:-1]} {section}", "", writer.paragraph(), ""]
        other = writer.random.randrange(chapters)
        path = f"{name(other)}.md" if folder(other) == folder(number) else f"../{folder(other)}/{name(other)}.md"
        text += [f"{writer.sentence()} See [the chapter on {writer.random.choice(WORDS)}]({path}). {writer.sentence()}", ""]
        text += [f"- {writer.sentence(5, 10)}" for _ in range(4)] + [""]
        if section < 2:
            text += [f"{{{{ table t{number:05}-{section} }}}}", "", writer.paragraph(3) + f"[^{section}]", ""]
            text += [f"[^{section}]: {writer.sentence()}", ""]
        elif section < 4:
            text += pipe_table(writer, number, section)
        else:
            text += [writer.paragraph(4) + f" **{writer.sentence(3, 5)}**", ""]
    other = writer.random.randrange(chapters)
    text += [f"[More about this](../{folder(other)}/{name(other)}.md) is elsewhere. {writer.paragraph(3)}", ""]
    if number % 10 == 0:
        text += ["```python", "def total(rows):", "    return sum(row.value for row in rows)", "```", ""]
    return "\n".join(front + text) + "\n"


def twin(number):
    writer = Writer(-1 - number)
    lines = ["---", f"title: {writer.sentence(3, 4)[:-1]} {number}", "---"]
    for section in range(3):
        lines += [f"## {writer.sentence(3, 4)[:-1]}?", ""]
        for _ in range(3):
            lines += [f"![{writer.random.choice(PICTURES)}]", writer.sentence(5, 9), writer.sentence(5, 9), ""]
    lines += ["![target]", f"{{{{ m{number:05}-0.target | people }}}} should be helped in time.", ""]
    return "\n".join(lines)


def write(chapters, root):
    root = Path(root)
    content = root / "content"
    content.mkdir(parents=True, exist_ok=True)
    (root / "plan.yaml").write_text(
        "title: A plan for measuring\norganisation: { name: Northtown Health Board, short: NHB }\n"
        "period: { from: 2018-04-01, to: 2019-03-31 }\n"
        "contact: { email: plan@example.org, phone: 01632 960001, post: [1 Example Street] }\n"
    )
    (content / "index.md").write_text("---\ntitle: A plan for measuring\n---\nWhat this plan says.\n")
    (content / "index.easy.md").write_text("---\ntitle: A plan for measuring\n---\n![plan]\nThis is our plan.\n")
    for number in range(chapters):
        part = content / folder(number)
        if number % PART == 0:
            part.mkdir(exist_ok=True)
            title = f"Part {number // PART}"
            (part / "index.md").write_text(f"---\ntitle: {title}\n---\nWhat this part says.\n")
            (part / "index.easy.md").write_text(f"---\ntitle: {title}\n---\n![plan]\nThis is one part.\n")
        (part / f"{name(number)}.md").write_text(chapter(number, chapters))
        (part / f"{name(number)}.easy.md").write_text(twin(number))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write(int(sys.argv[1]), sys.argv[2])
