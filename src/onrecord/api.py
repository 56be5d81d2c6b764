"""The two calls most scripts need: one document, or all documents under some paths."""

from collections.abc import Iterator
from os import PathLike, fspath

from onrecord.config import load_settings
from onrecord.document import Doc
from onrecord.errors import OnrecordError
from onrecord.pipeline import Pipeline
from onrecord.read import read_bytes, read_paths
from onrecord.records import Failure


def read_docs(
    *paths: str | PathLike[str], format: str | None = None, pipeline: Pipeline | None = None
) -> Iterator[Doc | Failure]:
    """Yield a document, or a failure, for each page under ``paths``, in a stable order.

    ``format`` reads everything as ``html``, ``text`` or ``jsonl``; ``pipeline`` replaces the
    default one. Raises :class:`~onrecord.errors.ReadError` for a path that does not exist.
    """
    settings = load_settings()
    pages = read_paths([fspath(path) for path in paths], settings, format=format)
    return (pipeline or Pipeline.default(batch=settings.batch)).run(pages)


def read_doc(
    source: str | PathLike[str] | bytes,
    *,
    url: str | None = None,
    format: str | None = None,
    pipeline: Pipeline | None = None,
) -> Doc:
    """Return the document of one page: the path of a file, or its bytes.

    Raises :class:`~onrecord.errors.OnrecordError` with the failure's hint where it cannot be read,
    and for a source that holds no page or several.
    """
    settings = load_settings()
    if isinstance(source, bytes):
        pages = read_bytes(source, path="page", url=url, format=format, settings=settings)
    else:
        pages = read_paths([fspath(source)], settings, format=format)
    results = list((pipeline or Pipeline.default(batch=settings.batch)).run(pages))
    if len(results) != 1:
        hint = "read_docs reads files of many pages, and folders"
        raise OnrecordError(f"{len(results)} pages where one was asked for", hint=hint)
    (result,) = results
    if isinstance(result, Failure):
        raise OnrecordError(f"{result.path}: {result.error}", hint=result.hint)
    return result
