"""The ledger: one SQLite file with everything read, and everything people said of it."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from onrecord.document import Doc, Page
from onrecord.errors import LedgerError, RecordError
from onrecord.ledger import check, query, read, write
from onrecord.ledger.connection import BUSY_SECONDS, connect, translated
from onrecord.ledger.intake import documents_of
from onrecord.ledger.judging import judge
from onrecord.ledger.query import (
    DocumentFilter,
    DocumentRow,
    EventFilter,
    EventRow,
    StatementFilter,
    StatementRow,
)
from onrecord.ledger.relating import relate
from onrecord.ledger.rows import encodable
from onrecord.records import AnyRecord, Document, Failure, Judgement, Link, Story, identify

COUNTED = (
    *("document", "block", "entity", "mention", "timex", "attribution", "event"),
    *("link", "story", "judgement", "failure"),
)
"""The types of record :meth:`Ledger.counts` counts, in its order."""


def page_key(page: Page) -> str:
    """Return the name under which a ledger knows a page: its url, or else its path."""
    return page.url or page.path


class Ledger:
    """An open ledger; closed by :meth:`close` or at the end of a ``with``.

    One ledger object belongs to one thread; open the file once more for another. One process
    writes at a time, any number read meanwhile. Every method raises :class:`LedgerError` where the
    file is locked for too long, full, read-only or damaged.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    @classmethod
    def open(
        cls,
        path: str | PathLike[str],
        *,
        create: bool = False,
        readonly: bool = False,
        wait: float = BUSY_SECONDS,
    ) -> Self:
        """Open the ledger at ``path``; with ``create`` make it where it is missing.

        ``wait`` is how many seconds to wait for another writer. Raises :class:`LedgerError` for a
        file that is missing, of another program, of a newer onrecord, or damaged.
        """
        at = Path(path)
        return cls(at, connect(at, create=create, readonly=readonly, wait=wait))

    @classmethod
    def create(cls, path: str | PathLike[str]) -> Self:
        """Make a new ledger at ``path``; raises :class:`LedgerError` where a file is already."""
        if Path(path).exists():
            raise LedgerError(f"{path}: there is a file already", hint="open it instead")
        return cls.open(path, create=True)

    def close(self) -> None:
        """Close the file; what was not committed is gone."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Writing

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Commit everything written inside at once, for speed.

        Each document stays whole or absent: one that fails leaves no trace, those before it are
        kept even where the error ends the batch, and a killed process loses the whole batch. The
        file is locked for other writers all along, so run pipelines before, not inside. Queries,
        :meth:`records` and :meth:`check` see a batch when it is over.
        """
        with translated(self.path):
            if self._db.in_transaction:
                raise LedgerError("a batch inside a batch", hint="one batch is enough")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                # SQLite itself may have rolled back, for one where the disk is full.
                if self._db.in_transaction:
                    self._commit()

    @contextmanager
    def _whole(self) -> Iterator[sqlite3.Connection]:
        """Run the statements inside as one: all of them, or none where an error leaves it."""
        with translated(self.path):
            nested = self._db.in_transaction
            self._db.execute("SAVEPOINT whole" if nested else "BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK TO whole" if nested else "ROLLBACK")
                    if nested:
                        self._db.execute("RELEASE whole")
                raise
            if nested:
                self._db.execute("RELEASE whole")
            else:
                self._commit()

    def _commit(self) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlite3.Error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def load(self, doc: Doc, *, fingerprint: str = "") -> int:
        """Write a document with all its records, or nothing of it; return how many are new.

        0 where the ledger has them all. Another pipeline's reading of the same page is replaced;
        judgements stay, and are laid over the new records. An earlier failure of the page goes.
        With the pipeline's ``fingerprint``, :meth:`seen` knows the page from now on.
        """
        packed = write.pack(doc)
        try:
            with self._whole() as db:
                return write.load(db, packed, fingerprint)
        except OverflowError as error:
            raise RecordError(
                f"{doc.id}: a number of a record is too large to be stored",
                hint="quad and scale are small numbers",
            ) from error

    def load_failure(
        self, failure: Failure, *, page: Page | None = None, fingerprint: str = ""
    ) -> int:
        """Write a failure; return 1 where it is new, else 0.

        ``page`` is the page that failed, where one was read; what another pipeline made of the
        same page goes.
        """
        told = {name: encodable(getattr(failure, name)) for name in ("path", "error", "hint")}
        failure = msgspec.structs.replace(failure, **told)
        failure = msgspec.structs.replace(failure, id=identify(failure))
        name, sha = (failure.path, "") if page is None else (page_key(page), page.origin.sha256)
        with self._whole() as db:
            return write.fail(db, failure, encodable(name), sha, fingerprint)

    def load_records(self, records: Iterable[AnyRecord]) -> int:
        """Write a stream of records, as :meth:`records` gives them; return how many are new.

        A document's records follow it. Raises :class:`RecordError`, naming the record, for one
        with another id than its content gives it or whose document is not the last one before it.
        What came before the error stays.
        """
        added = 0
        for item in documents_of(records):
            match item:
                case Doc():
                    added += self.load(item)
                case Failure():
                    added += self.load_failure(item)
                case Judgement():
                    with self._whole() as db:
                        added += judge(db, item)
                case _:
                    added += self.relate([item])
        return added

    def mark(self, page: str, sha256: str, fingerprint: str, *, document: str) -> None:
        """Note that the pipeline ``fingerprint`` read ``page`` and that gave ``document``.

        :meth:`load` does so itself; this is for a page known to give a document already there.
        """
        with self._whole() as db:
            write.mark(db, encodable(page), sha256, fingerprint, document=document)

    def seen(self, page: str, sha256: str, fingerprint: str) -> bool:
        """Tell whether this pipeline read these bytes of this page, with whatever outcome.

        ``page`` is the page's url or path (:func:`page_key`), ``sha256`` that of its bytes.
        """
        with translated(self.path):
            found = self._db.execute(
                "SELECT 1 FROM source WHERE page = ? AND sha256 = ? AND fingerprint = ?",
                (encodable(page), sha256, fingerprint),
            )
            return found.fetchone() is not None

    def relate(self, records: Iterable[Link | Story], *, afresh: Iterable[str] = ()) -> int:
        """Write links and stories, all or none; return how many are new.

        ``afresh`` names relations (or ``"story"``) whose earlier records go first: the result of a
        pass replaces that of the one before.
        """
        with self._whole() as db:
            return relate(db, records, afresh)

    def judge(self, judgement: Judgement) -> Judgement:
        """Append what a person says of a record; return it with its id.

        Saying the same again changes nothing. Raises :class:`QueryError` where the ledger has no
        such record, :class:`RecordError` for a correction that does not fit it.
        """
        if judgement.id:
            judgement = msgspec.structs.replace(judgement, id="")
        judgement = msgspec.structs.replace(judgement, id=identify(judgement))
        with self._whole() as db:
            judge(db, judgement, strict=True)
        return judgement

    # Reading

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Give a connection of its own that sees the ledger as it is now, whoever writes."""
        db = connect(self.path, readonly=True)
        try:
            with translated(self.path):
                db.execute("BEGIN")
                yield db
        finally:
            db.close()

    def document(self, id: str) -> Document | None:
        """Return the document ``id`` with its text, without its layers, or None."""
        with translated(self.path):
            return read.read_document(self._db, encodable(id))

    def doc(self, id: str) -> Doc:
        """Return the document ``id`` with all its layers, as it was loaded, every span checked.

        Raises :class:`QueryError` where there is none, :class:`SpanError` for evidence that was
        tampered with.
        """
        with translated(self.path):
            return read.read_doc(self._db, encodable(id))

    def record(self, id: str) -> AnyRecord | None:
        """Return the record called ``id`` as the machine made it, of whatever type, or None."""
        with translated(self.path):
            return read.find(self._db, encodable(id))

    def records(self) -> Iterator[AnyRecord]:
        """Yield every record of the ledger as it is now, always in the same order.

        Documents by id, each followed by its layers; an entity with the first document that names
        it; then links, stories, judgements in the order given, failures.
        """
        with self._snapshot() as db:
            yield from read.stream(db)

    def judgements(self, about: str | None = None) -> list[Judgement]:
        """Return the judgements on the record ``about``, or all, in the order they were given."""
        with translated(self.path):
            return list(read.judgements(self._db, about))

    def documents(self, wanted: DocumentFilter | None = None) -> Iterator[DocumentRow]:
        """Yield documents by date, to be listed; raises :class:`QueryError` like ``events``."""
        with self._snapshot() as db:
            yield from query.documents(db, wanted or DocumentFilter())

    def events(self, wanted: EventFilter | None = None) -> Iterator[EventRow]:
        """Yield events by date, ready to show; raises :class:`QueryError` for an unfit filter."""
        with self._snapshot() as db:
            yield from query.events(db, wanted or EventFilter())

    def statements(self, wanted: StatementFilter | None = None) -> Iterator[StatementRow]:
        """Yield statements by date, ready to show; raises :class:`QueryError` like ``events``."""
        with self._snapshot() as db:
            yield from query.statements(db, wanted or StatementFilter())

    def counts(self) -> dict[str, int]:
        """Return how many records of each type there are, by the type's name."""
        with translated(self.path):
            return {
                name: self._db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
                for name in COUNTED
            }

    def check(self) -> Iterator[check.Problem]:
        """Yield everything that is wrong with the ledger; nothing where all is well.

        Reads every row and checks every span and id, some hundreds of documents a second.
        """
        with self._snapshot() as db:
            yield from check.problems(db)
        with translated(self.path):
            yield from check.index_problems(self._db)
