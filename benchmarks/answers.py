"""From a document and its layers to what a scorer wants to see, one function a task."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.items import Item
from benchmarks.pairs import pair_roots
from onrecord.document import Doc
from onrecord.pages.captions import credit_names
from onrecord.records import BODY_ROLES, Event, Mention, Party, Span

Answer = dict[str, Any]

TAGS = {"person": "PER", "organization": "ORG", "group": "ORG", "place": "LOC"}
"""The corpora's types by the kind of a mention; a weapon has none."""

NAMED = frozenset({"name", "metonym"})
"""Ways of naming that the entity and place corpora mark; offices, demonyms, common nouns and
pronouns are no entities there (LGL alone marks demonyms as places)."""


def joined(tokens: Sequence[str]) -> str:
    """Return the text a row of tokens stands for: the tokens with single spaces between."""
    return " ".join(tokens)


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [_pair(span) for span in spans]


def _parties(parties: Iterable[Party]) -> list[list[int]]:
    return _pairs(party.span for party in parties)


def _page(doc: Doc, item: Item) -> Answer:
    about = doc.document

    def texts(roles: Iterable[str]) -> list[str]:
        return [doc.text[b.span.start : b.span.end] for b in doc.blocks_of(*roles)]

    return {
        "title": about.title or "",
        "authors": list(about.authors),
        "date": (about.published or "")[:10],
        "body": "\n".join(texts(BODY_ROLES)),
        "captions": texts(("caption",)),
        "credits": [name for line in texts(("credit",)) for name in credit_names(line)],
        "blocks": [
            {"role": b.role, "text": doc.text[b.span.start : b.span.end]} for b in doc.blocks
        ],
    }


def _blocks(doc: Doc, item: Item) -> Answer:
    return {"blocks": [[b.role, b.span.start, b.span.end] for b in doc.blocks]}


def _attributions(doc: Doc, item: Item) -> Answer:
    return {
        "text": doc.text,
        "attributions": [
            {"source": _pairs(a.source), "cue": _pairs(a.cue), "content": _pairs(a.content)}
            for a in doc.attributions
        ],
    }


def _times(doc: Doc, item: Item) -> Answer:
    return {
        "timex": [
            {"start": t.span.start, "end": t.span.end, "type": t.timex_class, "value": t.value}
            for t in doc.timexes
        ]
    }


def _tag(doc: Doc, mention: Mention) -> str | None:
    """Return the corpora's type of a mention, null for one they do not mark.

    A country or town that stands for its government ("Moscow said") is still a place there.
    """
    if mention.how not in NAMED:
        return None
    entity = doc.entities.get(mention.entity or "")
    if entity and entity.kind in ("country", "place"):
        return "LOC"
    return TAGS.get(mention.kind)


def _names(doc: Doc, *tags: str) -> list[tuple[Mention, str]]:
    """Return the mentions with one of these types in order, the longest where they overlap."""
    found = [(m, tag) for m in doc.mentions if (tag := _tag(doc, m)) in tags and tag]
    found.sort(key=lambda pair: (pair[0].span.start - pair[0].span.end, pair[0].span.start))
    kept = []
    taken: set[int] = set()
    for mention, tag in found:
        here = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(here):
            taken.update(here)
            kept.append((mention, tag))
    return sorted(kept, key=lambda pair: pair[0].span)


def _places(doc: Doc, item: Item) -> Answer:
    toponyms = []
    for mention, _ in _names(doc, "LOC"):
        entity = doc.entities.get(mention.entity or "")
        # A town that stands for a government has the country as its entity: right for who acts,
        # but the town is somewhere else than the middle of the country.
        at = entity if mention.how == "name" else None
        toponyms.append(
            {
                "start": mention.span.start,
                "end": mention.span.end,
                "lat": at.lat if at else None,
                "lon": at.lon if at else None,
                "geonameid": at.geonames if at else None,
                "country": entity.country if entity else None,
            }
        )
    return {"toponyms": toponyms}


def _entities(doc: Doc, item: Item) -> Answer:
    tokens: list[str] = item["tokens"]
    tags = ["O"] * len(tokens)
    owner: list[int] = []
    for number, token in enumerate(tokens):
        owner += [number] * len(token) + [-1]
    for mention, tag in _names(doc, "PER", "ORG", "LOC"):
        inside = owner[mention.span.start : mention.span.end]
        # A token belongs to a name that has at least half of it: "U.S.-led" does not, "Ali's" does.
        covered = [n for n in sorted(set(inside) - {-1}) if 2 * inside.count(n) >= len(tokens[n])]
        free = [n for n in covered if tags[n] == "O"]
        for n in free:
            tags[n] = ("B-" if n == free[0] else "I-") + tag
    return {"tags": tags}


def _events(doc: Doc, item: Item) -> Answer:
    timexes = {t.id: t.span for t in doc.timexes}

    def when(event: Event) -> list[list[int]]:
        span = timexes.get(event.when.timex or "") if event.when else None
        return [_pair(span)] if span else []

    return {
        "events": [
            {
                "type": e.code,
                "mode": e.mode,
                "factuality": e.factuality,
                "trigger": [_pair(e.trigger)],
                "actor": _parties(e.actor),
                "recipient": _parties(e.recipient),
                "when": when(e),
                "where": [_pair(e.where.span)] if e.where else [],
            }
            for e in doc.events
        ]
    }


def _pair_types(doc: Doc, item: Item) -> Answer:
    return {"root": pair_roots(doc.text, doc.events, item["events"])}


ANSWERS: dict[str, Callable[[Doc, Item], Answer]] = {
    "pages": _page,
    "blocks": _blocks,
    "attributions": _attributions,
    "times": _times,
    "places": _places,
    "entities": _entities,
    "events": _events,
    "pair-type": _pair_types,
}
"""For each task, what it makes of a document; the item's id is put before it."""


def nothing(task: str, item: Item) -> Answer:
    """Return the answer to an item that failed: of the right shape, and as empty as can be."""
    match task:
        case "pages":
            lists: Answer = {"authors": [], "captions": [], "credits": [], "blocks": []}
            return {"title": "", "date": "", "body": "", **lists}
        case "entities":
            tokens = item.get("tokens")
            return {"tags": ["O"] * (len(tokens) if isinstance(tokens, list) else 0)}
        case "pair-type":
            return {"root": pair_roots("", [], item.get("events") or [])}
        case "attributions":
            return {"text": item.get("text"), "attributions": []}
        case "times":
            return {"timex": []}
        case "places":
            return {"toponyms": []}
        case _:
            return {task: []}
