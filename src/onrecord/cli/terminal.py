"""Text from the open web made fit for a terminal, and pieces of it marked."""

import re
import shutil
import textwrap
from collections.abc import Iterable

import click

from onrecord.records import Hop, Span

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ARROW = " ← "


def safe(text: object) -> str:
    """Return ``text`` without control or bidirectional-override characters, on one line.

    A page could otherwise rewrite what the terminal shows.
    """
    return re.sub(r"\s+", " ", _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text))).strip()


def safe_lines(text: str) -> str:
    """Return ``text`` like :func:`safe`, but with its lines and white space kept."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def width() -> int:
    """Return how many columns to fill."""
    return min(shutil.get_terminal_size((100, 24)).columns, 110)


def wrap(text: str, indent: str = "    ") -> str:
    """Return ``text`` in lines that fit, each indented."""
    return textwrap.fill(
        text, width(), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def marked(text: str, base: int, spans: Iterable[Span], colour: str) -> str:
    """Return ``text``, which starts at offset ``base``, with ``spans`` set off by brackets.

    Brackets and not colour alone, so that the evidence shows in a file or a pipe too.
    """
    inside = sorted(s for s in spans if base <= s.start and s.end <= base + len(text))
    parts: list[str] = []
    at = base
    for span in inside:
        if span.start < at:
            continue
        parts.append(safe_inside(text[at - base : span.start - base]))
        parts.append(f"[{safe_inside(text[span.start - base : span.end - base])}]")
        at = span.end
    parts.append(safe_inside(text[at - base :]))
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def safe_inside(text: str) -> str:
    """Return ``text`` like :func:`safe`, but with the white space at its ends kept."""
    return re.sub(r"\s", " ", _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def chain_line(chain: Iterable[Hop]) -> str:
    """Return a chain as one line, the first speaker on the left."""
    return ARROW.join(safe(hop.who) for hop in chain) or "the page's own voice"


def heading(text: str) -> None:
    """Print a section heading."""
    click.secho(f"\n{text}", bold=True)
