"""Why each part of a page has its role, and what each field of its document was read from.

Costs more than reading the page: what spoke for the model's decisions is reckoned here only.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence

import msgspec
from selectolax.lexbor import LexborHTMLParser

from onrecord.document import Doc, Page
from onrecord.pages.assemble import Declared, build
from onrecord.pages.dates import find_dates
from onrecord.pages.explain_text import why_each
from onrecord.pages.facts import (
    agency_of,
    initials,
    known_agency,
    promo_publisher,
    rights_holder,
    section_of,
)
from onrecord.pages.features import Floats
from onrecord.pages.furniture import Piece
from onrecord.pages.head import read_head
from onrecord.pages.html import Read, read_html
from onrecord.pages.language import language_tag
from onrecord.pages.net import BODY, CLASSES, page_net
from onrecord.pages.stamps import normal_stamp, read_stamp
from onrecord.pages.text import find_lines, read_lines
from onrecord.records import Document

FIELDS = tuple(
    name for name in Document.__struct_fields__ if name not in ("id", "path", "text", "source")
)
"""The fields of a document that are read from the page and explained."""

WORDS = 160
"""Characters of a block's or run's words that are given."""

LEFT_OUT = 200
"""Runs of words that are no part of the story, those nearest to it, that are given."""

STRONGEST, LEAST = 3, 0.01
"""Groups of features that are given at most, and the weight that one has at least."""

GIVEN = "given with the page"
"""The evidence of what a carrier (a JSONL field, a header) says of a page."""

Groups = tuple[tuple[str, float], ...]


class Fact(msgspec.Struct, frozen=True):
    """A field of the document, its value, and what that was read from; null for an unknown one."""

    field: str
    value: str | tuple[str, ...] | None
    evidence: str | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A block: its role, words (shortened) and place, and why it has that role.

    ``model`` is what the page model takes its first run for, ``chance`` how surely (0 to 1), and
    ``groups`` the features that speak for it, with the part of ``chance`` that each makes up; plain
    text has none of these.
    """

    role: str
    words: str
    why: str
    span: tuple[int, int]
    element: str | None = None
    model: str | None = None
    chance: float | None = None
    groups: Groups = ()


class LeftOut(msgspec.Struct, frozen=True):
    """Words of an HTML page that are in no block, why, and what the model takes them for."""

    words: str
    why: str
    element: str
    model: str
    chance: float


class Explained(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="explanation"):
    """What the page stage made of one page, and why.

    ``page`` is where it was found; ``passed_over`` is the number of all runs of words that are in
    no block, of which ``left_out`` holds those nearest to the story, in the order of the page.
    """

    page: str
    fields: tuple[Fact, ...]
    blocks: tuple[Told, ...]
    left_out: tuple[LeftOut, ...] = ()
    passed_over: int = 0


def explain(page: Page) -> Explained:
    """Return what the page stage makes of ``page``, and why.

    Raises :class:`onrecord.errors.PageError` where the stage would.
    """
    doc = Doc(page=page)
    if page.kind == "text":
        lines = find_lines(page.content)
        found = read_lines(lines)
        both = zip(lines, found, strict=True)
        pieces: list[Piece] = [(r, x.start + a, x.start + b) for x, ps in both for r, a, b in ps]
        chosen = build(doc, page, page.content, pieces, Declared())
        whys = [why for reasons in why_each(lines, found) for why in reasons]
        told = [
            Told(role=b.role, words=_short(b.span.text), why=why, span=(b.span.start, b.span.end))
            for b, why in zip(doc.blocks, whys, strict=True)
        ]
        facts = _facts(doc, page, Declared(), chosen, "plain text is taken for one", {})
        return Explained(page=page.location, fields=facts, blocks=tuple(told))
    read = read_html(page.content, page.url)
    chosen = build(doc, page, read.text, read.pieces, read.declared, read.elements, read.kind)
    left = [row for row, item in enumerate(read.decided) if item.role is None]
    return Explained(
        page=page.location,
        fields=_facts(doc, page, read.declared, chosen, read.why, _dates(page)),
        blocks=tuple(_told(doc, read)),
        left_out=tuple(_left_out(row, read) for row in _nearest(left, read)),
        passed_over=len(left),
    )


def _told(doc: Doc, read: Read) -> Iterator[Told]:
    rows = {id(item.run): row for row, item in enumerate(read.decided)}
    reasons = page_net().reasons(read.features) if rows else {}
    for block, joined in zip(doc.blocks, read.blocks, strict=True):
        row, why = rows[id(joined.run)], joined.why
        label, chance = _label(read.scores[row])
        if block.role == "dateline":
            why = f"a place and a dash open the paragraph; {why}"
        weights = [(name, round(float(losses[row, label]), 3)) for name, losses in reasons.items()]
        strongest = sorted(weights, key=lambda pair: -pair[1])[:STRONGEST]
        yield Told(
            role=block.role,
            words=_short(block.span.text),
            why=why,
            span=(block.span.start, block.span.end),
            element=block.element,
            model=CLASSES[label],
            chance=chance,
            groups=tuple((name, weight) for name, weight in strongest if weight >= LEAST),
        )


