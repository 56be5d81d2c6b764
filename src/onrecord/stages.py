"""The stage protocol: what a pipeline runs, and the way to make one from a plain function."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.document import Doc

PAGE_LAYER = "page"
"""What a document has before any stage: the page it comes from."""


class Stage(Protocol):
    """What a pipeline runs.

    ``reads`` and ``writes`` name layers of :data:`onrecord.document.LAYERS` (or ``page``);
    ``version`` changes when the stage would give other records for the same page. A call takes
    documents and yields the same documents, in order; no state is kept between documents.
    """

    name: str
    reads: frozenset[str]
    writes: frozenset[str]
    version: str

    def __call__(self, docs: Iterable[Doc], /) -> Iterable[Doc]:
        """Fill the layers in ``writes`` and yield the documents in the order they came."""


@dataclass(frozen=True, slots=True)
class DocStage:
    """A stage made of a function that works on one document at a time.

    ``languages`` (ISO 639-1) limits it to documents in these languages and of unknown language;
    others pass untouched.
    """

    annotate: Callable[[Doc], None]
    name: str
    reads: frozenset[str]
    writes: frozenset[str]
    version: str = "1"
    languages: frozenset[str] = frozenset()

    def __call__(self, docs: Iterable[Doc], /) -> Iterator[Doc]:
        """Annotate each document and yield it."""
        for doc in docs:
            if self._covers(doc):
                self.annotate(doc)
            yield doc

    def _covers(self, doc: Doc) -> bool:
        language = doc.document.language if self.languages and doc.begun else None
        return language is None or language in self.languages


def stage(
    *,
    name: str,
    reads: Iterable[str],
    writes: Iterable[str],
    version: str = "1",
    languages: Iterable[str] = (),
) -> Callable[[Callable[[Doc], None]], DocStage]:
    """Turn a function over one :class:`Doc` into a stage."""

    def wrap(annotate: Callable[[Doc], None]) -> DocStage:
        return DocStage(
            annotate, name, frozenset(reads), frozenset(writes), version, frozenset(languages)
        )

    return wrap
