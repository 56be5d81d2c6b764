"""One walk through a parsed page: its runs of words, each with what the markup says of it."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise

from selectolax.lexbor import LexborNode

from onrecord.data import table
from onrecord.pages.nesting import MAX_DEPTH, too_deep

MAX_RUNS = 10_000
"""Runs of words read of one page at most; a page with more is a list, not a story."""

MAX_NAMED = 300
"""Characters of a class or similar attribute that are read; twelve names are hardly longer."""

MAX_NAMES = 64
"""Words of class and id names kept of the elements around a run: those of the nearest."""

_NO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
_HIDDEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)"
)
_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")
_ATTRIBUTES = frozenset(
    {"class", "id", "itemprop", "role", "data-testid", "data-component", "property"}
)


@dataclass(slots=True)
class Run:
    """Words that stand together in one block element, and what the elements around them say.

    ``element`` is the index path of the block element (see :class:`onrecord.records.Block`),
    ``tag`` its name, ``within`` the notable elements around it (bits of :data:`WITHIN`), ``near``
    and ``far`` the words of class, id and the like of the nearest elements and of all of them.
    ``parent`` tells which runs share a parent element. ``link_chars`` counts the characters inside
    links, ``bold_chars`` those in bold or italics; ``after_picture`` says that a picture or video
    stands between this run and the one before. Runs of one ``block`` stand in one line of the page,
    parted where an element inside it says something else of its words or (``broken``) by a line
    break; ``credit`` marks what was parted as the credit of a caption; ``spaced`` says whether
    white space parts a run from the one before.
    """

    element: tuple[int, ...]
    tag: str
    within: int
    hint: str | None
    near: tuple[str, ...]
    far: tuple[str, ...]
    parent: int
    hidden: bool
    block: int = 0
    after_picture: bool = False
    spaced: bool = False
    broken: bool = False
    credit: bool = False
    link_chars: int = 0
    bold_chars: int = 0
    parts: list[str] = field(default_factory=list)
    line: str = ""

    def part(self, at: int) -> "tuple[Run, Run]":
        """Return the run's words before and from ``at`` as two runs of the same block."""
        line, share = self.line, at / len(self.line)
        first, second = replace(self), replace(self, after_picture=False, broken=False)
        first.line, second.line = line[:at].rstrip(), line[at:].strip()
        second.spaced = line[at - 1].isspace() or line[at].isspace()
        for part, of in ((first, share), (second, 1 - share)):
            part.link_chars = round(self.link_chars * of)
            part.bold_chars = round(self.bold_chars * of)
        return first, second


@dataclass(slots=True)
class _Place:
    """What holds for everything inside an element of the walk."""

    tag: str
    within: int
    hint: str | None
    near: tuple[str, ...]
    far: tuple[str, ...]
    node: int
    hidden: bool
    depth: int


@cache
def _vocabulary(kind: str) -> dict[str, str]:
    return {
        name: row["what"]
        for row in table("html.tsv")
        if row["kind"] == kind
        for name in row["names"].split("|")
    }


@lru_cache(maxsize=20_000)
def name_words(name: str, known: frozenset[str] | None) -> tuple[tuple[str, ...], str | None]:
    """Return the words of one class, id or similar name, singly and in pairs, and their hint.

    ``"entry-date"`` and ``"entryDate"`` give entry, date, entry-date; words not in ``known``,
    where it is given, are left out.
    """
    parts = [p.lower() for p in _NAME.findall(name[:80])]
    words = [p for p in parts if len(p) > 1]
    words += [f"{a}-{b}" for a, b in pairwise(parts)]
    hint = _vocabulary("hint").get("-".join(parts))
    return tuple(w for w in words if known is None or w in known)[:8], hint


@lru_cache(maxsize=20_000)
def names_of(value: str, known: frozenset[str] | None) -> tuple[tuple[str, ...], str | None]:
    """Return the words and the hint of all names in an attribute's value, twelve at most."""
    words: tuple[str, ...] = ()
    hint = None
    for name in value.split()[:12]:
        more, said = name_words(name, known)
        words += more
        hint = hint or said
    return words, hint


