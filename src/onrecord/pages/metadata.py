"""What an HTML page declares about itself: its head, its JSON-LD, and its marked elements."""

import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.pages.assemble import Declared
from onrecord.pages.authors import Claim, choose_authors, claim
from onrecord.pages.dates import dates_of
from onrecord.pages.head import Head, read_head
from onrecord.pages.jsonld import kinds_of, name_of
from onrecord.pages.jsonld import text_of as _text
from onrecord.pages.language import language_tag
from onrecord.pages.publishers import host_names, publisher_of, section_stated, site_names
from onrecord.pages.titles import (
    NEWS_HEADLINE,
    Heading,
    Stated,
    choose_title,
    letters,
    without_site,
)
from onrecord.pages.visible import (
    Mark,
    byline_lines,
    lines_after,
    name_line,
    read_headings,
    read_marks,
)

__all__ = ["Head", "dates_of", "read_head", "read_metadata", "without_site"]

_AUTHOR_META = {
    "citation_author": 5.0,
    "citation_authors": 4.5,
    "parsely-author": 4.5,
    "sailthru.author": 4.5,
    "cxenseparse:author": 4.5,
    "mrf:authors": 4.5,
    "byl": 4.5,
    "dable:author": 4.0,
    "mediator_author": 4.0,
    "author": 4.0,
    "article:author": 4.0,
    "article:author_name": 4.0,
    "og:author": 4.0,
    "og:article:author": 3.5,
    "dc.creator": 4.0,
    "dcterms.creator": 4.0,
    "twitter:author": 3.5,
    "twitter:creator": 1.5,
}
"""How far each meta element is believed about authors; see :data:`_TRUST` for other sources."""

_INVERTED = frozenset({"citation_author", "citation_authors", "dc.creator", "dcterms.creator"})
"""Meta elements of libraries, which put the family name first."""

_TRUST = {
    "line": 5.5,
    "json-ld": 5.0,
    "mark": 4.0,
    "class": 3.8,
    "before": 3.0,
    "aside": 2.5,
    "bare": 1.2,
}
"""How far each source of authors is believed; see :func:`onrecord.pages.authors.choose_authors`.

``line`` is a byline near the headline, ``mark`` an element marked as author after it, ``class`` one
marked by its class only, ``before`` one above the headline, ``aside`` one in a box apart, ``bare``
a line that is a name and nothing else.
"""


def read_metadata(tree: LexborHTMLParser, url: str | None, head: Head | None = None) -> Declared:
    """Return what the page's head, JSON-LD and marked elements say; ``url`` is the page's own.

    ``head`` saves reading the head again where that has been done.
    """
    head = head or read_head(tree)
    canonical = canonical_url(head, url)
    sites = site_names(head, url or canonical)
    found = read_headings(head.headings)
    headings = tuple(heading for _, heading in found)
    stated = _stated_titles(head)
    title = choose_title(headings, stated, sites)
    anchor = _anchor(found, title.value if title else None)
    lines = lines_after(anchor) if anchor is not None else []
    claims = _claims(head, read_marks(head.marks, anchor), lines)
    near = "\n".join(lines[:15])
    authors = choose_authors(claims, sites, near)
    publisher = publisher_of(head, url or canonical, title.value if title else None)
    section = section_stated(head)
    published, modified = dates_of(tree, head, url)
    evidence = {
        "title": title.evidence if title else None,
        "authors": authors.evidence,
        "publisher": publisher[1] if publisher else None,
        "section": section[1] if section else None,
    }
    return Declared(
        url=canonical,
        title=title.value if title else None,
        authors=authors.names,
        publisher=publisher[0] if publisher else None,
        section=section[0] if section else None,
        language=language_tag(head.language or head.meta.get("og:locale")),
        published=published,
        modified=modified,
        headings=headings,
        stated=stated,
        claims=claims,
        sites=tuple(sites),
        near=near,
        agency=authors.agency,
        evidence={name: why for name, why in evidence.items() if why},
        description=head.meta.get("og:description") or head.meta.get("description"),
        body=_declared_body(head),
    )


