"""Dates that a page declares unseen: in JSON-LD, meta elements, its address and its scripts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from onrecord.data import table
from onrecord.pages.jsonld import kinds_of
from onrecord.pages.stamps import YEARS, find_date, month_number, normal_stamp

Says = Literal["published", "created", "modified", "shown"]


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A date found on a page, and why it may be the one the page was published or modified.

    ``group`` is the kind of source; sources of one group are not independent of each other.
    ``other`` is the second reading of a date such as 4/5/2023.
    """

    stamp: str
    says: Says
    group: str
    weight: float
    why: str
    other: str | None = None


@cache
def fields(where: str) -> Mapping[str, tuple[str, float]]:
    """Return what each field or name of one kind says, and how far it is believed."""
    return {
        name: (row["what"], float(row["weight"]))
        for row in table("date_fields.tsv")
        if row["where"] == where
        for name in row["names"].split("|")
    }


_ARCHIVED = re.compile(
    r"^https?://(?:web\.archive\.org|archive\.\w{2,5})/(?:web/)?(\d{8})\d{0,6}\w{0,3}/+(.*)"
)


def unarchived(url: str) -> tuple[str, str | None]:
    """Return the address a web archive's copy was made of, and the day it was made, if it is one.

    That day is no date of the page, only the last it may have.
    """
    found = _ARCHIVED.match(url)
    if not found:
        return url, None
    original = found[2]
    return (original if "://" in original else "http://" + original), normal_stamp(found[1])


_LESS = {"WebPage": 1.0, "CreativeWork": 1.0, "Review": 3.0, "Comment": 9.0}
"""How much less the date of an object is believed that may be about a part of the page only."""


def from_json(
    articles: list[dict[str, Any]], titles: Sequence[str], url: str
) -> Iterator[DateEvidence]:
    """Yield the dates of the JSON-LD objects that may be the page's story, by the squeezed titles.

    An object with the page's headline or address is believed most, one of another headline least.
    """
    known = fields("jsonld")
    for place, article in enumerate(articles[:20]):
        about = _about(article, titles, url)
        kind = (kinds_of(article) or ["object"])[0]
        for field, (what, weight) in known.items():
            value = article.get(field)
            value = value[0] if isinstance(value, list) and value else value
            if not isinstance(value, str) or (stamp := normal_stamp(value)) is None:
                continue
            weight += {True: 0.0, None: -1.0, False: -5.0}[about]
            weight -= next((less for part, less in _LESS.items() if part in kind), 0.0)
            weight -= 0.1 * place
            says: Says = "modified" if what == "modified" else "published"
            if what == "created":
                says = "created"
            yield DateEvidence(stamp, says, "declared", weight, f"json-ld {kind} {field}")


def _about(article: dict[str, Any], titles: Sequence[str], url: str) -> bool | None:
    """Tell whether a JSON-LD object is about this page; null where it does not show."""
    page = _path(url)
    mine = (article.get("url"), article.get("@id"), article.get("mainEntityOfPage"))
    for value in mine:
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str) and page not in ("", "/") and _path(value) == page:
            return True
    headline = squeeze(str(article.get("headline") or article.get("name") or "")[:300])
    if not headline or not titles:
        return None
    return any(headline[:40] in title or title[:40] in headline for title in titles)


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return unquote(parts.path).rstrip("/").lower() + ("?" + parts.query if parts.query else "")


