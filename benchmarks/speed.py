"""How fast each stage and the whole pipeline are, as multiples of the bare HTML parse.

    python -m benchmarks.speed [--json FILE] [--data DATA] [--rounds N]

Reads the pages of ``examples/`` (with ``--data`` those of DATA/pages besides) again and again.
Parse and pipeline take turns in one process, so that a busy machine slows both; the ratios carry
over to other machines, the rates do not. A second table has the pages stage alone beside other
programs, on pages as heavy as real ones (:mod:`benchmarks.pages_speed`). Exit codes: 0 done,
1 no pages, 2 usage.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks import memory, pages_speed
from benchmarks.items import InputError
from benchmarks.peers import alone, trafilatura
from benchmarks.predict import positive
from benchmarks.table import table
from onrecord import __version__
from onrecord.document import Doc, Page
from onrecord.pipeline import BUILT_IN, Pipeline, load_stage
from onrecord.read import read_bytes
from onrecord.records import Failure
from onrecord.stages import Stage

EXAMPLES = Path(__file__).parent.parent / "examples"
REPEAT = 10
"""Times the pages are read in a round: 15 pages would be too few to time."""


@dataclass
class Part:
    """What one part of the work did: seconds and documents of each round."""

    name: str
    seconds: list[float] = field(default_factory=list)
    documents: int = 0
    characters: int = 0
    peak_bytes: int = 0

    def begin(self) -> None:
        """Start a round."""
        self.seconds.append(0.0)
        self.documents = self.characters = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One part's numbers, per second of the median round; ``characters`` are those of the text.

    ``times_parse`` and ``times_trafilatura`` are how many times longer it took than these did.
    """

    part: str
    documents_per_second: float
    characters_per_second: float
    times_parse: float
    times_trafilatura: float | None
    peak_bytes: int
    seconds: list[float]


class Timed:
    """A stage that does what another does and keeps the time."""

    def __init__(self, stage: Stage, part: Part, *, heap: bool = False) -> None:
        self.name, self.reads = stage.name, stage.reads
        self.writes, self.version = stage.writes, stage.version
        self._stage, self._part, self._heap = stage, part, heap

    def __call__(self, docs: Iterable[Doc], /) -> list[Doc]:
        docs = list(docs)
        with memory.traced(self._heap) as peak:
            began = time.perf_counter()
            done = list(self._stage(docs))
            self._part.seconds[-1] += time.perf_counter() - began
        self._part.peak_bytes = max(self._part.peak_bytes, peak())
        self._part.documents += len(done)
        self._part.characters += sum(len(doc.text) for doc in done if doc.begun)
        return done


def find_pages(data: Path | None) -> list[tuple[str, bytes]]:
    """Return name and bytes of the example pages, and of all pages below ``data`` where given.

    Raises :class:`InputError`.
    """
    pages = [(path.name, path.read_bytes()) for path in sorted(EXAMPLES.glob("*/*.html"))]
    return pages if data is None else pages + pages_speed.development(data)


def measure(pages: Sequence[tuple[str, bytes]], *, rounds: int, repeat: int) -> list[Line]:
    """Return the parts' numbers over ``rounds`` rounds, each ``repeat`` times through ``pages``.

    The parts: the bare parse, reading, each stage, and all of it from bytes to records; where
    trafilatura is installed, that too.
    """
    stages = [load_stage(name) for name in BUILT_IN]
    names = ["parse", "read", *(stage.name for stage in stages), "whole", "trafilatura"]
    parts = {name: Part(name) for name in names}
    extract = _trafilatura()
    if extract is None:
        del parts["trafilatura"]
    _heap_peaks(pages, stages, parts)  # also the warm-up: tables loaded, patterns compiled
    for _ in range(rounds):
        for part in parts.values():
            part.begin()
        for _ in range(repeat):
            _time_each(parts["parse"], pages, _parse)
            _time_pipeline(parts, pages, [Timed(s, parts[s.name]) for s in stages])
            if extract is not None:
                _time_each(parts["trafilatura"], pages, extract)
    return _lines(parts)


def _time_each(
    part: Part, pages: Sequence[tuple[str, bytes]], work: Callable[[bytes], object]
) -> None:
    began = time.perf_counter()
    for _, data in pages:
        work(data)
    part.seconds[-1] += time.perf_counter() - began
    part.documents += len(pages)


def _time_pipeline(
    parts: dict[str, Part], pages: Sequence[tuple[str, bytes]], stages: Sequence[Stage]
) -> None:
    pipeline = Pipeline(stages)
    whole = parts["whole"]
    began = time.perf_counter()
    for result in pipeline.run(_read(parts["read"], pages)):
        whole.documents += 1
        if isinstance(result, Doc):
            whole.characters += len(result.text)
    whole.seconds[-1] += time.perf_counter() - began


