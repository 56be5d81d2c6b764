"""From candidates to distinct acts: what is demanded or promised is no second event.

Also the types that change with time: help that is still to come is agreed, a withdrawal to come
conceded (the codebook's "choosing between neighbours").
"""

from dataclasses import dataclass

from onrecord.events.candidates import Candidate
from onrecord.events.phrases import Clause
from onrecord.events.tokens import word_lists
from onrecord.records import Factuality

GOVERNING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
PROMISED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE"}
YIELDING = {
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "AID": "assist",
    "COOPERATE": "assist",
    "CONSULT": "meet",
    "SUPPORT": "assist",
}
"""Modes of REJECT by the type of the act refused."""
REACH = 12
"""Tokens after a word of asking or promising in which the act asked for or promised stands."""


@dataclass(slots=True)
class Act:
    """A candidate with the type, mode and factuality it is coded with."""

    candidate: Candidate
    code: str
    mode: str | None
    factuality: Factuality


def drop_governed(clause: Clause, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that are not merely asked for, refused, threatened or promised."""
    kept: list[Candidate] = []
    governed_to = -1
    for candidate in candidates:
        if candidate.start < governed_to:
            continue
        kept.append(candidate)
        if candidate.trigger.code in GOVERNING:
            governed_to = _complement_end(clause, candidate)
    return kept


def _complement_end(clause: Clause, candidate: Candidate) -> int:
    """Return the token at which the complement of a governing trigger ends."""
    tokens = clause.tokens
    end = min(len(tokens), candidate.end + REACH)
    for j in range(candidate.end, end):
        if tokens.tags[j] in (".", "W") or tokens.words[j] in (",", ";", "–", "—"):
            return j
        if tokens.tags[j] == "U" and tokens.lows[j] not in ("that", "if", "whether"):
            return j
        if tokens.lows[j] in ("over", "following", "amid", "despite", "against", "about"):
            return j
        if tokens.tags[j] == "C" and j + 1 < len(tokens) and tokens.tags[j + 1] == "V":
            return j
    return end


def refused(clause: Clause, candidate: Candidate) -> bool:
    """Tell whether the act is one its actor says they will not do ("will not lift the ban")."""
    lows = clause.tokens.lows[max(0, candidate.start - 4) : candidate.start]
    negated = any(low in _WILL_NOT for low in lows[-2:])
    return negated and ("won't" in lows or "will" in lows)


def doubtful(clause: Clause, candidate: Candidate, factuality: Factuality) -> bool:
    """Tell whether the words are too far from an act to be coded.

    An infinitive that nothing says was planned, begun or done ("a way to meet") and words that
    were not said ("did not condemn") are no events.
    """
    if candidate.trigger.pos != "v":
        return False
    tokens = clause.tokens
    if factuality == "negated":
        return candidate.trigger.code not in PHYSICAL_HARM
    before = candidate.start - 1
    if factuality == "actual" and before > 0 and tokens.tags[before] == "T":
        return tokens.lows[before - 1] not in word_lists()["doing"]
    return False


PHYSICAL_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT"})
_WILL_NOT = frozenset({"not", "never", "won't"})


def promised(code: str, mode: str | None, factuality: Factuality) -> tuple[str, str | None]:
    """Return the type and mode of an act that is still to come."""
    if factuality != "future":
        return code, mode
    if code == "RETREAT":
        return "CONCEDE", None
    if code in PROMISED:
        return PROMISED[code], None
    return code, mode


def merge_casualties(clause: Clause, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates with dead and wounded made recipients of the attack that hit them.

    "A blast killed two soldiers" and "two were killed in a blast" tell of one act, whose clearest
    word is the noun.
    """
    attacks = [c for c in candidates if c.trigger.code == "ASSAULT" and c.trigger.pos == "n"]
    kept: list[Candidate] = []
    for candidate in candidates:
        harm = candidate.trigger.lemma in _CASUALTIES and candidate.trigger.pos == "v"
        if harm and attacks and not candidate.actors_outside(attacks):
            attack = min(attacks, key=lambda a: abs(a.start - candidate.start))
            if not attack.recipients and abs(attack.start - candidate.start) < REACH:
                attack.recipients = candidate.recipients
            continue
        kept.append(candidate)
    return kept


COUNTED = frozenset({"COOPERATE", "AID", "COERCE", "RETREAT", "SANCTION"})
"""Types of which one sentence may tell several by the same parties: different words are
different acts there, while words of talk and of violence are mostly said twice of one."""
_CASUALTIES = frozenset({"kill", "wound", "injure"})


def distinct(acts: list[Act]) -> list[Act]:
    """Return the acts, once each: of acts of one type with the same parties the first counts.

    It takes over the parties that only a later word for the same act shows.
    """
    kept: list[Act] = []
    for act in acts:
        twin = next((other for other in kept if _same(other, act)), None)
        if twin is None:
            kept.append(act)
            continue
        first, later = twin.candidate, act.candidate
        first.actors = first.actors or later.actors
        first.recipients = first.recipients or later.recipients
    return kept


def _same(a: Act, b: Act) -> bool:
    if a.code != b.code:
        return False
    if a.code in COUNTED and a.candidate.trigger.lemma != b.candidate.trigger.lemma:
        return False
    return _agree(a.candidate.actors, b.candidate.actors) and _agree(
        a.candidate.recipients, b.candidate.recipients
    )


def _agree(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> bool:
    return not a or not b or bool(set(a) & set(b))
