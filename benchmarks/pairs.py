"""The PLOVER class between a marked source and target, read off the events of the text."""

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.records import Event, Party

Bounds = tuple[int, int]

FALLBACK = "YIELD"
"""The class where no event is found: the most frequent of PLV *train* (141 of its 1,050 pairs)."""

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""Sixteen types to the fifteen classes of the task."""


def pair_roots(text: str, events: Sequence[Event], pairs: Sequence[Any]) -> list[str]:
    """Return one of the fifteen classes for each pair, in order.

    The event whose parties fit the pair best is taken; of equal ones (and where none fits) the one
    whose trigger is nearest to the stretch between source and target; :data:`FALLBACK` where the
    text has no event.
    """
    return [_root(text, events, pair if isinstance(pair, dict) else {}) for pair in pairs]


def _root(text: str, events: Sequence[Event], pair: dict[str, Any]) -> str:
    if not events:
        return FALLBACK
    source, target = _bounds(text, pair.get("source")), _bounds(text, pair.get("target"))
    best = max(events, key=lambda e: (_fit(e, source, target), -_distance(e, source + target)))
    return MERGED.get(best.code, best.code)


def _bounds(text: str, named: Any) -> list[Bounds]:
    """Return where a party stands: given as its words, as one ``[start, end]`` or a list of them.

    Words that the text does not hold ("a recipient", said where there is none) stand nowhere.
    """
    if isinstance(named, str) and named.strip():
        words, found = named.strip(), []
        at = text.find(words)
        while at >= 0:
            found.append((at, at + len(words)))
            at = text.find(words, at + len(words))
        return found
    if isinstance(named, list) and named:
        spans = [named] if isinstance(named[0], int) else named
        return [(int(span[0]), int(span[1])) for span in spans]
    return []


def _fit(event: Event, source: list[Bounds], target: list[Bounds]) -> int:
    """Return 2 for each party in its own place and 1 for each in the other's place."""
    return (
        2 * (_touch(event.actor, source) + _touch(event.recipient, target))
        + _touch(event.actor, target)
        + _touch(event.recipient, source)
    )


def _touch(parties: Iterable[Party], bounds: list[Bounds]) -> bool:
    return any(p.span.start < end and start < p.span.end for p in parties for start, end in bounds)


def _distance(event: Event, bounds: list[Bounds]) -> int:
    """Return the characters between the trigger and the stretch the pair covers, 0 inside it."""
    if not bounds:
        return event.trigger.start
    first, last = min(start for start, _ in bounds), max(end for _, end in bounds)
    return max(0, first - event.trigger.end, event.trigger.start - last)
