"""Who speaks: the noun phrase that is the subject of a cue, before it or (inverted) after it.

There is no parser here. A subject reaches from the start of its clause to the verb, and a clause
starts at punctuation, at a quotation, or at a word that opens clauses.
"""

from dataclasses import dataclass

from onrecord.attributions.groups import BREAKS, DASHES, is_adverb, is_finite
from onrecord.attributions.lexicon import verbs, words
from onrecord.attributions.units import Unit

REACH = 45
"""How many tokens before a cue its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Token ranges (end exclusive) of a source, where its clause starts, and how it was found.

    ``relative`` is the token of the pronoun a relative clause hangs on, or -1; ``lead`` is where
    the subject's clause starts, introductory words included.
    """

    start: int
    end: int
    lead: int
    relative: int = -1


def _opens_clause(unit: Unit, i: int) -> bool:
    low = unit.low[i]
    if low in BREAKS or unit.quoted(i):
        return True
    if low in words("relative") or (low.endswith("ing") and low in verbs()):
        return True
    return low in words("subordinator") and not (low in ("as", "than", "once") and i == 0)


def subject_before(unit: Unit, end: int) -> Subject | None:
    """Return the subject that ends before token ``end`` (exclusive), or None.

    Handles appositions and relative clauses set off by commas ("X, a lawyer, said"), restrictive
    relative clauses ("people who live there say") and relative pronouns ("X, who says").
    """
    i = end - 1
    if i < 0 or unit.quoted(i):
        return None
    low = unit.low[i]
    if low in words("relative") and low != "whom":
        return _antecedent(unit, i)
    if low in (",", ")") or low in DASHES:
        return _with_insertion(unit, end)
    if low in BREAKS or low in words("conjunction") or low in words("preposition"):
        return None
    return _plain(unit, end)


def _antecedent(unit: Unit, relative: int) -> Subject | None:
    end = relative - 1 if unit.at(relative - 1) in BREAKS else relative
    if end <= 0 or unit.quoted(end - 1):
        return None
    if unit.low[end - 1] in words("preposition"):
        return None
    found = _plain(unit, end, shortest=True)
    if found is None:
        return None
    return Subject(found.start, found.end, found.lead, relative)


def _plain(unit: Unit, end: int, *, shortest: bool = False) -> Subject | None:
    """Return the noun phrase that ends at ``end`` with nothing set off inside it."""
    floor = max(0, end - REACH)
    start = end - 1
    while start > floor and not _opens_clause(unit, start - 1):
        start -= 1
    if start > 0 and unit.low[start - 1] in words("relative") and not unit.quoted(start - 1):
        # "people who live there": the clause before the cue belongs to the noun before "who"
        relative = start - 1
        noun = unit.at(relative - 1)
        noun_ends = noun not in BREAKS and noun not in words("finite")
        if noun_ends and not _reports(unit, relative) and _verb_first(unit, start, end):
            outer = _plain(unit, relative) if relative else None
            if outer:
                return Subject(outer.start, end, outer.lead)
    lead = start
    verbs = [k for k in range(start, end) if is_finite(unit, k)]
    if verbs or shortest:
        start = _core(unit, verbs[-1] + 1 if verbs else start, end)
    else:
        start = _trim(unit, start, end)
    if start >= end or not _nominal(unit, start, end) or _starts_with_verb(unit, start):
        return None
    first = _listed_from(unit, start, end)
    return Subject(first, end, min(first, lead))


def _starts_with_verb(unit: Unit, start: int) -> bool:
    """Whether a would-be noun phrase is a predicate: "combines an exercise with training"."""
    low = unit.low[start]
    verbal = low.endswith("s") and not low.endswith(("ss", "'s", "’s")) and not unit.capital(start)
    return verbal and unit.at(start + 1) in ("a", "an", "the", "its", "their", "his", "her")


