"""onrecord: an evidence-linked record of who said and did what, read from news pages.

>>> from onrecord import Ledger, read_docs
>>> with Ledger.open("korea.ledger", create=True) as ledger:      # doctest: +SKIP
...     for doc in read_docs("pages/"):
...         ledger.load(doc)

Names are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from onrecord.api import read_doc, read_docs
    from onrecord.document import Doc, Page
    from onrecord.errors import OnrecordError
    from onrecord.ledger import EventFilter, Ledger, StatementFilter
    from onrecord.pipeline import Pipeline
    from onrecord.records import (
        Attribution,
        Block,
        Document,
        Entity,
        Event,
        Failure,
        Judgement,
        Link,
        Mention,
        Span,
        Story,
        Timex,
    )
    from onrecord.stages import stage

_HOMES = {
    "onrecord.api": ("read_doc", "read_docs"),
    "onrecord.document": ("Doc", "Page"),
    "onrecord.errors": ("OnrecordError",),
    "onrecord.ledger": ("EventFilter", "Ledger", "StatementFilter"),
    "onrecord.pipeline": ("Pipeline",),
    "onrecord.records": (
        *("Attribution", "Block", "Document", "Entity", "Event", "Failure"),
        *("Judgement", "Link", "Mention", "Span", "Story", "Timex"),
    ),
    "onrecord.stages": ("stage",),
}

__all__ = [
    "Attribution",
    "Block",
    "Doc",
    "Document",
    "Entity",
    "Event",
    "EventFilter",
    "Failure",
    "Judgement",
    "Ledger",
    "Link",
    "Mention",
    "OnrecordError",
    "Page",
    "Pipeline",
    "Span",
    "StatementFilter",
    "Story",
    "Timex",
    "__version__",
    "read_doc",
    "read_docs",
    "stage",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
