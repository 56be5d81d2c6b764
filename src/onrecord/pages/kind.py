"""What sort of page it is: article, live blog, gallery, video, index or stub; and why.

What a page says of itself (JSON-LD, OpenGraph, its address) is believed only where the page shows
it: numbers of what stands on it decide. Where nothing speaks against it, a page is an article.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol
from urllib.parse import unquote

from onrecord.data import table
from onrecord.pages.walk import WITHIN
from onrecord.records import DocumentKind

SHORT = 1_000
"""Characters of running text below which a page may be something else than an article.

Of the dated news pages measured, 97 % have more; so have nearly all that are no news.
"""
BARE = 300
"""Characters of running text that are as good as none: a teaser's, not a story's."""
_NOTICE = 600
"""Characters at the beginning of a page in which a notice stands that takes the story's place."""

_OUTSIDE = WITHIN["nav"] | WITHIN["footer"] | WITHIN["form"]
_HEADING = WITHIN["h1"] | WITHIN["h2"] | WITHIN["h3"] | WITHIN["h4"] | WITHIN["h5"]
_CAPTION = WITHIN["figcaption"]
_CLOCK = re.compile(
    r"\W{0,3}(?:\w{2,9}\.?,? \d{1,2}\.? \w{2,9}\.?,? (?:\d{4},? )?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4},? )?"
    r"(?:\d{1,2}[:.h]\d{2}(?!\d)(?:[:.]\d{2})?(?: ?(?:[ap]\.?m\.?|Uhr|h|hrs?|[A-Z]{2,5}))?"
    r"|\d{1,3}(?:\+\d{1,2})?[.']?['’′])\W{0,3}$",
    re.I,
)
_ENDED = re.compile(r"[.!?…。！？؟۔।:][\"'’”»)\]]{0,3}$")
_PART = re.compile(r"[/?#]+")
_FALSE = (False, "False", "false", "http://schema.org/False", "https://schema.org/False")
_LOCKED = frozenset({"locked", "metered", "premium", "paid", "subscriber", "subscribers"})


class Words(Protocol):
    """What is counted of a run of words: see :class:`onrecord.pages.walk.Run`."""

    line: str
    tag: str
    within: int
    hint: str | None
    hidden: bool
    link_chars: int


@dataclass(slots=True)
class Tally:
    """Numbers of what stands on a page outside menus, forms and comments.

    ``prose`` are the characters of running text, ``stretch`` those of its longest passage that no
    teaser interrupts; ``teasers`` are links of four words or more, ``linked_headings`` headings
    that are links. ``entries`` are clock times with running text after them. ``players`` are
    videos and recordings. ``opening`` is the beginning of the page's words.
    """

    prose: int = 0
    stretch: int = 0
    headings: int = 0
    linked_headings: int = 0
    teasers: int = 0
    captions: int = 0
    caption_chars: int = 0
    entries: int = 0
    players: int = 0
    opening: str = ""

    @property
    def links(self) -> int:
        """How many other stories the page leads to."""
        return self.teasers + self.linked_headings


def count(runs: Iterable[Words], *, players: int = 0) -> Tally:
    """Return the numbers of a page's runs of words, in the order of the page."""
    tally = Tally(players=players)
    opening: list[str] = []
    room = _NOTICE
    stretch = 0
    stamped = False
    for run in runs:
        line, within = run.line, run.within
        if run.hidden or within & _OUTSIDE or run.hint == "skip":
            continue
        size = len(line)
        if room > 0:
            opening.append(line[:room])
            room -= size + 1
        linked = run.link_chars > size / 2
        if within & _HEADING:
            if linked:
                tally.linked_headings += 1
                stretch, stamped = 0, False
            else:
                tally.headings += 1
        elif linked:
            if size > 15 and (line.count(" ") > 2 or not line.isascii()):
                tally.teasers += 1
                stretch, stamped = 0, False
        elif within & _CAPTION or run.hint in ("caption", "credit"):
            tally.captions += run.hint != "credit"
            tally.caption_chars += size
        elif size <= 40 and (run.hint == "timestamp" or _CLOCK.match(line)):
            stamped = True
        else:
            if size >= 160 or (size >= 60 and _ENDED.search(line, size - 4)):
                tally.prose += size
                stretch += size
                tally.stretch = max(tally.stretch, stretch)
            if stamped and size >= 25:
                tally.entries += 1
                stamped = False
    tally.opening = "\n".join(opening)
    return tally


