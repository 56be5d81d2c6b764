"""What an HTML page declares about itself: JSON-LD, OpenGraph, meta and link elements."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from selectolax.lexbor import LexborHTMLParser

from onrecord.pages.assemble import Declared
from onrecord.pages.facts import first
from onrecord.pages.language import language_tag

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|NewsArticle|LiveBlogPosting|WebPage)$")
_MAX_SCRIPTS = 1_000_000
"""JSON-LD read from one page at most, in characters."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the page's head holds, unchecked.

    ``meta`` maps the lower-case property, name or itemprop of each meta element to its content,
    the first of several; ``articles`` are the JSON-LD objects about the page's story, best first.
    """

    meta: dict[str, str]
    articles: list[dict[str, Any]]


def read_head(tree: LexborHTMLParser) -> Head:
    """Return the meta elements and JSON-LD of a parsed page, before scripts are taken from it."""
    articles = sorted(_articles(tree), key=lambda a: "WebPage" in str(a.get("@type")))
    return Head(_meta(tree), articles)


def read_metadata(tree: LexborHTMLParser, url: str | None) -> Declared:
    """Return what the page's head, JSON-LD and marked elements say; ``url`` is the page's own."""
    head = read_head(tree)
    meta, articles = head.meta, head.articles
    site_name = first([*(_name(a.get("publisher")) for a in articles), meta.get("og:site_name")])
    root = tree.css_first("html")
    declared_language = (root.attributes.get("lang") if root else None) or meta.get("og:locale")
    published, modified = dates_of(tree, head, url)
    return Declared(
        url=_canonical(tree, meta),
        title=without_site(_title(tree, head), site_name),
        authors=_authors(head),
        publisher=site_name,
        section=first(
            [*(_text(a.get("articleSection")) for a in articles), meta.get("article:section")]
        ),
        language=language_tag(declared_language),
        published=published,
        modified=modified,
    )


def _title(tree: LexborHTMLParser, head: Head) -> str | None:
    found = first([*(_text(a.get("headline")) for a in head.articles), head.meta.get("og:title")])
    if found is None and (node := tree.css_first("title")) is not None:
        found = _text(node.text())
    return found


def _authors(head: Head) -> tuple[str, ...]:
    names = [n for a in head.articles[:1] for n in _names(a.get("author"))]
    if not names:
        names = _plain_names(first([head.meta.get("author"), head.meta.get("article:author")]))
    return tuple(dict.fromkeys(names))


def dates_of(tree: LexborHTMLParser, head: Head, url: str | None) -> tuple[str | None, str | None]:
    """Return when the page was published and when modified, as it says so."""
    meta, articles = head.meta, head.articles
    published = first(
        [
            *(_text(a.get("datePublished")) for a in articles),
            *(meta.get(k) for k in ("article:published_time", "datepublished", "pubdate")),
            *(meta.get(k) for k in ("date", "dc.date", "dc.date.issued", "parsely-pub-date")),
        ]
    )
    modified = first(
        [*(_text(a.get("dateModified")) for a in articles), meta.get("article:modified_time")]
    )
    return published, modified


def without_site(title: str | None, site: str | None) -> str | None:
    """Return the title without the site's name after (or before) a bar or dash."""
    if not title:
        return None
    parts = re.split(r"\s+[|–—-]\s+|\s+[»·]\s+", title)
    if len(parts) > 1:
        known = (site or "").lower()
        if known and parts[-1].strip().lower() in (known, known.removeprefix("the ")):
            return title[: title.rindex(parts[-1])].rstrip(" |–—-»·")
        if "|" in title:
            return max(title.split("|"), key=len).strip()
    return title


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        given = node.attributes
        key = given.get("property") or given.get("name") or given.get("itemprop")
        content = given.get("content")
        if key and content and content.strip():
            found.setdefault(key.lower(), re.sub(r"\s+", " ", content).strip())
    for node in tree.css("[itemprop=datePublished][datetime], time[pubdate][datetime]"):
        found.setdefault("datepublished", node.attributes.get("datetime") or "")
    return found


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    left = _MAX_SCRIPTS
    for node in tree.css('script[type="application/ld+json"]'):
        text = node.text()
        left -= len(text)
        if left < 0:
            return
        try:
            value = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        waiting = deque([value])
        while waiting:
            item = waiting.popleft()
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                kind = item.get("@type")
                kinds = kind if isinstance(kind, list) else [kind]
                if any(isinstance(k, str) and _ARTICLE.search(k) for k in kinds):
                    yield item
                waiting.extend(v for k, v in item.items() if k in ("@graph", "mainEntity"))


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    return re.sub(r"\s+", " ", value).strip() or None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return [n for p in people for n in _plain_names(_name(p)) if not _is_organization(p)]


def _is_organization(value: object) -> bool:
    return isinstance(value, dict) and value.get("@type") in (
        "Organization",
        "NewsMediaOrganization",
    )


def _plain_names(value: str | None) -> list[str]:
    if not value or "://" in value or "@" in value:
        return []
    parts = (re.sub(r"(?i)^by\s+", "", part).strip() for part in re.split(r",|;|\band\b|&", value))
    return [part for part in parts if part]


def _canonical(tree: LexborHTMLParser, meta: dict[str, str]) -> str | None:
    node = tree.css_first('link[rel="canonical"][href]')
    href = (node.attributes.get("href") if node else None) or meta.get("og:url")
    if not href:
        return None
    url = urljoin(meta.get("og:url", ""), href.strip())
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