def _listed_from(unit: Unit, start: int, end: int) -> int:
    """Return where a list of names begins whose last two are ``[start, end)``.

    "Seoul, Washington and Tokyo": before each comma stands a name that nothing introduces.
    """
    if not (unit.capital(start) and "and" in unit.low[start + 1 : end - 1]):
        return start
    while start > 1 and unit.low[start - 1] == ",":
        k = start - 1
        while k > 0 and start - k < 5 and unit.capital(k - 1) and not _no_name(unit, k - 1):
            k -= 1
        opens = k == 0 or unit.low[k - 1] in BREAKS or unit.quoted(k - 1)
        if k == start - 1 or not opens:
            break
        start = k
    return start


def _no_name(unit: Unit, k: int) -> bool:
    return is_adverb(unit, k) or any(unit.low[k] in words(name) for name in _NO_NAMES)


_NO_NAMES = ("lead", "day", "hour", "preposition", "subordinator")


def _reports(unit: Unit, that: int) -> bool:
    """Whether a "that" opens what a cue reports ("reported that officials"), no relative clause."""
    if unit.low[that] != "that":
        return False
    k = that - 1
    while k > 0 and (unit.low[k] in words("day") or unit.low[k] in words("hearer")):
        k -= 1
    forms = verbs().get(unit.low[k], ())
    verbal = unit.at(k - 1) in words("subject")
    return any(verbal or v.form in ("past", "ing") or v.lemma not in words("noun") for v in forms)


def _verb_first(unit: Unit, start: int, end: int) -> bool:
    for k in range(start, min(end, start + 3)):
        low = unit.low[k]
        if low in words("adverb"):
            continue
        if unit.at(start - 1) == "who":
            # "who" is the subject itself, unless a name or a noun phrase follows
            return not unit.capital(k) and low not in words("determiner") | words("subject")
        if unit.at(start - 1) == "that" and k == end - 1:
            return False  # "reporters that officials said": the word is the subject itself
        verbal = low.endswith(("ed", "s")) and not low.endswith(("'s", "’s", "ss"))
        return low in words("finite") or (verbal and low not in words("pronoun"))
    return False


def _trim(unit: Unit, start: int, end: int) -> int:
    """Drop what introduces a clause: conjunctions, adverbs, an opening prepositional phrase."""
    lead, days = words("lead"), words("day")
    while start < end - 1 and (unit.low[start] in lead or unit.low[start] in days):
        start += 1
    if unit.low[start] in words("preposition") and unit.low[start] not in ("about", "over"):
        start = _core(unit, start + 1, end)
    return start


def _core(unit: Unit, floor: int, end: int) -> int:
    """Return the start of the last noun phrase in ``[floor, end)``, its "of" phrases included."""
    start = end - 1
    if unit.low[start] in words("subject"):
        return start
    prepositions, determiners = words("preposition"), words("determiner")
    conjunctions = words("conjunction")
    while start > floor:
        low = unit.low[start - 1]
        if low in prepositions or low in conjunctions or low in words("adverb"):
            linked = low in ("of", "for", "from") and start - 2 >= floor
            if linked and unit.low[start - 2] not in prepositions:
                start -= 2
                continue
            break
        if unit.low[start] in determiners and low not in determiners:
            break
        if low.endswith("ed") and not unit.capital(start - 1) and start - 1 > floor:
            break
        start -= 1
    return start


def _nominal(unit: Unit, start: int, end: int) -> bool:
    """Whether the range can be a noun phrase: it has a word, and ends in one that can be a head."""
    if not any(c.isalpha() for k in range(start, end) for c in unit.low[k]):
        return False
    last = unit.low[end - 1]
    if not any(c.isalnum() for c in last):
        return last in ("'s", "’s")
    if last in words("preposition") or last in words("conjunction") or last in words("modal"):
        return False
    return last not in words("determiner") or last in words("pronoun")


def _chunks(unit: Unit, end: int) -> list[tuple[int, int]]:
    """Return the stretches between commas before ``end``, nearest first, up to a clause's edge."""
    found: list[tuple[int, int]] = []
    stop = end
    floor = max(0, end - REACH)
    k = end - 1
    while k >= floor:
        low = unit.low[k]
        if unit.quoted(k) or low in ";:" or (low in "—–" and k != end):
            break
        if low in ",)(":
            if k + 1 < stop:
                found.append((k + 1, stop))
            stop = k
        k -= 1
    if k + 1 < stop:
        found.append((k + 1, stop))
    return found


