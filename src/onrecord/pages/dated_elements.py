"""Dates that one element or text of a page shows, and what the elements around it say of them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from selectolax.lexbor import LexborNode

from onrecord.pages.declared_dates import fields
from onrecord.pages.stamps import (
    LabelKind,
    beside,
    find_date,
    find_month,
    label_after,
    label_before,
    normal_stamp,
)

MOST_TEXT = 600
"""Characters of one text that are read."""

_MOST_WORDS = 200
_DIGITS = re.compile(r"\d\d")
_EITHER_WAY = re.compile(r"(?:0?\d|1[0-2])\s?[./-]\s?(?:0?\d|1[0-2])\s?[./-]")
_YEARISH = re.compile(r"[12]\d{3}|[/.]\d\d\b|['’]\d\d\b|[۱۲١٢]\d{3}")
_APART = re.compile(r"\s?[—–|:)\]•·-]")
"""What follows a date that opens a text without being part of its first sentence."""

_SPACE = re.compile(r"\s+")
_NAME_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_FEW, _SOME = 4, 8
"""Words that a stamp may have beside its date, such as names; with more it tells something else."""

_AWAY = {"elsewhere": 5.0, "aside": 1.0}
_AWAY_TAGS = {"footer": 3.0, "nav": 3.0, "header": 2.0, "figure": 2.0, "figcaption": 2.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a page's dates are read: its language, whether 4/5 is the fifth of April, its titles.

    The titles are squeezed (see :func:`onrecord.pages.declared_dates.squeeze`).
    """

    language: str | None
    month_first: bool
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A date as it stands in the page, its label, and how much its form makes it a stamp.

    ``kind`` is what it was read from, ``other`` its second reading where it has one.
    """

    stamp: str
    label: LabelKind | None
    weight: float
    kind: str
    other: str | None = None


@lru_cache(maxsize=8_192)
def name_flags(names: str) -> frozenset[str]:
    """Return what class, id and itemprop names say of an element: date, published, byline, ..."""
    words = [w.lower() for w in _NAME_WORDS.findall(names)]
    words += [a + b for a, b in pairwise(words)]
    known = fields("name")
    return frozenset(known[w][0] for w in words if w in known)


def _flags(node: LexborNode) -> frozenset[str]:
    given = node.attributes
    names = " ".join(v for k in ("class", "id", "itemprop", "property") if (v := given.get(k)))
    return name_flags(names[:200]) if names else frozenset()


def words_of(node: LexborNode, between: str = "") -> str:
    """Return the first words in an element, however much it holds, with folded space."""
    parts: list[str] = []
    size = 0
    for count, part in enumerate(node.traverse(include_text=True)):
        if part.is_text_node:
            parts.append(part.text_content or "")
            size += len(parts[-1])
        if size > _MOST_WORDS or count > _MOST_WORDS:
            break
    return _SPACE.sub(" ", between.join(parts)[:_MOST_WORDS]).strip()


def of_time(node: LexborNode, last: str, reading: Reading) -> list[Shown]:
    """Return the date of a time element; ``last`` is the text before it, which may label it."""
    given = node.attributes
    text = words_of(node)
    attribute = given.get("datetime") or given.get("content")
    stamp = normal_stamp(attribute, month_first=reading.month_first)
    shown = _find(text, reading)
    if shown and stamp and len(stamp) == 10 and shown[0][:10] == stamp:
        stamp = shown[0]
    label = label_before(text[: shown[1]] if shown else text) or label_before(_short(last))
    if label == "other":
        return []
    if stamp and shown and stamp.endswith("+00:00") and shown[0][:10] != stamp[:10]:
        stamp = None  # the day where the page is read, rather than the one in UTC
    if stamp and len(stamp) >= 10:
        return [Shown(stamp, label, 7.0, "time element")]
    return [Shown(shown[0], label, 6.5, "time element", shown[3])] if shown else []


def of_attributes(node: LexborNode, text: str, last: str, reading: Reading) -> list[Shown]:
    """Return the full date that an element keeps beside what it shows ("2 hours ago")."""
    parent = node.parent
    if parent is None:
        return []
    for name, value in parent.attributes.items():
        if value and (name in ("content", "title") or "date" in name or "time" in name):
            stamp = normal_stamp(value[:60], month_first=reading.month_first)
            if stamp and len(stamp) >= 10:
                label = label_before(f"{_short(last)} {text}")
                return [Shown(stamp, label, 6.0, f"attribute {name}")] if label != "other" else []
    return []


def _short(last: str) -> str:
    """Return the text before a date if it is short enough to be its label."""
    return last if len(last) < 80 else ""


def is_dated(text: str) -> bool:
    """Tell at little cost whether a text may hold a year."""
    digits = _DIGITS.search(text)
    return bool(digits and digits.start() < MOST_TEXT and _YEARISH.search(text, 0, MOST_TEXT))


def _find(
    text: str, reading: Reading, short: bool = True
) -> tuple[str, int, int, str | None] | None:
    """Return the first date of a text, where it stands, and its other reading if it has one."""
    found = find_date(text, reading.language, month_first=reading.month_first, short_year=short)
    if not found:
        return None
    turned = None
    if _EITHER_WAY.match(text, found[1]):
        turned = find_date(
            text, reading.language, month_first=not reading.month_first, short_year=short
        )
    other = turned[0] if turned and turned[0] != found[0] else None
    return (*found, other)


def of_text(
    node: LexborNode,
    text: str,
    last: str,
    reading: Reading,
    seen: set[int],
    above: set[int],
) -> list[Shown]:
    """Return the dates of a text node, or of the small element it is a part of.

    Elements in ``above`` (those around the headline) are not read whole, nor are those in ``seen``.
    """
    text = _SPACE.sub(" ", text[:MOST_TEXT]).strip()
    found: list[Shown] = []
    at = 0
    before = _short(last)
    while len(found) < 3 and (hit := _find(text[at:], reading, short=len(text) < 40)):
        stamp, start, end, other = hit
        segment = f"{before} {text[at : at + start]}"
        after = text[at + end :]
        label = label_before(segment) or (None if is_dated(after) else label_after(after))
        rest = len(beside(text[: at + start])) + len(beside(text[at + end :]))
        if rest <= _SOME:
            weight = 5.5 if rest <= _FEW else 4.0
        else:
            apart = at + start < 40 and _APART.match(text, at + end)
            weight = (3.5 if at + start < 3 else 2.5) if apart else 0.0
            label = label if at + start < 80 else None
        if label != "other":
            found.append(Shown(stamp, label, weight, "stamp", other))
        at += end
        before = ""
    if found or len(text) > 40:
        return found
    if whole := _of_parts(node, before, reading, seen, above):
        return whole
    month = find_month(text, reading.language)
    return [Shown(month, label_before(f"{before} {text}"), 3.0, "month")] if month else []


def _of_parts(
    node: LexborNode, before: str, reading: Reading, seen: set[int], above: set[int]
) -> list[Shown]:
    """Return the date of a small element whose day, month and year stand in parts of their own."""
    parent = node.parent
    for _ in range(3):
        if parent is None or parent.mem_id in above or parent.mem_id in seen:
            return []
        seen.add(parent.mem_id)
        whole = words_of(parent, " ")
        if len(whole) > 90:
            return []
        if hit := _find(whole, reading):
            label = label_before(f"{before} {whole[: hit[1]]}")
            return [Shown(hit[0], label, 5.5, "stamp", hit[3])] if label != "other" else []
        parent = parent.parent
    return []


def around(node: LexborNode, above: set[int]) -> tuple[float, frozenset[str]]:
    """Return how far a node stands from the story's own things (0 to 5), and its nearest marks."""
    marks: frozenset[str] = frozenset()
    away = 0.0
    current: LexborNode | None = node if node.tag == "time" else node.parent
    for level in range(12):
        if current is None or current.mem_id in above or current.tag in ("body", "html"):
            break
        away = max(away, _AWAY_TAGS.get(current.tag or "", 0.0))
        flags = _flags(current)
        if flags & _AWAY.keys() and not (level < 2 and flags & {"date", "published"}):
            away = max(away, *(_AWAY.get(f, 0.0) for f in flags))
        if level < 3 and not marks & {"date", "published", "modified"}:
            marks |= flags
        current = current.parent
    return away, marks
