"""Candidate events of a sentence: trigger words whose conditions hold, with their parties."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.events.frames import Place, agent_of, fill_frame, has_word
from onrecord.events.lexicon import Lexicon, Trigger
from onrecord.events.phrases import Clause, Phrase
from onrecord.events.tokens import VERBAL

AHEAD = 9
"""Tokens after a trigger in which its complement is told."""
MOST = 40
"""Events read in one sentence at most: more is a list or a trap."""


@dataclass(slots=True)
class Candidate:
    """A trigger at tokens ``start`` to ``end`` with the phrases of its parties."""

    trigger: Trigger
    start: int
    end: int
    actors: list[Phrase]
    recipients: list[Phrase]

    def actors_outside(self, others: list["Candidate"]) -> list[Phrase]:
        """Return the actors that are not themselves one of the other triggers."""
        return [
            (start, end)
            for start, end in self.actors
            if not any(other.start < end and start < other.end for other in others)
        ]


def find_candidates(clause: Clause, lexicon: Lexicon, named: frozenset[int]) -> Iterator[Candidate]:
    """Yield the candidate events of a sentence, in order; triggers do not overlap.

    ``named`` holds the tokens that are part of a name or mention.
    """
    tokens = clause.tokens
    i = 0
    while i < len(tokens):
        found = _match(clause, lexicon, i, named)
        if found is not None:
            yield found
            i = found.end
        else:
            i += 1


def _match(clause: Clause, lexicon: Lexicon, i: int, named: frozenset[int]) -> Candidate | None:
    tokens = clause.tokens
    if tokens.tags[i] == "Y" or (tokens.words[i][0].isupper() and _part_of_name(clause, i)):
        return None
    for form, rows in lexicon.phrases.get(tokens.lows[i], ()):
        end = i + len(form)
        if len(form) > 1 and tuple(tokens.lows[i:end]) != form:
            continue
        for trigger in rows:
            found = _fits(clause, lexicon, trigger, i, end, named)
            if found is not None:
                return found
    return None


def _part_of_name(clause: Clause, i: int) -> bool:
    tokens = clause.tokens
    return i > 0 and not tokens.titled and not tokens.words[i].isupper()


def _fits(
    clause: Clause, lexicon: Lexicon, trigger: Trigger, start: int, end: int, named: frozenset[int]
) -> Candidate | None:
    tokens = clause.tokens
    tag = tokens.tags[start]
    verb = trigger.pos == "v"
    if verb and not _verbal(clause, lexicon, start):
        return None
    if trigger.pos == "n" and (tag == "V" or (tag == "G" and not _nominal_ing(clause, end))):
        return None
    if (
        trigger.pos == "n"
        and end < len(tokens)
        and tokens.tags[end] == "N"
        and _modifies(clause, end)
    ):
        return None
    obj = clause.object(end - 1) if verb else None
    passive = verb and (
        clause.passive(start)
        or (
            obj is None
            and "d" in lexicon.verbs.get(tokens.lows[start], "")
            and trigger.recipients.names[:1] == ("obj",)
            and clause.bare(start)
            and (end >= len(tokens) or tokens.tags[end] in ("P", "Y", ".", ","))
        )
    )
    place = Place(clause, lexicon, start, end, verb, obj, passive)
    for kind, value in trigger.needs:
        if kind != "named" and not _holds(place, kind, value):
            return None
    actors, recipients = fill_frame(place, trigger, named)
    if ("named", "") in trigger.needs and not _any_named(
        tokens.lows, actors + recipients, named, lexicon.lists["public"]
    ):
        return None
    return Candidate(trigger, start, end, actors, recipients)


def _verbal(clause: Clause, lexicon: Lexicon, i: int) -> bool:
    tags, lows = clause.tokens.tags, clause.tokens.lows
    if tags[i] in VERBAL:
        return True
    kinds = lexicon.verbs.get(lows[i], "")
    return tags[i] == "N" and "d" in kinds and "b" not in kinds


def _modifies(clause: Clause, end: int) -> bool:
    """Tell whether the noun before token ``end`` only modifies it ("attack helicopters")."""
    tokens = clause.tokens
    return tokens.words[end][0].islower() and not tokens.titled


def _nominal_ing(clause: Clause, end: int) -> bool:
    tokens = clause.tokens
    return end >= len(tokens) or tokens.tags[end] not in ("D", "R", "N", "#")


def _any_named(
    lows: list[str], phrases: list[Phrase], named: frozenset[int], public: frozenset[str]
) -> bool:
    return any(i in named or lows[i] in public for start, end in phrases for i in range(start, end))


def _holds(place: Place, kind: str, value: str) -> bool:
    tokens = place.clause.tokens
    tags, lows = tokens.tags, tokens.lows
    if kind == "obj":
        target = place.clause.subject(place.start) if place.passive else place.object
        return target is not None if not value else has_word(place, target, value)
    if kind == "subj":
        agent = agent_of(place) if place.passive else place.clause.subject(place.start)
        if agent is None:
            return False
        return (
            has_word(place, agent, value)
            or tags[agent[0]] == "R"
            or any(tokens.words[i][0].isupper() for i in range(*agent))
        )
    if kind == "in":
        return bool(place.surroundings & place.lexicon.lists[value])
    if kind == "not":
        return not place.surroundings & place.lexicon.lists[value]
    if kind == "unless":
        return "_".join(lows[max(0, place.start - 1) : place.end]) not in value.split("/")
    if kind == "ahead":
        words = place.lexicon.lists[value]
        return any(low in words for low in lows[place.end : place.end + AHEAD])
    if kind == "next":
        at = place.end + (place.end < len(tags) and tags[place.end] == "A")
        return at < len(lows) and lows[at] in value.split("/")
    if kind == "to":
        at = place.object[1] if place.object else place.end
        return any(tags[j] == "T" for j in range(at, min(len(tags), at + 3)))
    if kind == "after":
        near = range(max(0, place.start - 8), min(len(tags), place.end + 6))
        return any(place.lexicon.lemmas.get(lows[j], "") in value.split("/") for j in near)
    raise ValueError(f"no such need of a trigger: {kind}:{value}")
