"""Which attribution sits inside which, and what that does to their contents."""

from collections.abc import Iterator
from itertools import groupby

from onrecord.attributions.drafts import Draft, Range


def nest(drafts: list[Draft]) -> None:
    """Set every draft's parent, and cut out of contents the clauses that interrupt them.

    The parent is the draft with the smallest content around the other's cue, or the one its
    wording hangs on ("X, citing Y"). Only drafts of one sentence nest.
    """
    for _, group in groupby(drafts, key=lambda d: (d.block, d.unit)):
        together = list(group)
        _cut(together)
        for draft in together:
            if draft.outer is not None and not _above(draft.outer, draft):
                draft.parent = draft.outer
        for draft in together:
            if draft.parent is None:
                draft.parent = _around(draft, together)


def _cut(together: list[Draft]) -> None:
    """A clause set inside a sentence ("A, he said, B") interrupts the contents around it."""
    for inner in together:
        start, end = inner.clause
        if inner.after:
            continue
        for outer in together:
            if outer is inner or not outer.after:
                continue
            pieces = []
            for piece in outer.content:
                if piece[0] < start and end <= piece[1]:
                    tail = [p for p in inner.content if end <= p[0] and p[1] <= piece[1]]
                    pieces += [(piece[0], _trimmed(inner, start, piece[0])), *tail]
                else:
                    pieces.append(piece)
            outer.content = [p for p in pieces if p[0] < p[1]]


def _trimmed(inner: Draft, start: int, floor: int) -> int:
    """The content before an interrupting clause ends where the interrupter's own content does."""
    ends = [e for _, e in inner.content if floor < e <= start]
    return max(ends, default=start)


def _size(content: list[Range]) -> int:
    return sum(end - start for start, end in content)


def _around(draft: Draft, together: list[Draft]) -> Draft | None:
    start, end = draft.cue[0]
    best: Draft | None = None
    for other in together:
        if other is draft or _above(other, draft) or other.outer is draft:
            continue
        inside = any(a <= start and end <= b for a, b in other.content)
        if not inside:
            continue
        # of two with the same content the one cited is nearer to the words
        size = _size(other.content) - (other.outer is not None)
        if best is None or size < _size(best.content) - (best.outer is not None):
            best = other
    return best


def _above(draft: Draft, other: Draft) -> bool:
    """Whether ``other`` is ``draft`` or one of its parents, so that it cannot become its child."""
    seen: Draft | None = draft
    while seen is not None:
        if seen is other:
            return True
        seen = seen.parent
    return False


def outer_first(drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the drafts so that every parent comes before its children."""
    done: set[int] = set()
    for draft in drafts:
        line = [draft]
        while line[-1].parent is not None and id(line[-1].parent) not in done:
            line.append(line[-1].parent)
        for one in reversed(line):
            if id(one) not in done:
                done.add(id(one))
                yield one
