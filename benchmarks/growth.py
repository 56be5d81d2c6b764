"""Whether memory grows while pages are read: resident memory after ever more of them.

    python -m benchmarks.growth [--pages N] [--data DATA] [--json FILE]

Takes pages through reading and the pages stage, one batch after another and none kept: made from
``examples/``, no two alike, so that a cache without a bound would show; with ``--data`` those of
DATA/pages again and again. Measures its own process, so nothing else runs in it. Exit codes:
0 done, 1 no pages, 2 usage.
"""

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import chain, cycle, islice
from pathlib import Path

from benchmarks import memory
from benchmarks.items import InputError, opened
from benchmarks.made_pages import make_pages
from benchmarks.pages_speed import EXAMPLES, NamedPage, one_thread
from benchmarks.predict import positive
from benchmarks.table import table
from onrecord import __version__
from onrecord.document import Doc
from onrecord.pipeline import Pipeline, load_stage
from onrecord.read import read_bytes

PAGES = 10_000
POINTS = (0.1, 0.2, 0.5, 1.0)
"""Shares of the pages after which memory is looked at."""

PERIOD = 500
"""Pages after which the made pages' sizes come again: each point has met the largest one."""


@dataclass(frozen=True, slots=True)
class Point:
    """What the process holds after ``pages`` of them: bytes resident, Python's blocks of memory."""

    pages: int
    documents: int
    resident_bytes: int
    python_blocks: int


def watch(pages: Iterable[NamedPage], points: Sequence[int]) -> Iterator[Point]:
    """Take ``pages`` through the pages stage; yield a point after each number in ``points``."""
    pipeline, read, documents = Pipeline([load_stage("pages")]), 0, 0
    source = iter(pages)
    for point in points:
        turn = islice(source, point - read)
        found = (read_bytes(data, path=name, format="html") for name, data in turn)
        documents += sum(isinstance(r, Doc) for r in pipeline.run(chain.from_iterable(found)))
        read = point
        gc.collect()
        yield Point(point, documents, memory.own_resident(), sys.getallocatedblocks())


def growth(points: Sequence[Point]) -> float:
    """Return by how many KB resident memory grew per 1,000 pages between the last two points.

    0 for a single one. Before that, caches that have a bound fill up.
    """
    if len(points) < 2:
        return 0.0
    before, last = points[-2:]
    grown = last.resident_bytes - before.resident_bytes
    return grown / 1024 / (last.pages - before.pages) * 1000


def render(points: Sequence[Point]) -> str:
    """Return the points as a table, and the growth."""
    rows = [
        (
            f"{p.pages:,}",
            f"{p.documents:,}",
            f"{p.resident_bytes / 1e6:,.1f}",
            f"{growth(points[:number]):+,.0f}" if number > 1 else "",
            f"{p.python_blocks:,}",
        )
        for number, p in enumerate(points, 1)
    ]
    header = ("pages", "documents", "resident MB", "KB per 1,000 pages", "Python blocks")
    text = table(header, rows, right=">>>>>")
    if len(points) > 1:
        text += f"\n\nfrom {points[-2].pages:,} to {points[-1].pages:,} pages:"
        text += f" {growth(points):+,.0f} KB resident per 1,000 pages"
    return text


def _development(data: Path, stack: ExitStack) -> Iterator[NamedPage]:
    """Yield the development pages again and again, each read from its file when it is due."""
    files = []
    for archive in sorted((data / "pages").glob("*.tar.xz")):
        items = stack.enter_context(opened("pages", archive))
        files += [Path(item["file"]) for item in items if item["file"]]
    if not files:
        raise InputError(f"no pages/*.tar.xz in {data}")
    return ((file.name, file.read_bytes()) for file in cycle(files))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--pages", type=positive, default=PAGES, metavar="N", help=f"({PAGES})")
    parser.add_argument("--data", type=Path, metavar="DATA", help="folder with pages/*.tar.xz")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    options = parser.parse_args(arguments)
    one_thread()
    points = sorted({max(1, round(options.pages * share)) for share in POINTS})
    try:
        with ExitStack() as stack:
            if options.data is not None:
                pages = _development(options.data, stack)
            else:
                examples = [path.read_bytes() for path in sorted(EXAMPLES.glob("*/*.html"))]
                pages = make_pages(examples, options.pages, period=PERIOD)
            found = list(watch(pages, points))
    except (InputError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(render(found))
    if options.json:
        about = {
            "onrecord": __version__,
            "kilobytes_per_1000_pages": round(growth(found), 1),
            "points": [asdict(point) for point in found],
        }
        options.json.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
