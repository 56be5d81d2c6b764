"""Participants and places: from token phrases to spans with entities."""

import re
from bisect import bisect_right

from onrecord.document import Doc
from onrecord.events.candidates import Candidate
from onrecord.events.phrases import Phrase
from onrecord.events.setting import PLACE_PREPOSITIONS
from onrecord.events.tokens import Tokens
from onrecord.records import Mention, Party, Span

NEAR = 12
"""Tokens from a trigger within which a place belongs to it."""


def named_tokens(tokens: Tokens, mentions: list[Mention]) -> frozenset[int]:
    """Return the tokens of names of somebody: mentions, and capitals inside the sentence.

    Weapons are mentions too, but no parties.
    """
    found = {
        i
        for i, word in enumerate(tokens.words)
        if tokens.tags[i] == "N" and word[0].isupper() and (i > 0 or word.isupper())
    }
    if not tokens.titled and len(tokens) > 1 and tokens.tags[0] == "N" and 1 in found:
        found.add(0)
    at = 0
    for mention in mentions:
        if mention.how == "pronoun" or mention.kind == "weapon":
            continue
        while at < len(tokens) and tokens.ends[at] <= mention.span.start:
            at += 1
        j = at
        while j < len(tokens) and tokens.starts[j] < mention.span.end:
            found.add(j)
            j += 1
    return frozenset(found)


def parties_of(
    doc: Doc, tokens: Tokens, phrases: list[Phrase], mentions: list[Mention], sentence: Span
) -> tuple[Party, ...]:
    """Return a party for each phrase, in order: its span without articles, and its entity."""
    found: list[Party] = []
    for first, last in phrases:
        while first < last - 1 and tokens.tags[first] == "D":
            first += 1
        start, end = tokens.starts[first], tokens.ends[last - 1]
        entity = None
        for mention in mentions:
            if mention.span.start >= end or mention.span.end <= start:
                continue
            if mention.span.start <= tokens.starts[last - 1] < mention.span.end:
                start, end = min(start, mention.span.start), max(end, mention.span.end)
            if mention.kind != "person" or mention.span in _head(doc, start, end):
                entity = mention.entity or entity
        span = doc.span(start, end)
        if span in sentence and all(not span.overlaps(p.span) for p in found):
            found.append(Party(span=span, entity=entity))
    return tuple(found)


_OWNER = re.compile(r".*[’']s\s+")
_OTHER = re.compile(r"\s(?:of|for|to)\s")


def _head(doc: Doc, start: int, end: int) -> Span:
    """Return the part of a phrase that says who it is, without whose or what of.

    In "the sister of Kim Jong Un" and "Kim Jong Un's sister" nobody but the sister acts.
    """
    owner = _OWNER.match(doc.text, start, end)
    first = owner.end() if owner and owner.end() < end else start
    other = _OTHER.search(doc.text, first, end)
    return doc.span(first, other.start() if other else end)


def told_apart(
    actors: tuple[Party, ...], recipients: tuple[Party, ...], mentions: list[Mention]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return actors and recipients with nobody on both sides: the actor stays.

    A recipient with an actor's entity or words, or a reflexive pronoun, is left out. Where the
    entity is only that of a modifier ("North Korean defectors") the party stays, its entity null.
    """
    shared = {p.entity for p in actors if p.entity} & {p.entity for p in recipients if p.entity}
    if shared:
        actors = _own(actors, shared, mentions)
        recipients = _own(recipients, shared, mentions)
    entities = {p.entity for p in actors if p.entity}
    words = {_words(p) for p in actors}
    if actors:
        words |= REFLEXIVE
    kept = [p for p in recipients if p.entity not in entities and _words(p) not in words]
    return actors, tuple(kept)


REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})


def _own(
    parties: tuple[Party, ...], shared: set[str], mentions: list[Mention]
) -> tuple[Party, ...]:
    """Return the parties, those that have a shared entity from a modifier only without it."""
    ends = {(m.entity, m.span.end) for m in mentions}
    return tuple(
        Party(span=p.span) if p.entity in shared and (p.entity, p.span.end) not in ends else p
        for p in parties
    )


def _words(party: Party) -> str:
    return " ".join((party.span.text or "").casefold().split())


def place_of(
    doc: Doc,
    tokens: Tokens,
    candidate: Candidate,
    mentions: list[Mention],
    actors: tuple[Party, ...],
) -> Party | None:
    """Return the place after in, at or near close to the trigger, or None."""
    best: tuple[int, Mention] | None = None
    for mention in mentions:
        if mention.kind != "place" or any(mention.span.overlaps(p.span) for p in actors):
            continue
        at = _token_at(tokens, mention.span.start)
        k = at - 1
        while k >= 0 and tokens.tags[k] in ("D", "N", "#"):
            k -= 1
        if k < 0 or tokens.lows[k] not in PLACE_PREPOSITIONS or at - k > 5:
            continue
        distance = at - candidate.end if at >= candidate.end else candidate.start - at + 2
        if distance <= NEAR and (best is None or distance < best[0]):
            best = (distance, mention)
    if best is None:
        return None
    return Party(span=best[1].span, entity=best[1].entity)


def _token_at(tokens: Tokens, offset: int) -> int:
    return max(0, bisect_right(tokens.starts, offset) - 1)
