"""Events: who did what to whom, by a trigger lexicon and positions in the sentence.

First version, by rule: see ``docs/reference/records.md`` for the record and the codebook for what
counts. Reads mentions, times and attributions where there are any, and works without.
"""

from onrecord.document import Doc
from onrecord.events.coding import code_document
from onrecord.stages import stage as _stage

__all__ = ["stage"]


@_stage(
    name="events",
    reads=("blocks", "mentions", "entities", "timexes", "attributions"),
    writes=("events",),
    version="1",
    languages=("en",),
)
def stage(doc: Doc) -> None:
    """Add the events of every sentence of the story to ``doc``."""
    code_document(doc)
