"""Pages: from a page's characters to the document and its typed blocks."""

from onrecord.document import Doc
from onrecord.errors import PageError
from onrecord.pages.assemble import Declared, build
from onrecord.pages.text import find_pieces
from onrecord.stages import PAGE_LAYER
from onrecord.stages import stage as make_stage

__all__ = ["stage"]


def take_apart(doc: Doc) -> None:
    """Begin ``doc`` from its page. Raises :class:`PageError` for a page without a story."""
    page = doc.page
    if page is None:
        raise PageError("this document has no page", hint="it has been taken apart already")
    if page.kind == "text":
        build(doc, page, page.content, find_pieces(page.content), Declared())
    else:
        from onrecord.pages.html import read_html

        read = read_html(page.content, page.url)
        build(doc, page, read.text, read.pieces, read.declared, read.elements, read.kind)


stage = make_stage(name="pages", reads=[PAGE_LAYER], writes=["document", "blocks"])(take_apart)
