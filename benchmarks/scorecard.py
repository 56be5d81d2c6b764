"""Accuracy of the default pipeline on the public development sets, beside what others score.

    python -m benchmarks.scorecard DATA [--json FILE] [--only TASK] [--limit N] [--jobs N]

DATA is the folder of the corpora, the scorers lie beside it in ``eval``; neither is part of this
repository. All values are from 0 to 100 unless the measure says otherwise. Exit codes: 0 done,
1 data or scorers are missing or broken, 2 usage.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.items import FIELDS, InputError, read_lines, unpack
from benchmarks.plain import write_plain
from benchmarks.predict import pipeline, positive, predict_file
from benchmarks.scorers import LOWER_IS_BETTER, PROGRAMS, ScorerError, score
from benchmarks.table import table
from onrecord import __version__

SEED = 0
"""Chooses the items of ``--limit``, so that two runs see the same ones."""

SETS: tuple[tuple[str, str, str], ...] = (
    ("pages", "news", "pages/news.tar.xz"),
    ("pages", "mixed", "pages/mixed.tar.xz"),
    ("pages", "blogs", "pages/blogs.tar.xz"),
    ("pages", "dates", "pages/dates.tar.xz"),
    ("blocks", "news-plain-story", "pages/news.tar.xz"),
    ("blocks", "news-plain-page", "pages/news.tar.xz"),
    ("attributions", "polnear-dev", "attribution/polnear-dev.jsonl.xz"),
    ("times", "timebank", "times/timebank.jsonl.xz"),
    ("times", "wikiwars", "times/wikiwars.jsonl.xz"),
    ("places", "lgl", "places/lgl.jsonl.xz"),
    ("places", "geovirus", "places/geovirus.jsonl.xz"),
    ("entities", "re3d-dev", "entities/re3d-dev.jsonl.xz"),
    ("entities", "uner-ewt-dev", "entities/uner-ewt-dev.jsonl.xz"),
    ("entities", "wikigold", "entities/wikigold.jsonl.xz"),
    ("events", "news-dev", "events/news-dev.jsonl.xz"),
    ("pair-type", "plv-train", "events/plv-train.jsonl.xz"),
)
"""Task, name and file below DATA of every set, in the order of the table."""

PLAIN = {"news-plain-story": "story", "news-plain-page": "page"}
"""Sets made from pages by stripping their tags, and which variant of that each is."""


@dataclass(frozen=True, slots=True)
class Peer:
    """What another program scores; ``split`` is named where it is another than ours."""

    name: str
    value: float
    split: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure on one set."""

    task: str
    set: str
    items: int
    measure: str
    value: float
    lower_is_better: bool = False
    peers: list[Peer] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SetRun:
    """One set's rows, how many of its items failed and the seconds prediction took."""

    task: str
    set: str
    items: int
    failed: int
    seconds: float
    rows: list[Row]


def load_peers() -> dict[tuple[str, str, str], list[Peer]]:
    """Return the peers of ``peers.tsv`` by task, set and measure, in the order of the file."""
    lines = Path(__file__).with_name("peers.tsv").read_text(encoding="utf-8").splitlines()
    peers: dict[tuple[str, str, str], list[Peer]] = {}
    for line in [line for line in lines if not line.startswith("#")][1:]:
        task, name, measure, peer, value, split = line.split("\t")
        peers.setdefault((task, name, measure), []).append(Peer(peer, float(value), split))
    return peers


