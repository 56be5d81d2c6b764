"""Pages made to cost: what they would cost the HTML parser, looked at before it is given them.

lexbor takes time quadratic in the depth of open elements and in the attributes of one element, and
makes a copy of every formatting element left open for each paragraph after it: 14 kB can become a
million elements. Few pages could do so; those are walked tag by tag and refused where they would.
Numbers were measured on one core; docs/decisions/0007-hostile-pages.md has them.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from onrecord.data import table
from onrecord.errors import PageError

MAX_DEPTH = 1_000
"""Deepest nesting of elements taken for a page; browsers stop at 512."""

MAX_TAGS = 400_000
"""Most tags of a page; news pages have some thousands. As many take about a second to read."""

_CHEAP_TAGS = 10_000
"""So many nested elements are parsed in 0.1 to 0.5 s; the walk of the tree refuses them."""
_CHEAP_COPIES = 1_000_000
"""Copies of formatting elements made in 0.3 s."""
_CHEAP_SIZE = 1_500_000
"""Characters that tags of fewer attributes than ``_MANY_ATTRIBUTES`` may fill; 1.4 s at worst."""
_MAX_OPEN = 3 * MAX_DEPTH
"""Elements counted as open at most: more than the depth, as end tags may be left out."""
_MAX_ATTRIBUTES = 10_000
"""Attributes of one element, 0.2 s, or root of the sum of their squares over all elements."""

_ATTRIBUTE = (
    r"[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+"
    r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>]*+))?+"""
)
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{4000}")
_MANY_ATTRIBUTES = re.compile(rf"<[a-zA-Z][^ \t\n\f\r/>]*+(?:{_ATTRIBUTE}){{2000}}")
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
# Both cases spelt out: three times as fast as a pattern that ignores case.
_FORMAT = re.compile(
    r"<(?:[bisuBISU]|[eE][mM]|[tT][tT]|[bB][iI][gG]|[cC][oO][dD][eE]|[fF][oO][nN][tT]"
    r"|[sS][mM][aA][lL][lL]|[sS][tT][rR][iI][kK][eE]|[sS][tT][rR][oO][nN][gG])[ \t\n\f\r/>]"
)
_TAG = re.compile(
    rf"<(?:(?P<comment>!--)|[!?]|/(?![a-zA-Z])"
    rf"|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<given>(?:{_ATTRIBUTE})*+)[\s/]*+(?:>|\Z))"
)
_COMMENT_END = re.compile(r"--!?>")
_FEW = 200
"""Characters of attributes that are not worth counting."""


@cache
def _elements(what: str) -> frozenset[str]:
    rows = table("elements.tsv")
    return frozenset(name for row in rows if row["what"] == what for name in row["names"].split())


def check_nesting(content: str) -> None:
    """Raise :class:`PageError` for a page that would take the parser more than about a second.

    Most pages are cleared by counting. Elements of others that are nested past :data:`MAX_DEPTH`
    are found when the parsed page is walked.
    """
    tags = content.count("<")
    if tags > MAX_TAGS:
        raise PageError(
            f"the page has more than {MAX_TAGS:,} tags",
            hint="no news page has; it is a dump, or made to break readers",
        )
    copies = tags * tags // 4
    if copies > _CHEAP_COPIES:
        formats = len(_FORMAT.findall(content))
        copies = formats * (tags - formats)
    if (
        tags > _CHEAP_TAGS
        or copies > _CHEAP_COPIES
        or len(content) > _CHEAP_SIZE
        or any(_MANY_ATTRIBUTES.match(content, m.start()) for m in _LONG_TAG.finditer(content))
    ):
        _check_tags(content)


def too_deep() -> PageError:
    """Return the error of a page nested deeper than :data:`MAX_DEPTH`."""
    return PageError(
        f"elements are nested more than {MAX_DEPTH:,} deep",
        hint="no browser shows such a page; it is broken, or made to break readers",
    )


@dataclass(slots=True)
class _Room:
    """What is open inside one of the walls: elements in order, and formatting elements."""

    wall: str
    names: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    formats: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def drawing(self) -> bool:
        """Whether an SVG is open, in which ``/>`` ends an element."""
        return self.counts["svg"] > 0 and not self.counts["foreignobject"]

    def close(self, name: str) -> int:
        """Close the innermost element ``name`` with all in it; return how many that were."""
        closed = 0
        while True:
            last = self.names.pop()
            self.counts[last] -= 1
            closed += 1
            if last == name:
                return closed


def _leave(rooms: list[_Room], wall: str) -> int:
    """Leave the innermost room behind ``wall``, if its end tag is heard; return what that closes.

    The end of a table is heard through all but a template, the others in their own room alone.
    """
    closed = 0
    for at in range(len(rooms) - 1, 0, -1):
        closed += 1 + len(rooms[at].names)
        if rooms[at].wall == wall:
            for room in rooms[at:]:
                for name, left in room.formats.items():
                    rooms[at - 1].formats[name] += left
            del rooms[at:]
            return closed
        if wall != "table" or rooms[at].wall == "template":
            return 0
    return 0


def _check_tags(content: str) -> None:
    """Raise :class:`PageError` where the page's tags, one by one, would cost too much.

    What is open is counted high: a tag that ends more than this knows of only makes it less.
    """
    formatting, raw, walls = (_elements(what) for what in ("formatting", "raw", "wall"))
    uncounted = _elements("uncounted")
    limit = _CHEAP_COPIES // 2 + 2 * content.count("<")
    rooms = [_Room("")]
    opened = formats = copies = squares = at = 0
    while found := _TAG.search(content, at):
        at = found.end()
        if found["comment"]:
            end = _COMMENT_END.search(content, at - 2)
            at = end.end() if end else len(content)
            continue
        if found["name"] is None:
            at = content.find(">", at) + 1 or len(content)
            continue
        name = found["name"].lower()
        room = rooms[-1]
        if found["end"]:
            if name in walls:
                opened -= _leave(rooms, name)
            elif name in formatting:
                if room.formats[name]:
                    room.formats[name].pop()
                    formats -= 1
            elif room.counts[name]:
                opened -= room.close(name)
            continue
        given = found["given"]
        if len(given) > _FEW:
            squares += sum(1 for _ in _ONE_ATTRIBUTE.finditer(given)) ** 2
            if squares > _MAX_ATTRIBUTES**2:
                raise PageError(
                    "elements with more attributes than any page needs",
                    hint="the page is broken, or made to break readers",
                )
        if name in raw:
            end = re.compile(rf"</{name}(?=[\s/>])", re.I).search(content, at)
            at = end.start() if end else len(content)
        elif name in formatting:
            same = room.formats[name]
            # The parser keeps three of a kind to copy, but all of them open.
            formats += 1
            copies += same.count(given) < 3
            same.append(given)
        elif name in walls:
            rooms.append(_Room(name))
            opened += 1
        elif name not in uncounted and not (found[0].endswith("/>") and room.drawing):
            room.names.append(name)
            room.counts[name] += 1
            opened += 1
        copies += formats
        if opened + formats > _MAX_OPEN:
            raise too_deep()
        if copies > limit:
            raise PageError(
                "formatting elements are left open and make millions of others",
                hint="the page is broken, or made to break readers",
            )
