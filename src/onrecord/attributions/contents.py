"""What was said: where the content starts after a cue, where it ends, and what stands before."""

from dataclasses import dataclass

from onrecord.attributions.endings import WH, content_end, new_subject
from onrecord.attributions.groups import BREAKS, SPELLS, is_adverb, is_finite
from onrecord.attributions.lexicon import Verb, carriers, words
from onrecord.attributions.units import Unit

CLAUSE_EDGE = frozenset((",", ".", "", "that", ":"))


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens ``[start, end)`` of a content, and how it is built: clause, quote, to or object.

    ``hearer`` is the token range of who was told, empty where nobody was named.
    """

    start: int
    end: int
    frame: str
    hearer: tuple[int, int] = (0, 0)


def content_after(
    unit: Unit,
    start: int,
    verb: Verb,
    *,
    bounded: bool = False,
    relative: bool = False,
    named: bool = False,
) -> Content | None:
    """Return the content that follows a cue ending before token ``start``, or None.

    ``bounded`` says that the cue's clause is subordinate and opens the sentence, so that a comma
    and a new subject end it; ``relative`` that it is a relative clause, which a comma and a verb
    end; ``named`` that it is what somebody calls something ("what Seoul calls Z is"), which a
    verb ends.
    """
    takes = verb.takes
    k = skip_source(unit, _skip_time(unit, start))
    hearer = (0, 0)
    if "hearer" in takes and not _direct(unit, k, takes):
        stop = _hearer_end(unit, k)
        if stop > k:
            hearer, k = (k, stop), skip_source(unit, _skip_time(unit, stop))
    if k >= len(unit):
        return None
    frame = _frame(unit, k, takes)
    if frame is None and takes & {"clause", "that"}:
        ahead = _look_ahead(unit, k)
        if ahead:
            k, frame = ahead, "quote" if unit.quoted(ahead) else "clause"
    if frame is None and hearer[1] and "object" in takes:
        k, frame = hearer[0], "object"
    if frame is None:
        return None
    if frame == "to" and hearer[1]:
        # "urged Seoul to stop": whom the request is made to is part of what is asked
        k = hearer[0]
    if frame == "preposition" or (unit.low[k] in (":", ",") and k + 1 < len(unit)):
        k += 1
    end = content_end(unit, k, frame, bounded=bounded, relative=relative, named=named)
    return Content(k, end, frame, hearer) if end > k else None


def skip_source(unit: Unit, k: int) -> int:
    """Return the token after who else is named before a content: ", citing X," ", according to X,".

    ``k`` itself where there is nobody, or where no content follows.
    """
    cites = unit.at(k + 1) in ("citing", "quoting")
    if unit.at(k) != "," or not (cites or unit.at(k + 1) == "according"):
        return k
    end = next((j for j in range(k + 2, min(len(unit), k + 18)) if unit.low[j] == ","), -1)
    opens = unit.at(end + 1) == "that" or unit.quoted(end + 1)
    return end + 1 if end > 0 and (cites or opens) else k


def _direct(unit: Unit, k: int, takes: frozenset[str]) -> bool:
    low = unit.at(k)
    return (
        low in ("that", ":", ",", "", ".")
        or unit.quoted(k)
        or ("to" in takes and low == "to")
        or low in WH
        or low in takes
    )


def _frame(unit: Unit, k: int, takes: frozenset[str]) -> str | None:
    low = unit.low[k]
    speaks = bool(takes & {"clause", "that", "quote", "hearer"})
    if unit.quoted(k):
        return "quote" if speaks or takes & {"object", "thing"} else None
    if low in (":", ",") and unit.quoted(k + 1):
        return "quote" if speaks else None
    if low == ":" and takes & {"clause", "quote"}:
        return "clause"
    if low == "that" and speaks:
        return "clause"
    if low == "to" and "to" in takes:
        return "to" if len(unit) - k > 2 else None
    if low in WH and ("wh" in takes or (takes & {"clause"} and low != "who")):
        return "clause"
    if low in takes and low in words("preposition") | {"as", "like"}:
        return "preposition"
    if low in BREAKS or low in words("conjunction"):
        return None
    if takes & {"clause"} and _bare_clause(unit, k):
        return "clause"
    if low in words("preposition") or low in words("subordinator"):
        return None
    if "judged" in takes and _ahead(unit, k, ("for", "as", "over"), 12):
        return "object"
    if "as" in takes and _ahead(unit, k, ("as",), 10):
        return "object"
    if "object" in takes:
        return "object"
    if "thing" in takes and _says_something(unit, k):
        return "object"
    return None


def _says_something(unit: Unit, k: int) -> bool:
    """Whether an object tells more than what somebody is for or against: quoted words, an "as"."""
    for j in range(k, min(len(unit), k + 14)):
        if unit.low[j] == "as" and _has_own_verb(unit, j + 1):
            return False  # "condemn launch as two cities are told to hide": when, not what
        if unit.quoted(j) or unit.low[j] in ("as", "for"):
            return True
        if unit.low[j] in BREAKS:
            return False
    return False


def _has_own_verb(unit: Unit, k: int) -> bool:
    """Whether a noun phrase and a finite verb start at ``k``, so that they are a clause."""
    for j in range(k, min(len(unit), k + 8)):
        if unit.quoted(j) or unit.low[j] in BREAKS or unit.low[j] in words("relative"):
            return False
        if j > k and is_finite(unit, j):
            return True
    return False


def _ahead(unit: Unit, k: int, wanted: tuple[str, ...], reach: int) -> bool:
    """Whether one of ``wanted`` comes within ``reach`` tokens and before the next comma."""
    for j in range(k, min(len(unit), k + reach)):
        if unit.low[j] in wanted:
            return True
        if unit.low[j] in BREAKS:
            return False
    return False


def _bare_clause(unit: Unit, k: int) -> bool:
    """Whether a clause without "that" starts at ``k``: a noun phrase, then a finite verb."""
    low = unit.low[k]
    if low in words("preposition") or (low in words("subordinator") and low not in ("as", "if")):
        return low != "that" and _comma_clause(unit, k, 8 if low in words("preposition") else 15)
    if low in words("subject"):
        return True
    if low in words("finite"):
        return False
    for j in range(k + 1, min(len(unit), k + 25)):
        if unit.low[j] in ";:" or unit.low[j] == ".":
            return False
        if unit.low[j] == "," and (
            unit.at(j + 1) in words("relative") or unit.at(j + 1).endswith("ing")
        ):
            return False
        if unit.quoted(j):
            return True
        if is_finite(unit, j) or (
            unit.low[j].endswith(("ed", "s")) and not unit.capital(j) and unit.low[j].isalpha()
        ):
            return True
    return False


def _comma_clause(unit: Unit, k: int, reach: int) -> bool:
    """Whether an introductory phrase that ends in a comma and a new subject starts at ``k``."""
    for j in range(k + 1, min(len(unit) - 1, k + reach)):
        if unit.low[j] == ",":
            return new_subject(unit, j + 1)
    return False


def _skip_time(unit: Unit, k: int) -> int:
    """Skip adverbs and days after a cue: "said on Tuesday", "said last week"."""
    days = words("day")
    while k < len(unit) and not unit.quoted(k):
        low, following = unit.low[k], unit.at(k + 1)
        dated = low in ("on", "late", "early") and following in days
        spell = low in ("last", "this", "earlier", "later", "that") and following in SPELLS
        if dated or spell:
            k += 2
        elif low in days or low in words("hour") or is_adverb(unit, k):
            k += 1
        else:
            break
    return k


def _hearer_end(unit: Unit, k: int) -> int:
    """Return the end of the noun phrase of who is addressed, or ``k`` where there is none."""
    low = unit.at(k)
    if low in BREAKS or low in words("preposition") or low in words("conjunction"):
        return k
    if low in words("hearer") or low in ("you", "it"):
        return _phrases(unit, k + 1)
    if low in words("subject"):
        return k
    stop = k + 1
    subjects, determiners = words("subject"), words("determiner")
    while stop < len(unit) and stop < k + 12 and not unit.quoted(stop):
        low = unit.low[stop]
        if low in BREAKS or low in ("that", "to") or low in WH or low in subjects:
            break
        if low in determiners or low in words("preposition") or is_finite(unit, stop):
            break
        if unit.capital(k) and not unit.capital(stop) and unit.at(stop + 1) not in CLAUSE_EDGE:
            break
        stop += 1
    return _phrases(unit, stop)


def _phrases(unit: Unit, k: int) -> int:
    """Skip "at a rally", "in an interview", "of the Post" where a "that" or a quote follows."""
    if unit.at(k) not in words("preposition") or unit.at(k) in ("to", "about", "against"):
        return k
    ahead = _look_ahead(unit, k)
    return ahead if ahead else k


def _look_ahead(unit: Unit, k: int) -> int:
    """Return the token of a "that" or quotation that follows prepositional phrases, or 0."""
    low = unit.at(k)
    if low not in words("preposition") and low not in (",", "after", "before", "while"):
        return 0
    if low == "," and unit.at(k + 1) not in words("preposition"):
        return 0
    for j in range(k + 1, min(len(unit), k + 18)):
        if unit.quoted(j):
            inside = unit.at(j - 1) in (",", ":", "that")
            return j if inside else 0
        low = unit.low[j]
        if low == "that":
            return 0 if _tells_of_carrier(unit, j) else j
        if low in ";:." or is_finite(unit, j):
            return 0
        opens = unit.at(j + 1) in ("that", "according") or unit.quoted(j + 1)
        if low == "," and j > k + 1 and not opens:
            return 0
    return 0


def content_before(unit: Unit, floor: int, end: int, *, goes_on: bool = False) -> Content | None:
    """Return the content that ends before token ``end`` (a comma or quotation is there), or None.

    ``floor`` is the first token it may take. A quotation alone is content; a clause needs a verb,
    but for one that goes on after the cue (``goes_on``).
    """
    start = max([floor, *(k + 1 for k in range(floor, end) if unit.low[k] == ";")])
    while start < end and unit.low[start] in ",;.:)":
        start += 1
    stop = end
    while stop > start and not unit.quoted(stop - 1) and unit.low[stop - 1] in ",;:—–-":
        stop -= 1
    if stop <= start or unit.low[start] == "asked":
        return None
    if any(unit.quoted(k) for k in (start, stop - 1)):
        return Content(start, stop, "quote")
    if goes_on and unit.low[start] not in words("lead"):
        return Content(start, stop, "clause")
    if stop - start < 2 or not any(_verbal(unit, k) for k in range(start, stop)):
        return None
    return Content(start, stop, "clause")


def _verbal(unit: Unit, k: int) -> bool:
    low = unit.low[k]
    if is_finite(unit, k) or unit.capital(k):
        return not unit.capital(k)
    return low.endswith("ed") or (low.endswith("s") and unit.capital(k - 1))


def _tells_of_carrier(unit: Unit, k: int) -> bool:
    """Whether the "that" at ``k`` tells of a statement who carried it: "that was carried by"."""
    return any(
        unit.at(j) in carriers("relay") and unit.at(j + 1) == "by" for j in range(k + 1, k + 5)
    )
