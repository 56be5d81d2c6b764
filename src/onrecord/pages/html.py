"""An HTML page walked once, cut into typed blocks, and written out as one text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.errors import PageError
from onrecord.pages.assemble import Declared
from onrecord.pages.captions import credit_start, part_credits
from onrecord.pages.decide import Decided, decide, name_links
from onrecord.pages.features import Features, Floats, Told, features_of
from onrecord.pages.furniture import Piece, split_dateline
from onrecord.pages.head import read_head
from onrecord.pages.kind import count, kind_of
from onrecord.pages.metadata import read_metadata
from onrecord.pages.nesting import check_nesting
from onrecord.pages.net import page_net
from onrecord.pages.walk import MAX_RUNS, Run, walk
from onrecord.records import DocumentKind, Role

_PLAYERS = (
    "video,audio,amp-video,amp-youtube,iframe[src*=youtube],iframe[src*=vimeo],"
    "iframe[src*=player],iframe[src*=video]"
)


@dataclass(slots=True)
class Joined:
    """One block: its role and words, the run it begins with, its element's path, and why."""

    role: Role
    line: str
    run: Run
    element: tuple[int, ...]
    why: str


@dataclass(slots=True)
class Read:
    """An HTML page taken apart: its text, the typed pieces, its kind, and what it declares.

    ``blocks`` has the words, element and reason of each piece; ``why`` is the reason of the page's
    kind. ``features``, ``scores`` and ``decided`` (one a run of words) are what the roles were
    decided from.
    """

    text: str
    pieces: list[Piece]
    blocks: list[Joined]
    declared: Declared
    kind: DocumentKind
    why: str
    features: Features
    scores: Floats
    decided: list[Decided]

    @property
    def elements(self) -> list[str]:
        """The index path of each piece's element, as in :class:`onrecord.records.Block`."""
        return ["/".join(map(str, block.element)) for block in self.blocks]


def read_html(content: str, url: str | None = None) -> Read:
    """Return the page's story as one text, its typed pieces, and what the page declares.

    Raises :class:`PageError` for elements nested too deep.
    """
    check_nesting(content)
    tree = LexborHTMLParser(content)
    head = read_head(tree)
    declared = read_metadata(tree, url, head)
    body = tree.body
    if body is None:
        raise PageError("the page has no body", hint="is this a frameset or an error page?")
    net = page_net()
    runs = list(part_credits(walk(body, net.known)))[:MAX_RUNS]
    pictures, players = _media(body)
    features = features_of(
        runs,
        Told(
            title=declared.title or "",
            description=declared.description or "",
            authors=declared.authors,
            pictures=pictures,
            body=declared.body or "",
        ),
    )
    scores = net.scores(features)
    decided = decide(runs, scores)
    kind, why = kind_of(
        count(runs, players=players),
        meta=head.meta,
        articles=head.articles,
        types=head.linked.types,
        title=head.title,
        url=url or declared.url,
        names=f"{body.attributes.get('class') or ''} {body.attributes.get('id') or ''}",
    )
    if kind == "index":
        decided = name_links(decided)
    blocks = join_runs(decided)
    text, pieces = _write(blocks)
    return Read(text, pieces, blocks, declared, kind, why, features, scores, decided)


def _media(body: LexborNode) -> tuple[frozenset[str], int]:
    """Return the words that stand for pictures, and how many videos and recordings there are."""
    pictures: set[str] = set()
    players = 0
    for node in body.css(f"img[alt],{_PLAYERS}"):
        if node.tag != "img":
            players += 1
        elif len(alt := node.attributes["alt"] or "") > 20:
            pictures.add(" ".join(alt.split()))
    return frozenset(pictures), players


def _write(blocks: Sequence[Joined]) -> tuple[str, list[Piece]]:
    """Join the blocks into one text: a blank line between them, a space inside a pair."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    previous: Role | None = None
    for block in blocks:
        role, line = block.role, block.line
        if previous is not None:
            pair = (previous, role) in (("dateline", "paragraph"), ("caption", "credit"))
            parts.append(" " if pair else "\n\n")
            at += len(parts[-1])
        pieces.append((role, at, at + len(line)))
        parts.append(line)
        at += len(line)
        previous = role
    return "".join(parts), pieces


def join_runs(decided: Sequence[Decided]) -> list[Joined]:
    """Return the blocks of a page: runs of one line and role joined, datelines apart."""
    found: list[Joined] = []
    before: Decided | None = None
    for item in decided:
        run, role = item.run, item.role
        if role is None:
            continue
        if before is not None and _continues(before, item):
            block = found[-1]
            space = " " if run.spaced or run.broken or role == "credit" else ""
            block.line = f"{block.line}{space}{run.line}"
            block.element = _common(block.element, run.element)
        else:
            found.append(Joined(role, run.line, run, run.element, item.why))
        before = item
    return [part for block in found for part in _parts(block)]


def _parts(block: Joined) -> list[Joined]:
    """Return a paragraph's dateline and the rest, a caption and its credit, or the whole block."""
    line = block.line
    if block.role == "paragraph":
        return [replace(block, role=r, line=line[a:b]) for r, a, b in split_dateline(line)]
    if block.role == "caption" and (at := credit_start(line)):
        credit = replace(block, role="credit", line=line[at:], why="the end of a caption")
        return [replace(block, line=line[:at].rstrip()), credit]
    return [block]


def _common(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """Return the path of the innermost element that holds both."""
    return tuple(
        a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )


def _continues(before: Decided, item: Decided) -> bool:
    """Tell whether a run goes on where the one before it ended, in the same block and role."""
    if before.role != item.role or before.run.block != item.run.block:
        return False
    if item.role == "credit" and item.run.element != before.run.element:
        return before.run.line.endswith((":", "="))  # "Photo:", and the name; else another name
    if not item.run.broken:
        return True
    return (
        item.role in ("paragraph", "headline", "summary") and before.run.line[-1:] not in '.!?:”"»'
    )
