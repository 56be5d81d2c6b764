"""Attributions whose cue is a verb: "X said Y", "Y, X said", "“Q,” said X", "was quoted as saying".

A verb is taken as a cue only where its form, its place and what follows it allow that reading.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from onrecord.attributions.contents import Content, content_after, content_before, skip_source
from onrecord.attributions.drafts import (
    Draft,
    Range,
    char_range,
    draft_of,
    first_free,
    tokens_of,
)
from onrecord.attributions.endings import content_end
from onrecord.attributions.groups import BREAKS, DASHES, Group, is_finite, verb_group
from onrecord.attributions.lexicon import Verb, carriers, verbs, words
from onrecord.attributions.passives import passive_draft
from onrecord.attributions.relays import CITES, quoted_source
from onrecord.attributions.sources import Subject, subject_after, subject_before
from onrecord.attributions.units import QUOTE, Unit

MOST = 30
"""Cues read in one sentence; more of them is no prose."""


def verbal_drafts(unit: Unit, block: int, number: int) -> list[Draft]:
    """Return the attributions of one sentence whose cue is a verb, in the order of their cues."""
    found: list[Draft] = []
    for i, verb in islice(_cues(unit), MOST):
        place = unit.starts[i]
        if any(start <= place < end for draft in found for start, end in draft.cue):
            continue
        draft = _read(unit, i, verb, found)
        if draft is not None:
            found.append(draft)
            if verb.lemma == "quote":
                inner = _quoted_saying(unit, draft)
                found += [inner] if inner else []
    for draft in found:
        draft.block, draft.unit = block, number
    return found


def _quoted_saying(unit: Unit, draft: Draft) -> Draft | None:
    """Read "X quoted Y as saying Z" and "Z, X quoted Y as saying": Y's words inside X's."""
    first, last = tokens_of(unit, (draft.clause[1], unit.end))
    split = quoted_source(unit, first, last)
    if split is None:
        return None
    source, cue, k = split
    say = Verb("say", "say", frozenset(("clause", "quote", "object")), "neutral", "past")
    content = content_after(unit, k, say) if k < len(unit) else None
    if content is None:
        first = bisect_left(unit.starts, draft.clause[0])
        content = content_before(unit, 0, first)
        piece = char_range(unit, content.start, content.end) if content else None
        if piece is None:
            return None
        draft.content.insert(0, piece)
    else:
        piece = char_range(unit, content.start, content.end)
        if piece is None:
            return None
    inner = Draft([source], [cue], [piece], "say", (source[0], cue[1]), 0, 0, True, "say")
    inner.outer = draft
    draft.cited = False
    return inner


def _cues(unit: Unit) -> Iterator[tuple[int, Verb]]:
    lexicon = verbs()
    for i, low in enumerate(unit.low):
        if low in lexicon and low != QUOTE:
            for verb in lexicon[low]:
                size = len(verb.particle)
                if tuple(unit.low[i + 1 : i + 1 + size]) == verb.particle:
                    yield i, verb
                    break


def _read(unit: Unit, i: int, verb: Verb, found: list[Draft]) -> Draft | None:
    group = verb_group(unit, i)
    if verb.lemma == "ask" and verb.form == "past" and unit.at(i - 1) in ("", "when", "if"):
        return None
    if verb.form in ("base", "s") and not _verbal(unit, i, verb, group):
        return None
    if verb.form == "past" and group.passive:
        return passive_draft(unit, i, verb, group, found)
    after = i + 1 + len(verb.particle)
    if verb.form == "past" and unit.at(after) == "by" and "by" not in verb.takes:
        return None
    if verb.form == "past" and not group.helped and _inverted(unit, i, verb):
        return _inversion(unit, i, verb, found)
    if verb.form == "s" and _inverted(unit, i, verb):
        return _inversion(unit, i, verb, found)
    subject, source = _source(unit, i, verb, group, found)
    if not source:
        return None
    if subject and _participle(unit, verb, group, subject):
        return None
    content: Content | None = None
    if subject and _quote_before(unit, subject.lead):
        content = _left(unit, subject, verb, found, after)
        if content:
            return _parenthetical(unit, i, verb, subject, source, content, after)
    bounded = (i == 0 and verb.form == "ing") or bool(
        subject and subject.lead < 3 and unit.at(subject.lead - 1) in words("subordinator")
    )
    relative = bool(subject and subject.relative >= 0)
    named = bool(subject and unit.at(subject.lead - 1) == "what")
    content = content_after(unit, after, verb, bounded=bounded, relative=relative, named=named)
    if content and content.frame == "preposition" and subject:
        earlier = _left(unit, subject, verb, found, after)
        if earlier:
            return _parenthetical(unit, i, verb, subject, source, earlier, after)
    if content is None and subject and _surveys(unit, subject, verb, after):
        content = Content(after, content_end(unit, after, "clause"), "clause")
    if content is None and subject:
        content = _left(unit, subject, verb, found, after)
        if content:
            return _parenthetical(unit, i, verb, subject, source, content, after)
    if content is None:
        return None
    piece = char_range(unit, content.start, content.end)
    if piece is None:
        return None
    start = unit.starts[subject.start] if subject else unit.starts[i]
    clause = (start, unit.ends[after - 1])
    draft = draft_of(unit, i, verb, source, [piece], clause, after=True)
    if verb.lemma in CITES and ((verb.form == "ing" and not group.helped) or relative):
        name = subject_after(unit, content.start)
        whole = char_range(unit, name.start, name.end) if name else None
        draft.cited = True
        draft.content = [whole or (unit.starts[content.start], unit.ends[content.end - 1])]
    return draft


def _verbal(unit: Unit, i: int, verb: Verb, group: Group) -> bool:
    """Whether a form that may be a noun ("claims", "report") is a verb here."""
    before = unit.at(i - 1)
    if group.helped or group.infinitive:
        return verb.form == "base"
    if not before or before in BREAKS or unit.quoted(i - 1):
        if not (unit.quoted(i - 1) or before in (",", ")") or before in DASHES):
            return False
    elif before in words("determiner") and before not in words("subject"):
        return before in ("many", "some", "most", "all", "others", "both", "several", "few")
    elif before.endswith(("'s", "’s", "s'", "s’")) or before in words("preposition"):
        return False
    if unit.at(i + 1) in ("of", "is", "was", "are", "were", "has", "have", "had", "will"):
        return False
    if unit.capital(i) and unit.block.role != "headline":
        return False
    if (
        before in (",", ")")
        or before in DASHES
        or not (unit.capital(i - 1) or before in words("subject") or before in words("relative"))
    ):
        low = unit.at(i + 1)
        follows = low in words("determiner") or low in words("subject") or low in words("relative")
        follows = follows or unit.block.role == "headline"
        if not (follows or low == "to" or unit.quoted(i + 1) or unit.capital(i + 1) or low == "."):
            return False
    if verb.form == "base":
        plural = before.endswith("s") or before in words("subject") or before in words("relative")
        if verb.lemma.split()[0] not in words("noun") and before != "to":
            return True
        return plural or before in ("people", "many", "some", "others", "most", "also", "and")
    return before != "to"


def _inverted(unit: Unit, i: int, verb: Verb) -> bool:
    """Whether the subject follows the cue: "“Q,” said X", "Y, says X"."""
    if not verb.takes & {"clause", "quote"} or i == 0:
        return False
    if unit.quoted(i - 1):
        return bool(subject_after(unit, i + 1))
    if unit.low[i - 1] != ",":
        return False
    found = subject_after(unit, i + 1)
    if found is None or _runs_on(unit, found.end):
        return False
    left = [k for k in range(max(0, i - 40), i - 1) if is_finite(unit, k)]
    ends = unit.at(found.end) in ("", ".", ";") or unit.at(found.end) in (
        "in",
        "on",
        "at",
        "during",
    )
    return bool(left) or (ends and i > 4)


def _runs_on(unit: Unit, k: int) -> bool:
    """Whether the clause goes on after a would-be inverted subject."""
    low = unit.at(k)
    if not low or low in BREAKS or unit.quoted(k):
        return False
    return low not in words("preposition") and low not in words("relative") and low != "when"


def _inversion(unit: Unit, i: int, verb: Verb, found: list[Draft]) -> Draft | None:
    subject = subject_after(unit, i + 1)
    if subject is None:
        return None
    content = content_before(unit, first_free(unit, found), i)
    piece = char_range(unit, content.start, content.end) if content else None
    source = char_range(unit, subject.start, subject.end)
    if piece is None or source is None:
        return None
    pieces = [piece, *_rest(unit, subject.end, piece)]
    clause = (unit.starts[i], source[1])
    return draft_of(unit, i, verb, [source], pieces, clause, after=False)


def _source(
    unit: Unit, i: int, verb: Verb, group: Group, found: list[Draft]
) -> tuple[Subject | None, list[Range]]:
    """Return the cue's subject and its ranges; a shared subject comes without its place."""
    before = unit.at(group.first - 1)
    if verb.form == "ing" and not group.helped:
        if before in ("of", "from", "for") and verb.kind not in ("say", "cite"):
            return None, []  # "accused him of wanting": the accuser's words, nobody else's
        if verb.kind == "judge" and before not in (",", "by", "in", "for", "after", "and", ""):
            return None, []
        return None, _shared(unit, i, found)
    if before in words("conjunction") or (before == "," and unit.at(group.first - 2) == ","):
        shared = _shared(unit, i, found)
        return None, shared
    subject = subject_before(unit, group.first)
    if subject is None:
        if before == "," or before in words("conjunction"):
            return None, _shared(unit, i, found)
        return None, []
    piece = char_range(unit, subject.start, subject.end)
    if piece is None:
        return None, []
    pieces = [piece]
    if subject.relative >= 0:
        k = subject.relative
        pieces.append((unit.starts[k], unit.ends[k]))
    return subject, pieces