_NOT_WORDS = re.compile(r"[\W_]+")


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, lower case, nothing else."""
    return _NOT_WORDS.sub("", text.lower())


def from_meta(meta: Mapping[str, str], month_first: bool) -> Iterator[DateEvidence]:
    """Yield the dates of meta elements, by their property or name."""
    known = fields("meta")
    for key in meta.keys() & known.keys():
        what, weight = known[key]
        if stamp := normal_stamp(meta[key], month_first=month_first):
            says: Says = "modified" if what == "modified" else "published"
            yield DateEvidence(stamp, says, "declared", weight, f"meta {key}")


_YEAR = r"(?P<y>(?:19|20)\d\d)"
_IN_PATH = (
    (7.0, rf"/{_YEAR}/(?P<m>\d\d?)/(?P<d>\d\d?)(?:[/_-]|$)"),
    (6.5, rf"(?<!\d){_YEAR}[-_](?P<m>\d\d)[-_](?P<d>\d\d)(?!\d)"),
    (6.0, rf"(?<!\d){_YEAR}(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    (6.0, rf"/{_YEAR}/(?P<m>[01]\d)(?P<d>[0-3]\d)(?:[/_-]|$)"),
    (4.0, rf"(?<!\d){_YEAR}(?P<m>[01]\d)(?P<d>[0-3]\d)\d{{4,13}}(?!\d)"),
    (6.0, rf"/{_YEAR}[-/](?P<m>\d\d)/(?P<d>\d\d)[/_-]"),
    (5.0, rf"(?<!\d)(?P<d>[0-3]?\d)[-_.](?P<m>[01]?\d)[-_.]{_YEAR}(?!\d)"),
    (4.0, rf"/{_YEAR}[/-]?(?P<m>[a-z]{{3,9}})[/-](?P<d>\d\d?)(?:[/_-]|$)"),
    (1.5, rf"/{_YEAR}[/-](?P<m>[01]\d)(?:[/_-]|$)"),
)
_PATHS = tuple((weight, re.compile(pattern)) for weight, pattern in _IN_PATH)


def from_url(url: str) -> Iterator[DateEvidence]:
    """Yield the dates in the path of the page's address; a month only where there is no day."""
    path = _path(url)[:500]
    for weight, pattern in _PATHS:
        for found in pattern.finditer(path):
            parts = found.groupdict()
            month = int(parts["m"]) if parts["m"].isdigit() else month_number(parts["m"])
            try:
                day = date(int(parts["y"]), month or 0, int(parts.get("d") or 1)).isoformat()
            except ValueError:
                continue
            stamp = day if parts.get("d") else day[:7]
            yield DateEvidence(stamp, "published", "url", weight, "url")
            return


_NAMES = "|".join(fields("script"))
_IN_SCRIPT = re.compile(
    rf'(?:\\?["\']|\b)(?P<name>{_NAMES})(?:\\?["\'])?\s*[:=]\s*\\?["\'](?P<value>(?:19|20)\d\d[-/.]?\d\d[-/.]?\d\d[^"\'\\<>]{{0,24}})'
)


_NAME_PARTS = ("ublish", "ublication", "pubDate", "uploadDate")


def from_scripts(tree: LexborHTMLParser, most: int = 400_000) -> Iterator[DateEvidence]:
    """Yield publication dates that scripts hold, JSON-LD that does not parse among them.

    A name that has several days tells of several stories and counts little.
    """
    found: dict[str, list[str]] = {}
    for node in tree.css("script:not([src])"):
        text = node.text()
        most -= len(text)
        if most < 0:
            break
        if not any(part in text for part in _NAME_PARTS):
            continue
        for match in _IN_SCRIPT.finditer(text):
            if stamp := normal_stamp(match["value"]):
                found.setdefault(match["name"], []).append(stamp)
    for name, stamps in found.items():
        days = {stamp[:10] for stamp in stamps}
        weight = 5.0 if len(days) == 1 else (3.0 if len(days) == 2 else 1.0)
        yield DateEvidence(stamps[0], "published", "script", weight, f"script {name}")


def from_titles(meta: Mapping[str, str], language: str | None) -> Iterator[DateEvidence]:
    """Yield the date at the end of the page's title or description: weak evidence."""
    for key in ("og:title", "twitter:title", "description", "og:description"):
        text = meta.get(key, "")[-60:]
        found = find_date(text, language)
        if found and len(text) - found[2] < 3:
            yield DateEvidence(found[0], "published", "title", 2.5, f"end of {key}")
            return


_IN_IMAGE = re.compile(rf"/{_YEAR}/(?P<m>[01]\d)(?:/(?P<d>[0-3]\d))?/")


def from_image(meta: Mapping[str, str]) -> Iterator[DateEvidence]:
    """Yield the date in the address of the page's picture: the weakest evidence there is."""
    found = _IN_IMAGE.search(meta.get("og:image", "") or meta.get("twitter:image", ""))
    if found and int(found["y"]) in YEARS and 1 <= int(found["m"]) <= 12:
        day = f"{found['y']}-{found['m']}" + (f"-{found['d']}" if found["d"] else "")
        if stamp := normal_stamp(day):
            yield DateEvidence(stamp, "published", "image", 0.5, "address of the picture")
