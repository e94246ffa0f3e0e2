#!/usr/bin/env python3
"""Holds two builds of the same plan against each other: is it the same work?

    benches/equal.py SITE SITE

Prints, for each kind of page, how many of them are in both and what is on the middle one: elements, words, bytes. Every
page must have as many of each element as its namesake, its words within 3 in 100, its bytes within 8 in 100;
what does not is told, and the exit status is 1. Pages that one of the two alone makes are counted and named.
"""

import argparse
import statistics
import sys
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

ELEMENTS = {
    "table": "tables", "caption": "captions", "th": "th", "td": "td", "svg": "svg", "polyline": "lines", "li": "li",
    "img": "pictures", "nav": "nav", "h2": "h2", "dt": "dt", "pre": "code", "sup": "notes",
}
ATTRIBUTES = {"scope": "scope=", "aria-current": "aria-current"}
COUNTED = [*ELEMENTS.values(), *ATTRIBUTES.values()]
WORDS_APART = 0.03
BYTES_APART = 0.08
SHOWN = 10


class Counts(HTMLParser):
    """What a page is made of."""

    def __init__(self, markup):
        super().__init__()
        self.found = Counter({"bytes": len(markup)})
        self.feed(markup.decode("utf-8"))

    def handle_starttag(self, tag, attributes):
        self.found[ELEMENTS.get(tag)] += 1
        for attribute, _ in attributes:
            self.found[ATTRIBUTES.get(attribute)] += 1

    def handle_data(self, data):
        self.found["words"] += len(data.split())


@dataclass
class Comparison:
    """Two sites, page by page."""

    pairs: dict = field(default_factory=dict)
    alone: tuple = ()

    def differences(self):
        for page, (ours, theirs) in self.pairs.items():
            for what in COUNTED:
                if ours[what] != theirs[what]:
                    yield f"{page}: {ours[what]} and {theirs[what]} {what}"
            for what, apart in (("words", WORDS_APART), ("bytes", BYTES_APART)):
                if abs(ours[what] - theirs[what]) > apart * theirs[what]:
                    yield f"{page}: {ours[what]} and {theirs[what]} {what}"

    def kinds(self):
        kinds = {}
        for page, pair in self.pairs.items():
            kinds.setdefault(kind(page), []).append(pair)
        return kinds


def kind(page):
    if page.startswith("measures/part-"):
        return "the measures of a part"
    easy = "easy read of " if page.startswith("easy-read/") else ""
    if "chapter-" in page:
        return easy + "a chapter"
    return easy + "a part" if "part-" in page else page


def pages(site):
    return {path.relative_to(site).as_posix(): path for path in sorted(Path(site).rglob("*.html"))}


def compare(ours, theirs):
    ours, theirs = pages(ours), pages(theirs)
    count = lambda path: Counts(path.read_bytes()).found
    pairs = {page: (count(ours[page]), count(theirs[page])) for page in ours if page in theirs}
    return Comparison(pairs, (sorted(ours.keys() - theirs.keys()), sorted(theirs.keys() - ours.keys())))


def table(comparison):
    """The middle page of each kind, as a Markdown table: the same number once, others as `ours / theirs`."""
    columns = [*COUNTED, "words", "bytes"]
    lines = ["| page | in both | " + " | ".join(columns) + " |", "|---|---:|" + "---:|" * len(columns)]
    for name, pairs in comparison.kinds().items():
        cells = []
        for what in columns:
            ours, theirs = (round(statistics.median(side[what] for side in sides)) for sides in zip(*pairs))
            cells.append(f"{ours:,}" if ours == theirs else f"{ours:,} / {theirs:,}")
        lines.append(f"| {name} | {len(pairs)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ours", metavar="SITE")
    parser.add_argument("theirs", metavar="SITE")
    given = parser.parse_args()
    comparison = compare(given.ours, given.theirs)
    print(table(comparison))
    for site, alone in zip((given.ours, given.theirs), comparison.alone):
        print(f"\nOnly in {site}: {len(alone)} pages: {', '.join(alone[:SHOWN]) or 'none'}")
    differences = list(comparison.differences())
    print(f"\n{len(differences)} differences.", *differences[:SHOWN], sep="\n")
    sys.exit(1 if differences or not comparison.pairs else 0)


if __name__ == "__main__":
    main()
