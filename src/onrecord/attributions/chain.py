"""The chain of a statement: from whoever said it, through whoever passed it on, to the page.

No hop is guessed: each is in the sentence, or in what the page says of itself.
"""

import re
import unicodedata

from onrecord.attributions.drafts import Draft, Range
from onrecord.attributions.lexicon import agency_names, carriers
from onrecord.attributions.speakers import Speakers
from onrecord.document import Doc
from onrecord.records import Basis, Block, Hop, Span

NAMING = ("dateline", "credit", "byline", "rights", "promo")
"""Blocks in which a page names its agency and publisher, in the order they are asked."""

LONGEST = 8
"""Hops after which a chain is taken no further within its sentence."""

LAST_WORD = re.compile(r"[\w’'-]+(?=\W*$)")


class Chains:
    """The hops all statements of one document share, and those each has of its own."""

    def __init__(self, doc: Doc, speakers: Speakers) -> None:
        self._doc = doc
        self._speakers = speakers
        self._shared = _page_hops(doc)
        self._carrying = {_folded(name) for hop in self._shared for name in _names(hop.who)}
        self._credits = {b.parent: b for b in doc.blocks_of("credit") if b.parent}

    def of(self, draft: Draft, block: Block) -> tuple[Hop, ...]:
        """Return the hops of a draft, origin first; the parents' sources follow the speaker."""
        hops: list[Hop] = []
        if draft.source:
            hops.append(self._hop(draft.source, self._origin_basis(draft)))
        if draft.relayed:
            hops.append(self._hop(draft.relayed, "report"))
        parent = draft.parent
        while parent is not None and len(hops) < LONGEST:
            if parent.source:
                hops.append(self._hop(parent.source, "report"))
            if parent.relayed:
                hops.append(self._hop(parent.relayed, "report"))
            parent = parent.parent
        if (credit := self._credits.get(block.id)) is not None:
            hops.append(Hop(who=_credited(credit), basis="photo", span=credit.span))
        return tuple(_distinct([*hops, *self._shared]))

    def _origin_basis(self, draft: Draft) -> Basis:
        if draft.document:
            return "document"
        start, end = draft.source[0]
        words = self._doc.text[start:end]
        if not self._carrying.isdisjoint(map(_folded, _names(_plain_name(words)))):
            return "report"  # the page's own agency or publisher tells what others said
        word = _head(words)
        if word in carriers("document"):
            return "document"
        return "report" if word in carriers("media") else "speech"

    def _hop(self, source: list[Range], basis: Basis) -> Hop:
        entity = self._speakers.of(self._doc.text, source)
        span = self._doc.span(*source[0])
        known = self._doc.entities.get(entity) if entity else None
        several = self._speakers.several(self._doc.text, source)
        words = _plain_name(span.text or "", several=several)
        # "state media" may stand for an agency named elsewhere; the hop says what the text says
        vague = known is not None and words.islower() and words.endswith("media")
        who = known.name if known and not vague else words
        return Hop(who=who, entity=entity, basis=basis, span=span)


def _head(words: str) -> str:
    """The lower-case head word of a source: the last one before a comma or preposition."""
    found = LAST_WORD.search(re.split(r",|\s(?:of|for|in|at|from|by)\s", words)[0])
    return found.group().lower() if found else ""


def _plain_name(words: str, *, several: bool = False) -> str:
    """The words of a source without article and, but for ``several`` names, apposition."""
    name = " ".join((words if several else words.split(",")[0]).split())
    return re.sub(r"^(?:the|an?)\s+(?=\S)", "", name, flags=re.I) or name


def _page_hops(doc: Doc) -> list[Hop]:
    """The agency and the publisher of the page, where it names them."""
    hops: list[Hop] = []
    agency, publisher = doc.document.agency, doc.document.publisher
    if agency:
        hops.append(Hop(who=agency, basis="agency", span=_named(doc, agency)))
    if publisher and (not agency or _names(agency).isdisjoint(_names(publisher))):
        hops.append(Hop(who=publisher, basis="publisher", span=_named(doc, publisher)))
    return hops


def _names(name: str) -> set[str]:
    return {n.lower() for n in (name, *agency_names().get(name.lower(), ()))}


def _named(doc: Doc, name: str) -> Span | None:
    """Return the words of a furniture block that name ``name``; a whole dateline."""
    names = sorted({name, *agency_names().get(name.lower(), ())}, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in names))
    for role in NAMING:
        for block in doc.blocks_of(role):
            found = pattern.search(doc.text, block.span.start, block.span.end)
            if found:
                return block.span if role == "dateline" else doc.span(*found.span())
    return None


def _credited(credit: Block) -> str:
    """The words of a credit without brackets and "Photo by"."""
    words = " ".join((credit.span.text or "").split()).strip("()[] ")
    return re.sub(r"^(?:photo|picture|image)s?\s*(?:by|:|courtesy of)?\s*", "", words, flags=re.I)


def _distinct(hops: list[Hop]) -> list[Hop]:
    """Leave out a hop whose entity or name an earlier one has; the earlier basis stands."""
    kept: list[Hop] = []
    seen: set[str] = set()
    for hop in hops:
        marks = {_folded(name) for name in _names(hop.who)}
        marks |= {hop.entity} if hop.entity else set()
        if seen.isdisjoint(marks):
            kept.append(hop)
            seen |= marks
    return kept


def _folded(name: str) -> str:
    """A name as it is compared: without case, accents and spacing."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