def _label(scores: Floats) -> tuple[int, float]:
    """Return the model's class of one run, body text counted as one, and how sure it is."""
    body = scores[BODY]
    label = int(scores.argmax())
    if body.sum() > 0.5:
        label = BODY.start + int(body.argmax())
    return label, round(float(scores[label]), 3)


def _nearest(rows: Sequence[int], read: Read) -> list[int]:
    """Return those of ``rows`` that stand nearest to a block, in the order of the page."""
    kept = [row for row, item in enumerate(read.decided) if item.role is not None]

    def distance(row: int) -> int:
        at = bisect(kept, row)
        return min((abs(row - k) for k in kept[max(0, at - 1) : at + 1]), default=0)

    return sorted(sorted(rows, key=distance)[:LEFT_OUT])


def _left_out(row: int, read: Read) -> LeftOut:
    item = read.decided[row]
    label, chance = _label(read.scores[row])
    element = "/".join(map(str, item.run.element))
    return LeftOut(_short(item.run.line), item.why, element, CLASSES[label], chance)


def _short(words: str | None) -> str:
    line = " ".join((words or "").split())
    return line if len(line) <= WORDS else line[: WORDS - 1] + "…"


def _dates(page: Page) -> dict[str, tuple[str, str]]:
    """Return the dates that an HTML page declares or shows, by field, each with its evidence."""
    tree = LexborHTMLParser(page.content)
    found = find_dates(tree, read_head(tree), page.url)
    both = (("published", found.published), ("modified", found.modified))
    return {field: (date.stamp, date.evidence) for field, date in both if date}


Sources = list[tuple[str | None, str | None]]
"""Values that a field may have been read from, in the order in which they count, and where from."""


def _facts(
    doc: Doc,
    page: Page,
    declared: Declared,
    chosen: dict[str, str | None],
    kind: str,
    dates: dict[str, tuple[str, str]],
) -> tuple[Fact, ...]:
    """Return the fields of the document, each with the first source that has its value."""
    document = doc.document
    said = declared.evidence

    def blocks(role: str) -> list[tuple[str, str]]:
        lines = [" ".join((b.span.text or "").split()) for b in doc.blocks_of(role)]
        return [(line, f"{role} block: {_short(line)}") for line in lines]

    stamps = [(read_stamp(line), why) for line, why in blocks("timestamp")]
    holders = [(rights_holder(line), why) for line, why in blocks("rights")]
    dateline = document.dateline
    sources: dict[str, Sources] = {
        "url": [(page.url, GIVEN), (declared.url, "canonical link or og:url")],
        "kind": [(document.kind, kind)],
        "title": [(document.title, chosen["title"] or GIVEN)],
        "publisher": [
            (page.publisher, GIVEN),
            (declared.publisher, said.get("publisher")),
            *((promo_publisher(line), why) for line, why in blocks("promo")),
            *holders,
        ],
        "agency": [
            (dateline.agency if dateline else None, "dateline block"),
            *((agency_of(line), why) for line, why in blocks("byline")),
            *((f(h), why) for h, why in holders if h for f in (known_agency, str, initials)),
            (document.agency, "named among the authors"),
        ],
        "section": [
            (declared.section, said.get("section")),
            *((section_of(line), why) for line, why in blocks("section")),
        ],
        "language": [
            (language_tag(page.language), GIVEN),
            (language_tag(declared.language), "lang attribute or og:locale"),
            (document.language, "the words of the text"),
        ],
        "published": [
            (normal_stamp(page.published), GIVEN),
            dates.get("published", (None, None)),
            *((stamp[1], why) for stamp, why in stamps if stamp),
        ],
        "modified": [
            dates.get("modified", (None, None)),
            *((stamp[1], why) for stamp, why in stamps if stamp),
        ],
    }
    facts = {name: _fact(name, getattr(document, name), found) for name, found in sources.items()}
    authors = document.authors
    why = GIVEN if page.authors else chosen["authors"]
    facts["authors"] = Fact("authors", authors, why if authors else None)
    words = _short(dateline.span.text) if dateline else None
    facts["dateline"] = Fact("dateline", words, "dateline block" if dateline else None)
    return tuple(facts[name] for name in FIELDS)


def _fact(field: str, value: str | None, sources: Sources) -> Fact:
    why = next((why for found, why in sources if found == value), None)
    return Fact(field, value, why if value is not None else None)