def run_set(
    task: str, name: str, source: Path, scorers: Path, *, limit: int | None, jobs: int
) -> SetRun:
    """Predict and score one set, or ``limit`` of its items drawn with :data:`SEED`.

    Raises :class:`InputError` and :class:`ScorerError`.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-scorecard-") as place:
        folder = Path(place)
        gold = folder / "gold.jsonl"
        if task == "pages" or name in PLAIN:
            unpack(source, folder)
            source = gold
        if name in PLAIN:
            source = folder / "plain.jsonl"
            write_plain(gold, source, PLAIN[name])
        lines = list(read_lines(source))
        if limit is not None and limit < len(lines):
            chosen = sorted(random.Random(SEED).sample(range(len(lines)), limit))
            lines = [lines[i] for i in chosen]
        gold.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        began = time.perf_counter()
        predicted = folder / "predicted.jsonl"
        items, failed = predict_file(task, gold, predicted, jobs=jobs)
        seconds = time.perf_counter() - began
        values = score(task, gold, predicted, scorers)
    peers = load_peers()
    rows = [
        Row(task, name, items, measure, round(value, 2), measure in LOWER_IS_BETTER, peers=others)
        for measure, value in values.items()
        for others in [peers.get((task, name, measure), [])]
    ]
    return SetRun(task, name, items, failed, round(seconds, 2), rows)


def render(runs: Sequence[SetRun]) -> str:
    """Return the table as text, with the notes that belong under it."""
    rows, last = [], ("", "")
    for run in runs:
        for row in run.rows:
            new = (row.task, row.set) != last
            last = (row.task, row.set)
            mark = " (less is better)" if row.lower_is_better else ""
            rows.append(
                (
                    row.task if new else "",
                    row.set if new else "",
                    str(row.items) if new else "",
                    row.measure + mark,
                    f"{row.value:.1f}",
                    ", ".join(_said(peer) for peer in row.peers),
                )
            )
    items, failed = sum(run.items for run in runs), sum(run.failed for run in runs)
    seconds = sum(run.seconds for run in runs)
    return "\n".join(
        (
            table(("task", "set", "items", "measure", "ours", "peer"), rows, right="<<><>"),
            "",
            f"{items} items, {failed} failed, {seconds:.0f} s. Values are from 0 to 100"
            " unless the measure says otherwise.",
        )
    )


def _said(peer: Peer) -> str:
    split = f" ({peer.split} split)" if peer.split else ""
    return f"{peer.value:.1f} {peer.name}{split}"


def as_json(runs: Sequence[SetRun], limit: int | None) -> str:
    """Return the scorecard as JSON: what was run, and ``sets`` with their rows."""
    about = {
        "onrecord": __version__,
        "pipeline": pipeline().fingerprint,
        "limit": limit,
        "seed": SEED,
        "sets": [asdict(run) for run in runs],
    }
    return json.dumps(about, indent=1) + "\n"


def _missing(data: Path, sets: Iterable[tuple[str, str, str]], scorers: Path) -> str:
    """Say what is not there, ``""`` where all is."""
    sets = list(sets)
    if not data.is_dir():
        return f"no data: {data} is no folder"
    programs = {PROGRAMS[task][0] for task, *_ in sets if task in PROGRAMS}
    lost = [str(data / file) for *_, file in sets if not (data / file).is_file()]
    lost += [str(scorers / p) for p in sorted(programs) if not (scorers / p).is_file()]
    return "missing: " + ", ".join(lost) if lost else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scorecard", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    parser.add_argument("--only", action="append", choices=tuple(FIELDS), metavar="TASK")
    parser.add_argument("--limit", type=positive, metavar="N", help="N items of each set")
    jobs = min(4, os.cpu_count() or 1)
    parser.add_argument("--jobs", type=positive, default=jobs, metavar="N", help=f"({jobs})")
    options = parser.parse_args(arguments)
    wanted = options.only or list(FIELDS)
    sets = [row for row in SETS if row[0] in wanted]
    data, scorers = options.data, options.data.resolve().parent / "eval"
    if missing := _missing(data, sets, scorers):
        print(f"error: {missing}", file=sys.stderr)
        print("hint: DATA is the folder of corpora, with the scorers in eval/ beside it;"
              " both come apart from this repository", file=sys.stderr)  # fmt: skip
        return 1
    runs = []
    try:
        for task, name, file in sets:
            print(f"{task} {name} ...", file=sys.stderr)
            run = run_set(task, name, data / file, scorers, limit=options.limit, jobs=options.jobs)
            runs.append(run)
    except (InputError, ScorerError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(render(runs))
    if options.json:
        options.json.write_text(as_json(runs, options.limit), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
