"""Sentences as the rules see them: tokens, with quotations kept whole."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from onrecord.attributions.quotes import find_quotes
from onrecord.document import Doc
from onrecord.records import Block

TOO_LONG = 250
"""Tokens after which a sentence is cut, so that text without full stops stays cheap."""

QUOTE = "“”"
"""The lower-case word of a token that is a whole quotation."""

Range = tuple[int, int]


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-Z]\.){2,}|[A-Z][a-z]{1,3}\.(?=\s[A-Z])|\d+(?:,\d{3})+|\w+(?:['’.\-&]\w+)*|--+|[^\w\s]"
    )


@dataclass(slots=True)
class Unit:
    """One sentence: its tokens by start, end and lower-case word; a quotation is one token."""

    text: str
    start: int
    end: int
    block: Block
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    low: list[str] = field(default_factory=list)

    def add(self, start: int, end: int, low: str) -> None:
        """Append a token."""
        self.starts.append(start)
        self.ends.append(end)
        self.low.append(low)

    def __len__(self) -> int:
        return len(self.low)

    def word(self, i: int) -> str:
        """The token's text as written."""
        return self.text[self.starts[i] : self.ends[i]]

    def at(self, i: int) -> str:
        """The lower-case token, empty outside the sentence."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def quoted(self, i: int) -> bool:
        """Whether token ``i`` is a quotation."""
        return 0 <= i < len(self.low) and self.low[i] == QUOTE

    def capital(self, i: int) -> bool:
        """Whether the token starts with a capital letter."""
        return 0 <= i < len(self.low) and self.text[self.starts[i]].isupper()


@dataclass(frozen=True, slots=True)
class Told:
    """A block that tells the story: its quotations and its sentences in tokens."""

    block: Block
    quotes: list[Range]
    units: list[Unit]


def read_units(doc: Doc) -> list[Told]:
    """Return each block that tells the story in sentences, quotations never cut."""
    blocks = doc.blocks_of()
    sentences = doc.sentences
    found: list[Told] = []
    at = 0
    for block in blocks:
        spans: list[Range] = []
        while at < len(sentences) and sentences[at].start < block.span.end:
            spans.append((sentences[at].start, sentences[at].end))
            at += 1
        quotes = find_quotes(doc.text, block.span.start, block.span.end)
        units: list[Unit] = []
        for start, end in _whole(doc.text, _dateless(doc.text, spans), quotes):
            units += _unit(doc.text, block, start, end, quotes)
        found.append(Told(block, quotes, units))
    return found


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-Z]{3}[A-Z .,’']{0,40}[^—–―\n]{0,40}?|[A-Z][\w .,’']{1,40}\([^)\n]{2,30}\))\s*"
        r"(?:[—–―]|--?\s)\s*"
    )


def _dateless(text: str, spans: list[Range]) -> list[Range]:
    """Leave a dateline out of the sentence it opens, where it has no block of its own."""
    if not spans:
        return spans
    (start, end), *rest = spans
    found = _dateline().match(text, start, end)
    return [(found.end(), end), *rest] if found and found.end() < end else spans


def _whole(text: str, spans: list[Range], quotes: list[Range]) -> list[Range]:
    """Join the sentences that one quotation spans."""
    joined: list[Range] = []
    at = 0
    for start, end in spans:
        while at < len(quotes) and quotes[at][1] <= start:
            at += 1
        cut = joined and at < len(quotes) and quotes[at][0] < joined[-1][1] < quotes[at][1]
        if cut or (joined and at and quotes[at - 1][1] == joined[-1][1] and text[start].islower()):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _unit(text: str, block: Block, start: int, end: int, quotes: list[Range]) -> list[Unit]:
    """Return the sentence in tokens; one longer than ``TOO_LONG`` comes in several units."""
    found = [Unit(text, start, end, block)]
    at = bisect_right(quotes, (start, end))
    if at and quotes[at - 1][1] > start:
        at -= 1
    position = start
    while position < end:
        unit = found[-1]
        if len(unit) >= TOO_LONG:
            found[-1].end = position
            found.append(Unit(text, position, end, block))
            unit = found[-1]
        stop = quotes[at][0] if at < len(quotes) else end
        if stop <= position < end and at < len(quotes):
            close = min(quotes[at][1], end)
            unit.add(max(stop, start), close, QUOTE)
            position = close
            at += 1
            continue
        match = _token().search(text, position, min(stop, end))
        if match is None:
            position = min(stop, end)
            continue
        unit.add(match.start(), match.end(), match.group().lower())
        position = match.end()
    return found


def quoted_share(content: list[Range], quotes: list[Range], text: str) -> float:
    """Return the share of a content's letters and digits that stand inside quotation marks."""
    inside = total = 0
    for start, end in content:
        total += _letters(text, start, end)
        at = max(0, bisect_right(quotes, (start, end)) - 1)
        while at < len(quotes) and quotes[at][0] < end:
            first, last = max(start, quotes[at][0]), min(end, quotes[at][1])
            inside += _letters(text, first, last) if first < last else 0
            at += 1
    return inside / total if total else 0.0


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
