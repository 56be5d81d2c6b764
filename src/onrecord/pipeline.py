"""The pipeline: stages in a checked order, run over pages in batches.

One bad page becomes a :class:`~onrecord.records.Failure` and never stops the others.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from onrecord import __version__
from onrecord.document import LAYERS, Doc, Page
from onrecord.errors import OnrecordError, PipelineError
from onrecord.plugins import find_part, names_of
from onrecord.records import Failure, failure
from onrecord.stages import PAGE_LAYER, Stage

ENTRY_POINTS = "onrecord.stages"
"""Entry-point group in which other packages offer stages by name."""

BUILT_IN = {
    "pages": "onrecord.pages:stage",
    "mentions": "onrecord.mentions:stage",
    "times": "onrecord.times:stage",
    "attributions": "onrecord.attributions:stage",
    "events": "onrecord.events:stage",
}
"""The default stages by name and place, in order."""


class Pipeline:
    """Stages in order, run over pages in batches.

    Raises :class:`PipelineError` when a stage reads a layer that no earlier stage writes.
    """

    def __init__(self, stages: Sequence[Stage], *, batch: int = 16) -> None:
        have = {PAGE_LAYER}
        for stage in stages:
            if unknown := (stage.reads | stage.writes) - {PAGE_LAYER, *LAYERS}:
                raise PipelineError(
                    f"stage {stage.name!r} names no layer of ours: {', '.join(sorted(unknown))}",
                    hint=f"layers are {', '.join(LAYERS)}",
                )
            if missing := stage.reads - have:
                raise PipelineError(
                    f"stage {stage.name!r} reads {', '.join(sorted(missing))},"
                    " which no stage before it writes",
                    hint="put the stage that writes it first",
                )
            have |= stage.writes
        self.stages = tuple(stages)
        self.batch = batch

    @classmethod
    def default(cls, *, batch: int = 16) -> "Pipeline":
        """Return the pipeline of the built-in stages."""
        return cls([load_stage(name) for name in BUILT_IN], batch=batch)

    @property
    def fingerprint(self) -> str:
        """12 hex digits that change when any stage, or this package, does."""
        parts = [__version__, *(f"{s.name}={s.version}" for s in self.stages)]
        return blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()

    def run(self, pages: Iterable[Page | Failure]) -> Iterator[Doc | Failure]:
        """Yield a document, or a failure, for each page (or failure of a reader), in order."""
        for batch in _batched(pages, self.batch):
            yield from self._run_batch(batch)

    def _run_batch(self, batch: Sequence[Page | Failure]) -> Iterator[Doc | Failure]:
        results: list[Doc | Failure] = [p if isinstance(p, Failure) else Doc(page=p) for p in batch]
        for stage in self.stages:
            docs = [r for r in results if isinstance(r, Doc)]
            done = iter(_run_stage(stage, docs))
            results = [next(done) if isinstance(r, Doc) else r for r in results]
        yield from results


def _batched(items: Iterable[Page | Failure], size: int) -> Iterator[tuple[Page | Failure, ...]]:
    iterator = iter(items)
    while batch := tuple(itertools.islice(iterator, size)):
        yield batch


def _run_stage(stage: Stage, docs: list[Doc]) -> list[Doc | Failure]:
    """Run one stage over a batch; where it raises, once more document by document."""
    try:
        out = list(stage(docs))
    except Exception:  # noqa: BLE001  one bad page must not stop a run
        out = []
    if len(out) == len(docs) and all(a is b for a, b in zip(out, docs, strict=True)):
        return list(out)
    return [_run_one(stage, doc) for doc in docs]


def _run_one(stage: Stage, doc: Doc) -> Doc | Failure:
    doc.clear(stage.writes)
    try:
        out = list(stage([doc]))
        if len(out) != 1 or out[0] is not doc:
            raise PipelineError(
                f"stage {stage.name!r} did not give its document back",
                hint="a stage yields the documents it is given, in order",
            )
    except OnrecordError as error:
        return failure(doc.location, stage.name, str(error), error.hint)
    except Exception as error:  # noqa: BLE001  the run goes on; the failure says what broke
        hint = "this is a bug in the stage: please report it with the page"
        return failure(doc.location, stage.name, f"{type(error).__name__}: {error}", hint)
    return doc


def load_stage(name: str) -> Stage:
    """Return the stage called ``name``: a built-in one, or another package's by entry point.

    Raises :class:`PipelineError` when there is none.
    """
    found: Stage | None = find_part(ENTRY_POINTS, BUILT_IN, name)
    if found is None:
        known = ", ".join(names_of(ENTRY_POINTS, BUILT_IN))
        raise PipelineError(f"no stage is called {name!r}", hint=f"known: {known}")
    return found
