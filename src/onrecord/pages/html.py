"""An HTML page walked once, cut into typed blocks, and written out as one text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.data import table
from onrecord.errors import PageError
from onrecord.pages.assemble import Declared
from onrecord.pages.furniture import (
    Piece,
    furniture_role,
    is_caption,
    is_credit,
    is_prose,
    split_caption,
    split_dateline,
)
from onrecord.pages.metadata import read_metadata
from onrecord.records import Role

MAX_DEPTH = 1_000
"""Deepest nesting of elements taken for a page; browsers stop at 512."""

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[-_]+[a-z0-9]+)*", re.I)


@dataclass(slots=True)
class _Run:
    """Words that stand together, and what the elements around them say they are."""

    hint: str | None
    in_story: bool
    link_chars: int = 0
    parts: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        return _SPACE.sub(" ", "".join(self.parts)).strip()


@cache
def _vocabulary(kind: str) -> dict[str, str]:
    return {
        name: row["what"]
        for row in table("html.tsv")
        if row["kind"] == kind and not (kind == "tag" and row["what"] in ("skip", "block"))
        for name in row["names"].split("|")
    }


@cache
def _tags(what: str) -> frozenset[str]:
    rows = (row for row in table("html.tsv") if row["kind"] == "tag" and row["what"] == what)
    return frozenset(name for row in rows for name in row["names"].split("|"))


def read_html(content: str, url: str | None = None) -> tuple[str, list[Piece], Declared]:
    """Return the page's story as one text, its typed pieces, and what the page declares.

    Raises :class:`PageError` for nesting deeper than :data:`MAX_DEPTH`.
    """
    check_nesting(content)
    tree = LexborHTMLParser(content)
    declared = read_metadata(tree, url)
    body = tree.body
    if body is None:
        raise PageError("the page has no body", hint="is this a frameset or an error page?")
    runs = list(_runs(body, _story_root(body)))
    text, pieces = _write(_settle_head(list(_typed(runs, declared))))
    return text, pieces, declared


_NESTING = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea)\b.*?(?:</\1|\Z)"
    r"|<(?P<end>/?)(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figure|footer"
    r"|form|header|main|menu|nav|ol|section|table|ul)\b",
    re.I | re.S,
)


def check_nesting(content: str) -> None:
    """Raise :class:`PageError` where elements that only nest are nested past :data:`MAX_DEPTH`.

    Looked for before parsing: lexbor takes time quadratic in the depth of such elements, 17 s for
    100,000. Inline elements cost it nothing; their depth is checked in the walk.
    """
    depth = 0
    for found in _NESTING.finditer(content):
        if found["end"] is not None:
            depth = max(0, depth - 1) if found["end"] else depth + 1
            if depth > MAX_DEPTH:
                raise _too_deep()


def _too_deep() -> PageError:
    return PageError(
        f"elements are nested more than {MAX_DEPTH:,} deep",
        hint="no browser shows such a page; it is broken, or made to break readers",
    )


def _story_root(body: LexborNode) -> LexborNode:
    """Return the element that holds the story: the parent of most running text, or its article."""
    weights: dict[int, tuple[int, LexborNode]] = {}
    for paragraph in body.css("p"):
        parent = paragraph.parent
        size = len(paragraph.text(deep=True).strip())
        if parent is None or size < 40:
            continue
        for share, node in ((1.0, parent), (0.5, parent.parent)):
            if node is not None and node.tag not in ("body", "html"):
                old = weights.get(node.mem_id, (0, node))[0]
                weights[node.mem_id] = (old + int(size * share), node)
    if not weights:
        found = body.css_first("article") or body.css_first("main")
        return found if found is not None else body
    root = max(weights.values(), key=lambda w: w[0])[1]
    above: LexborNode | None = root
    while above is not None and above.tag != "body":
        if above.tag in ("article", "main") or above.attributes.get("role") == "main":
            return above
        above = above.parent
    return root


def _hint(node: LexborNode) -> str | None:
    """Return what an element's tag, class, id or itemprop says it is."""
    tag = node.tag or ""
    given = node.attributes
    if tag in _tags("skip") and given.get("aria-label", "") != "breadcrumb":
        words = " ".join(given.get(k) or "" for k in ("class", "id", "aria-label")).lower()
        return "section" if tag == "nav" and "breadcrumb" in words else "skip"
    if "hidden" in given or given.get("aria-hidden") == "true":
        return "skip"
    if _HIDDEN.search(given.get("style") or ""):
        return "skip"
    hints = _vocabulary("hint")
    named = " ".join(given.get(k) or "" for k in ("class", "id", "itemprop"))
    if named and tag not in ("body", "html", "article", "main"):
        for word in _WORD.findall(named.lower()):
            found = hints.get(word.replace("_", "-"))
            if found:
                return found
    return _vocabulary("tag").get(tag)


_STRONG = frozenset({"byline", "caption", "credit", "related", "promo", "correction", "skip"})
"""What an element says of all that is inside it; other hints hold for its own words only."""


_LEAVING = -1
_BREAK = "\x0b"
"""Stands for a line break of the page, apart from those of its source."""


