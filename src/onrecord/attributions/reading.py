"""From blocks to drafts: the cues of each sentence, and quotations that go on after them."""

from collections.abc import Sequence

from onrecord.attributions.drafts import Draft, Range
from onrecord.attributions.nominal import nominal_drafts
from onrecord.attributions.relays import hang_cited, note_documents, note_relays
from onrecord.attributions.units import QUOTE, Told, Unit
from onrecord.attributions.verbal import verbal_drafts

CLOSERS = "”\"»’'"


def read_drafts(told: Sequence[Told]) -> list[Draft]:
    """Return the attributions of a document in the order of the text, parents not yet set."""
    found: list[Draft] = []
    recent: list[Draft] = []
    for block, piece in enumerate(told):
        for number, unit in enumerate(piece.units):
            here = nominal_drafts(unit, block, number)
            here += verbal_drafts(unit, block, number)
            here.sort(key=lambda d: d.cue[0])
            hang_cited(here)
            note_documents(unit, here)
            note_relays(unit, here)
            if here:
                recent = here
            elif not _goes_on(unit, number, block, recent):
                recent = []
            found += here
    return found


def _goes_on(unit: Unit, number: int, block: int, recent: list[Draft]) -> bool:
    """Give a sentence that is all quotation to the speaker whose quotation came right before it.

    A new paragraph goes on with the last speaker where the last one ended in the quotation too.
    """
    if not _only_quote(unit):
        return False
    for last in reversed(recent):
        if not _ends_in_quote(unit.text, last.content):
            continue
        if number and last.block != block:
            return False
        last.content.append((unit.start, unit.end))
        return True
    return False


def _only_quote(unit: Unit) -> bool:
    """Whether a sentence is a quotation and nothing else."""
    return QUOTE in unit.low and all(low == QUOTE or not low[0].isalnum() for low in unit.low)


def _ends_in_quote(text: str, content: list[Range]) -> bool:
    return any(text[end - 1] in CLOSERS or text[start] in '“"«' for start, end in content)
