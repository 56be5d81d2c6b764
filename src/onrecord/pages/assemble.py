"""From typed pieces of text to the document and its blocks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.document import Doc, Page
from onrecord.errors import PageError
from onrecord.pages.facts import (
    agency_of,
    authors_of,
    first,
    initials,
    known_agency,
    looks_like_agency,
    promo_publisher,
    rights_holder,
    section_of,
)
from onrecord.pages.furniture import Piece, dateline_parts
from onrecord.pages.language import language_of, language_tag
from onrecord.pages.stamps import normal_stamp, read_stamp
from onrecord.records import TOLD_ROLES, Block, Dateline, Document, Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """What a page's metadata says of it; evidence beside its furniture, not instead of it."""

    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None


def build(doc: Doc, page: Page, text: str, pieces: Sequence[Piece], declared: Declared) -> None:
    """Begin ``doc`` with the document of ``text`` and add its blocks.

    Raises :class:`PageError` where no piece tells a story, or the pieces do not cover the text.
    """
    if not any(role in TOLD_ROLES for role, _, _ in pieces):
        raise PageError("no story was found on the page", hint="is this an index or a login page?")
    check_cover(text, pieces)
    lines = [(role, re.sub(r"\s+", " ", text[a:b]), a, b) for role, a, b in pieces]

    def having(role: str) -> list[str]:
        return [line for r, line, _, _ in lines if r == role]

    dateline = _dateline(pieces, text)
    stamps = dict(reversed([s for s in map(read_stamp, having("timestamp")) if s]))
    bylines = having("byline")
    authors = declared.authors or tuple(
        dict.fromkeys(name for line in bylines for name in authors_of(line))
    )
    holders = [h for h in map(rights_holder, having("rights")) if h]
    agency = _agency(dateline, bylines, holders)
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
            title=first([*having("headline"), declared.title, page.title]),
            publisher=publisher,
            agency=agency,
            authors=page.authors or tuple(a for a in authors if a != publisher),
            section=first([declared.section, *map(section_of, having("section"))]),
            language=language_tag(page.language) or declared.language or language_of(text),
            published=published,
            modified=modified if modified != published else None,
            dateline=dateline,
            text=text,
            source=page.origin,
        )
    )
    caption: str | None = None
    for role, start, end in pieces:
        parent = caption if role == "credit" else None
        block = doc.add(Block(role=role, span=doc.span(start, end), parent=parent))
        if role != "credit":
            caption = block.id if role == "caption" else None


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
