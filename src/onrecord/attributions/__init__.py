"""The attributions room: who said what, and the chain it came through.

Rules over a cue lexicon, no parser: precise on the shapes news is written in, blind to words that
are reported without a cue. Cues inside direct quotations are left alone.
"""

from onrecord.attributions.chain import Chains
from onrecord.attributions.drafts import Range
from onrecord.attributions.nesting import nest, outer_first
from onrecord.attributions.reading import read_drafts
from onrecord.attributions.speakers import Speakers
from onrecord.attributions.units import quoted_share, read_units
from onrecord.document import Doc
from onrecord.records import Attribution, Form, Span
from onrecord.stages import stage as make_stage

__all__ = ["stage"]


@make_stage(
    name="attributions",
    reads=("blocks", "mentions", "entities"),
    writes=("attributions",),
    languages=("en",),
)
def stage(doc: Doc) -> None:
    """Add the document's attributions, an enclosing one before those inside it."""
    told = read_units(doc)
    blocks = [b.block for b in told]
    drafts = read_drafts(told)
    nest(drafts)
    speakers = Speakers(doc.mentions)
    chains = Chains(doc, speakers)
    quotes = [quote for piece in told for quote in piece.quotes]
    ids: dict[int, str] = {}
    for draft in outer_first(drafts):
        share = quoted_share(draft.content, quotes, doc.text)
        record = Attribution(
            source=_spans(doc, draft.source),
            cue=_spans(doc, draft.cue),
            content=_spans(doc, draft.content),
            form=_form(share),
            speaker=speakers.of(doc.text, draft.source),
            parent=ids[id(draft.parent)] if draft.parent else None,
            chain=chains.of(draft, blocks[draft.block]),
        )
        ids[id(draft)] = doc.add(record).id


def _spans(doc: Doc, ranges: list[Range]) -> tuple[Span, ...]:
    return tuple(doc.span(start, end) for start, end in sorted(set(ranges)))


def _form(share: float) -> Form:
    if share >= 0.95:
        return "direct"
    return "mixed" if share > 0 else "indirect"
