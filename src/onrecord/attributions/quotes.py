"""Where quotation marks open and close: curly, straight, guillemets and single ones.

A quotation that opens a paragraph and is not closed there runs to the paragraph's end, as the
typographic rule for quotations of several paragraphs has it; any other one that is never closed
is taken to end with its line. An apostrophe is not a quotation mark.
"""

import re
from functools import cache

CLOSING = {
    "“": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    "‟": ("”",),
    '"': ('"',),
    "``": ("''",),
    "''": ("''",),
}
"""Opening marks and what closes each."""

REACH = 600
"""How far, in characters, the close of a single quotation mark is looked for."""

TRIES = 8
"""How many candidates for it are looked at."""

LONGEST = 2500
"""A quotation longer than this, with another one opened inside, was never closed."""


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("[“”„‟«»\"‘]|``|''|(?<!\\w)'(?=\\w)")


def find_quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost quotations of ``text[start:end]``, marks included, in order.

    Offsets are into ``text``; quotations do not overlap.
    """
    marks = [(m.start(), m.group()) for m in _marks().finditer(text, start, end)]
    following = _following(marks)
    found: list[tuple[int, int]] = []
    position = start
    for index, (at, char) in enumerate(marks):
        shut = char in ("”", "»") or (char in ('"', "''") and _shut(text, at, start, end))
        if at < position or shut:
            continue
        if char in ("‘", "'"):
            close = _single(text, at, start, end)
        else:
            leads = not found and _leads(text, start, at)
            close = _double(text, (at, at + len(char)), end, following[index], leads)
        if close:
            found.append((at, close))
            position = close
    return found


def _following(marks: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """For each mark, where the next mark that closes it and the next of its own kind stand."""
    seen: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for at, char in reversed(marks):
        closes = [seen[mark] for mark in CLOSING.get(char, ()) if mark in seen]
        if not closes and char == "“" and '"' in seen:
            closes = [seen['"']]
        found.append((min(closes, default=-1), seen.get(char, -1)))
        seen[char] = at
    return found[::-1]


def _leads(text: str, start: int, at: int) -> bool:
    """Whether nothing but white space stands before ``at`` in its block."""
    return at - start < REACH and not text[start:at].strip()


def _shut(text: str, at: int, start: int, end: int) -> bool:
    """Whether a straight mark stands where only a closing one can: after a word, before a space."""
    before = text[at - 1] if at > start else " "
    stop = at + 2 if text[at] == "'" else at + 1
    after = text[stop] if stop < end else " "
    return not before.isspace() and before not in "([—–-" and (after.isspace() or after in ",.;:)")


def _double(
    text: str, mark: tuple[int, int], end: int, following: tuple[int, int], leads: bool
) -> int:
    at, inside = mark
    close, again = following
    unclosed = close < 0 or (0 <= again < close and close - at > LONGEST)
    if not unclosed:
        return close + (inside - at if text[close] == "'" else 1) if close > inside else 0
    if leads:
        return end
    if text[at] in "\"'`":
        return 0
    line = text.find("\n", at, end)
    return line if line >= 0 else end


def _single(text: str, at: int, start: int, end: int) -> int:
    """Return the end of a single-quoted stretch, or 0 where the mark is an apostrophe."""
    follows = text[at + 1 : at + 2]
    if not follows.strip() or follows.isdigit() or (at > start and text[at - 1].isalnum()):
        return 0
    closing = "’" if text[at] == "‘" else "'"
    stop = min(end, at + REACH)
    fallback = 0
    close = text.find(closing, at + 2, stop)
    for _ in range(TRIES):
        if close < 0:
            break
        before, after = text[close - 1], text[close + 1 : min(close + 2, end)]
        if not after.isalnum() and not before.isspace():
            if before in ",.?!" or before != "s" or not after.isspace():
                return close + 1
            # after an s it may as well be the apostrophe of a plural
            fallback = fallback or close + 1
        close = text.find(closing, close + 1, stop)
    return fallback
