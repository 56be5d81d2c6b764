"""Every exception onrecord raises on purpose, each with a hint at what to do next.

::

    OnrecordError
    ├── SettingsError      onrecord.toml or an ONRECORD_ variable is wrong
    ├── ReadError          bytes that are not a page we can read
    ├── PageError          a page without a story, or one built to break readers
    ├── RecordError        a record that contradicts the contract
    │   └── SpanError      evidence whose text is not what the document says
    ├── PipelineError      stages that do not fit together
    ├── LedgerError        a ledger that is missing, foreign, newer or damaged
    └── QueryError         a filter that cannot be answered
"""


class OnrecordError(Exception):
    """Base of all errors raised here; ``str()`` is the message, ``hint`` the next step."""

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class SettingsError(OnrecordError):
    """A setting has a name or value that is not known."""


class ReadError(OnrecordError):
    """The bytes could not be turned into a page."""


class PageError(OnrecordError):
    """The page could not be turned into a document."""


class RecordError(OnrecordError):
    """A record breaks the contract of its type."""


class SpanError(RecordError):
    """A span lies outside its text, or its text differs from the document's."""


class PipelineError(OnrecordError):
    """Stages are in an impossible order, or one is not known."""


class LedgerError(OnrecordError):
    """The ledger file cannot be used."""


class QueryError(OnrecordError):
    """A query names something that does not exist."""
