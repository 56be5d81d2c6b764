"""A development set for the blocks of plain text: news pages with their tags stripped.

Plain text is made as crawlers make it: scripts, styles and hidden elements are dropped, each block
element is a line, ``br`` ends one. Two variants: ``story`` runs from a little above the headline
to a little below the last paragraph, with all captions, credits, share and promo lines on the way;
``page`` is everything, navigation and footer too. Whether blank lines stand between the lines, and
whether (in ``story``) a date runs into the headline, is drawn by :data:`SEED` and the page's id.

Where the answers come from:

- gold: title, authors, paragraphs, subheads, summary, captions and credits of ``gold.jsonl``,
  carried over to the lines that hold the same words. Text that stands in two lists, and lines
  that match nothing, are left unscored.
- silver: ``promo``, ``related``, ``rights`` and ``other`` are not in the gold. They are taken from
  the page's own markup (what its elements call themselves, see :data:`SILVER`), and only where the
  element holds no gold text. They are right mostly, not always.

The text is written to the temporary folder of a scorecard run and nowhere else.
"""

import json
import random
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from benchmarks.items import Item, read_lines

SEED = 0
"""Draws what differs between pages, together with the page's id."""

ABOVE, BELOW = 4, 10
"""Lines above the headline and below the last paragraph that ``story`` keeps."""

Segment = tuple[str, int, int]
"""A role and the offsets of its text: what should be read there."""

