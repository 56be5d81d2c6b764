"""What the head of an HTML page holds, and which of its elements are marked; read in one go."""

from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.pages.jsonld import LinkedData, read_linked_data

_SELECTED = (
    "html,meta,title,link[rel~=canonical],script[type^='application/ld+json'],h1,h2,h3,"
    "[itemprop~=headline],[rel~=author],[itemprop~=author],[class*=uthor],[class*=yline],"
    "[class*=utor],[class*=riter],[id*=uthor],"
    "[itemprop=datePublished][datetime],time[pubdate][datetime]"
)
"""All that is looked for, in one call, since each call walks the whole tree."""

_HEADINGS = frozenset({"h1", "h2", "h3"})
_NO_MARKS = frozenset({"body", "style", "input", "textarea", "img", "form", "svg"})

MAX_META = 4_000
"""Characters of one meta element that are read."""

MAX_TITLE = 4_000
"""Characters of a page's title that are read; more is no title."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the page's head holds and its elements are marked as, unchecked.

    ``meta`` maps the lower-case property, name or itemprop of each meta element to its content,
    the first of several; ``several`` maps those that occur again to all their contents.
    ``articles`` are the JSON-LD objects about the page's story, best first. ``headings`` are the
    elements that may be the headline, ``marks`` those that may name an author and the headings
    between them, both in the order of the page.
    """

    meta: dict[str, str]
    articles: list[dict[str, Any]]
    several: dict[str, list[str]] = field(default_factory=dict)
    linked: LinkedData = field(default_factory=LinkedData)
    title: str | None = None
    language: str | None = None
    canonical: str | None = None
    headings: list[LexborNode] = field(default_factory=list)
    marks: list[LexborNode] = field(default_factory=list)


def read_head(tree: LexborHTMLParser) -> Head:
    """Return the meta elements, JSON-LD and marked elements of a parsed page.

    To be called before scripts are taken from the tree.
    """
    meta: dict[str, str] = {}
    several: dict[str, list[str]] = {}
    scripts: list[str] = []
    headings: list[LexborNode] = []
    marks: list[LexborNode] = []
    stamps: list[LexborNode] = []
    title = language = canonical = None
    for node in tree.css(_SELECTED):
        tag = node.tag
        if tag == "meta":
            _read_meta(node, meta, several)
        elif tag == "time":
            stamps.append(node)
        elif tag == "html":
            language = node.attributes.get("lang") or node.attributes.get("xml:lang")
        elif tag == "title":
            parent = node.parent
            if title is None and (parent is None or parent.tag != "svg"):
                title = " ".join(node.text()[:MAX_TITLE].split()) or None
        elif tag == "link":
            canonical = canonical or node.attributes.get("href")
        elif tag == "script":
            scripts.append(node.text())
        elif tag in _HEADINGS or "headline" in (node.attributes.get("itemprop") or ""):
            headings.append(node)
            marks.append(node)
        elif tag not in _NO_MARKS:
            marks.append(node)
    for node in stamps[:1]:
        meta.setdefault("datepublished", node.attributes.get("datetime") or "")
    linked = read_linked_data(scripts)
    return Head(meta, linked.articles, several, linked, title, language, canonical, headings, marks)


def _read_meta(node: LexborNode, meta: dict[str, str], several: dict[str, list[str]]) -> None:
    given = node.attributes
    key = given.get("property") or given.get("name") or given.get("itemprop")
    content = given.get("content")
    if not key or not content or content.isspace():
        return
    key, content = key.lower(), " ".join(content[:MAX_META].split())
    if key in meta:
        several.setdefault(key, [meta[key]]).append(content)
    else:
        meta[key] = content