_STRONG = frozenset({"byline", "caption", "credit", "related", "promo", "correction", "skip"})
"""What an element says of all that is inside it; other hints hold for its own words only."""

_APART = frozenset({"credit", "byline", "section", "timestamp", "caption"})
"""What sets words apart from those around them even inside one paragraph or line."""

_PICTURES = frozenset({"img", "picture", "video", "amp-img"})

_NOTABLE = (
    "article", "main", "aside", "header", "footer", "nav", "figure", "figcaption", "li", "table",
    "blockquote", "section", "form", "ul", "ol", "dl", "details", "a",
    "h1", "h2", "h3", "h4", "h5", "h6",
)  # fmt: skip
WITHIN = {name: 1 << i for i, name in enumerate(_NOTABLE)}
"""The bit of each notable element in :attr:`Run.within`."""

_ROLES = {
    "main": WITHIN["main"],
    "article": WITHIN["article"],
    "navigation": WITHIN["nav"],
    "complementary": WITHIN["aside"],
    "contentinfo": WITHIN["footer"],
    "banner": WITHIN["header"],
}


def walk(body: LexborNode, known: frozenset[str] | None) -> list[Run]:
    """Return the runs of words below ``body``, in the order of the page, without recursion.

    ``known`` are the words of class and id names that are wanted; null keeps all. Raises
    :class:`onrecord.errors.PageError` for nesting deeper than :data:`MAX_DEPTH`.
    """
    tags = _vocabulary("tag")
    path: list[int] = [1]  # the body is the second child of the root element
    place = _Place("body", 0, None, (), (), body.mem_id, False, 1)
    block = place
    runs = _Runs(place)
    stack: list[tuple[LexborNode, _Place, _Place, int, bool, bool]] = []
    in_link = in_bold = False
    index = -1
    node = body.first_child
    while True:
        while node is None:
            if not stack:
                runs.flush()
                return runs.done
            closed, place, outer, kind, in_link, in_bold = stack.pop()
            index = path.pop()
            if kind:  # what follows an element that stood apart is a run of its own
                block = outer
                runs.begin(block, place, kind)
            node = closed.next
        if node.is_text_node:
            words = node.text_content
            if words:
                runs.add(words, path, in_link, in_bold)
            node = node.next
            continue
        if not node.is_element_node:
            node = node.next
            continue
        index += 1
        tag = node.tag or ""
        what = tags.get(tag)
        child = None if what == "skip" and not _is_trail(node, tag) else node.first_child
        if child is None:
            if tag == "br":
                runs.line_break()
                if len(runs.done) > MAX_RUNS:
                    return runs.done
            elif tag in _PICTURES:
                runs.picture = True
            node = node.next
            continue
        inner, own = _inside(node, tag, what, place, len(path) + 1, known)
        if what == "block" or what in _BLOCK_KINDS:
            kind = _BLOCK
        elif _is_apart(tag, own, place):
            kind = _INLINE
        else:
            kind = 0
        stack.append((node, place, block, kind, in_link, in_bold))
        path.append(index)
        if len(path) > MAX_DEPTH:
            raise too_deep()
        if kind:
            block = inner
            runs.begin(inner, place, kind)
            if len(runs.done) > MAX_RUNS:
                return runs.done
        elif inner.far is not place.far:
            runs.mark(inner.near)
        in_link = in_link or (tag == "a" and "href" in node.attributes)
        in_bold = in_bold or tag in _BOLD
        place = inner
        index = -1
        node = child


_BLOCK_KINDS = frozenset({"headline", "subheading", "list_item", "blockquote", "caption", "aside"})
_BLOCK, _INLINE = 1, 2
_BOLD = frozenset({"b", "strong", "em", "i"})
_PARTS = frozenset({"span", "small", "cite", "em", "i", "b", "strong", "time", "font", "label"})
_HEADING = WITHIN["h1"] | WITHIN["h2"] | WITHIN["h3"]
_FIGURE = WITHIN["figure"] | WITHIN["figcaption"]


def _is_trail(node: LexborNode, tag: str) -> bool:
    """Tell whether a navigation element is the trail of sections that leads to the page."""
    if tag != "nav":
        return False
    given = node.attributes
    said = f"{given.get('class')} {given.get('id')} {given.get('aria-label')}"
    return "breadcrumb" in said.lower()


