"""Words about the words: sources that cite others, carriers of a statement, and statements."""

from onrecord.attributions.drafts import Draft, Range, char_range
from onrecord.attributions.lexicon import carriers
from onrecord.attributions.sources import subject_after
from onrecord.attributions.units import Unit

NEAR = 14
"""How many tokens from a cue "in a statement" and "carried by" are looked for."""

CITES = frozenset(("cite", "quote"))


def hang_cited(drafts: list[Draft]) -> None:
    """Turn "X said Y, citing Z" about: Z is a source of Y, inside what X said.

    A citing clause is read as a verb with an object first; where another attribution of the
    sentence has it beside its cue, its object becomes the source and takes over that content.
    """
    for draft in drafts:
        if draft.lemma not in CITES or not draft.cited:
            continue
        others = [d for d in drafts if d is not draft and not d.cited and d.source]
        host = _host(draft, others)
        if host is None:
            continue
        draft.source = list(draft.content)
        draft.content = list(host.content)
        draft.outer = host


def _host(draft: Draft, others: list[Draft]) -> Draft | None:
    start = draft.cue[0][0]
    around = [d for d in others if d.clause[0] < start < d.clause[1]]
    if around:
        return around[-1]
    before = [d for d in others if d.cue[0][0] < start]
    after = [d for d in others if d.cue[0][0] > start]
    return before[-1] if before else after[0] if after else None


def note_relays(unit: Unit, drafts: list[Draft]) -> None:
    """Note who passed a statement on: "in a statement carried by state media"."""
    for i, low in enumerate(unit.low):
        if low in carriers("relay") and unit.at(i + 1) == "by":
            agent = subject_after(unit, i + 2)
            source = char_range(unit, agent.start, agent.end) if agent else None
            near = _nearest(unit, drafts, i)
            if source and near and near.document and not near.relayed and source not in near.source:
                near.relayed = [source]


def note_documents(unit: Unit, drafts: list[Draft]) -> None:
    """Note that words were written: "said in a statement", "In a letter, X said"."""
    for i, low in enumerate(unit.low):
        if low not in carriers("written") or not _written(unit, i):
            continue
        near = _nearest(unit, drafts, i)
        if near and not near.document and near.kind != "cite":
            near.document = (unit.starts[i], unit.ends[i])


def _written(unit: Unit, i: int) -> bool:
    """Whether "in a", "in the" or "in his" and at most three words stand before the noun."""
    for k in range(i - 1, max(-1, i - 6), -1):
        if unit.low[k] in ("in", "through", "via"):
            return i - k > 1
        if unit.low[k] in (",", ".", "“”"):
            return False
    return False


def _nearest(unit: Unit, drafts: list[Draft], i: int) -> Draft | None:
    """Return the draft whose own clause stands next to token ``i``, which no content holds."""
    place = unit.starts[i]
    best: Draft | None = None
    for draft in drafts:
        if any(a <= place < b for a, b in draft.content) or abs(draft.cue[0][0] - place) > 120:
            continue
        if best is None or abs(draft.cue[0][0] - place) < abs(best.cue[0][0] - place):
            best = draft
    return best


def quoted_source(unit: Unit, start: int, end: int) -> tuple[Range, Range, int] | None:
    """Split "defence officials as saying ..." into source and cue; None where it is not that.

    The last part is the token after the cue.
    """
    for k in range(start + 1, min(end, start + NEAR)):
        if unit.low[k] == "as" and unit.at(k + 1).endswith("ing"):
            source = char_range(unit, start, k)
            return (source, (unit.starts[k], unit.ends[k + 1]), k + 2) if source else None
    return None
