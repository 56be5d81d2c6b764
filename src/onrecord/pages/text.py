"""Plain text as crawlers leave it, cut into typed blocks; the text itself is not changed."""

import re
from collections.abc import Iterator

from onrecord.pages.furniture import (
    Piece,
    furniture_role,
    is_caption,
    is_credit,
    is_list_item,
    is_prose,
    split_caption,
    split_dateline,
)
from onrecord.records import Role

_LINE = re.compile(r"[^\r\n]+")
_LEAD_STAMP = re.compile(r"(?i)(?:date|published|posted)?\s*:?\s*\d{4}-\d{2}-\d{2}(?:T[\d:.Z+-]+)?")
_WRAPPED = range(50, 130)
"""Lengths of a line that hard wrapping leaves."""


def fold(line: str) -> str:
    """Return ``line`` with each white-space character as one space: same length, same offsets."""
    return re.sub(r"\s", " ", line)


def find_pieces(text: str) -> list[Piece]:
    """Return the blocks of a crawled text: role, start, end; ordered, disjoint, all non-space."""
    lines = list(_segments(text))
    if len(lines) == 1:  # one passage tells something, whatever it looks like
        start, end = lines[0]
        parts = _told(fold(text[start:end]), 0, lines, 0, False)
        return [(role, start + a, start + b) for role, a, b in parts]
    pieces: list[Piece] = []
    body = _read_head(text, lines, pieces)
    _read_body(text, lines[body:], pieces, bool(pieces))
    return pieces


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


def _read_head(text: str, lines: list[tuple[int, int]], pieces: list[Piece]) -> int:
    """Add what stands above the story; return how many lines that took.

    A stamp that runs into its line is cut off from it, in ``lines`` too.
    """
    headline = False
    for at, (start, end) in enumerate(lines):
        if not headline and (found := _LEAD_STAMP.match(text, start, end)):
            pieces.append(("timestamp", found.start(), found.end()))
            start, end = _trim(text, found.end(), end)
            if start == end:
                continue
            lines[at] = (start, end)
        line = fold(text[start:end])
        role: Role | None = furniture_role(line)
        if role is None and is_caption(line):
            return at
        if role is None:
            if not headline and _is_kicker(line, lines[at + 1 :], text):
                role = "section"
            elif not headline and not (is_prose(line) and not _byline_follows(text, lines, at)):
                role, headline = "headline", True
            elif headline and _byline_follows(text, lines, at) and len(line) < 300:
                role = "summary"
            else:
                return at
        elif headline and role in ("promo", "related", "rights", "correction"):
            return at
        pieces.append((role, start, end))
    return len(lines)


def _is_kicker(line: str, rest: list[tuple[int, int]], text: str) -> bool:
    """Tell whether a line of a word or two above a longer headline names a section."""
    if len(line.split()) > 3 or not rest:
        return False
    start, end = rest[0]
    following = fold(text[start:end])
    return len(following.split()) > 3 and not is_prose(following) and not furniture_role(following)


def _byline_follows(text: str, lines: list[tuple[int, int]], at: int) -> bool:
    following = (furniture_role(fold(text[a:b])) for a, b in lines[at + 1 : at + 3])
    return any(role in ("byline", "timestamp") for role in following)


def _read_body(
    text: str, lines: list[tuple[int, int]], pieces: list[Piece], has_head: bool
) -> None:
    told = 0
    related = False
    for at, (start, end) in enumerate(lines):
        line = fold(text[start:end])
        role = furniture_role(line)
        parts: list[Piece]
        if role == "byline" and told and not _is_tail(at, lines):
            role = None
        if role == "section" and told and line.lower().startswith("more "):
            role = "related"
        if role:
            parts = [(role, 0, len(line))]
            related = role == "related" and line.endswith(":")
        elif related and not is_prose(line):
            parts = [("related", 0, len(line))]
        else:
            related = False
            parts = _told(line, at, lines, told, has_head)
            told += any(role == "paragraph" for role, _, _ in parts)
        pieces.extend((role, start + a, start + b) for role, a, b in parts)


def _is_tail(at: int, lines: list[tuple[int, int]]) -> bool:
    return at >= len(lines) - 3


def _told(
    line: str, at: int, lines: list[tuple[int, int]], told: int, has_head: bool
) -> list[Piece]:
    if is_caption(line) or (is_credit(line) and len(lines) > 1):
        return split_caption(line)
    if is_list_item(line):
        return [("list_item", 0, len(line))]
    short = len(line) <= 90 and len(line.split()) <= 12
    between = told > 0 and at + 1 < len(lines) and lines[at + 1][1] - lines[at + 1][0] > len(line)
    if has_head and short and between and line[:1].isupper() and line[-1] not in '.!?…:;,"”’':
        return [("subheading", 0, len(line))]
    return split_dateline(line, bare=told < 2)
