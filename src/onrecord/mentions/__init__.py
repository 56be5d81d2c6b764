"""Mentions: the words that name people, bodies, places, groups and weapons, and who they stand for.

Rules over tables; precise first. A name is read by its form and by the tables; what it is short
for (a surname, an acronym, "state media", "he") only by the same document, and left null where
that does not decide. Spans carry no article; a nationality belongs to the span of a body or group
("South Korean military") and is a mention of its own besides; titles and offices before a name do
not belong to it. Countries and demonyms are ``country:PRK``, a capital that acts is its
government, ``country:PRK``, and one where something happens is ``place:pyongyang``.
"""

from onrecord.document import Doc
from onrecord.mentions.finds import Find, Sentence
from onrecord.mentions.lexicon import Lexicon, lexicon
from onrecord.mentions.resolve import resolve
from onrecord.mentions.scan import scan
from onrecord.mentions.tokens import Tokens, tokenise
from onrecord.records import Block, Entity, Mention
from onrecord.stages import stage as make_stage

__all__ = ["stage"]

TITLE_CASE = 0.7
"""Share of capitalised long words from which on a heading's capitals tell nothing."""

ALL_TITLE = 0.8
"""The same for other text that has no full stop and is no list of names (told by its commas)."""

FULL_STOPS = frozenset('.!?”"')


def _is_plain(block: Block, tokens: Tokens) -> bool:
    """Tell whether capitals mark names here: not in title case, not in a line of capitals."""
    long = [w for w in tokens.words if len(w) > 3 and w[0].isalpha()]
    if not long:
        return True
    if sum(w.isupper() for w in long) > 0.6 * len(long) and len(long) > 2:
        return False
    share = sum(w[0].isupper() for w in long) / len(long)
    if tokens.words[-1] in FULL_STOPS or len(long) <= 3:
        return True
    if block.role in {"headline", "subheading", "summary"}:
        return share < TITLE_CASE
    commas = sum(w in {",", ";"} for w in tokens.words)
    return share < ALL_TITLE or len(long) <= 5 or commas > len(long) / 5


def _scan_all(doc: Doc, lex: Lexicon) -> list[Sentence]:
    blocks = doc.blocks_of()
    sentences: list[Sentence] = []
    number = 0
    for span in doc.sentences:
        while blocks[number].span.end <= span.start:
            number += 1
        tokens = tokenise(doc.text, span.start, span.end, lex.splits, lex.whole)
        if len(tokens):
            plain = _is_plain(blocks[number], tokens)
            sentences.append(scan(tokens, number, plain, lex))
    return sentences


@make_stage(name="mentions", reads={"blocks"}, writes={"mentions", "entities"}, languages={"en"})
def stage(doc: Doc) -> None:
    """Add the mentions of a document and the entities they stand for."""
    lex = lexicon()
    sentences = _scan_all(doc, lex)
    names = resolve(sentences, lex)
    for sentence in sentences:
        for find in sorted(sentence.finds, key=lambda f: (f.first, -f.last)):
            _add(doc, sentence, find, names.entities, lex)


def _add(doc: Doc, sentence: Sentence, find: Find, made: dict[str, Entity], lex: Lexicon) -> None:
    tokens = sentence.tokens
    if find.entity:
        doc.add_entity(made.get(find.entity) or lex.entities[find.entity])
    doc.add(
        Mention(
            kind=find.kind,
            span=doc.span(tokens.starts[find.first], tokens.ends[find.last - 1]),
            how=find.how,
            entity=find.entity,
            score=find.score,
        )
    )
