"""The title of a page, decided from all that says it: its headings, its head, its JSON-LD."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_TITLE = 400
"""Longest title believed, in characters; a longer heading is running text in the wrong element."""

_SEPARATOR = re.compile(
    r"\s+(?:\|+|–|—|--?|·|•|»|«|::?|⋆|∙|>|›|~|/)\s+|\s*[｜ㅣ]\s*|--|:\s+|\s+\|+$"
)
_BAR = re.compile(r"[|｜ㅣ»•]")
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}")
_WORD = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_]+")
_QUOTES = re.compile(r"['’‘`´]")

Sites = frozenset[tuple[str, ...]]
"""Names of the site, each as its words in lower case."""

VISIBLE, LIKELY = 3.0, 1.5
"""Weights of an h1 and of an h2; see :func:`onrecord.pages.visible.read_headings`."""

AGREES, AGREES_LOW = 0.35, 0.7
"""How far the statements must agree with a main heading, or with another, to believe it."""

SHORTEST = 12
"""Letters that what is left of a heading without its kicker has at least."""

EXACT = 1.5
"""What a heading gains that is, letter for letter, what a statement says."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the visible page: its whole words, its parts, and how much it weighs.

    ``parts`` are the words of its text nodes, so that a kicker inside can be told from the title;
    ``kicker`` is the number of leading parts that the page itself marks as one.
    """

    text: str
    weight: float
    evidence: str
    parts: tuple[str, ...] = ()
    kicker: int = 0


@dataclass(frozen=True, slots=True)
class Stated:
    """A title the page's head states, as it stands there."""

    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value and, in words, what it was taken from."""

    value: str
    evidence: str


def choose_title(
    headings: Sequence[Heading], stated: Sequence[Stated], sites: Iterable[str | None] = ()
) -> Chosen | None:
    """Return the page's title, without the name of the site; null where nothing states one.

    The heading that agrees most with what the head states wins over the statements, since it is
    what readers see; where none agrees, a heading stands alone only if nothing is stated, or else
    the first statement is taken. ``stated`` is in order of trust; ``sites`` are names of the site.
    """
    known = frozenset(n for s in sites if s and (n := words_of(s)))
    cut = [Stated(t, s.evidence) for s in stated if (t := _without(s.text, known))]
    references = _References(cut, [s.text for s in stated])
    rated: list[tuple[float, float, Heading, str]] = []
    for heading in headings:
        if heading.text and len(heading.text) <= MAX_TITLE:
            value, agreement = references.reading(heading)
            exact = EXACT if agreement == 1 else 0.0
            rated.append((heading.weight + 6 * agreement + exact, agreement, heading, value))
    main = any(r[2].weight >= 2 and r[1] >= AGREES for r in rated if not is_site(r[2].text, known))
    rated = [r for r in rated if not main or r[1] >= 0.9 or r[2].weight >= 2]
    rated.sort(key=lambda r: -r[0])
    best = next((r for r in rated if not is_site(r[2].text, known)), None)
    if best is None:
        return Chosen(cut[0].text, cut[0].evidence) if cut else None
    _, agreement, heading, value = best
    believed = AGREES if heading.weight >= 2 else AGREES_LOW
    if cut and (agreement < believed or references.overrule(value)):
        return Chosen(cut[0].text, cut[0].evidence)
    return Chosen(value, heading.evidence)


NEWS_HEADLINE = "json-ld news headline"
"""The evidence of a headline stated for an article that calls itself news."""


def _agreed(cut: list[Stated]) -> bool:
    """Tell whether JSON-LD and ``og:title`` state the same headline."""
    first = letters(cut[0].text)
    return cut[0].evidence.startswith("json-ld") and any(
        s.evidence == "meta og:title" and letters(s.text) == first for s in cut
    )


class _References:
    """What the head states, to compare headings with."""

    def __init__(self, cut: list[Stated], raw: list[str]) -> None:
        self.whole = {letters(s.text): s.text for s in reversed(cut)}
        self.starts = [letters(s.text) for s in cut]
        self.record = cut[0] if cut and _agreed(cut) else None
        pieces = [p for text in raw for p in _SEPARATOR.split(text) if len(words_of(p)) > 1]
        self.pieces = {letters(p) for p in pieces}
        self.bags = list({_bag(s.text): None for s in cut})

    def overrule(self, value: str) -> bool:
        """Tell whether the headline of record, stated twice, stands above what the page shows.

        It does for news, where the visible heading is only the end of it (its kicker stands
        apart), or is worded for another place; not where the heading is the longer one.
        """
        if self.record is None:
            return False
        stated, shown = letters(self.record.text), letters(value)
        if stated == shown or shown.startswith(stated):
            return False
        return stated.endswith(shown) or self.record.evidence == NEWS_HEADLINE

    def reading(self, heading: Heading) -> tuple[str, float]:
        """Return how a heading is read, and from 0 to 1 how far the statements agree with it.

        A heading of several parts is read as the statement that has all its letters, since that
        spells out what only the layout tells, or without its first or last parts where a
        statement has just the rest; else without its kicker.
        """
        parts, kicker = heading.parts, heading.kicker
        bare = " ".join(parts[kicker:]) if kicker else heading.text
        found = self.whole.get(letters(heading.text))
        if found is not None:
            # Where another statement is, or begins with, the rest, the first part is a kicker.
            rest = letters(" ".join(parts[max(kicker, 1) :]))
            apart = len(rest) >= SHORTEST and any(
                s == rest or (kicker and s.startswith(rest)) for s in self.starts
            )
            if apart:
                return " ".join(parts[max(kicker, 1) :]), 1.0
            return (found if len(parts) > 1 else heading.text), 1.0
        for i in range(1, min(len(parts), 4)):
            for value in (" ".join(parts[i:]), " ".join(parts[:-i])):
                if letters(value) in self.whole:
                    return value, 1.0
        if letters(bare) in self.pieces:
            return bare, 0.95
        bag = _bag(bare)
        best = 0.0
        for other in self.bags:
            both = len(bag & other)
            if both:
                share = 0.9 * both / len(other) if both > 2 else 0.0
                best = max(best, 2 * both / (len(bag) + len(other)), share)
        return bare, min(best, 0.9)


def without_site(title: str | None, site: str | None) -> str | None:
    """Return the title without the site's name after (or before) a bar or dash."""
    if not title:
        return None
    return _without(title, frozenset({words_of(site)} if site else ())) or title


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare names by."""
    return "".join(filter(str.isalnum, text.casefold()))


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without a leading "the", to compare names by."""
    words = tuple(w for w in re.split(r"[\W_]+", _QUOTES.sub("", text.casefold())) if w)
    return words[1:] if words[:1] == ("the",) else words


