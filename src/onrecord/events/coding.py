"""The coding of a document: from sentences to event records."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import cast

import msgspec

from onrecord.document import Doc
from onrecord.events.acts import (
    YIELDING,
    Act,
    distinct,
    doubtful,
    drop_governed,
    merge_casualties,
    promised,
    refused,
)
from onrecord.events.candidates import MOST, find_candidates
from onrecord.events.factuality import factuality_of
from onrecord.events.lexicon import load_lexicon
from onrecord.events.modes import mode_of
from onrecord.events.ontology import load_ontology
from onrecord.events.parties import named_tokens, parties_of, place_of, told_apart
from onrecord.events.phrases import Clause
from onrecord.events.setting import (
    day_of,
    handed_out,
    innermost,
    mentions_of,
    nearest,
    timexes_of,
    when_of,
    when_published,
)
from onrecord.events.tokens import tokenise
from onrecord.records import Event, Mention, Span, Timex

LONGEST = 4000
"""Characters of a sentence that are read: what is longer is no sentence but a list or a trap."""


def code_document(doc: Doc) -> None:
    """Add an :class:`Event` to ``doc`` for every act its sentences tell of."""
    mentions, timexes = mentions_of(doc), timexes_of(doc)
    published = day_of(doc.document.published)
    events: list[Event] = []
    for sentence in doc.sentences:
        end = min(sentence.end, sentence.start + LONGEST)
        inside = cast(list[Mention], mentions.within(sentence.start, end))
        times = cast(list[Timex], timexes.within(sentence.start, end))
        events.extend(_code_sentence(doc, sentence, inside, times, published))
    events.sort(key=lambda event: event.trigger)
    known = innermost(doc.attributions, [event.trigger for event in events])
    for event, attribution in zip(events, known, strict=True):
        doc.add(msgspec.structs.replace(event, attribution=attribution))


def _code_sentence(
    doc: Doc, sentence: Span, mentions: list[Mention], times: list[Timex], published: date | None
) -> Iterator[Event]:
    lexicon, ontology = load_lexicon(), load_ontology()
    tokens = tokenise(
        doc.text,
        sentence.start,
        min(sentence.end, sentence.start + LONGEST),
        lexicon.verbs,
        lexicon.nouns,
        [(t.span.start, t.span.end) for t in times],
    )
    clause = Clause(tokens)
    named = named_tokens(tokens, mentions)
    found = list(islice(find_candidates(clause, lexicon, named), MOST))
    candidates = merge_casualties(clause, drop_governed(clause, found))
    acts: list[tuple[Act, Timex | None, Span]] = []
    pictured = [t for t in times if not handed_out(doc.text, t.span)]
    for candidate in candidates:
        span = doc.span(tokens.starts[candidate.start], tokens.ends[candidate.end - 1])
        timex = nearest(pictured or times, span)
        factuality = factuality_of(clause, candidate, timex, published)
        if refused(clause, candidate) and candidate.trigger.code in YIELDING:
            acts.append(
                (Act(candidate, "REJECT", YIELDING[candidate.trigger.code], "actual"), timex, span)
            )
            continue
        if doubtful(clause, candidate, factuality):
            continue
        code, mode = promised(candidate.trigger.code, mode_of(clause, candidate), factuality)
        acts.append((Act(candidate, code, mode, factuality), timex, span))
    kept = {id(act) for act in distinct([act for act, _, _ in acts])}
    for act, timex, span in acts:
        if id(act) not in kept:
            continue
        actors = parties_of(doc, tokens, act.candidate.actors, mentions, sentence)
        recipients = parties_of(doc, tokens, act.candidate.recipients, mentions, sentence)
        actors, recipients = told_apart(actors, recipients, mentions)
        when = when_of(timex)
        if when is None and not times and act.factuality == "actual":
            when = when_published(published)
        yield Event(
            code=act.code,
            mode=act.mode,
            factuality=act.factuality,
            trigger=span,
            actor=actors,
            recipient=recipients,
            when=when,
            where=place_of(doc, tokens, act.candidate, mentions, actors),
            sentence=sentence,
            quad=ontology.types[act.code].quad,
            scale=ontology.scale(act.code, act.mode),
        )
