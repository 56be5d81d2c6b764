"""Which entity speaks: the mention that heads a source."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from onrecord.attributions.drafts import Range
from onrecord.records import Mention


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(r",|\s[(–—]|\s(?:of|for|in|at|from|with|on|to|who|which|that)\s")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"\s*(?:,|,?\s(?:and|&))\s+(?:the\s+)?")


class Speakers:
    """The mentions of a document that stand for an entity, by place."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        known = [m for m in mentions if m.entity]
        self._mentions = sorted(known, key=lambda m: (m.span.start, -m.span.end))
        self._starts = [m.span.start for m in self._mentions]

    def of(self, text: str, source: Sequence[Range]) -> str | None:
        """Return the id of the entity that heads the source, or None.

        The mention has to end where the head of the source does: somebody's possession ("Roe's
        lawyer") is not that somebody, nor is a state's army the state. Several names joined by
        "and" are nobody's in particular.
        """
        if not source or self.several(text, source):
            return None
        start, end = source[0]
        if (named := self._named(text, start, end)) is not None:
            return named
        edge = _edge().search(text, start, end)
        head = edge.start() if edge and edge.start() > start else end
        for mention in reversed(self._inside(start, head)):
            if not text[mention.span.end : head].strip():
                return mention.entity
        for mention in self._inside(start, end):
            if mention.span.start == start and mention.span.end >= head:
                return mention.entity
        return None

    def several(self, text: str, source: Sequence[Range]) -> bool:
        """Return whether a source is a list of names: "Seoul, Washington and Tokyo"."""
        start, end = source[0]
        inside = self._inside(start, end)
        if len(inside) < 2 or text[start : inside[0].span.start].strip().lower() not in ("", "the"):
            return False
        joints = [text[a.span.end : b.span.start] for a, b in pairwise(inside)]
        listed = all(_joint().fullmatch(joint) for joint in joints) and joints[-1].strip() != ","
        return listed and not text[inside[-1].span.end : end].strip()

    def _named(self, text: str, start: int, end: int) -> str | None:
        """Return the person a name set off by a comma gives ("its president, Ann Roe, said")."""
        comma = text.find(", ", start, end)
        if comma < 0:
            return None
        for mention in self._inside(comma, end):
            person = mention.kind == "person" and mention.how == "name"
            return mention.entity if person and mention.span.start == comma + 2 else None
        return None

    def _inside(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.span.end <= end]
