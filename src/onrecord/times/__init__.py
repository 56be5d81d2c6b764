"""When: time expressions, their TIMEX3 values and the days they cover.

The words are read by a grammar that is data (``data/lexicon/en/times_grammar.tsv``); values are
reckoned from the day of publication.
"""

from onrecord.document import Doc
from onrecord.records import Timex
from onrecord.stages import stage as make_stage
from onrecord.times.finder import Finder


@make_stage(name="times", reads={"blocks"}, writes={"timexes"}, languages=("en",))
def stage(doc: Doc) -> None:
    """Add a timex for every time expression in the blocks that tell the story."""
    finder = Finder(doc.text, doc.document.published)
    for block in doc.blocks_of():
        for found in finder.find(doc.text, block.span.start, block.span.end):
            begin, end = found.reading.days or (None, None)
            anchor = found.reading.anchor
            doc.add(
                Timex(
                    timex_class=found.timex_class,
                    span=doc.span(found.start, found.end),
                    value=found.reading.value,
                    start=begin.isoformat() if begin else None,
                    end=end.isoformat() if end else None,
                    anchor=anchor.isoformat() if anchor else None,
                )
            )
