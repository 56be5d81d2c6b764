from collections.abc import Iterable, Iterator

import pytest

from onrecord.document import Doc, Page
from onrecord.errors import PageError, PipelineError
from onrecord.pipeline import BUILT_IN, Pipeline, load_stage
from onrecord.records import Block, Document, Failure, Mention, Origin, Span, failure
from onrecord.stages import Stage, stage


def page(text: str, path: str = "p.txt") -> Page:
    origin = Origin(reader="text", charset="utf-8", bytes=len(text), sha256="0" * 64)
    return Page(path=path, location=f"/x/{path}", content=text, kind="text", origin=origin)


@stage(name="open", reads=["page"], writes=["document", "blocks"])
def begin(doc: Doc) -> None:
    assert doc.page is not None
    if "bad" in doc.page.content:
        raise PageError("bad page", hint="mend it")
    doc.begin(Document(path=doc.page.path, text=doc.page.content))
    doc.add(Block(role="paragraph", span=doc.span(0, len(doc.text))))


@stage(name="names", reads=["blocks"], writes=["mentions"], languages=["en"])
def name(doc: Doc) -> None:
    doc.add(Mention(kind="person", span=doc.span(0, 1), how="name"))
    if "worse" in doc.text:
        raise ZeroDivisionError("oh")
    if "wrong" in doc.text:
        doc.add(Mention(kind="person", span=Span(0, 1, "€"), how="name"))


def test_the_default_pipeline_is_in_order() -> None:
    assert [s.name for s in Pipeline.default().stages] == list(BUILT_IN)


def test_a_stage_must_come_after_what_it_reads() -> None:
    with pytest.raises(PipelineError, match="'names' reads blocks"):
        Pipeline([name])
    Pipeline([begin, name])


def test_layers_must_exist() -> None:
    odd = stage(name="odd", reads=["page"], writes=["smells"])(lambda doc: None)
    with pytest.raises(PipelineError, match="smells"):
        Pipeline([odd])


@pytest.mark.parametrize("batch", [1, 2, 50])
def test_one_bad_page_never_stops_the_others(batch: int) -> None:
    texts = ["one", "bad", "two", "worse", "three", "wrong"]
    earlier = failure("x", "read", "empty")
    results = list(Pipeline([begin, name], batch=batch).run([*map(page, texts), earlier]))
    told = [r.text if isinstance(r, Doc) else (r.stage, r.error, r.hint) for r in results]
    assert told[0::2][:3] == ["one", "two", "three"]
    assert told[1] == ("open", "bad page", "mend it")
    assert told[3][:2] == ("names", "ZeroDivisionError: oh")
    assert isinstance(results[5], Failure) and "span [0, 1)" in results[5].error
    assert results[6] == earlier
    assert all(len(r.mentions) == 1 for r in results if isinstance(r, Doc))


def test_a_stage_that_batches_and_one_that_loses_documents() -> None:
    class Batches:
        name, version = "batches", "1"
        reads, writes = frozenset({"page"}), frozenset({"document", "blocks"})

        def __call__(self, docs: Iterable[Doc], /) -> Iterator[Doc]:
            held = list(docs)
            for doc in held:
                begin.annotate(doc)
            yield from held

    class Loses(Batches):
        def __call__(self, docs: Iterable[Doc], /) -> Iterator[Doc]:
            return iter(())

    batching: Stage = Batches()
    assert [isinstance(r, Doc) for r in Pipeline([batching]).run([page("a"), page("b")])] == [
        True
    ] * 2
    (lost,) = Pipeline([Loses()]).run([page("a")])
    assert isinstance(lost, Failure) and "did not give its document back" in lost.error


def test_other_languages_pass_untouched() -> None:
    doc = Doc.of(Document(text="Bonjour", language="fr"))
    assert list(name([doc])) == [doc]
    assert doc.mentions == []


def test_the_fingerprint_changes_with_a_stage() -> None:
    later = stage(name="names", reads=["blocks"], writes=["mentions"], version="2")(
        lambda doc: None
    )
    assert Pipeline([begin, name]).fingerprint != Pipeline([begin, later]).fingerprint


def test_stages_are_found_by_name() -> None:
    assert load_stage("pages").name == "pages"
    with pytest.raises(PipelineError, match="nothing"):
        load_stage("nothing")