_DROPPED = frozenset(
    """script style noscript template svg iframe object select textarea canvas audio video head
    dialog math""".split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """address article aside blockquote body button caption dd details div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol
    p pre section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_SPACE = re.compile(r"[\s\u200b\ufeff\u00ad]+")

SILVER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rights", re.compile(r"copy-?right|legal-?(?:notice|line)|rights-?(?:line|notice)")),
    (
        "promo",
        re.compile(
            r"newsletter|subscri|\bpromo|paywall|app-?(?:promo|teaser|banner|download)|whatsapp-?ch"
            r"|follow-?(?:us|box)|donat|\babo-?(?:box|teaser|banner)"
        ),
    ),
    (
        "related",
        re.compile(
            r"related|teaser|recommend|read-?(?:more|also|next)|more-?(?:on|articles|stories|news)"
            r"|most-?(?:read|popular)|trending|outbrain|taboola|mehr-zum|lire-aussi"
        ),
    ),
    ("other", re.compile(r"breadcrumb|navigation|\bnav(?:bar)?\b|menu|site-?(?:footer|header)")),
)
"""What an element's class, id or role says it is; the first that fits, furthest in."""

_SILVER_TAGS = {"nav": "other", "footer": "other"}


@dataclass(slots=True)
class Line:
    """One line of stripped text and what the elements around it say."""

    text: str
    heading: bool
    figure: bool
    marks: tuple[tuple[int, str], ...]
    words: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    def label(self, role: str, start: int | None = None, end: int | None = None) -> None:
        """Say that the words ``start`` to ``end`` (all of them) should be read as ``role``."""
        first = 0 if not start else self.places[start][0]
        last = len(self.text) if end is None else self.places[end - 1][1]
        self.segments.append((role, first, last))


def write_plain(gold: Path, target: Path, variant: str) -> None:
    """Write one item a page of ``gold`` (a ``gold.jsonl`` beside its pages) to ``target``.

    An item holds ``id``, ``text`` and, for the scorer alone, ``gold``: ``[role, start, end]`` of
    each stretch that is scored. Pages of whose paragraphs none is found are left out. Raises
    :class:`InputError`.
    """
    with target.open("w", encoding="utf-8") as out:
        for page in read_lines(gold):
            file = gold.parent / page["html"]
            item = plain_item(page, file.read_bytes(), variant)
            if item:
                out.write(json.dumps(item) + "\n")


def plain_item(page: Item, content: bytes, variant: str) -> dict[str, Any] | None:
    """Return a page as plain text with its scored stretches, null where no paragraph is found."""
    lines = stripped(content)
    carry_over(lines, page["gold"])
    told = [n for n, line in enumerate(lines) if any(s[0] == "paragraph" for s in line.segments)]
    if not told:
        return None
    _add_silver(lines)
    dice = random.Random(f"{SEED} {variant} {page['id']}")
    title = next((n for n, x in enumerate(lines) if x.segments[:1] and _is_title(x)), told[0])
    if variant == "story":
        lines = lines[max(0, min(title, told[0]) - ABOVE) : told[-1] + 1 + BELOW]
        if dice.random() < 0.25 and (headed := [x for x in lines if x.segments and _is_title(x)]):
            lines = lines[lines.index(headed[0]) :]
            _run_date_into(lines[0], page["gold"].get("date") or "2024-01-01")
    end = "\n\n" if dice.random() < 0.5 else "\n"
    text, scored = "", []
    for line in lines:
        scored += [[role, len(text) + a, len(text) + b] for role, a, b in line.segments]
        text += line.text + end
    return {"id": page["id"], "url": page.get("url"), "text": text, "gold": scored}


def _is_title(line: Line) -> bool:
    return line.segments[0][0] == "headline"


def _run_date_into(line: Line, date: str) -> None:
    stamp = f" date {date[:10]} "
    line.text = stamp + line.text
    moved = [(role, a + len(stamp), b + len(stamp)) for role, a, b in line.segments]
    line.segments = [("timestamp", 1, len(stamp) - 1), *moved]


def stripped(content: bytes) -> list[Line]:
    """Return the lines of a page as a crawler that strips tags leaves them."""
    body = LexborHTMLParser(content).body
    lines: list[Line] = []
    parts: list[str] = []
    state: tuple[bool, bool, tuple[tuple[int, str], ...]] = (False, False, ())

    def end() -> None:
        text = _SPACE.sub(" ", "".join(parts)).strip()
        parts.clear()
        if any(c.isalnum() for c in text):
            lines.append(Line(text, *state))
            found = list(re.finditer(r"\w+", text))
            lines[-1].words = [fold(f[0]) for f in found]
            lines[-1].places = [f.span() for f in found]

    stack: list[tuple[LexborNode | None, Any]] = [(body, state)]
    while stack:
        node, around = stack.pop()
        if node is None:  # the end of a block
            end()
            state = around
            continue
        tag = node.tag
        if tag == "-text":
            parts.append(node.text_content or "")
        elif tag == "br":
            end()
        elif tag and not tag.startswith(("-", "_")) and tag not in _DROPPED:
            given = node.attributes
            if "hidden" in given or _HIDDEN.search(given.get("style") or ""):
                continue
            heading, figure, marks = around
            inner = (heading or tag == "h1", figure or tag == "figure", marks + _marks(node, given))
            if tag in _BLOCKS:
                end()
                stack.append((None, around))
                state = inner
            child = node.last_child
            while child is not None:
                stack.append((child, inner))
                child = child.prev
    end()
    return lines


def _marks(node: LexborNode, given: dict[str, str | None]) -> tuple[tuple[int, str], ...]:
    role = _SILVER_TAGS.get(node.tag or "")
    named = " ".join(given.get(k) or "" for k in ("class", "id", "role", "data-testid")).lower()
    named = named.replace("_", "-")
    role = next((r for r, pattern in SILVER if pattern.search(named)), role)
    return ((node.mem_id, role),) if role else ()


def fold(text: str) -> str:
    """Return text in the form in which words are compared."""
    return unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    return [fold(w) for w in re.findall(r"\w+", _SPACE.sub(" ", text.replace("\u00ad", "")))]


def carry_over(lines: Sequence[Line], gold: dict[str, Any]) -> None:
    """Label the lines, or parts of lines, that hold the texts of a page's gold."""
    texts = {
        "summary": gold.get("summary") or [],
        "subheading": gold.get("subheads") or [],
        "paragraph": gold.get("paragraphs") or [],
        "caption": gold.get("captions") or [],
    }
    wanted = {role: [w for t in some if (w := words_of(t))] for role, some in texts.items()}
    title = words_of(gold.get("title") or "")
    roles: dict[tuple[str, ...], set[str]] = {}
    for role, some in wanted.items():
        for text in some:
            roles.setdefault(tuple(text), set()).add(role)
    roles.pop(tuple(title), None)
    for line in lines:
        named = roles.get(tuple(line.words), set())
        if len(named) == 1:
            line.label(next(iter(named)))
        elif not named and len(line.text) >= 20 and line.words != title:
            _label_parts(line, wanted)
    first = next((n for n, x in enumerate(lines) if _has(x, "paragraph")), len(lines))
    last = max((n for n, x in enumerate(lines) if _has(x, "paragraph")), default=0)
    at = _label_title(lines, title, first)
    _label_bylines(lines, gold.get("authors") or [], range(at, first), range(last, last + 6))
    _label_credits(lines, [words_of(c) for c in gold.get("credits") or []])


def _has(line: Line, role: str) -> bool:
    return any(s[0] == role for s in line.segments)


def _label_parts(line: Line, wanted: dict[str, list[list[str]]]) -> None:
    """Label a line that is part of a text of the gold, or that holds one."""
    inside = {
        role
        for role in ("paragraph", "summary")
        for text in wanted[role]
        if len(line.words) > 3 and find(line.words, text) is not None
    }
    if len(inside) == 1:
        line.label(inside.pop())
        return
    for role in ("caption", "paragraph"):
        for text in wanted[role]:
            at = find(text, line.words)
            if inside or at is None:
                continue
            if role == "caption" and len(text) > 2 and at < 3:
                line.label("caption", 0, at + len(text))
                return
            if role == "paragraph" and len(text) > 0.8 * len(line.words):
                line.label("paragraph")
                return


def find(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Return where ``part`` stands in ``whole``, null where it does not."""
    size = len(part)
    for at in range(len(whole) - size + 1):
        if whole[at] == part[0] and whole[at : at + size] == part:
            return at
    return None


def _label_title(lines: Sequence[Line], title: list[str], first: int) -> int:
    """Label the headline; return its place, or that of the first paragraph where it has none.

    The page's first-level heading where it shares half its words with the title, which editors
    shorten and reword; else the last line above the story that is the title.
    """
    wanted = set(title)
    for n, line in enumerate(lines):
        if line.heading and not line.segments and 2 * len(wanted & {*line.words}) >= len(wanted):
            line.label("headline")
            return n
    for n in range(first - 1, -1, -1):
        if lines[n].words == title and not lines[n].segments:
            lines[n].label("headline")
            return n
    return first


def _label_bylines(lines: Sequence[Line], authors: Iterable[str], *near: range) -> None:
    """Label lines between headline and first paragraph, or at the end, that name an author."""
    names = [words for a in authors if (words := words_of(a))]
    known = {word for name in names for word in name}
    for line in (lines[n] for some in near for n in some if n < len(lines)):
        others = sum(word not in known for word in line.words)
        named = any(find(name, line.words) is not None for name in names)
        if not line.segments and not line.figure and named and others <= 6:
            line.label("byline")


def _label_credits(lines: Sequence[Line], credits: list[list[str]]) -> None:
    """Label credits that follow a caption in its line, or stand in or beside a figure."""
    captions = {n for n, x in enumerate(lines) if _has(x, "caption")}
    for n, line in enumerate(lines):
        if n in captions:
            done = line.segments[-1][2]
            start = next((i for i, (a, _) in enumerate(line.places) if a >= done), None)
            rest = line.words[start:] if start is not None else []
            if rest and any(c and find(c, rest) is not None for c in credits):
                line.label("credit", start)
            continue
        if line.segments or not (line.figure or {n - 1, n - 2, n + 1} & captions):
            continue
        if any(c and find(c, line.words) is not None for c in credits):
            longest = max(len(c) for c in credits if c and find(c, line.words) is not None)
            if len(line.words) <= longest + 4:
                line.label("credit")


def _add_silver(lines: Sequence[Line]) -> None:
    taken = {node for line in lines if line.segments for node, _ in line.marks}
    for line in lines:
        if line.segments:
            continue
        free = [role for node, role in line.marks if node not in taken]
        if free:
            role = free[-1]
            if role == "other" and re.search(r"©|(?i:copyright|all rights reserved)", line.text):
                role = "rights"
            line.label(role)
