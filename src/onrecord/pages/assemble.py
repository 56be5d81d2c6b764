"""From typed pieces of text to the document and its blocks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.document import Doc, Page
from onrecord.errors import PageError
from onrecord.pages.authors import Authors, Claim, choose_authors, claim
from onrecord.pages.facts import (
    agency_of,
    first,
    initials,
    known_agency,
    looks_like_agency,
    promo_publisher,
    rights_holder,
    section_of,
)
from onrecord.pages.furniture import Piece, dateline_parts
from onrecord.pages.language import language_for, language_tag
from onrecord.pages.stamps import normal_stamp, read_stamp
from onrecord.pages.titles import LIKELY, SHORTEST, Chosen, Heading, Stated, choose_title, letters
from onrecord.records import TOLD_ROLES, Block, Dateline, Document, DocumentKind, Span

BLOCK = 0.4
"""What a heading gains that the walk takes for the headline; see titles.py."""

BYLINE = 4.5
"""How far the first byline block is believed about authors, the next ones less; see authors.py."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """What a page's metadata says of it; evidence beside its furniture, not instead of it.

    ``title``, ``authors``, ``agency``, ``publisher`` and ``section`` are chosen already from what
    can be told before the walk; ``headings``, ``stated``, ``claims``, ``sites`` and ``near`` are
    what they were chosen from (see titles.py and authors.py), and ``evidence`` names by field what
    decided.
    """

    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    headings: tuple[Heading, ...] = ()
    stated: tuple[Stated, ...] = ()
    claims: tuple[Claim, ...] = ()
    sites: tuple[str, ...] = ()
    near: str = ""
    agency: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    description: str | None = None
    body: str | None = None


def build(
    doc: Doc,
    page: Page,
    text: str,
    pieces: Sequence[Piece],
    declared: Declared,
    elements: Sequence[str] = (),
    kind: DocumentKind = "article",
) -> dict[str, str | None]:
    """Begin ``doc`` with the document of ``text`` and add its blocks.

    ``elements`` are the index paths of the pieces' HTML elements, none for plain text. Returns what
    title and authors were read from.

    Raises :class:`PageError` where no piece tells a story, or the pieces do not cover the text.
    """
    told = any(role in TOLD_ROLES for role, _, _ in pieces)
    if not pieces or not (told or kind in ("index", "stub")):
        raise PageError("no story was found on the page", hint="is this an index or a login page?")
    check_cover(text, pieces)
    lines = [(role, re.sub(r"\s+", " ", text[a:b]), a, b) for role, a, b in pieces]

    def having(role: str) -> list[str]:
        return [line for r, line, _, _ in lines if r == role]

    dateline = _dateline(pieces, text)
    stamps = dict(reversed([s for s in map(read_stamp, having("timestamp")) if s]))
    bylines = having("byline")
    title = _title(having("headline"), declared)
    authors = _authors(bylines, declared)
    holders = [h for h in map(rights_holder, having("rights")) if h]
    agency = _agency(dateline, bylines, holders) or authors.agency
    publisher = first(
        [
            page.publisher,
            declared.publisher,
            *map(promo_publisher, having("promo")),
            *(h for h in holders if not looks_like_agency(h)),
        ]
    )
    published, modified = (
        first_stamp(map(normal_stamp, given))
        for given in (
            [page.published, declared.published, stamps.get("published")],
            [declared.modified, stamps.get("modified")],
        )
    )
    doc.begin(
        Document(
            url=page.url or declared.url,
            path=page.path,
            kind=kind,
            title=title.value if title else page.title,
            publisher=publisher,
            agency=agency,
            authors=page.authors or authors.names,
            section=first([declared.section, *map(section_of, having("section"))]),
            language=language_tag(page.language) or language_for(declared.language, text),
            published=published,
            modified=modified if modified != published else None,
            dateline=dateline,
            text=text,
            source=page.origin,
        )
    )
    caption: str | None = None
    for i, (role, start, end) in enumerate(pieces):
        parent = caption if role == "credit" else None
        element = elements[i] if elements else None
        span = doc.span(start, end)
        block = doc.add(Block(role=role, span=span, parent=parent, element=element))
        if role != "credit":
            caption = block.id if role == "caption" else None
    return {"title": title.evidence if title else None, "authors": authors.evidence}


def _title(lines: list[str], declared: Declared) -> Chosen | None:
    """Return the title, by the headings of the page with those the walk took for its headline."""
    told = {letters(line): line for line in lines}
    if declared.title and letters(declared.title) in told:
        return Chosen(declared.title, declared.evidence.get("title", "headline block"))
    found = [
        replace(h, weight=h.weight + BLOCK) if letters(h.text) in told else h
        for h in declared.headings
    ]
    known = [key for h in found if len(key := letters(h.text)) >= SHORTEST]
    found += [
        Heading(line, LIKELY + BLOCK, "headline block", (line,))
        for key, line in told.items()
        if not any(k in key for k in known)  # a heading with its kicker is that heading
    ]
    return choose_title(found, declared.stated, declared.sites)


def _authors(bylines: list[str], declared: Declared) -> Authors:
    """Return the authors, by what is claimed of them and the bylines of the visible page."""
    found = [
        claim([line], "byline block", "block", BYLINE - at) for at, line in enumerate(bylines[:3])
    ]
    said = {n.text for c in found if c for n in c.names}
    if declared.authors and said <= set(declared.authors):
        return Authors(declared.authors, declared.evidence.get("authors"), declared.agency)
    claims = [*declared.claims, *(c for c in found if c is not None)]
    return choose_authors(claims, declared.sites, declared.near)


def first_stamp(stamps: Iterable[str | None]) -> str | None:
    """Return the first date of several that names a day, or else the first year or month."""
    found = [stamp for stamp in stamps if stamp]
    return next((stamp for stamp in found if len(stamp) >= len("2023-04-11")), first(found))


_COVER_HINT = "this is a bug of the pages stage: please report it with the page"


def check_cover(text: str, pieces: Sequence[Piece]) -> None:
    """Raise :class:`PageError` unless ``pieces`` are ordered, disjoint and cover all but space."""
    at = 0
    for role, start, end in pieces:
        if start < at or end <= start:
            raise PageError(
                f"a {role} block at [{start}, {end}) overlaps the one before it", hint=_COVER_HINT
            )
        if text[at:start].strip():
            raise PageError(f"no block holds the text at [{at}, {start})", hint=_COVER_HINT)
        at = end
    if text[at:].strip():
        raise PageError(f"no block holds the text at [{at}, {len(text)})", hint=_COVER_HINT)


def _dateline(pieces: Sequence[Piece], text: str) -> Dateline | None:
    for role, start, end in pieces:
        if role == "dateline":
            words = text[start:end]
            place, agency = dateline_parts(re.sub(r"\s", " ", words))
            agency = (known_agency(agency) or agency) if agency else None
            return Dateline(place=place, agency=agency, span=Span(start, end, words))
    return None


def _agency(dateline: Dateline | None, bylines: list[str], holders: list[str]) -> str | None:
    """Return the agency the story comes from: by dateline, byline or rights line, never guessed."""
    named = dateline.agency if dateline else None
    found = first([named, *map(agency_of, bylines)])
    for holder in holders:
        if known := known_agency(holder):
            found = found or known
        elif looks_like_agency(holder):
            found = found or holder
            if found == initials(holder):
                break
    return found
