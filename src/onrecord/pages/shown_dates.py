"""Dates that a page shows its readers: near its headline, or anywhere in its text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.pages.dated_elements import (
    MOST_TEXT,
    Reading,
    Shown,
    around,
    is_dated,
    of_attributes,
    of_text,
    of_time,
    words_of,
)
from onrecord.pages.declared_dates import DateEvidence, Says, squeeze

NEAR = 1_500
"""Characters after the headline that are looked through for a stamp."""

BEFORE = 300
"""Characters before the headline that are looked through for a stamp."""

_WEB = "1991"
"""Pages were first published in this year; a date before it is of something else, unless said."""

_ELSEWHERE, _OWN, _STAMP, _FURTHER = 5.0, 8.0, 5.0, 300
"""Weight against what is another thing's; of a date that is surely the page's own; of a stamp, and
how many characters are read after one."""

_MOST_NODES = 300
_MOST_FAR, _MOST_LOOKED = 80, 500
_LONG, _AT_ONCE = 160, 40
_ONE_OF_MANY = 2.0
"""Weight against a date that the page shows many like, none by its headline: a list."""

_SKIP = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "select", "option", "head"}
    | {"textarea", "object", "video", "audio"}
)
_RAW = frozenset({"script", "style", "noscript", "template", "textarea"})
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d\d")


def headlines_of(headings: Sequence[LexborNode], titles: Sequence[str]) -> list[LexborNode]:
    """Return the headings that may be the story's, best first, two at most.

    Those like the page's titles, or else the first h1.
    """
    first: list[LexborNode] = []
    like: list[tuple[float, int, LexborNode]] = []
    for place, node in enumerate(headings[:60]):
        words = squeeze(node.text(deep=True)[:200])
        if not words:
            continue
        level = _LEVELS.get(node.tag or "", 0.2)
        if not first and node.tag == "h1":
            first.append(node)
        for rank, title in enumerate(titles):
            if words == title:
                like.append((rank + level - 1.5, place, node))
            elif len(words) > 12 and (words in title or title in words):
                like.append((rank + level + 20 / (10 + len(words)), place, node))
    return [node for _, _, node in sorted(like, key=lambda x: x[:2])[:2]] or first


_LEVELS = {"h1": 0.0, "h2": 0.3, "h3": 0.6}


def near_headline(headline: LexborNode, reading: Reading) -> Iterator[DateEvidence]:
    """Yield the dates shown around the headline, nearest most believed.

    Little more is read once a date is found that the page says is its own.
    """
    above = set()
    node: LexborNode | None = headline
    while node is not None:
        above.add(node.mem_id)
        node = node.parent
    found_own = False
    for item, node, chars in _dated(headline, reading, above, forward=True):
        away, marks = around(node, above)
        if away < _ELSEWHERE:
            weight = item.weight + 2 - away - chars / 500
            evidence = _evidence(item, marks, weight, "after the headline")
            found_own = found_own or (evidence.weight >= _OWN and evidence.says != "modified")
            yield evidence
    if found_own:
        return
    for item, node, chars in _dated(headline, reading, above, forward=False):
        away, marks = around(node, above)
        if away < _ELSEWHERE:
            weight = item.weight + 1 - away - chars / 200
            yield _evidence(item, marks, weight, "before the headline")


def _dated(
    headline: LexborNode, reading: Reading, above: set[int], *, forward: bool
) -> Iterator[tuple[Shown, LexborNode, int]]:
    """Yield the dates after (before) the headline, where they stand, and how many letters away."""
    chars = 0
    most = NEAR if forward else BEFORE
    last = ""
    seen: set[int] = set()
    for count, (node, is_time) in enumerate(_walk(headline, forward)):
        if chars > most or count > _MOST_NODES:
            return
        found: list[Shown] = []
        if is_time:
            text = words_of(node)
            found = of_time(node, last, reading)
        else:
            text = node.text_content or ""
            digit = _DIGIT.search(text)
            if digit and is_dated(text):
                found = of_text(node, text, last, reading, seen, above)
            if digit and len(text) < 40 and (not found or len(found[0].stamp) < 10):
                found = of_attributes(node, text, last, reading) or found
        for item in found:
            yield item, node, chars
            if item.weight >= _STAMP:
                most = min(most, chars + _FURTHER)
        if length := len(text.strip()):
            chars += length
            last = text if forward else ""


def _evidence(item: Shown, marks: frozenset[str], weight: float, place: str) -> DateEvidence:
    says: Says = "shown"
    if item.label == "published" or item.label == "modified":
        says = "published" if item.label == "published" else "modified"
        weight += 1.5
    elif item.label == "date":
        weight += 0.5
    elif "published" in marks:
        says = "published"
        weight += 1.0
    elif "modified" in marks and "date" not in marks:
        says = "modified"
    if marks & {"date", "published", "modified"} and item.kind != "time element":
        weight += 1.5
    elif "byline" in marks:
        weight += 0.7
    if item.stamp < _WEB and says == "shown":
        weight -= 7.0
    return DateEvidence(item.stamp, says, "shown", weight, f"{item.kind} {place}", item.other)


def _walk(start: LexborNode, forward: bool) -> Iterator[tuple[LexborNode, bool]]:
    """Yield text nodes and time elements after (before) ``start``, in (against) page order.

    The second value tells which are time elements.
    """
    node: LexborNode | None = start
    inside = False
    while node is not None:
        child = (node.first_child if forward else node.last_child) if inside else None
        if child is not None:
            node = child
        else:
            beside = node.next if forward else node.prev
            while beside is None:
                node = node.parent
                if node is None or node.tag == "body":
                    return
                beside = node.next if forward else node.prev
            node = beside
        inside = False
        if node.is_text_node:
            yield node, False
        elif (tag := node.tag) == "time":
            yield node, True
        else:
            inside = tag not in _SKIP


def anywhere(tree: LexborHTMLParser, reading: Reading) -> Iterator[DateEvidence]:
    """Yield the dates shown anywhere on the page, for pages that show none by their headline."""
    body = tree.body
    if body is None:
        return
    above: set[int] = {body.mem_id}
    seen: set[int] = set()
    last = ""
    skipping = False
    looked = 0
    days: list[DateEvidence] = []
    for node in body.traverse(include_text=True):
        if node.is_text_node:
            if skipping:
                skipping = False
                continue
            text = node.text_content or ""
            digits = _DIGITS.search(text, 0, MOST_TEXT)
            late = digits is None or (len(text) > _LONG and digits.start() > _AT_ONCE)
            if late or not is_dated(text):
                if not text.isspace():
                    last = text
                continue
            found = of_text(node, text, last, reading, seen, above)
            last = text
        else:
            tag = node.tag
            skipping = tag in _RAW
            if tag != "time":
                continue
            found = of_time(node, last, reading)
        looked += 1
        for item in found:
            away, marks = around(node, above)
            weight = item.weight - 1.5 - away - (1.0 if _in_list(node) else 0.0)
            days.append(_evidence(item, marks, weight, "on the page"))
        if len(days) > _MOST_FAR or looked > _MOST_LOOKED:
            break
    repeated = len({d.stamp[:10] for d in days if d.says == "shown" and len(d.stamp) >= 10})
    for place, day in enumerate(days):
        less = min(2.0, 0.25 * place) if repeated > 2 else 0.0
        less += _ONE_OF_MANY if repeated > 4 and day.says == "shown" else 0.0
        yield replace(day, weight=day.weight - less)


def _in_list(node: LexborNode) -> bool:
    """Tell whether a node is part of a list item or table row, by its next elements."""
    parent = node.parent
    above = parent.parent if parent is not None else None
    return any(n is not None and n.tag in ("li", "tr", "td") for n in (parent, above))
