"""An attribution while it is being read: character ranges, before it becomes a record."""

from bisect import bisect_left
from dataclasses import dataclass, field

from onrecord.attributions.lexicon import Verb
from onrecord.attributions.units import Unit

Range = tuple[int, int]


@dataclass(slots=True, eq=False)
class Draft:
    """Source, cue and content as character ranges, and what the chain needs to know.

    ``clause`` is the stretch of source, cue and what stands between them: what is left out of the
    content it interrupts. ``outer`` is the draft this one hangs on where the wording says so
    ("X, citing Y"), which ``cited`` marks; other nesting is found by position. ``after`` is true
    when the content follows the cue.
    """

    source: list[Range]
    cue: list[Range]
    content: list[Range]
    kind: str
    clause: Range
    block: int
    unit: int
    after: bool = True
    lemma: str = ""
    outer: "Draft | None" = None
    parent: "Draft | None" = None
    cited: bool = False
    document: Range | None = None
    relayed: list[Range] = field(default_factory=list)


def char_range(unit: Unit, start: int, end: int) -> Range | None:
    """Return the characters of tokens ``[start, end)``, outer commas left out; None when empty."""
    while start < end and unit.low[start] in (",", ";", ":", "–", "—", "-", ")"):
        start += 1
    while end > start and unit.low[end - 1] in (",", ";", ":", "–", "—", "-", "("):
        end -= 1
    if start >= end:
        return None
    if unit.low[end - 1] in ".!?…" and not unit.quoted(end - 1):
        end -= 1
    return (unit.starts[start], unit.ends[end - 1]) if start < end else None


def draft_of(
    unit: Unit,
    i: int,
    verb: Verb,
    source: list[Range],
    content: list[Range],
    clause: Range,
    *,
    after: bool,
) -> Draft:
    """Return the draft of the cue verb at token ``i``."""
    cue = (unit.starts[i], unit.ends[i + len(verb.particle)])
    return Draft(source, [cue], content, verb.kind, clause, 0, 0, after, verb.lemma)


def first_free(unit: Unit, found: list[Draft]) -> int:
    """Return the first token that no earlier attribution of the sentence has as its own clause."""
    if not found:
        return 0
    last = found[-1]
    if last.after:
        return 0
    end = max([last.clause[1], *(e for _, e in last.content)])
    for k in range(len(unit)):
        if unit.starts[k] >= end:
            return k
    return len(unit)


def tokens_of(unit: Unit, piece: Range) -> tuple[int, int]:
    """Return the tokens of a character range."""
    return bisect_left(unit.starts, piece[0]), bisect_left(unit.starts, piece[1])