def _shared(unit: Unit, i: int, found: list[Draft]) -> list[Range]:
    """Return the source of a cue with no subject of its own: the last one's, or the sentence's."""
    for draft in reversed(found):
        if unit.at(i - 1) == "," and unit.low[i].endswith("ing") and _enclosed(draft, found):
            continue
        if draft.source and draft.cue[0][0] < unit.starts[i]:
            return list(draft.source)
    first = 0
    if unit.low[0].endswith("ing") or unit.low[0] in words("preposition"):
        commas = [k for k in range(min(len(unit), 40)) if unit.low[k] == ","]
        first = commas[0] + 1 if commas else 0
    for k in range(first + 1, min(len(unit), first + 40)):
        if k == i:
            break
        if is_finite(unit, k) or (unit.low[k].endswith("ed") and not unit.capital(k)):
            subject = subject_before(unit, verb_group(unit, k).first)
            piece = char_range(unit, subject.start, subject.end) if subject else None
            return [piece] if piece else []
    if i > 1 and unit.low[i - 1] == ",":
        subject = subject_before(unit, i - 1)
        piece = char_range(unit, subject.start, subject.end) if subject else None
        return [piece] if piece else []
    return []


def _enclosed(draft: Draft, found: list[Draft]) -> bool:
    """Whether the draft's cue stands in what another one reports."""
    place = draft.cue[0][0]
    return any(a <= place < b for d in found if d is not draft for a, b in d.content)