def _stated_titles(head: Head) -> tuple[Stated, ...]:
    found = [
        (
            _text(a.get("headline")),
            NEWS_HEADLINE if any("News" in k for k in kinds_of(a)) else "json-ld headline",
        )
        for a in head.articles[:3]
    ]
    found += [
        (_text(head.meta.get("og:title")), "meta og:title"),
        (_text(head.meta.get("twitter:title")), "meta twitter:title"),
        (_text(head.meta.get("citation_title")), "meta citation_title"),
        (_text(head.meta.get("dc.title")), "meta dc.title"),
        (_text(head.title), "title element"),
    ]
    return tuple(Stated(text, evidence) for text, evidence in found if text)


def _anchor(found: list[tuple[LexborNode, Heading]], title: str | None) -> LexborNode | None:
    """Return the heading element that holds the title, or the weightiest where none does."""
    key = letters(title or "")
    holding = [pair for pair in found if key and key in letters(pair[1].text)]
    best = max(holding or found, key=lambda pair: pair[1].weight, default=None)
    return best[0] if best else None


def _claims(head: Head, marks: list[Mark], lines: list[str]) -> tuple[Claim, ...]:
    claims: list[Claim | None] = []
    for article in head.articles[:3]:
        people = article.get("author") or article.get("creator")
        people = people if isinstance(people, list) else [people]
        names = [name_of(head.linked.resolved(p)) for p in people[:40]]
        given = [n for n in names if n]
        claims.append(claim(given, "json-ld author", "json-ld", _TRUST["json-ld"]))
    for key, trust in _AUTHOR_META.items():
        if key in head.meta:
            values = head.several.get(key, [head.meta[key]])
            if key in _INVERTED:
                values = [_turned(v) for v in values]
            claims.append(claim(values, f"meta {key}", "meta", trust))
    claims += _marked(marks)
    for at, line in byline_lines(lines)[:3]:
        trust = _TRUST["line"] - min(at, 16) * 0.25
        claims.append(claim([line], "byline near the headline", "line", trust, strict=True))
    if bare := name_line(lines):
        claims.append(claim([bare], "name near the headline", "line", _TRUST["bare"], strict=True))
    return tuple(c for c in claims if c is not None)


def _turned(name: str) -> str:
    """Return "Ana Ruiz" for "Ruiz, Ana"."""
    last, comma, given = name.partition(", ")
    return f"{given} {last}" if comma and "," not in given and len(name.split()) <= 5 else name


def _marked(marks: list[Mark]) -> list[Claim | None]:
    """Return the claims of marked elements, those of one outermost element together."""
    claims: list[Claim | None] = []
    groups: dict[int, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.group, []).append(mark)
    for at, group in enumerate(groups.values()):
        top = group[0]
        exact = [m for m in group if m.exact]
        if top.aside:
            trust = _TRUST["aside"]
        elif not top.after:
            trust = _TRUST["before"]
        else:
            trust = _TRUST["mark" if exact else "class"] - min(top.sections, 3) * 0.7
        trust -= min(at, 4) * 0.3
        inner = claim([m.text for m in exact], (exact or group)[0].evidence, "mark", trust)
        whole = claim([top.text], top.evidence, "mark", trust) if len(top.text) <= 160 else None
        if inner and whole:
            all_of, some = ({letters(n.text) for n in c.names} for c in (whole, inner))
            claims.append(whole if not top.exact and (all_of <= some or some <= all_of) else inner)
        else:
            claims.append(inner or whole)
    return claims


def canonical_url(head: Head, url: str | None) -> str | None:
    """Return the canonical URL the page states, null where it cannot be the page's own.

    It has to be http(s) and of the page's own site where ``url`` is known, and not a home page
    unless the page is one.
    """
    own = _split(url)
    for href in (head.canonical, head.meta.get("og:url")):
        if not href:
            continue
        try:
            found = urljoin(url or head.meta.get("og:url", ""), href.strip())
        except ValueError:
            continue
        parts = _split(found)
        if parts is None:
            continue
        if own is not None:
            names, others = host_names(url), host_names(found)
            if names and others and names[1] != others[1]:
                continue
            if parts[1] in ("", "/") and own[1] not in ("", "/"):
                continue
        return found
    return None


def _split(url: str | None) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return host, parts.path + (f"?{parts.query}" if parts.query else "")


_TAGS = re.compile(r"<[^<>]{0,500}>")
_MAX_BODY = 200_000


def _declared_body(head: Head) -> str:
    """Return the story's text as JSON-LD gives it, without tags; empty where it gives none."""
    texts = [str(a.get("articleBody") or "")[:_MAX_BODY] for a in head.articles[:3]]
    return " ".join(_TAGS.sub(" ", " ".join(texts)).split())
