"""JSON-LD of a page: the objects about its story, and names read from them."""

import html
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

_ARTICLE = re.compile(
    r"(?:Article|Posting|Report|Recipe|HowTo|Review|CreativeWork|WebPage|QAPage|ItemPage)$"
)
_PAGE = re.compile(r"(?:Page|CreativeWork|Review)$")
_HOUSE = re.compile(r"(?:Organization|WebSite|Corporation|Newspaper|Business)$")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_WRAPPED = re.compile(r"\A\s*(?:<!--|(?://|/\*)\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|//\s*\]\]>)\s*\Z")

MAX_SCRIPTS = 1_000_000
"""JSON-LD read from one page at most, in characters."""

MAX_OBJECTS = 5_000
"""JSON-LD objects looked at on one page."""


@dataclass(slots=True)
class LinkedData:
    """The JSON-LD objects about the page's story, best first, and those that others refer to.

    ``types`` are the types of all objects on the page.
    """

    articles: list[dict[str, Any]] = field(default_factory=list)
    houses: list[dict[str, Any]] = field(default_factory=list)
    trails: list[dict[str, Any]] = field(default_factory=list)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)

    def resolved(self, value: object) -> object:
        """Return the object a bare ``{"@id": ...}`` stands for, where the page holds it."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """Return what the JSON-LD scripts of a page hold; broken ones are passed over."""
    data = LinkedData()
    left = MAX_SCRIPTS
    for text in scripts:
        left -= len(text)
        if left < 0:
            break
        for item in _objects(_decoded(text)):
            kinds = kinds_of(item)
            data.types.update(kinds)
            if any(_ARTICLE.search(k) for k in kinds):
                data.articles.append(item)
            elif any(_HOUSE.search(k) for k in kinds):
                data.houses.append(item)
            elif "BreadcrumbList" in kinds:
                data.trails.append(item)
            name = item.get("@id")
            if isinstance(name, str) and len(item) > 1:
                data.by_id.setdefault(name, item)
    data.articles.sort(key=lambda a: any(_PAGE.search(k) for k in kinds_of(a)))
    return data


def _decoded(text: str) -> object:
    for attempt in range(2):
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            if attempt:
                break
            # The two mistakes templates make: line breaks inside strings, and comment wrappers.
            text = _CONTROL.sub(" ", _WRAPPED.sub("", text)).strip().rstrip(";")
    return None


def _objects(value: object) -> Iterator[dict[str, Any]]:
    waiting = deque([value])
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            for key, inner in item.items():
                if key in ("@graph", "mainEntity") or (
                    key in ("author", "publisher", "mainEntityOfPage", "isPartOf", "breadcrumb")
                    and isinstance(inner, dict)
                    and len(inner) > 1
                ):
                    waiting.append(inner)


def kinds_of(item: dict[str, Any]) -> list[str]:
    """Return the types of an object, none where it states none."""
    kind = item.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def text_of(value: object) -> str | None:
    """Return a text, the first of a list, with references and space folded; null for others."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    if "&" in value:
        value = html.unescape(value)
    return " ".join(value.split()) or None


def name_of(value: object) -> str | None:
    """Return the name of a person or organisation, or of the first of a list of them."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return text_of(value)
    given, family = text_of(value.get("givenName")), text_of(value.get("familyName"))
    name = text_of(value.get("name")) or text_of(value.get("@value"))
    if given and family and (name is None or name in (given, family)):
        return f"{given} {family}"
    return name or given or family