def _is_apart(tag: str, own: str | None, place: _Place) -> bool:
    """Tell whether an inline element's words are looked at by themselves.

    Those whose names say what they are, the parts of a caption (its end may be the credit), and
    the parts of a heading (its beginning may be the kicker).
    """
    if own in _APART:
        return place.hint != "byline"
    if tag not in _PARTS:
        return False
    return bool(place.within & (_FIGURE | _HEADING)) or place.hint == "caption"


class _Runs:
    """The run being written, and those that are done."""

    def __init__(self, place: _Place) -> None:
        self.done: list[Run] = []
        self.picture = False
        self._block = 0
        self._space = False
        self._broken = False
        self._marks: tuple[str, ...] = ()
        self._at = (place, place)
        self._run: Run | None = None

    def begin(self, block: _Place, parent: _Place, kind: int) -> None:
        """End the run; the next one stands in ``block``, and in one line with it if inline."""
        if self._run is not None:
            self.flush()
        self._broken = False
        self._marks = ()
        if kind == _BLOCK:
            self._block += 1
            self._space = False
        self._at = (block, parent)

    def add(self, words: str, path: list[int], in_link: bool, in_bold: bool) -> None:
        """Add a text node."""
        run = self._run
        if run is None:
            if words.isspace():
                self._space = True
                return
            block, parent = self._at
            near = block.near if block.near is parent.near else block.near + parent.near
            run = self._run = Run(
                tuple(path[: block.depth]),
                block.tag,
                block.within,
                block.hint,
                near + self._marks,
                block.far,
                parent.node,
                block.hidden,
                self._block,
            )
            run.broken = self._broken
        run.parts.append(words)
        if in_link:
            run.link_chars += len(words)
        if in_bold:
            run.bold_chars += len(words)

    def mark(self, names: tuple[str, ...]) -> None:
        """Add the names of an inline element inside the run."""
        run = self._run
        if run is None:
            self._marks = names
        elif len(run.near) < 40:
            run.near += names

    def line_break(self) -> None:
        """End the run at a line break; two in a row end the block."""
        if self._run is None or not self.flush():
            self._block += 1
        self._broken = True

    def flush(self) -> bool:
        """Move the run to those done; false where there is nothing in it to read."""
        run = self._run
        if run is None:
            return False
        self._run = None
        parts = run.parts
        raw = "".join(parts) if len(parts) > 1 else parts[0]
        line = " ".join(raw.split())
        if not line.isascii():
            line = " ".join(_NO_WIDTH.sub("", line).split())
        run.parts = []
        if not line:
            self._space = True
            return False
        run.line = line
        run.spaced = self._space or raw[0].isspace()
        run.after_picture = self.picture
        self._space = raw[-1].isspace()
        self.picture = False
        self.done.append(run)
        return True


def _inside(
    node: LexborNode,
    tag: str,
    what: str | None,
    place: _Place,
    depth: int,
    known: frozenset[str] | None,
) -> tuple[_Place, str | None]:
    """Return what holds inside an element, and what its own names or tag say it is."""
    given = node.attributes
    hint, hidden = place.hint, place.hidden
    own: str | None = None
    if not given and what is None and tag not in WITHIN:
        return place, None  # an inline element without names says nothing
    within = place.within | WITHIN.get(tag, 0)
    words: tuple[str, ...] = ()
    if given:
        for key, value in given.items():
            if value and key in _ATTRIBUTES:
                more, said = names_of(value[:MAX_NAMED], known)
                words += more
                own = own or said
        if (
            "hidden" in given
            or given.get("aria-hidden") == "true"
            or ((style := given.get("style")) and _HIDDEN.search(style))
        ):
            hidden = True
        if role := given.get("role"):
            within |= _ROLES.get(role, 0)
    if own is None and what is not None and what != "block":
        own = what
    inner = hint if hint in _STRONG and not (hint == "caption" and own == "credit") else own
    if words:
        return _Place(
            tag, within, inner, words, (place.far + words)[-MAX_NAMES:], node.mem_id, hidden, depth
        ), own
    return _Place(tag, within, inner, place.near, place.far, node.mem_id, hidden, depth), own