def _participle(unit: Unit, verb: Verb, group: Group, subject: Subject) -> bool:
    """Whether "a text called the Pact" hangs on a noun of a clause that has its verb already."""
    if verb.kind != "judge" or verb.form != "past" or group.helped or subject.relative >= 0:
        return False
    return any(is_finite(unit, k) for k in range(subject.lead, subject.start))


def _quote_before(unit: Unit, lead: int) -> bool:
    """Whether a quotation that ends with a comma, ? or ! stands right before the subject."""
    if lead <= 0 or not unit.quoted(lead - 1):
        return False
    inside = unit.text[unit.ends[lead - 1] - 2]
    return inside in ",?!—–-…."


def _left(
    unit: Unit, subject: Subject, verb: Verb, found: list[Draft], after: int
) -> Content | None:
    if not verb.takes & {"clause", "quote", "that", "hearer"}:
        return None
    k = subject.lead
    if k == 0 or not (unit.quoted(k - 1) or unit.low[k - 1] == "," or unit.low[k - 1] in DASHES):
        return None
    while after < len(unit) and unit.low[after] not in BREAKS and after < k + 12:
        after += 1
    goes_on = (
        unit.at(after) == ","
        and after + 2 < len(unit)
        and (
            not unit.low[after + 1].endswith("ing") and unit.low[after + 1] not in words("relative")
        )
    )
    content = content_before(unit, first_free(unit, found), k, goes_on=goes_on)
    if content and content.frame != "quote" and "clause" not in verb.takes:
        return None
    return content


def _surveys(unit: Unit, subject: Subject, verb: Verb, after: int) -> bool:
    """Whether a survey or report "found" or "showed" a noun phrase: its findings are its words.

    A declaration or a letter is written too, but shows what it shows as any thing does.
    """
    if "survey" not in verb.takes or after >= len(unit) or unit.low[after] in BREAKS:
        return False
    return any(unit.low[k] in carriers("findings") for k in range(subject.start, subject.end))


def _parenthetical(
    unit: Unit,
    i: int,
    verb: Verb,
    subject: Subject,
    source: list[Range],
    content: Content,
    after: int,
) -> Draft | None:
    piece = char_range(unit, content.start, content.end)
    if piece is None:
        return None
    pieces = [piece, *_rest(unit, after, piece)]
    clause = (unit.starts[subject.lead], unit.ends[after - 1])
    return draft_of(unit, i, verb, source, pieces, clause, after=False)


def _rest(unit: Unit, after: int, piece: Range) -> list[Range]:
    """Return the content that goes on after an attribution set between commas."""
    k = after
    while k < len(unit) and not unit.quoted(k) and unit.low[k] not in (",", ":", ";", "—", "–"):
        k += 1
    k = skip_source(unit, k)
    if k >= len(unit):
        return []
    if not unit.quoted(k):
        if unit.low[k] == ";":
            return []
        k += 1
    if k >= len(unit):
        return []
    if unit.quoted(k):
        found = char_range(unit, k, k + 1)
        return [found] if found else []
    quoted = unit.text[piece[1] - 1] in "”\"»’'"
    if quoted and unit.low[k] in ("and", "but", "that") and unit.quoted(k + 1):
        found = char_range(unit, k, len(unit))
        return [found] if found else []
    if quoted or unit.low[k] in words("relative") or unit.low[k].endswith("ing"):
        return []
    found = char_range(unit, k, len(unit))
    low = unit.low[k]
    first, last = tokens_of(unit, piece)
    going_on = low in words("resume") or not any(is_finite(unit, j) for j in range(first, last))
    going_on = going_on or unit.low[first] in words("subordinator")
    return [found] if found and going_on else []