def _with_insertion(unit: Unit, end: int) -> Subject | None:
    """Return the subject before an insertion that ends right before the cue."""
    close = unit.low[end - 1]
    if close in DASHES:
        k = end - 2
        floor = max(0, end - REACH)
        while k > floor and unit.low[k] not in DASHES:
            k -= 1
        if k <= floor:
            return None
        found = subject_before(unit, k)
        return Subject(found.start, end - 1, found.lead) if found else None
    chunks = _chunks(unit, end - 1)
    for nth, (start, stop) in enumerate(chunks[:6]):
        if nth == 0 and len(chunks) > 1:
            continue
        if nth < len(chunks) - 1 and _modifies(unit, start, stop):
            continue
        if nth == 0:
            return None
        found = _plain(unit, stop)
        if found is None:
            return None
        return Subject(found.start, end - 1, found.lead)
    return None


def _modifies(unit: Unit, start: int, stop: int) -> bool:
    """Whether a stretch between commas adds to the noun before it rather than starting one."""
    low = unit.low[start]
    if unit.at(start - 1) == "(":
        return True
    if low in words("relative") or low in words("preposition") or low in ("a", "an", "and"):
        return True
    if low.endswith(("ing", "ed")) and not unit.capital(start):
        return True
    if low.isdigit():
        return True
    # "Peter Roe of Houston, Texas, said": a short name after a name inside a phrase
    return stop - start <= 2 and unit.capital(start) and _place_like(unit, start)


def _place_like(unit: Unit, start: int) -> bool:
    """Whether the comma before ``start`` follows "of", "in" or "from" and a name."""
    k = start - 2
    steps = 0
    while k >= 0 and unit.capital(k) and steps < 4:
        k -= 1
        steps += 1
    return steps > 0 and unit.at(k) in ("of", "in", "from", "near", "at")


def subject_after(unit: Unit, start: int) -> Subject | None:
    """Return the noun phrase that begins at token ``start`` (an inverted subject), or None.

    It runs to the next clause's edge; an apposition between commas goes with it.
    """
    if start >= len(unit) or unit.quoted(start):
        return None
    low = unit.low[start]
    good = unit.capital(start) or low in words("determiner") or low in words("subject")
    good = good or (low.isalpha() and unit.at(start + 1) not in (",", ".") and len(low) > 3)
    if not good or low in words("preposition") or low in words("subordinator"):
        return None
    if low in words("subject"):
        return Subject(start, start + 1, start)
    stop = start
    limit = min(len(unit), start + REACH)
    while stop < limit and not _ends_phrase(unit, stop, start):
        stop += 1
    while stop > start and unit.low[stop - 1] in words("day"):
        stop -= 1
        if stop > start and unit.low[stop - 1] in words("preposition"):
            stop -= 1
    if stop == start or any(is_finite(unit, k) for k in range(start + 1, stop)):
        return None
    if unit.at(stop) == "," and unit.at(stop + 1) in ("a", "an", "the", "who", "whose"):
        stop = _apposition(unit, stop)
    return Subject(start, stop, start)


def _apposition(unit: Unit, comma: int) -> int:
    stop = comma + 1
    limit = min(len(unit), comma + REACH)
    while stop < limit and unit.low[stop] not in BREAKS and not unit.quoted(stop):
        stop += 1
    return stop


def _ends_phrase(unit: Unit, i: int, start: int) -> bool:
    low = unit.low[i]
    if low in BREAKS or unit.quoted(i):
        return True
    if i == start:
        return False
    if low in words("subordinator") or low in words("relative"):
        return True
    if low in ("in", "on", "at", "during", "after", "before", "to", "by", "about"):
        # "said Roe in an interview": where and when it was said is no part of the name
        return True
    return low.endswith("ing") and unit.at(i - 1) not in words("determiner")