def _read(part: Part, pages: Sequence[tuple[str, bytes]]) -> Iterator[Page | Failure]:
    for name, data in pages:
        began = time.perf_counter()
        found = list(read_bytes(data, path=name, format="html"))
        part.seconds[-1] += time.perf_counter() - began
        part.documents += 1
        part.characters += sum(len(page.content) for page in found if isinstance(page, Page))
        yield from found


def _heap_peaks(
    pages: Sequence[tuple[str, bytes]], stages: Sequence[Stage], parts: dict[str, Part]
) -> None:
    """Note the most Python memory each part took beyond what was there before it.

    A first run through all pages without tracing loads the tables, which stay.
    """
    for part in parts.values():
        part.begin()
    for heap in (False, True):
        timed = [Timed(stage, parts[stage.name], heap=heap) for stage in stages]
        _time_pipeline(parts, pages[: len(pages) if not heap else 64], timed)
    for part in parts.values():
        part.seconds.clear()


def _parse(data: bytes) -> None:
    LexborHTMLParser(data)


def _trafilatura() -> Callable[[bytes], object] | None:
    """Return trafilatura's extraction with metadata, or None where it is not installed."""
    try:
        return trafilatura()
    except ImportError:
        return None


def _lines(parts: dict[str, Part]) -> list[Line]:
    per_page = {
        name: statistics.median(part.seconds) / max(1, part.documents)
        for name, part in parts.items()
    }
    parse, peer = per_page["parse"], per_page.get("trafilatura")
    lines = []
    for name, part in parts.items():
        seconds = statistics.median(part.seconds) or float("inf")  # no document came so far
        lines.append(
            Line(
                part=name,
                documents_per_second=round(part.documents / seconds, 1),
                characters_per_second=round(part.characters / seconds, 1),
                times_parse=round(per_page[name] / parse, 2),
                times_trafilatura=round(per_page[name] / peer, 3) if peer else None,
                peak_bytes=part.peak_bytes,
                seconds=[round(s, 4) for s in part.seconds],
            )
        )
    return lines


def render(lines: Sequence[Line], pages: int, megabytes: float) -> str:
    """Return the table as text, with what has to be known to read it."""
    rows = [
        (
            line.part,
            f"{line.documents_per_second:,.0f}",
            f"{line.characters_per_second:,.0f}" if line.characters_per_second else "",
            f"{line.times_parse:.1f}",
            "" if line.times_trafilatura is None else f"{line.times_trafilatura:.2f}",
            f"{line.peak_bytes / 1e6:.1f}" if line.peak_bytes else "",
        )
        for line in lines
    ]
    header = ("part", "pages/s", "characters/s", "x parse", "x trafilatura", "peak MB")
    peer = "" if "trafilatura" in {line.part for line in lines} else "\ntrafilatura: not installed"
    return (
        table(header, rows, right="<>>>>>")
        + f"\n\n{pages} pages, {len(lines[0].seconds)} rounds, medians. "
        + '"x parse" is the time a page takes as a multiple of the bare lexbor parse.'
        + "\nA stage's peak is Python memory for one batch; characters are the document's text,"
        + " for read the page's."
        + f"\nwhole pipeline in a process of its own: peak {megabytes:.0f} MB resident{peer}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    parser.add_argument("--data", type=Path, metavar="DATA", help="folder with pages/*.tar.xz")
    parser.add_argument("--rounds", type=positive, default=5, metavar="N", help="(5)")
    options = parser.parse_args(arguments)
    pages_speed.one_thread()
    try:
        pages = find_pages(options.data)
        if not pages:
            raise InputError(f"no pages below {EXAMPLES}")
        repeat = REPEAT if options.data is None else 1
        with alone():
            lines = measure(pages, rounds=options.rounds, repeat=repeat)
        with tempfile.TemporaryDirectory(prefix="onrecord-speed-") as folder:
            resident = memory.resident_peak(pages, Path(folder))
        print(render(lines, len(pages), resident / 1e6), end="\n\n", flush=True)
        beside, about_pages = pages_speed.run(options.data, pages_speed.PAGES, options.rounds)
    except (InputError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(beside)
    if options.json:
        about = {
            "onrecord": __version__,
            "pages": len(pages),
            "rounds": options.rounds,
            "peak_resident_bytes": resident,
            "trafilatura": "installed" if _trafilatura() else "not installed",
            "parts": [asdict(line) for line in lines],
            "beside": about_pages,
        }
        options.json.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
