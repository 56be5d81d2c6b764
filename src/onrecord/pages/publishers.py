"""Who publishes a page, and the names its site goes by."""

import html
import re
from functools import lru_cache
from urllib.parse import urlsplit

from onrecord.pages.head import Head
from onrecord.pages.jsonld import kinds_of, name_of, text_of
from onrecord.pages.titles import letters, words_of

_LEGAL = re.compile(
    r"(?i)[,\s]+(?:gmbh(?:\s*&\s*co\.?\s*kg(?:aa)?)?|inc\.?|ltd\.?|llc|plc|ag|se|kg|e\.\s?v\."
    r"|s\.?a\.?|s\.?l\.?u?\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?|a\.s\.|s\.r\.o\."
    r"|sp\. z o\.o\.|co\.|corp\.?)$"
)
_SLOGAN = re.compile(r"\s+[|–—•·»:-]\s+|\s*\|\s*|:\s")
_ARCHIVED = re.compile(r"/(https?://.+)")
_PLATFORM_LIST = (
    "blogger wordpress wordpresscom medium substack tumblr squarespace wix wixcom ghost facebook"
    " youtube twitter linkedin webflow shopify typepad blogspot jimdo weebly"
)
_PLATFORMS = frozenset(_PLATFORM_LIST.split())
_SECOND_LEVELS = "co com org net gov edu ac or ne go gob gouv"
_SECOND_LEVEL = frozenset(_SECOND_LEVELS.split())

MAX_SECTION = 60
"""Longest name of a section, in characters."""

MAX_NAME = 80
"""Longest name of a publisher, in characters."""


@lru_cache(maxsize=1024)
def host_names(url: str | None) -> tuple[str, ...]:
    """Return what a page's host says of the name of its site: its label, and it with its suffix.

    For the copy of a page in an archive, the host is that of the page itself.
    """
    inner = _ARCHIVED.search(url or "", 8)
    try:
        host = (urlsplit(inner[1] if inner else url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return ()
    at = -3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else -2
    return tuple(dict.fromkeys([labels[at], ".".join(labels[at:]), host, labels[0]]))


def site_names(head: Head, url: str | None) -> list[str]:
    """Return the names the site goes by, as its head, its JSON-LD and its host give them."""
    found = [*_stated(head), *host_names(url)]
    if handle := head.meta.get("twitter:site"):
        found.append(handle.lstrip("@"))
    parts = [p for name in found for p in _SLOGAN.split(name)[:1] if len(p) > 2]
    return list(dict.fromkeys(found + parts))


def _stated(head: Head) -> list[str]:
    found = [name_of(head.linked.resolved(a.get("publisher"))) for a in head.articles]
    found.append(head.meta.get("og:site_name"))
    found += [head.meta.get(k) for k in ("application-name", "apple-mobile-web-app-title")]
    found += [head.meta.get(k) for k in ("dc.publisher", "dcterms.publisher", "publisher")]
    found += [name_of(h) for h in head.linked.houses[:6]]
    return [
        name
        for raw in dict.fromkeys(found)
        if raw and len(name := _clean(raw)) <= MAX_NAME and _is_name(name)
    ]


def _clean(name: str) -> str:
    return html.unescape(name).strip(" |-–—®™/")


def _is_name(name: str) -> bool:
    return len(letters(name)) > 1 and "://" not in name and letters(name) not in _PLATFORMS


def publisher_of(head: Head, url: str | None, title: str | None) -> tuple[str, str] | None:
    """Return the publisher a page states, and where; null where none is stated.

    The statements of JSON-LD and ``og:site_name`` come first; one that is a bare host, a company's
    legal name or the headline yields to another.
    """
    articles = [name_of(head.linked.resolved(a.get("publisher"))) for a in head.articles]
    candidates = [(n, "json-ld publisher", 2.2) for n in articles if n]
    for key, weight in (
        ("og:site_name", 2.0),
        ("application-name", 1.2),
        ("dc.publisher", 1.0),
        ("dcterms.publisher", 1.0),
        ("publisher", 1.0),
    ):
        if key in head.meta:
            candidates.append((head.meta[key], f"meta {key}", weight))
    for house in head.linked.houses[:6]:
        if name := name_of(house):
            candidates.append((name, f"json-ld {kinds_of(house)[0]}", 0.8))
    hosts = {letters(h) for h in host_names(url)}
    best: tuple[float, str, str] | None = None
    for raw, evidence, weight in candidates:
        name = _clean(raw)
        if not _is_name(name) or len(name) > 2 * MAX_NAME or (title and name == title):
            continue
        if _LEGAL.search(name):
            name, weight = _LEGAL.sub("", name).strip(" ,"), weight - 1
        name = _without_slogan(name, hosts)
        if len(name) > MAX_NAME:
            continue
        if re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", name):
            weight -= 0.5
        weight += 0.3 * sum(letters(_clean(other)) == letters(name) for other, _, _ in candidates)
        if best is None or weight > best[0]:
            best = (weight, name.removeprefix("www."), evidence)
    return (best[1], best[2]) if best else None


def _without_slogan(name: str, hosts: set[str]) -> str:
    """Return a site's name without what it says of itself after a dash or bar."""
    parts = [p.strip() for p in _SLOGAN.split(name) if p.strip()]
    if len(parts) < 2:
        return name
    of_host = [p for p in parts if letters(p) in hosts]
    if of_host:
        return of_host[0]
    short = min(parts[0], parts[-1], key=lambda p: len(words_of(p)))
    return parts[0] if len(words_of(parts[0])) <= 4 else short


_SECTIONS = re.compile(r",(?=\S)|, (?=.*, )|\s*[;|]\s*")


def section_stated(head: Head) -> tuple[str, str] | None:
    """Return the section the page states, the first of several, and where; null for none."""
    found = [(text_of(a.get("articleSection")), "json-ld articleSection") for a in head.articles]
    found += [
        (head.meta.get(key), f"meta {key}")
        for key in ("article:section", "parsely-section", "section", "cxenseparse:section")
    ]
    for stated, evidence in found:
        section = html.unescape(_SECTIONS.split(stated, maxsplit=1)[0]) if stated else ""
        if section and len(section) <= MAX_SECTION and "://" not in section:
            return section, evidence
    return None
