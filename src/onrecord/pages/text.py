"""Plain text as crawlers leave it, cut into typed blocks; the text itself is not changed.

The words of each line are looked at first (:mod:`onrecord.pages.furniture`), then its place: above
the headline, between headline and story, in the story, after it. Where the text is a stripped page
with its menus, the story is the densest stretch of prose, and nothing outside it is told.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.pages.furniture import Piece, is_prose
from onrecord.pages.lines import Line, count_copies, describe, is_page
from onrecord.pages.roles import Parts, read_clean, read_page, told_parts

_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"[\r\n]")
_SPACE = re.compile(r"\s")
_LEAD_STAMP = re.compile(r"(?i)(?:date|published|posted)?\s*:?\s*\d{4}-\d{2}-\d{2}(?:T[\d:.Z+-]+)?")
_WRAPPED = range(50, 130)
"""Lengths of a line that hard wrapping leaves."""

STAMPED = 3
"""First lines of a text into which a date may run, as crawlers that join title and date do."""


def fold(line: str) -> str:
    """Return ``line`` with each white-space character as one space: same length, same offsets."""
    return line if line.isprintable() else _SPACE.sub(" ", line)


def find_pieces(text: str) -> list[Piece]:
    """Return the blocks of a crawled text: role, start, end; ordered, disjoint, all non-space."""
    lines = find_lines(text)
    return [
        (role, line.start + a, line.start + b)
        for line, parts in zip(lines, read_lines(lines), strict=True)
        for role, a, b in parts
    ]


def find_lines(text: str) -> list[Line]:
    """Return the lines and paragraphs of a crawled text, a stamp that ran into one cut off."""
    places = list(_segments(text))
    if len(places) > 1:
        places = list(_cut_stamps(text, places))
    lines = [describe(a, b, fold(text[a:b])) for a, b in places]
    for above, below in pairwise(lines[: STAMPED + 1]):
        below.stamped = not _BREAK.search(text, above.end, below.start)
    count_copies(lines)
    return lines


def read_lines(lines: Sequence[Line]) -> list[Parts]:
    """Return the parts of each line; one passage tells something, whatever it looks like."""
    if len(lines) == 1:
        return [told_parts(lines[0].text)]
    return read_page(lines) if is_page(lines) else read_clean(lines)


def _cut_stamps(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places of lines, a stamp that runs into one of the first cut off from it."""
    for number, (start, end) in enumerate(places):
        found = _LEAD_STAMP.match(text, start, end) if number < STAMPED else None
        if found and found.end() < end:
            yield found.span()
            start, end = _trim(text, found.end(), end)
        if start < end:
            yield start, end


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, or runs of hard-wrapped lines between blank ones."""
    run: list[tuple[int, int]] = []
    previous = 0
    for found in _LINE.finditer(text):
        start, end = _trim(text, found.start(), found.end())
        blank = start == end or _breaks(text, previous, found.start()) > 1
        if blank:
            yield from _unwrap(text, run)
            run = []
        if start < end:
            run.append((start, end))
        previous = found.end()
    yield from _unwrap(text, run)


def _breaks(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) or text.count("\r", start, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    left = len(line) - len(line.lstrip())
    return (start + left, start + len(line.rstrip())) if left < len(line) else (start, start)


def _unwrap(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    full = run[:-1]
    ended = sum(is_prose(text[a:b]) for a, b in full)
    if len(run) > 1 and all(b - a in _WRAPPED for a, b in full) and ended <= len(full) / 3:
        yield run[0][0], run[-1][1]
    else:
        yield from run
