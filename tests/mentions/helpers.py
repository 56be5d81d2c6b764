"""Documents made of one's own sentences, and their mentions in short form."""

from onrecord.document import Doc
from onrecord.mentions import stage
from onrecord.records import Block, Document, Mention


def read(*blocks: str, headline: str | None = None) -> Doc:
    """Return a document with a paragraph for each text, after the mentions stage."""
    texts = [*([headline] if headline else []), *blocks]
    doc = Doc.of(Document(path="t.txt", text="\n\n".join(texts), published="2023-04-11"))
    at = 0
    for number, text in enumerate(texts):
        role = "headline" if headline and number == 0 else "paragraph"
        doc.add(Block(role=role, span=doc.span(at, at + len(text))))
        at += len(text) + 2
    assert list(stage([doc])) == [doc]
    return doc


def one(doc: Doc, words: str, nth: int = 0) -> Mention:
    """Return the nth mention with exactly these words."""
    return [m for m in doc.mentions if m.span.text == words][nth]


def texts(doc: Doc, kind: str, *hows: str) -> list[str | None]:
    """Return the words of the mentions of a kind, in order."""
    return [m.span.text for m in doc.mentions if m.kind == kind and (not hows or m.how in hows)]
