"""The lines of a crawled text: what each looks like, and where among them the story stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.pages.furniture import (
    furniture_role,
    is_caption,
    is_credit,
    is_list_item,
    is_name,
    is_prose,
    size_in_words,
)
from onrecord.pages.phrases import is_wide
from onrecord.records import Role

_STEM = re.compile(r"\w{4,}")
_LETTER = re.compile(r"[^\W\d_]")
_END = frozenset(".!?…。！？:：;")
_CLOSERS = "\"'’”“»«)]」』）"

SEARCHED = 60
"""Lines above the story that are searched for its headline."""


@dataclass(slots=True)
class Line:
    """One line or paragraph: where it stands, its text with single spaces, what it looks like.

    ``copies`` says how often its words stand in the text, ``stamped`` whether a date ran into it.
    """

    start: int
    end: int
    text: str
    form: Role | None
    prose: bool
    words: int
    copies: int = 1
    stamped: bool = False

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence or a heading of a list does."""
        return self.text.rstrip(_CLOSERS)[-1:] in _END

    @property
    def short(self) -> bool:
        """Whether it is a few words that are no sentence, the stuff of menus and headings."""
        return not self.prose and not self.ended

    @property
    def empty(self) -> bool:
        """Whether it has no letters."""
        return _LETTER.search(self.text) is None


def describe(start: int, end: int, text: str) -> Line:
    """Return the line of ``text`` that stands at ``start``."""
    return Line(start, end, text, furniture_role(text), is_prose(text), size_in_words(text))


def count_copies(lines: Sequence[Line]) -> None:
    """Note on each line how often its words stand in the text."""
    copies = Counter(line.text for line in lines)
    for line in lines:
        line.copies = copies[line.text]


def is_page(lines: Sequence[Line]) -> bool:
    """Tell whether the lines are a stripped page rather than a clean text.

    A page has menus, buttons and teasers: at least eight lines, three in ten of all, and more
    than one in forty of the characters, that are furniture by their words or too short to be
    sentences. Lists and bylines are not counted. A long text with headings stays below that.
    """
    loose = [
        len(line.text)
        for line in lines
        if line.form in ("promo", "related", "other")
        or (line.form is None and line.short and not is_list_item(line.text))
    ]
    size = sum(len(line.text) for line in lines)
    return len(loose) >= 8 and len(loose) >= 0.3 * len(lines) and sum(loose) >= 0.025 * size


def worth(line: Line) -> int:
    """Return what a line says for a story standing here: prose for it, furniture against it.

    In characters of prose; a paragraph of less than sixty says nothing, as teasers have such.
    """
    if line.form in ("related", "promo", "rights"):
        return -60
    if line.form == "other":
        return -40 if line.copies < 3 else -10
    if line.prose:
        size = len(line.text) * (2 if line.words > line.text.count(" ") + 1 else 1)
        return min(size, 400) - 60
    if line.form in ("byline", "timestamp", "correction"):
        return -20
    return -15 if line.ended else -40


def find_stretch(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the first and last line of the stretch that is worth most; the whole where none is."""
    best, found = 0, (0, len(lines) - 1)
    total, first = 0, 0
    for at, line in enumerate(lines):
        if total <= 0:
            total, first = 0, at
        total += worth(line)
        if total > best:
            best, found = total, (first, at)
    return found


def stems(text: str) -> set[str]:
    """Return the beginnings of a text's longer words, or its pairs of characters without spaces."""
    text = text.lower()
    if is_wide(text):
        return {text[i : i + 2] for i in range(len(text) - 1) if not text[i : i + 2].isspace()}
    return {word[:5] for word in _STEM.findall(text)}


def find_headline(lines: Sequence[Line], first: int, last: int) -> int | None:
    """Return the line above the story that says most of what the story says, null for none.

    Counted are the share of its words that the story has too, whether the head of a story follows
    (byline, stamp, summary), and how near it stands.
    """
    for at, line in enumerate(lines[:SEARCHED]):
        if line.stamped:
            return at
    told = stems(" ".join(line.text for line in lines[first : last + 1] if line.prose)[:8000])
    best, found = 0.9, None
    for at in range(max(0, first - SEARCHED), min(first + 4, last)):
        line = lines[at]
        if line.form or line.empty or not 12 <= len(line.text) <= 250 or line.words < 3:
            continue
        if is_caption(line.text) or is_credit(line.text) or (at >= first and line.prose):
            continue
        own = stems(line.text)
        shared = len(own & told) / max(4, len(own))
        head = any(
            after.form in ("byline", "timestamp") or is_name(after.text)
            for after in lines[at + 1 : at + 5]
        )
        score = 2 * shared + 0.6 * head + 0.3 * (line.copies > 1) + 0.3 * (len(line.text) > 30)
        score -= 0.02 * abs(first - at) + 0.8 * line.prose + 0.8 * (at > first)
        if any(is_credit(near.text) for near in (*lines[max(0, at - 1) : at], lines[at + 1])):
            score -= 0.8
        if score > best:
            best, found = score, at
    return found
