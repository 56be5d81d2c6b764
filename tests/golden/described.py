"""A document's record in the form the expected records of the golden pages are written in."""

import re
from typing import Any

from onrecord.document import Doc
from onrecord.records import Span


def fold(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def words(spans: tuple[Span, ...]) -> list[str]:
    return [fold(span.text) for span in spans]


def described(doc: Doc) -> dict[str, Any]:
    """Return what the golden pages' expectations say of a document, as the stages read it."""
    document = doc.document
    dateline = document.dateline
    return {
        "document": {
            "title": document.title,
            "publisher": document.publisher,
            "agency": document.agency,
            "authors": list(document.authors),
            "section": document.section,
            "language": document.language,
            "published": document.published,
            "modified": document.modified,
            "dateline": {"place": dateline.place, "agency": dateline.agency} if dateline else None,
        },
        "blocks": [[block.role, fold(block.span.text)] for block in doc.blocks],
        "timexes": [
            [fold(t.span.text), t.value] for t in sorted(doc.timexes, key=lambda t: t.span.start)
        ],
        "attributions": [
            {
                "source": words(a.source),
                "cue": words(a.cue),
                "content": words(a.content),
                "form": a.form,
                "speaker": a.chain[0].who if a.chain else None,
                "chain": [[hop.who, hop.basis] for hop in a.chain],
            }
            for a in doc.attributions
        ],
        "events": [
            {
                "code": e.code,
                "mode": e.mode,
                "factuality": e.factuality,
                "trigger": fold(e.trigger.text),
                "sentence": fold(e.sentence.text)[:60],
                "actor": [fold(p.span.text) for p in e.actor],
                "recipient": [fold(p.span.text) for p in e.recipient],
                "when": e.when and [e.when.start, e.when.precision],
                "where": fold(e.where.span.text) if e.where else None,
            }
            for e in doc.events
        ],
    }
