"""What stands on the visible page around its headline: headings, and lines that name an author."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from selectolax.lexbor import LexborNode

from onrecord.data import table
from onrecord.pages.names import (
    after_inner_opener,
    after_opener,
    begins_as_person,
    is_opener,
    names_in,
)
from onrecord.pages.nesting import MAX_DEPTH
from onrecord.pages.titles import LIKELY, VISIBLE, Heading

MAX_HEADINGS = 12
MAX_MARKS = 40
"""Headings and marked elements looked at; what matters stands near the top."""

MAX_MARK = 300
"""Characters of a marked element; a longer one holds more than a byline."""

NEAR_NODES = 500
NEAR_LINES = 30
NEAR_TOLD = 6
"""Nodes, lines and lines of running text after the headline among which its byline stands."""

MAX_LINE = 200
"""Characters of a byline on a line of its own; a longer line is running text."""

_ANCESTORS = 10
_DIGIT = re.compile(r"\d")
_BAR = re.compile(r"[|•·⋅]")
_BARS = re.compile(r"\s*[|•·⋅]\s*")
_WORD = re.compile(r"[A-Za-z][a-z]*")
_SKIPPED_TAGS = (
    "script style noscript template svg button select form iframe video audio nav figure"
    " figcaption picture aside footer"
)
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_INLINE_TAGS = "a abbr b bdi cite em font i mark q s small span strong sub sup time u wbr ins del"
_INLINE = frozenset(_INLINE_TAGS.split())


@cache
def _words(kind: str) -> frozenset[str]:
    rows = (row for row in table("marks.tsv") if row["what"] == kind)
    return frozenset(name for row in rows for name in row["names"].split("|"))


def named(node: LexborNode) -> frozenset[str]:
    """Return the words of an element's class and id, in lower case, singly."""
    given = node.attributes
    name, own = given.get("class"), given.get("id")
    return _split_names(f"{name or ''} {own or ''}"[:300]) if name or own else _NONE


_NONE: frozenset[str] = frozenset()
_LAYOUT_WORDS = "content wrap has no with without main layout grid page right left"
_LAYOUT = frozenset(_LAYOUT_WORDS.split())


@lru_cache(maxsize=20_000)
def _split_names(names: str) -> frozenset[str]:
    words = frozenset(w.lower() for w in _WORD.findall(names))
    if "elementor" in words:
        words -= {"widget"}
    # "content-sidebar-wrap", "has-sidebar": around all of the page, not a bar beside it.
    return words - {"sidebar"} if words & _LAYOUT else words


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that is marked as naming an author.

    ``group`` is the same for marks inside one outermost mark; ``exact`` says that the element
    holds names and nothing else; ``aside`` that it stands in a box apart, ``after`` that it
    follows the headline, with ``sections`` headings between them.
    """

    text: str
    evidence: str
    group: int
    exact: bool
    aside: bool
    after: bool
    sections: int


def read_headings(nodes: list[LexborNode]) -> list[tuple[LexborNode, Heading]]:
    """Return the headings among ``nodes`` with what each weighs by its markup and its place."""
    found = []
    tags = [n.tag for n in nodes[: 4 * MAX_HEADINGS]]
    if "h1" in tags:
        nodes = [n for n, tag in zip(nodes, tags, strict=False) if tag != "h3"]
    for at, node in enumerate(nodes[:MAX_HEADINGS]):
        parts, kicker = _parts(node)
        text = " ".join(node.text().split())
        if not text or not parts:
            continue
        words = named(node)
        weight = {"h1": VISIBLE, "h2": LIKELY, "h3": 1.0}.get(node.tag or "", LIKELY) - at * 0.02
        if "headline" in (node.attributes.get("itemprop") or ""):
            weight += 2
        elif words & _words("headline"):
            weight += 0.5
        if words & _words("hidden"):
            weight -= 1.5
        if words & _words("site"):
            weight -= 3
        weight += _place(node)
        found.append((node, Heading(text, weight, f"{node.tag} heading", parts, kicker)))
    return found


def _place(node: LexborNode) -> float:
    """Return what the elements around a heading add to its weight or take away."""
    above, weight = node.parent, 0.0
    for _ in range(_ANCESTORS):
        if above is None or above.tag in ("body", "html"):
            break
        if above.tag in ("nav", "aside", "footer", "ol", "dialog", "form"):
            return weight - 4
        words = named(above)
        if "breadcrumb" in words or "breadcrumbs" in words:
            return weight - 4
        if words & _words("other"):
            return weight - 3
        if above.tag in ("li", "a"):
            weight -= 1
        elif above.tag in ("article", "main"):
            return weight + 0.5
        above = above.parent
    return weight


def _parts(node: LexborNode) -> tuple[tuple[str, ...], int]:
    """Return the words of a heading's text nodes, and how many lead as its kicker."""
    parts: list[str] = []
    kicker = 0
    for child in node.traverse(include_text=True):
        if not child.is_text_node:
            continue
        words = " ".join((child.text_content or "").split())
        parent = child.parent
        if not words or (parent is not None and parent.tag in ("script", "style")):
            continue
        if parent is not None and parent.mem_id != node.mem_id and len(parts) == kicker:
            marked = named(parent)
            above = parent.parent
            if above is not None and above.mem_id != node.mem_id:
                marked |= named(above)
            kicker += bool(marked & _words("kicker"))
        parts.append(words)
        if len(parts) >= 12:
            break
    return tuple(parts), kicker if kicker < len(parts) else 0


