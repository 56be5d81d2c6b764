"""Who is who around a trigger: the phrases that fill the slots of its frame."""

from dataclasses import dataclass

from onrecord.events.lexicon import Lexicon, Slots, Trigger
from onrecord.events.phrases import Clause, Phrase
from onrecord.events.tokens import VERBAL

AROUND = 14
"""Tokens to either side that count as the surroundings of a trigger."""
BY = frozenset({"by"})


@dataclass(slots=True)
class Place:
    """One trigger in its sentence: its tokens, whether it is a verb, a passive, and its object."""

    clause: Clause
    lexicon: Lexicon
    start: int
    end: int
    verb: bool
    object: Phrase | None
    passive: bool

    @property
    def surroundings(self) -> frozenset[str]:
        """The words around the trigger, in lower case."""
        lows = self.clause.tokens.lows
        return frozenset(
            lows[max(0, self.start - AROUND) : self.start] + lows[self.end : self.end + AROUND]
        )


def has_word(place: Place, phrase: Phrase | None, name: str) -> bool:
    """Tell whether the phrase, its *of* part left out, has a word of the list ``name``."""
    words = place.lexicon.lists[name]
    lows = place.clause.tokens.lows
    if phrase is None:
        return False
    of = next((i for i in range(*phrase) if lows[i] == "of"), phrase[1])
    end = phrase[1] if lows[of - 1] in place.lexicon.lists["amounts"] else of
    return any(lows[i] in words for i in range(phrase[0], end))


def agent_of(place: Place) -> Phrase | None:
    """Return the phrase after *by*, the doer of a passive."""
    return place.clause.after(place.end, BY)


_AGENTS = frozenset({"subj", "by", "poss", "light"})
"""Slots that name a doer, whatever the word."""

PHYSICAL = frozenset({"ASSAULT", "COERCE", "RETREAT"})
"""Types whose recipient may be a thing; of the others only somebody who can be spoken to."""


def fill_frame(
    place: Place, trigger: Trigger, named: frozenset[int]
) -> tuple[list[Phrase], list[Phrase]]:
    """Return the actors and the recipients that the trigger's frame finds; none is in both."""
    actors = _fill(place, trigger, trigger.actors, named)
    recipients = _fill(place, trigger, trigger.recipients, named)
    return actors, [p for p in recipients if not _meets(p, actors)]


def _somebody(place: Place, phrase: Phrase, named: frozenset[int]) -> Phrase | None:
    """Return the part of ``phrase`` that names somebody: its head, its owner, or its origin."""
    tokens, lists = place.clause.tokens, place.lexicon.lists
    tags, lows = tokens.tags, tokens.lows
    start, end = phrase
    if tags[start] == "R":
        return phrase

    def party(i: int) -> bool:
        return (
            i in named
            or lows[i] in lists["public"]
            or lows[i] in lists["people"]
            or (lows[i] in lists["bodies"])
        )

    head = next((i - 1 for i in range(start + 1, end) if lows[i] == "of"), end - 1)
    if party(head) or tags[head] == "#":
        return phrase
    for i in range(start + 1, end):
        if tags[i] == "S":
            return (start, i) if any(party(k) for k in range(start, i)) else None
    if head + 2 <= end and party(end - 1):
        return (head + 2, end)
    first = start
    while first < head and tags[first] == "D":
        first += 1
    last = first
    while last < head and last in named:
        last += 1
    return (first, last) if last > first else None


def _meets(phrase: Phrase, others: list[Phrase]) -> bool:
    return any(phrase[0] < end and start < phrase[1] for start, end in others)


def _fill(place: Place, trigger: Trigger, slots: Slots, named: frozenset[int]) -> list[Phrase]:
    found: list[Phrase] = []
    things = place.lexicon.lists["things"]
    for name in slots.names:
        got = [p for p in _slot(place, name) if not _meets(p, found)]
        if name in _AGENTS:
            got = [p for p in got if place.clause.tokens.lows[p[1] - 1] not in things]
        if name not in _AGENTS and trigger.code not in PHYSICAL:
            got = [q for p in got if (q := _somebody(place, p, named)) is not None]
        found += got
        if found and not slots.all:
            break
    return found


