"""Where a content that follows its cue ends."""

from onrecord.attributions.groups import is_finite
from onrecord.attributions.lexicon import verbs, words
from onrecord.attributions.units import Unit

WH = frozenset(("whether", "if", "how", "why", "what", "who", "when", "where", "which"))
"""Words that open an indirect question."""


def content_end(
    unit: Unit,
    start: int,
    frame: str,
    *,
    bounded: bool = False,
    relative: bool = False,
    named: bool = False,
) -> int:
    """Return the end (exclusive token) of a content that starts at ``start``.

    ``bounded``, ``relative`` and ``named`` are as for :func:`content_after`.
    """
    depth = 0
    for k in range(start, len(unit)):
        if unit.quoted(k):
            if relative and _verb_at(unit, k + 1) and unit.text[unit.ends[k] - 2] == ",":
                return k + 1
            continue
        low = unit.low[k]
        if named and k > start and is_finite(unit, k):
            return k
        if low == "(":
            depth += 1
        elif low == ")":
            if depth == 0:
                return k
            depth -= 1
        elif depth:
            continue
        elif (k > start and _edge(unit, k, start, frame)) or (
            low == ","
            and ((bounded and new_subject(unit, k + 1)) or (relative and _verb_at(unit, k + 1)))
        ):
            return k
    return len(unit)


def _edge(unit: Unit, k: int, start: int, frame: str) -> bool:
    """Whether token ``k`` ends a content whatever clause its cue stands in."""
    low = unit.low[k]
    if low == ",":
        return _cuts(unit, k, frame)
    if low in ("and", "but") and _shared_cue(unit, k + 1, frame):
        return True
    if low == "according" and unit.at(k + 1) == "to":
        return True
    return low == ";" or (frame != "clause" and _adverbial(unit, k, start, frame))


_LOOSE = frozenset(("after", "because", "although", "though", "while", "whereas", "when", "since"))


def _adverbial(unit: Unit, k: int, start: int, frame: str) -> bool:
    """Whether what follows tells when or why, and so is no part of an object or infinitive."""
    low = unit.low[k]
    if low in _LOOSE:
        return k > start + 1
    if frame == "to":
        return False
    following = unit.at(k + 1)
    if low in ("on", "in", "late", "early"):
        time = following in words("weekday") or (len(following) == 4 and following.isdigit())
        return time and unit.at(k + 2) in ("", ".", ",", "in", "on", "at", "for", "as", "after")
    return low in words("weekday") and following in ("", ".", ",", "in", "at", "for", "as", "after")


def new_subject(unit: Unit, k: int) -> bool:
    """Whether a noun phrase that can be a subject starts at token ``k``."""
    low = unit.at(k)
    return low in words("subject") or low in words("determiner") or unit.capital(k)


def _verb_at(unit: Unit, k: int) -> bool:
    return k < len(unit) and (
        is_finite(unit, k) or (unit.low[k].endswith("ed") and not unit.capital(k))
    )


def _cuts(unit: Unit, comma: int, frame: str) -> bool:
    """Whether a content ends at this comma: a new cue, or a clause about the saying, follows."""
    k = comma + 1
    low = unit.at(k)
    if low.endswith("ing") and low in verbs():
        return True
    if frame in ("object", "preposition", "to") and low in words("subject"):
        return True
    if low == "according":
        return True
    if low in ("and", "but", "while", "though", "although", "whereas", "as"):
        return _new_cue(unit, k + 1) or low in ("though", "although", "whereas", "while")
    if low in _LOOSE and frame != "clause":
        return True
    return frame in ("to", "object", "preposition") and low in ("who", "which", "where", "saying")


def _shared_cue(unit: Unit, k: int, frame: str) -> bool:
    """Whether a finite verb with the same subject follows a conjunction ("said A and called B").

    After an object any verb will do; after a clause only one that takes a clause itself, since
    others may belong to the words reported.
    """
    while k < len(unit):
        if unit.low[k] in words("adverb"):
            k += 1
        elif unit.low[k] == "on" and unit.at(k + 1) in words("weekday"):
            k += 2
        else:
            break
    if frame in ("object", "preposition", "to") and _verb_at(unit, k):
        return True
    found = verbs().get(unit.at(k), ())
    asks = unit.at(k + 1) in WH or unit.at(k + 1) == "that"
    return any(
        v.form in ("past", "s") and (frame != "clause" or "clause" in v.takes or asks)
        for v in found
    )


def _new_cue(unit: Unit, k: int) -> bool:
    """Whether a cue verb that takes a clause comes within the next few tokens."""
    for j in range(k, min(len(unit), k + 12)):
        if unit.quoted(j) or unit.low[j] in ",;:.":
            return False
        found = verbs().get(unit.low[j])
        if found and any(v.form in ("past", "s") and "clause" in v.takes for v in found):
            return True
        if is_finite(unit, j):
            return False
    return False