def read_marks(nodes: list[LexborNode], heading: LexborNode | None) -> list[Mark]:
    """Return the marked authors among ``nodes``, in the order of the page.

    Marks of comments, teasers and the like are left out. ``nodes`` hold the headings too, so that
    what stands before and after ``heading`` can be told.
    """
    found: list[Mark] = []
    groups: dict[int, int] = {}
    anchor = heading.mem_id if heading is not None else 0
    around = _ancestors(heading)
    after = heading is None
    sections = 0
    for node in nodes[: 8 * MAX_MARKS]:
        if len(found) >= MAX_MARKS:
            break
        if node.mem_id == anchor:
            after, sections = True, 0
        given = node.attributes
        rel = f"{given.get('rel') or ''} {given.get('itemprop') or ''}".split()
        words = named(node)
        by_class = words & _words("author")
        if not by_class and "author" not in rel and not ("vcard" in words and "fn" in words):
            sections += after and node.tag in ("h1", "h2", "h3")
            continue
        if node.mem_id == anchor or words & _words("other") or words & _words("not-byline"):
            continue
        inside = _inside(node, groups, around)
        if inside is None:
            continue
        aside, group = inside
        groups[node.mem_id] = group = node.mem_id if group is None else group
        exact = "author" in rel or "name" in words or "fn" in words
        if words & _words("not-author") and not exact:
            continue
        text = text_of(node)
        if not text or len(text) > MAX_MARK:
            continue
        how = f"rel={given['rel']}" if "author" in (given.get("rel") or "") else ""
        how = how or ("itemprop=author" if "author" in rel else f"class {min(by_class | {'fn'})}")
        found.append(Mark(text, how, group, exact, aside, after, sections))
    return found


def _ancestors(node: LexborNode | None) -> frozenset[int]:
    found: list[int] = []
    above = node.parent if node is not None else None
    while above is not None and len(found) < MAX_DEPTH:
        found.append(above.mem_id)
        above = above.parent
    return frozenset(found)


