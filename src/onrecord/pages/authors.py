"""Who wrote a page, decided from all that claims it: JSON-LD, meta elements, marks, bylines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.pages.agencies import known_agency
from onrecord.pages.names import Name, begins_as_person, names_in
from onrecord.pages.titles import Sites, is_site, letters, words_of

Source = Literal["json-ld", "meta", "mark", "line", "block"]

_ACCOUNT = re.compile(r"\w[._]\w|\d")

AGREES = 1.5
"""What a claim gains from each source of another kind that names one of its people."""

AGREES_UNSEEN = 0.75
"""The same between JSON-LD and meta elements, which one template writes."""

SEEN = 1.5
"""What a claim gains when all its names stand near the headline."""

UNSEEN = frozenset({"json-ld", "meta"})
"""Sources that readers do not see."""

SINGLE, LOWER, ACCOUNT = 1.0, 1.8, 1.0
"""What a claim loses whose names are single words; more where they are in small letters, and
besides where they have the form of an account (``ana.ruiz``, ``ana_ruiz2``)."""

LEAST, WIDER = 1.0, 3.0
"""Trust a claim has at least to be looked at, and to take the place of one it widens."""

NO_PERSON = 4.0
"""What a claim loses that names no person but a desk or an agency."""

SITE = 2.5
"""What it loses besides where that is the site itself."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The names one source gives as authors, in its order, and how far it is believed."""

    names: tuple[Name, ...]
    evidence: str
    source: Source
    trust: float


def claim(
    statements: Iterable[str], evidence: str, source: Source, trust: float, *, strict: bool = False
) -> Claim | None:
    """Return what ``statements`` claim, null where no name is in them."""
    found = {n.text.casefold(): n for s in statements for n in names_in(s, strict=strict)}
    return Claim(tuple(found.values()), evidence, source, trust) if found else None


@dataclass(frozen=True, slots=True)
class Authors:
    """The authors chosen, in the page's order and spelling, and what they were taken from.

    ``agency`` is the short form of a news agency that is named among the authors.
    """

    names: tuple[str, ...] = ()
    evidence: str | None = None
    agency: str | None = None


def choose_authors(
    claims: Sequence[Claim], sites: Iterable[str | None] = (), near: str = ""
) -> Authors:
    """Return the authors of a page; none where nobody is claimed to be one.

    The claim with most trust wins, where claims of other kinds that name the same people, and
    ``near``, the words after the headline, add to it. It is widened to a claim that names all its
    people and more. Only where no claim names a person does a desk or the site itself stand, the
    site not where only a meta element says so. An agency is never an author.
    """
    known: Sites = frozenset(w for s in sites if s and (w := words_of(s)))
    seen = near.casefold()
    kept = [c for c in claims if c.names and c.trust >= LEAST and not _is_template(c, known)]
    people = [_people(c, known) for c in kept]
    named = [who or frozenset(map(_key, c.names)) for who, c in zip(people, kept, strict=True)]
    best, best_score = -1, float("-inf")
    for i, one in enumerate(kept):
        score = one.trust + _agreement(i, kept, named)
        site = not people[i] and all(is_site(n.text, known) for n in one.names)
        if site:
            full = all(n.kind == "person" and " " in n.text for n in one.names)
            score -= SITE + (0.0 if full else NO_PERSON)
        elif not people[i]:
            score -= NO_PERSON
        elif one.source in UNSEEN and seen and _all_in(seen, one, people[i]):
            score += SEEN
        if people[i] and all(len(n.text.split()) == 1 for n in one.names):
            score -= LOWER if all(n.text.islower() for n in one.names) else SINGLE
            score -= ACCOUNT if all(_ACCOUNT.search(n.text) for n in one.names) else 0.0
        if score > best_score + 1e-9:
            best, best_score = i, score
    if best < 0:
        return Authors()
    for i, other in enumerate(kept):
        if people[best] and other.trust >= WIDER:
            wider = people[i] > people[best] or _spells_out(other, kept[best], people[best])
            best = i if wider else best
    chosen = kept[best]
    agencies = (known_agency(n.text) for n in chosen.names if n.kind == "agency")
    agency = next((a for a in agencies if a), None)
    if people[best]:
        names = [n.text for n in chosen.names if _key(n) in people[best]]
    else:
        names = [n.text for n in chosen.names if n.kind != "agency"]
    return Authors(tuple(_distinct(names)), chosen.evidence if names else None, agency)


def _all_in(near: str, one: Claim, people: frozenset[str]) -> bool:
    return all(n.text.casefold() in near for n in one.names if _key(n) in people)


def _is_template(one: Claim, known: Sites) -> bool:
    """Tell whether a meta element only repeats the name of the site."""
    return one.source == "meta" and all(
        is_site(n.text, known) and not begins_as_person(n.text) for n in one.names
    )


def _agreement(i: int, kept: list[Claim], named: list[frozenset[str]]) -> float:
    """Return what a claim gains from sources of other kinds that name one of its names."""
    gains: dict[str, float] = {}
    for other, names in zip(kept, named, strict=True):
        if other.source != kept[i].source and names & named[i]:
            unseen = {kept[i].source, other.source} == UNSEEN
            gain = (AGREES_UNSEEN if unseen else AGREES) * min(1.0, other.trust / 4)
            gains[other.source] = max(gain, gains.get(other.source, 0.0))
    return sum(gains.values())


def _spells_out(other: Claim, chosen: Claim, people: frozenset[str]) -> bool:
    """Tell whether a claim gives the full name of the one person of whom ``chosen`` gives part."""
    if len(people) != 1 or [n.kind for n in other.names] != ["person"] or len(chosen.names) != 1:
        return False
    part, full = words_of(chosen.names[0].text), words_of(other.names[0].text)
    return len(part) == 1 < len(full) <= 4 and part[0] in (full[0], full[-1])


def _key(name: Name) -> str:
    return letters(name.text)


def _people(one: Claim, known: Sites) -> frozenset[str]:
    """Return the people of a claim, to compare by; the site's own name is none of them."""
    people = [
        n
        for n in one.names
        if n.kind == "person" and (not is_site(n.text, known) or begins_as_person(n.text))
    ]
    if len(people) > 1:
        people = [n for n in people if words_of(n.text)[:1] not in known]
    return frozenset(map(_key, people))


def _distinct(names: list[str]) -> list[str]:
    """Return names without those that repeat another, alone or with more words after it."""
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        words = words_of(name)
        if not any(words[: len(other)] == other for other in found if len(other) > 1):
            found.setdefault(words, name)
    return list(found.values())