def _runs(body: LexborNode, root: LexborNode) -> Iterator[_Run]:
    """Walk the page once, in order, without recursion; yield its runs of words."""
    run = _Run(None, False)
    story = root.mem_id  # comparing nodes themselves would write out the HTML of both
    stack: list[tuple[LexborNode, str | None, bool, bool, int]] = [(body, None, False, False, 0)]
    while stack:
        node, hint, in_story, in_link, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise _too_deep()
        tag = node.tag
        if depth == _LEAVING:
            if run.line:
                yield run
            run = _Run(hint, in_story)
            continue
        if tag == "-text":
            words = node.text_content or ""
            run.parts.append(words)
            run.link_chars += len(words) if in_link else 0
            continue
        if tag is None or tag.startswith("-") or tag == "_comment":
            continue
        if tag == "br":
            run.parts.append(_BREAK)
            if node.next is not None and node.next.tag == "br":
                if run.line:
                    yield run
                run = _Run(hint, in_story)
            continue
        own = _hint(node)
        if own == "skip":
            continue
        inner = hint if hint in _STRONG and not (hint == "caption" and own == "credit") else own
        inner = inner or hint
        is_story = in_story or node.mem_id == story
        if hint == "aside" and not is_story:
            inner = hint
        apart = own in ("credit", "byline", "section", "timestamp") and hint != "byline"
        is_block = tag in _tags("block") or apart
        if is_block:
            if run.line:
                yield run
            run = _Run(inner, is_story)
            stack.append((node, hint, in_story, in_link, _LEAVING))
        child = node.last_child
        while child is not None:
            stack.append((child, inner, is_story, in_link or tag == "a", depth + 1))
            child = child.prev
    if run.line:
        yield run


def _typed(runs: list[_Run], declared: Declared) -> Iterator[tuple[Role, str]]:
    """Yield the role and words of each piece worth keeping, in the order of the page."""
    runs = [part for run in runs for part in _split_lines(run)]
    has_headline = any(r.hint == "headline" and r.in_story for r in runs)
    headline = None if has_headline else _outer_headline(runs, declared)
    told = False
    for run in runs:
        line = run.line
        if not any(c.isalnum() for c in line):
            continue
        if not run.in_story:
            if run is headline:
                yield "headline", line
            elif furniture_role(line) == "rights" and len(line) < 400:
                yield "rights", line
            elif told and len(line) < 200 and run.hint in ("related", "aside"):
                yield "related", line
            elif run.hint == "section" and not told and len(line) < 120:
                yield "section", line
            continue
        if run is headline:
            yield "headline", line
            continue
        for role, words in _role(run, line):
            if role == "section" and told and words.lower().startswith("more "):
                role = "related"
            told = told or role == "paragraph"
            yield role, words


def _settle_head(blocks: list[tuple[Role, str]]) -> list[tuple[Role, str]]:
    """Name what only its place tells: a short link above the headline, a line below it.

    The line between headline and byline, stamp or picture is the summary.
    """
    roles = [role for role, _ in blocks]
    if "headline" not in roles:
        return blocks
    at = roles.index("headline")
    settled = list(blocks)
    for i, (role, line) in enumerate(blocks[:at]):
        if role in ("related", "paragraph") and len(line) <= 40:
            settled[i] = ("section", line)
    following = roles[at + 1 : at + 3]
    if following[:1] and following[0] in ("paragraph", "subheading"):
        line = blocks[at + 1][1]
        if following[1:] in (["byline"], ["timestamp"], ["caption"]) and len(line) < 400:
            settled[at + 1] = ("summary", line)
    return settled


def _split_lines(run: _Run) -> list[_Run]:
    """Divide a run at its line breaks where one of the lines is furniture by its form."""
    lines = "".join(run.parts).split(_BREAK)
    if len(lines) < 2 or not any(furniture_role(_SPACE.sub(" ", x).strip()) for x in lines):
        return [run]
    return [_Run(run.hint, run.in_story, parts=[line]) for line in lines]


def _outer_headline(runs: list[_Run], declared: Declared) -> _Run | None:
    """Return the run that is the title where the story holds no headline of its own."""
    wanted = (declared.title or "").lower()
    titles = [r for r in runs if r.hint == "headline"]
    same = [r for r in titles or runs if r.line.lower() == wanted]
    return same[0] if same else (titles[0] if titles else None)


def _role(run: _Run, line: str) -> Iterator[tuple[Role, str]]:
    hint = run.hint
    form = furniture_role(line)
    if hint in ("related", "promo", "correction", "rights", "byline", "section"):
        role = cast(Role, hint)
        if hint == "byline" and (form == "timestamp" or len(line) > 200):
            role = form or "paragraph"
        yield role, line
    elif hint == "caption" or (hint != "headline" and is_caption(line)) or is_credit(line):
        yield from ((role, line[a:b]) for role, a, b in split_caption(line))
    elif hint == "credit":
        yield "credit", line
    elif hint == "timestamp":
        stamp = form in ("timestamp", None) and len(line) < 120
        yield ("timestamp" if stamp else form or "paragraph"), line
    elif hint == "headline":
        yield "headline", line
    elif form:
        yield form, line
    elif hint == "list_item" and run.link_chars > 0.8 * len(line):
        yield "related", line
    elif hint in ("subheading", "list_item", "blockquote", "summary"):
        yield cast(Role, hint), line
    elif run.link_chars > 0.8 * len(line) and not is_prose(line):
        yield "related", line
    else:
        yield from ((role, line[a:b]) for role, a, b in split_dateline(line))


def _write(blocks: list[tuple[Role, str]]) -> tuple[str, list[Piece]]:
    """Join the blocks into one text: a blank line between them, a space inside a pair."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    previous: Role | None = None
    for role, line in blocks:
        if previous is not None:
            pair = (previous, role) in (("dateline", "paragraph"), ("caption", "credit"))
            parts.append(" " if pair else "\n\n")
            at += len(parts[-1])
        pieces.append((role, at, at + len(line)))
        parts.append(line)
        at += len(line)
        previous = role
    return "".join(parts), pieces
