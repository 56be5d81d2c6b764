"""How fast pages become typed records, beside the bare HTML parse and other programs.

    python -m benchmarks.pages_speed [--data DATA] [--pages N] [--rounds N] [--json FILE]

One thread, one process, pages of about 175 KB: made from ``examples/`` at run time, or with
``--data`` drawn from DATA/pages, the same ones each time. The programs take turns every few pages,
so that a busy machine slows them all; the ratios carry over to other machines, the rates do not.
Exit codes: 0 done, 1 no pages, 2 usage.
"""

import argparse
import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks.items import InputError, opened
from benchmarks.made_pages import MEAN_BYTES, SEED, make_pages
from benchmarks.peers import PEERS, Peer, Work, alone
from benchmarks.predict import positive
from benchmarks.table import table
from onrecord import __version__
from onrecord.document import Doc
from onrecord.pipeline import Pipeline, load_stage
from onrecord.read import read_bytes

EXAMPLES = Path(__file__).parent.parent / "examples"
PAGES, ROUNDS = 60, 5
TURN = 20
"""Pages a program reads before it is the next one's turn."""

DRAWS = 500
"""Samples drawn to find one of the wanted mean size."""

NamedPage = tuple[str, bytes]
Reader = Callable[[Sequence[NamedPage]], int]
"""Reads pages and returns of how many it made something."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What a program did: pages per second of the median round, of the slowest and the fastest.

    ``times_trafilatura`` and ``share_of_parse`` compare the median with those of the two others;
    ``failed`` counts the pages of a round it made nothing of.
    """

    program: str
    version: str
    gives: str
    pages_per_second: float
    slowest: float
    fastest: float
    times_trafilatura: float | None
    share_of_parse: float
    failed: int


