"""The ledger: everything read and everything people said of it, in one SQLite file.

>>> from onrecord.ledger import EventFilter, Ledger
>>> with Ledger.open("korea.ledger", create=True) as ledger:      # doctest: +SKIP
...     ledger.load(doc)
...     for row in ledger.events(EventFilter(actor="North Korea", since="2023-04")):
...         ...
"""

from onrecord.ledger.check import Problem
from onrecord.ledger.query import (
    DocumentFilter,
    DocumentRef,
    DocumentRow,
    EventFilter,
    EventRow,
    NamedParty,
    StatementFilter,
    StatementRow,
)
from onrecord.ledger.store import Ledger, page_key

__all__ = [
    "DocumentFilter",
    "DocumentRef",
    "DocumentRow",
    "EventFilter",
    "EventRow",
    "Ledger",
    "NamedParty",
    "Problem",
    "StatementFilter",
    "StatementRow",
    "page_key",
]