def _slot(place: Place, name: str) -> list[Phrase]:
    clause = place.clause
    if name == "obj" and not place.passive:
        return clause.listed_after(place.object) if place.object else []
    if name == "subj" and place.passive:
        agent = agent_of(place)
        return clause.listed_after(agent) if agent else []
    if name in ("subj", "obj"):
        subject = clause.subject(place.start)
        return clause.listed_before(subject) if subject else []
    if name == "poss":
        owner = _possessor(clause, place.start)
        return clause.listed_before(owner) if owner else []
    if name == "pre":
        return _names_before(clause, place.start)
    if name == "light":
        subject = _light_subject(place)
        return clause.listed_before(subject) if subject else []
    if name == "inf":
        return _infinitive_object(place)
    phrase = clause.after(place.end, frozenset({name, *_VARIANTS.get(name, ())}))
    return clause.listed_after(phrase, paired=name == "between") if phrase else []


_VARIANTS = {
    "on": ("upon",),
    "against": ("versus",),
    "between": ("among", "involving"),
    "towards": ("toward", "into"),
    "in": ("near",),
}


def _infinitive_object(place: Place) -> list[Phrase]:
    """Return the object of the infinitive after the trigger ("refused to free the hostages")."""
    tags = place.clause.tokens.tags
    for j in range(place.end, min(len(tags) - 1, place.end + 3)):
        if tags[j] == "T":
            target = place.clause.object(j + 1)
            return place.clause.listed_after(target) if target else []
    return []


def _run_start(clause: Clause, i: int) -> int:
    """Return the first token of the run of nouns that the noun at ``i`` ends."""
    tags = clause.tokens.tags
    while i > 0 and tags[i - 1] in ("N", "#"):
        i -= 1
    return i


def _possessor(clause: Clause, i: int) -> Phrase | None:
    tags, lows = clause.tokens.tags, clause.tokens.lows
    first = _run_start(clause, i)
    if first and tags[first - 1] == "S":
        return clause.phrase_to(first - 2)
    if first and lows[first - 1] in ("his", "her", "their", "its", "our", "my"):
        verb = clause.verb_before(first - 1) if lows[first - 1] not in ("our", "my") else None
        owner = clause.subject(verb) if verb is not None else None
        return owner or (first - 1, first)
    return None


def _names_before(clause: Clause, i: int) -> list[Phrase]:
    """Return the capitalised words that open the run of nouns before token ``i``."""
    words = clause.tokens.words
    first = _run_start(clause, i)
    last = first
    while last < i and words[last][0].isupper():
        last += 1
    if last == first or not (words[last - 1].isupper() or words[last - 1].endswith(_PARTY_ENDS)):
        return []
    return [(first, last)]


_PARTY_ENDS = ("n", "i", "sh", "se", "ch", "ns", "is", "nt", "ek", "S.", "A", "N.")
"""Endings of most demonyms and of names like Taliban; "Orlando massacre" names a place."""


def _light_subject(place: Place) -> Phrase | None:
    """Return the subject of the light verb that the noun is the object of."""
    clause, lexicon = place.clause, place.lexicon
    tags, lows = clause.tokens.tags, clause.tokens.lows
    first = _run_start(clause, place.start)
    several = first > 1 and lows[first - 1] == "of" and lows[first - 2] in lexicon.lists["amounts"]
    if several:
        first = _run_start(clause, first - 2)
    while first and tags[first - 1] in ("D", "A", "S"):
        first = _run_start(clause, first - 1)
    if first and tags[first - 1] in VERBAL:
        verb = first - 1
        if lows[verb] in lexicon.phrases and lows[verb] not in lexicon.light:
            return None
    elif first > 1 and tags[first - 1] == "P" and lows[first - 2] in lexicon.light:
        verb = first - 2
    elif first > 1 and (
        (lows[first - 1] in ("in", "on") and first == place.start)
        or (several and tags[first - 1] == "P")
    ):
        near = clause.main_verb_before(first - 1)
        return clause.subject(near) if near is not None else None
    else:
        return None
    return clause.subject(verb)
