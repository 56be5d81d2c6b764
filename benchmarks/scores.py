"""The measures that need no scorer of their own: entities, types of pairs, roles of blocks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Entity = tuple[int, int, str]
"""First token, token after the last, and type."""

KINDS = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
}
"""Tags of the corpora and the three types compared; all others count as no entity."""


@dataclass(frozen=True, slots=True)
class Count:
    """Hits, and how many were predicted and in gold."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Share of the predicted that are right, 0 where nothing is predicted."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that is found, 0 where there is none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.predicted + self.gold
        return 2 * self.hits / both if both else 0.0


def entities(tags: Sequence[str], *, begins: bool = True) -> set[Entity]:
    """Return the entities of one sentence's tags, PER, ORG and LOC only.

    A tag that goes on with nothing before it begins an entity, as in conlleval. With ``begins``
    false a ``B-`` is read as an ``I-``: neighbours of one type are one entity, as IO tags have it.
    """
    found: set[Entity] = set()
    start, kind = 0, None
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        here = KINDS.get(name)
        if kind is not None and (here != kind or (begins and prefix == "B")):
            found.add((start, at, kind))
            kind = None
        if kind is None and here is not None:
            start, kind = at, here
    return found


def entity_counts(
    gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]]
) -> dict[str, Count]:
    """Return the counts of exact spans with the right type, by type and under ``all``.

    Sentence by sentence in order. Where gold has no ``B-`` at all it is IO, and the prediction is
    read in the same way. Raises ``ValueError`` where the lengths differ.
    """
    begins = any(tag.startswith("B-") for tags in gold for tag in tags)
    counts = dict.fromkeys(("all", "PER", "ORG", "LOC"), Count())
    for ours, theirs in zip(predicted, gold, strict=True):
        if len(ours) != len(theirs):
            raise ValueError(f"{len(ours)} tags for {len(theirs)} tokens")
        a, b = entities(ours, begins=begins), entities(theirs, begins=begins)
        for kind in counts:
            p, g = ({e for e in side if kind in ("all", e[2])} for side in (a, b))
            counts[kind] += Count(len(p & g), len(p), len(g))
    return counts


Block = tuple[str, int, int]
"""A role and the half-open offsets of its text."""

SAME_ROLE = {"list_item": "paragraph", "blockquote": "paragraph"}
"""Roles that the gold of plain text does not tell from another."""

_NOT_STORY = ("promo", "related", "rights")
_ASIDE = frozenset({*_NOT_STORY, "other"})
_BODY = frozenset({"headline", "summary", "paragraph", "subheading", "caption"})


def given_roles(gold: Sequence[Block], predicted: Sequence[Block]) -> list[tuple[str, str]]:
    """Return for each block of ``gold`` its role and the one that most of its text was given.

    ``predicted`` is ordered and without overlaps. ``"none"`` where nothing covers the text.
    """
    found = []
    at = 0
    for role, start, end in sorted(gold, key=lambda block: block[1]):
        while at < len(predicted) and predicted[at][2] <= start:
            at += 1
        shares: Counter[str] = Counter()
        for name, a, b in predicted[at:]:
            if a >= end:
                break
            shares[SAME_ROLE.get(name, name)] += min(b, end) - max(a, start)
        found.append((role, shares.most_common(1)[0][0] if shares else "none"))
    return found


def role_accuracy(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the measures over pairs of gold and given role, 0 to 1.

    Recall for each role; ``promo/related/rights``: any of the three given for any of the three;
    ``kept out``: furniture not given a role that tells the story; ``paragraph precision``: of the
    blocks given as paragraphs, those that are.
    """

    def recall(*roles: str) -> float | None:
        return _share(got in roles for gold, got in pairs if gold in roles)

    named = ("headline", "summary", "byline", "timestamp", "paragraph", "subheading")
    values = {role: recall(role) for role in named}
    taken = [gold for gold, got in pairs if got == "paragraph"]
    values["paragraph precision"] = _share(gold == "paragraph" for gold in taken)
    values |= {role: recall(role) for role in ("caption", "credit")}
    values["promo/related/rights"] = recall(*_NOT_STORY)
    values |= {role: recall(role) for role in _NOT_STORY}
    values["kept out"] = _share(got not in _BODY for gold, got in pairs if gold in _ASIDE)
    return {name: value for name, value in values.items() if value is not None}


def _share(hits: Iterable[bool]) -> float | None:
    known = list(hits)
    return sum(known) / len(known) if known else None


def accuracy(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Return the share of equal labels, 0 to 1; raises ``ValueError`` where lengths differ."""
    right = sum(a == b for a, b in zip(gold, predicted, strict=True))
    return right / len(gold) if gold else 0.0


def macro_f1(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Return the mean F1 of the classes that gold has, 0 to 1."""
    hits = Counter(a for a, b in zip(gold, predicted, strict=True) if a == b)
    said, there = Counter(predicted), Counter(gold)
    return _mean(Count(hits[c], said[c], there[c]).f1 for c in sorted(there))


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0