def _without(title: str, known: Sites) -> str:
    """Return ``title`` without leading and trailing parts that name the site.

    Before a site's name a part with a date, and after a bar any short part, goes as well: those
    are sections and slogans, not words of the headline.
    """
    title = title.strip(" |-–—»·\u200b")
    for _ in range(4):
        marks = list(_SEPARATOR.finditer(title))
        if not marks:
            break
        # A name may itself hold separators: look from the longest tail to the shortest.
        tail = next((m for m in marks[-4:] if _cuts(m, title[m.end() :], known)), None)
        if tail is not None and title[: tail.start()].strip() and ":" not in tail[0]:
            title = title[: tail.start()].strip()
            continue
        head = next((m for m in marks[:2] if _cuts(m, title[: m.start()], known)), None)
        if head is not None and title[head.end() :].strip():
            title = title[head.end() :].strip()
            continue
        last = title[marks[-1].end() :]
        if _DATE.fullmatch(last.strip()):
            title = title[: marks[-1].start()].strip()
            continue
        break
    if _BAR.search(title):
        parts = [p.strip() for p in _BAR.split(title)]
        full = [p for p in parts if len(p) >= 15 and (len(_bag(p)) > 2)]
        title = full[0] if full else max(parts, key=len)
    return title


def _cuts(mark: re.Match[str], part: str, known: Sites) -> bool:
    """Tell whether a part names the site; before a colon, which headlines have, only in full."""
    return words_of(part) in known if ":" in mark[0] else is_site(part, known)


def is_site(text: str, known: Sites) -> bool:
    """Tell whether ``text`` names the site: one of ``known``, its beginning or end, or initials."""
    words = words_of(text)
    if not words or words in known:
        return True
    joined = "".join(words)
    for name in known:
        if joined == "".join(name):
            return True
        short, long = (words, name) if len(words) < len(name) else (name, words)
        if len("".join(short)) < 3 or len(long) > len(short) + 8:
            continue
        if long[: len(short)] == short and (short == words or len(short) > 1):
            return True
        if long[-len(short) :] == short == words:
            return True
        if len(name) > 2 and text.isupper() and joined == "".join(w[0] for w in name):
            return True
    return False


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_QUOTES.sub("", text.casefold())))
