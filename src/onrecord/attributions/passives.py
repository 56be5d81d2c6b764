"""Attributions in the passive: "X is expected to Y", "was praised by Y", "was quoted as saying"."""

from onrecord.attributions.contents import content_after, content_before
from onrecord.attributions.drafts import Draft, char_range, draft_of, first_free
from onrecord.attributions.endings import content_end
from onrecord.attributions.groups import Group
from onrecord.attributions.lexicon import Verb
from onrecord.attributions.sources import Subject, subject_after, subject_before
from onrecord.attributions.units import Unit

REPORTS = frozenset(
    (
        "expect",
        "report",
        "believe",
        "allege",
        "think",
        "consider",
        "say",
        "accuse",
        "suspect",
        "know",
    )
)
"""Verbs whose passive without an agent still reports somebody's word or belief."""


def passive_draft(unit: Unit, i: int, verb: Verb, group: Group, found: list[Draft]) -> Draft | None:
    """Return the attribution of a passive cue at token ``i``, or None where it reports nothing."""
    after = i + 1 + len(verb.particle)
    subject = subject_before(unit, group.first)
    about = char_range(unit, subject.start, subject.end) if subject else None
    if subject is None or about is None:
        return None
    clause = (about[0], unit.ends[after - 1])
    if verb.lemma == "quote":
        return _quoted_passive(unit, i, verb, subject, found)
    if unit.at(after) == "by":
        agent = subject_after(unit, after + 1)
        source = char_range(unit, agent.start, agent.end) if agent else None
        if agent is None or source is None:
            return None
        pieces = [about]
        return draft_of(unit, i, verb, [source], pieces, clause, after=True)
    if verb.lemma not in REPORTS and "hearer" not in verb.takes:
        return None
    if unit.at(after) == "to" and verb.lemma in REPORTS:
        rest = char_range(unit, after, content_end(unit, after, "to"))
        return draft_of(unit, i, verb, [], [about, rest] if rest else [about], clause, after=True)
    return None


def _quoted_passive(
    unit: Unit, i: int, verb: Verb, subject: Subject, found: list[Draft]
) -> Draft | None:
    """Read "X was quoted [by Y] as saying [by Y] Z" and "Z, X was quoted as saying"."""
    source = char_range(unit, subject.start, subject.end)
    k = i + 1
    relay: Subject | None = None
    last = i
    if unit.at(k) == "by":
        relay = subject_after(unit, k + 1)
        k = relay.end if relay else k + 1
        if unit.at(k) == ",":
            k += 1
    if unit.at(k) == "as" and unit.at(k + 1).endswith("ing"):
        last = k + 1
        k += 2
    if relay is None and unit.at(k) == "by":
        relay = subject_after(unit, k + 1)
        k = relay.end if relay else k + 1
    if source is None or last == i:
        return None
    say = Verb("say", "say", frozenset(("clause", "quote", "object")), "neutral", "past")
    content = content_after(unit, k, say)
    before = None if content else content_before(unit, first_free(unit, found), subject.lead)
    chosen = content or before
    piece = char_range(unit, chosen.start, chosen.end) if chosen else None
    if piece is None:
        return None
    clause = (unit.starts[subject.start], unit.ends[max(last, k - 1)])
    draft = draft_of(unit, i, verb, [source], [piece], clause, after=content is not None)
    cue = [(unit.starts[i], unit.ends[i]), (unit.starts[last - 1], unit.ends[last])]
    draft.cue = cue if last > i + 2 else [(unit.starts[i], unit.ends[last])]
    if relay:
        relayed = char_range(unit, relay.start, relay.end)
        draft.relayed = [relayed] if relayed else []
    return draft