@cache
def _words(kind: str, where: str) -> frozenset[str]:
    rows = (row for row in table("kinds.tsv") if (row["kind"], row["where"]) == (kind, where))
    return frozenset(word for row in rows for word in row["words"].split("|"))


@cache
def _notices() -> re.Pattern[str]:
    """One pattern for all notices, in small letters; its groups say what each is of."""
    rows = table("notices.tsv")
    kinds = dict.fromkeys(row["what"] for row in rows)
    parts = ["|".join(row["pattern"] for row in rows if row["what"] == what) for what in kinds]
    joined = "|".join(f"(?P<{what}>{part})" for what, part in zip(kinds, parts, strict=True))
    return re.compile(joined)


@cache
def _title_word(kind: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_words(kind, "title"), key=len, reverse=True)))
    return re.compile(rf"(?i)(?:^|[\s|:–—\-+(\[])(?:{names})(?:$|[\s|:–—\-+!)\]])")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a page says of itself: each kind with the place that says so."""

    by_type: frozenset[str]
    og: str
    path: tuple[str, ...]
    names: frozenset[str]
    title: str
    whole_site: bool
    locked: bool
    told: int

    def kind(self, kind: str, *places: str) -> str | None:
        """Return where the page says that it is of ``kind``, null where it does not."""
        if "type" in places and (found := self.by_type & _words(kind, "type")):
            return f"JSON-LD says {min(found)}"
        if "og" in places and self.og in _words(kind, "og"):
            return f"og:type says {self.og}"
        if "path" in places:
            known = _words(kind, "path")
            if part := next((p for p in self.path if p in known), None):
                return f"its address says {part}"
        if "name" in places and (found := self.names & _words(kind, "name")):
            return f"its body is called {min(found)}"
        if "title" in places and (word := _title_word(kind).search(self.title)):
            return f"its title says {word[0].strip()}"
        return None


def kind_of(
    tally: Tally,
    *,
    meta: Mapping[str, str],
    articles: Sequence[Mapping[str, Any]] = (),
    types: Iterable[str] = (),
    title: str | None = None,
    url: str | None = None,
    names: str = "",
) -> tuple[DocumentKind, str]:
    """Return what kind of page it is and, in a few words, why.

    ``articles`` are the JSON-LD objects about the page's story, ``types`` the JSON-LD types of all
    that describe the page, ``names`` the class and id of its body.
    """
    if tally.stretch >= SHORT and tally.entries < 3 and tally.caption_chars <= tally.prose:
        return "article", f"{tally.stretch} characters of running text"
    said = _said(meta, articles, types, title, url, names)
    for found in (_stub, _liveblog, _video, _gallery, _index, _withheld):
        kind, why = found(tally, said)
        if kind is not None:
            return kind, why
    return "article", "nothing shows that it is anything else"


Found = tuple[DocumentKind | None, str]
_NOT: Found = (None, "")


def _said(
    meta: Mapping[str, str],
    articles: Sequence[Mapping[str, Any]],
    types: Iterable[str],
    title: str | None,
    url: str | None,
    names: str,
) -> _Said:
    kinds: list[object] = [*types]
    free: list[object] = []
    told = 0
    for item in articles[:8]:
        stated = item.get("@type")
        kinds += stated if isinstance(stated, list) else [stated]
        free.append(item.get("isAccessibleForFree"))
        body = item.get("articleBody")
        told = max(told, len(body) if isinstance(body, str) else 0)
    tiers = (meta.get("article:content_tier"), meta.get("article:content-tier"))
    address, _, query = unquote(url or "").lower().partition("://")[2].partition("?")
    path = tuple(part.partition(".")[0] for part in _PART.split(address[:500])[1:] if part)
    return _Said(
        frozenset(k.rpartition("/")[2].lower() for k in kinds if isinstance(k, str)),
        meta.get("og:type", "").lower(),
        path,
        frozenset(names.lower().split()[:60]),
        title or meta.get("og:title") or "",
        bool(address) and not path and not query,
        any(value in _FALSE for value in free if value is not None)
        or any(tier and tier.lower() in _LOCKED for tier in tiers),
        told,
    )


def _stub(tally: Tally, said: _Said) -> Found:
    """A notice in the place of the story."""
    if tally.prose >= SHORT or said.told >= SHORT:
        return _NOT
    if why := said.kind("stub", "name"):
        return "stub", why
    found = _notices().search(said.title.lower())
    if found is None and tally.prose < BARE and tally.links < 10:
        found = _notices().search(tally.opening.lower())
    if found is None or (found.lastgroup == "consent" and tally.links):
        return _NOT
    return "stub", f"a notice in the place of the story: {found[0][:60]}"


def _liveblog(tally: Tally, said: _Said) -> Found:
    """Entries under clock times, and a word that says so: chats and forums have such times too."""
    where = said.kind("liveblog", "type")
    if where and (tally.entries >= 3 or tally.prose >= SHORT):
        return "liveblog", where
    where = where or said.kind("liveblog", "path", "title")
    if where and tally.entries >= 5:
        return "liveblog", f"{where}; {tally.entries} entries with their times"
    return _NOT


def _video(tally: Tally, said: _Said) -> Found:
    """A video, and hardly a text beside it."""
    if tally.stretch >= SHORT:
        return _NOT
    where = said.kind("video", "og", "path")
    typed = said.kind("video", "type")
    bare = tally.stretch < BARE
    if where and (typed or tally.players or bare or said.kind("video", "og")):
        return "video", f"{where}; {tally.prose} characters of running text"
    if typed and not said.kind("article", "type"):
        return "video", f"{typed}; {tally.prose} characters of running text"
    if tally.players and bare and not tally.links and not tally.captions:
        return "video", f"{tally.players} videos and {tally.prose} characters of running text"
    return _NOT


def _gallery(tally: Tally, said: _Said) -> Found:
    """Pictures with captions, and less text beside them."""
    if tally.captions < 4 or tally.prose >= max(SHORT, tally.caption_chars):
        return _NOT
    if where := said.kind("gallery", "type", "path"):
        return "gallery", f"{where}; {tally.captions} captions"
    if tally.captions >= 8 and tally.prose < min(SHORT, tally.caption_chars):
        return "gallery", f"{tally.captions} captions and {tally.prose} characters of other text"
    return _NOT


def _index(tally: Tally, said: _Said) -> Found:
    """Links to stories, and no passage that is one."""
    if tally.stretch >= SHORT:
        return _NOT
    numbers = f"{tally.links} links to stories, no passage over {tally.stretch} characters"
    claims = said.kind("article", "type", "og")
    where = said.kind("index", "type", "name", "path")
    if said.whole_site:
        where, claims = "its address is that of the whole site", None
    if where and not claims and tally.links >= 8:
        return "index", f"{where}; {numbers}"
    if tally.linked_headings >= 20 and tally.stretch < BARE:
        return "index", numbers
    if tally.links >= 30 and tally.prose < BARE / 3 and not tally.captions:
        return "index", numbers
    return _NOT


def _withheld(tally: Tally, said: _Said) -> Found:
    """The beginning of a story whose rest is not for all, or nothing of it."""
    if said.told >= SHORT:
        return _NOT
    if said.locked and tally.stretch < SHORT:
        return "stub", f"it is not free to read; {tally.prose} characters of running text"
    if tally.prose < BARE and (found := _notices().search(tally.opening.lower())):
        return "stub", f"a notice in the place of the story: {found[0][:60]}"
    return _NOT
