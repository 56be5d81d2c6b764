"""Attributions whose cue is no verb: "according to X", "in the words of X", a headline's "X: Y"."""

from onrecord.attributions.contents import content_before
from onrecord.attributions.drafts import Draft, Range, char_range
from onrecord.attributions.endings import content_end
from onrecord.attributions.groups import BREAKS, is_finite
from onrecord.attributions.lexicon import words
from onrecord.attributions.units import Unit

MOST = 8
"""Such phrases read in one sentence; more of them is no prose."""

PHRASES = (("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of"))
"""Fixed phrases that name a source after them."""


def nominal_drafts(unit: Unit, block: int, number: int) -> list[Draft]:
    """Return the attributions of one sentence whose cue is a phrase or a headline's colon."""
    found: list[Draft] = []
    for i, low in enumerate(unit.low):
        if len(found) == MOST:
            break
        for phrase in PHRASES:
            if low == phrase[0] and tuple(unit.low[i : i + len(phrase)]) == phrase:
                draft = _phrase(unit, i, len(phrase))
                if draft:
                    found.append(draft)
    if unit.block.role == "headline" and not found:
        draft = _headline(unit)
        found += [draft] if draft else []
    for draft in found:
        draft.block, draft.unit = block, number
    return found


def _source_end(unit: Unit, start: int) -> int:
    """Return the end of the noun phrase after "according to"; an apposition goes with it."""
    k = start
    while k < len(unit) and not unit.quoted(k):
        low = unit.low[k]
        if low in BREAKS or low in words("subordinator") or low in words("conjunction"):
            following = unit.at(k + 1)
            joins = low == "and" and (unit.capital(k + 1) or following in words("determiner"))
            if not joins:
                break
        k += 1
    return k


def _phrase(unit: Unit, i: int, size: int) -> Draft | None:
    stop = _source_end(unit, i + size)
    name_end = stop
    if unit.at(stop) == "," and unit.at(stop + 1) in words("relative"):
        stop = next((k for k in range(stop + 1, len(unit)) if unit.low[k] == ","), stop)
    source = char_range(unit, i + size, name_end)
    if source is None:
        return None
    cue = (unit.starts[i], unit.ends[i + size - 1])
    clause = (cue[0], source[1])
    pieces: list[Range] = []
    before = content_before(unit, 0, i) if i else None
    if before and (before.frame == "quote" or _has_verb(unit, before.start, before.end)):
        piece = char_range(unit, before.start, before.end)
        pieces = [piece] if piece else []
        resumed = stop + (unit.at(stop) in (",", ":"))
        if pieces and resumed > stop and (unit.at(resumed) == "that" or unit.quoted(resumed)):
            # "Kim said, according to KCNA, that ...": Kim's words are what the source tells too
            rest = char_range(unit, resumed, content_end(unit, resumed, "clause"))
            pieces += [rest] if rest else []
    after = False
    if not pieces and (unit.at(stop) in (",", ":") or unit.quoted(stop)):
        start = stop if unit.quoted(stop) else stop + 1
        end = content_end(unit, start, "clause") if start < len(unit) else start
        piece = char_range(unit, start, end) if end > start else None
        if piece:
            lead = char_range(unit, 0, i) if i else None
            pieces = [lead, piece] if lead and unit.at(i - 1) == "," and i > 2 else [piece]
            after = True
    if not pieces:
        return None
    return Draft([source], [cue], pieces, "say", clause, 0, 0, after, "according to")


def _has_verb(unit: Unit, start: int, end: int) -> bool:
    return any(
        is_finite(unit, k)
        or (
            unit.low[k].endswith("ed")
            and unit.at(k + 1) in words("determiner") | words("preposition")
        )
        for k in range(start, end)
    )


def _headline(unit: Unit) -> Draft | None:
    """Read "Kim: war is near" and "War is near: Kim" where one side is a name of a few words."""
    colons = [k for k in range(len(unit)) if unit.low[k] == ":" and not unit.quoted(k)]
    if len(colons) != 1 or not 0 < colons[0] < len(unit) - 1:
        return None
    k = colons[0]
    if k > 6 or len(unit) - k < 4 or not unit.capital(0):
        return None
    if any(is_finite(unit, j) for j in range(k)) or not _has_verb(unit, k + 1, len(unit)):
        return None
    source, content = char_range(unit, 0, k), char_range(unit, k + 1, len(unit))
    if source is None or content is None:
        return None
    cue = (unit.starts[k], unit.ends[k])
    return Draft([source], [cue], [content], "say", (source[0], cue[1]), 0, 0, True, ":")
