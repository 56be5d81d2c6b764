import json
import tracemalloc
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from benchmarks.growth import Point, growth, watch

from benchmarks import growth as command
from benchmarks import memory

WARM, FILL, STRETCH = 40, 110, 150
ROOM = 200
"""Bytes a page: less than two records, where a page has twenty. Not 0, as tracing sees only what is
made after its start: each thing from before it that is made anew counts as growth once."""


def small_pages() -> Iterator[tuple[str, bytes]]:
    """The examples again and again, with words, names and classes that never come again."""
    examples = [path.read_bytes() for path in sorted(command.EXAMPLES.glob("*/*.html"))]
    examples = sorted(examples, key=len)[:8]
    number = 0
    while True:
        for page in examples:
            number += 1
            own = f"w{number:06d}".encode()
            page = page.replace(b"<p>", b'<p class="' + own + b'">' + own.capitalize() + b" ")
            yield f"{own.decode()}.html", page.replace(b'class="', b'class="' + own + b" ")


def test_python_memory_does_not_grow_while_pages_are_read() -> None:
    points = watch(small_pages(), (WARM, WARM + FILL, WARM + FILL + STRETCH))
    next(points)  # tables are loaded: with tracing that takes long
    tracemalloc.start()
    try:
        next(points)
        before = memory.held()
        last = next(points)
        grown = memory.held() - before
    finally:
        tracemalloc.stop()
    assert last.documents == WARM + FILL + STRETCH
    assert grown < ROOM * STRETCH, f"{grown / STRETCH:.0f} bytes a page"


def test_only_caches_without_a_bound_count_as_held() -> None:
    @cache
    def kept(number: int) -> bytes:
        return bytes(100_000 + number)

    @lru_cache(maxsize=50)
    def let_go(number: int) -> bytes:
        return bytes(100_000 + number)

    tracemalloc.start()
    try:
        before = memory.held()
        for number in range(10):
            let_go(number)
        assert memory.held() - before < 100_000
        for number in range(10):
            kept(number)
        assert memory.held() - before > 1_000_000
    finally:
        tracemalloc.stop()


def test_growth_is_that_of_the_last_stretch() -> None:
    first = Point(1000, 1000, 40_000_000, 1)
    points = [first, Point(5000, 5000, 50_000_000, 1), Point(10_000, 10_000, 50_010_240, 1)]
    assert growth(points) == 2
    assert growth([first]) == 0
    text = command.render(points)
    assert "from 5,000 to 10,000 pages: +2 KB" in text
    assert "+2,441" in text


def test_command_line(tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "growth.json"
    assert command.main(["--pages", "4", "--json", str(out)]) == 0
    about = json.loads(out.read_text(encoding="utf-8"))
    assert [point["pages"] for point in about["points"]] == [1, 2, 4]
    assert about["points"][-1]["resident_bytes"] > 5_000_000
    assert "Python blocks" in capsys.readouterr().out
    monkeypatch.setattr(command, "EXAMPLES", tmp_path)
    assert command.main(["--pages", "4"]) == 1
    assert command.main(["--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("error: ") == 2