def _inside(
    node: LexborNode, groups: dict[int, int], around: frozenset[int]
) -> tuple[bool, int | None] | None:
    """Return whether an element stands aside, and its outermost mark; null if not to be read.

    What is ``around`` the headline as well holds the story, whatever it is called.
    """
    above, aside, group = node.parent, False, None
    for _ in range(_ANCESTORS):
        if above is None or above.mem_id in around or above.tag in ("body", "html"):
            break
        if above.tag in ("figure", "figcaption", "form", "nav"):
            return None
        words = named(above)
        if words & _words("other") or words & _words("not-byline"):
            return None
        group = groups.get(above.mem_id, group)
        aside = aside or above.tag in ("aside", "footer") or bool(words & _words("box"))
        above = above.parent
    return aside, group


def text_of(node: LexborNode, limit: int = 400) -> str:
    """Return an element's visible words, with a space between those of different elements."""
    parts: list[str] = []
    size = 0
    for child in node.traverse(include_text=True):
        if child.is_text_node:
            parent = child.parent
            if parent is not None and parent.tag in _SKIPPED:
                continue
            parts.append(child.text_content or "")
            size += len(parts[-1])
            if size > 4 * limit:
                break
    return " ".join(" ".join(parts).split())


def lines_after(heading: LexborNode) -> list[str]:
    """Return the first lines that follow a heading on the page, each of one block of words."""
    lines: list[str] = []
    run: list[str] = []
    told = 0
    for node, edge in _following(heading):
        if node is not None:
            run.append(node.text_content or "")
        if edge and run:
            line = " ".join(" ".join(run).split())
            run = []
            if line:
                lines.append(line)
                told += len(line) > MAX_LINE
                if len(lines) >= NEAR_LINES or told >= NEAR_TOLD:
                    break
    return lines


def _following(start: LexborNode) -> Iterator[tuple[LexborNode | None, bool]]:
    """Yield the text nodes after an element, and an edge where a block begins or ends."""
    node: LexborNode | None = start
    down = False
    for _ in range(NEAR_NODES):
        if node is None:
            return
        following = node.first_child if down else None
        while following is None:
            following = node.next
            if following is None:
                node = node.parent
                if node is None or node.tag in ("body", "html", "article", "main"):
                    yield None, True
                    if node is None or node.tag in ("body", "html"):
                        return
                elif node.tag not in _INLINE:
                    yield None, True
        node = following
        down = False
        if node.is_text_node:
            yield node, False
        elif node.is_element_node and (tag := node.tag) not in _SKIPPED:
            if tag in _INLINE:
                down = True
            else:
                # Another story's byline, or a reader's comment, is none of this page's.
                down = named(node).isdisjoint(_words("other"))
                yield None, True


def byline_lines(lines: list[str]) -> list[tuple[int, str]]:
    """Return what the lines name as authors after "By", "Von", "Text:" and the like.

    With each comes how many lines stand before it; one of running text counts for ten.
    """
    found: list[tuple[int, str]] = []
    before = 0
    for at, line in enumerate(lines):
        if len(line) <= MAX_LINE:
            parts = _BARS.split(line) if _BAR.search(line) else [line]
            rest = next((r for p in parts if (r := after_opener(p))), None)
            if rest is None and len(line) <= 120 and _DIGIT.search(line):
                rest = inner if (inner := after_inner_opener(line)) != line else None
            if rest is None and is_opener(line) and at + 1 < len(lines):
                rest = lines[at + 1]
            if rest and len(rest) <= MAX_LINE:
                found.append((before, rest))
        before += 1 if len(line) <= MAX_LINE else 10
    return found


def name_line(lines: list[str]) -> str | None:
    """Return the first line after the headline that begins with a given name and is a name.

    Only lines before the running text are looked at.
    """
    for line in lines[:10]:
        if len(line) > MAX_LINE:
            return None
        for part in _BARS.split(line):
            if len(part) <= 60 and part[:1].isupper() and begins_as_person(part):
                names = names_in(part, strict=True)
                if len(names) == 1 and names[0].kind == "person" and part.startswith(names[0].text):
                    return names[0].text
    return None