def one_thread() -> None:
    """Have NumPy compute in one thread, as everything else here does; before it is imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def made(count: int) -> list[NamedPage]:
    """Return ``count`` pages made from the examples. Raises :class:`InputError` without any."""
    examples = [path.read_bytes() for path in sorted(EXAMPLES.glob("*/*.html"))]
    try:
        return list(make_pages(examples, count))
    except ValueError as error:
        raise InputError(f"{EXAMPLES}: {error}") from None


def development(data: Path) -> list[NamedPage]:
    """Return the pages of all sets below ``data``; raises :class:`InputError` without any."""
    pages = []
    for archive in sorted((data / "pages").glob("*.tar.xz")):
        with opened("pages", archive) as items:
            pages += [(str(i["id"]), Path(i["file"]).read_bytes()) for i in items if i["file"]]
    if not pages:
        raise InputError(f"no pages/*.tar.xz in {data}")
    return pages


def drawn(pages: Sequence[NamedPage], count: int, mean_bytes: int = MEAN_BYTES) -> list[NamedPage]:
    """Return ``count`` of ``pages``, the same ones each time, of about ``mean_bytes`` on average.

    Of many samples drawn at random it is the one nearest to that mean.
    """
    rng = random.Random(SEED)
    count = min(count, len(pages))
    samples = (rng.sample(pages, count) for _ in range(DRAWS))
    return min(samples, key=lambda s: abs(sum(len(data) for _, data in s) - mean_bytes * count))


def measure(
    pages: Sequence[NamedPage], *, rounds: int = ROUNDS, peers: Sequence[Peer] = PEERS
) -> list[Speed]:
    """Return the speed of the bare parse, of ours, and of the peers that are installed.

    Everything is read once before, which also loads tables and compiles patterns.
    """
    programs: dict[str, tuple[str, str, Reader]] = {
        "lexbor parse": (version("selectolax"), "a tree", _each(LexborHTMLParser)),
        "onrecord pages": (__version__, "typed blocks, all fields", _ours()),
    }
    with alone():
        for peer in peers:
            try:
                programs[peer.name] = (peer.version, peer.gives, _each(peer.start()))
            except ImportError:
                continue
        seconds: dict[str, list[float]] = {name: [] for name in programs}
        failed = {name: len(pages) - read(pages) for name, (_, _, read) in programs.items()}
        for number in range(rounds):
            order = [*programs][number % len(programs) :] + [*programs][: number % len(programs)]
            for name, spent in _round(pages, {name: programs[name][2] for name in order}).items():
                seconds[name].append(spent)
    rates = {name: sorted(len(pages) / s for s in spent) for name, spent in seconds.items()}
    median = {name: statistics.median(rate) for name, rate in rates.items()}
    peer_rate = median.get("trafilatura")
    return [
        Speed(
            program=name,
            version=number,
            gives=gives,
            pages_per_second=round(median[name], 2),
            slowest=round(rates[name][0], 2),
            fastest=round(rates[name][-1], 2),
            times_trafilatura=round(median[name] / peer_rate, 2) if peer_rate else None,
            share_of_parse=round(median[name] / median["lexbor parse"], 4),
            failed=failed[name],
        )
        for name, (number, gives, _) in programs.items()
    ]


def _round(pages: Sequence[NamedPage], readers: dict[str, Reader]) -> dict[str, float]:
    """Return the seconds each reader took for all pages, a few at a time in turn."""
    seconds = dict.fromkeys(readers, 0.0)
    for at in range(0, len(pages), TURN):
        turn = pages[at : at + TURN]
        for name, read in readers.items():
            gc.collect()  # nobody pays for what the one before has left behind
            began = time.perf_counter()
            read(turn)
            seconds[name] += time.perf_counter() - began
    return seconds


def _ours() -> Reader:
    pipeline = Pipeline([load_stage("pages")])

    def read(pages: Sequence[NamedPage]) -> int:
        found = (read_bytes(data, path=name, format="html") for name, data in pages)
        return sum(isinstance(r, Doc) for r in pipeline.run(chain.from_iterable(found)))

    return read


def _each(work: Work) -> Reader:
    def read(pages: Sequence[NamedPage]) -> int:
        good = 0
        for _, data in pages:
            try:
                good += bool(work(data))
            except Exception:  # noqa: BLE001  a page that a peer cannot read is counted, no more
                continue
        return good

    return read


def render(speeds: Sequence[Speed], pages: Sequence[NamedPage], rounds: int, what: str) -> str:
    """Return the table as text, with what has to be known to read it; ``what`` the pages are."""
    rows = [
        (
            f"{s.program} {s.version}",
            s.gives,
            f"{1000 / s.pages_per_second:,.2f}",
            f"{s.pages_per_second:,.0f}",
            f"{s.slowest:,.0f} to {s.fastest:,.0f}",
            "" if s.times_trafilatura is None else f"{s.times_trafilatura:,.1f}",
            f"{s.share_of_parse:.1%}",
            str(s.failed or ""),
        )
        for s in speeds
    ]
    header = ("program", "gives", "ms a page", "pages/s", "rounds", "x trafilatura", "of parse")
    sizes = [len(data) for _, data in pages]
    missing = [peer.name for peer in PEERS if peer.name not in {s.program for s in speeds}]
    return (
        table((*header, "failed"), rows, right="<<>>>>>>")
        + f"\n\n{len(pages)} pages {what}, {statistics.mean(sizes) / 1000:,.0f} KB on average"
        + f" (median {statistics.median(sizes) / 1000:,.0f}), {rounds} rounds in turn, one thread."
        + '\nms and pages/s are those of the median round, "rounds" the slowest and the fastest;'
        + '\n"of parse" is the share of the bare parse\'s pages/s. From bytes, decoding included.'
        + (f"\nnot installed: {', '.join(missing)}" if missing else "")
    )


def run(data: Path | None, count: int, rounds: int) -> tuple[str, dict[str, object]]:
    """Measure, and return the table and what goes into JSON. Raises :class:`InputError`."""
    pages = made(count) if data is None else drawn(development(data), count)
    what = "made from the examples" if data is None else "drawn from the development sets"
    speeds = measure(pages, rounds=rounds)
    about = {
        "pages": len(pages),
        "what": what,
        "mean_bytes": round(statistics.mean(len(content) for _, content in pages)),
        "rounds": rounds,
        "programs": [asdict(speed) for speed in speeds],
    }
    return render(speeds, pages, rounds, what), about


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages_speed", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, metavar="DATA", help="folder with pages/*.tar.xz")
    parser.add_argument("--pages", type=positive, default=PAGES, metavar="N", help=f"({PAGES})")
    parser.add_argument("--rounds", type=positive, default=ROUNDS, metavar="N", help=f"({ROUNDS})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    options = parser.parse_args(arguments)
    one_thread()
    try:
        text, about = run(options.data, options.pages, options.rounds)
    except (InputError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(text)
    if options.json:
        about = {"onrecord": __version__, **about}
        options.json.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
