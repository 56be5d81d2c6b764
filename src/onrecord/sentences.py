"""Sentence boundaries, by nupunkt (MIT, pure Python, 3 million characters a second)."""

import re
from collections.abc import Iterator

_LINES = re.compile(r"[^\n]+(?:\n(?![ \t\r]*\n)[^\n]+)*")


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` of each sentence of ``text[start:end]``, white space left out.

    Offsets are into ``text``. A blank line always ends a sentence.
    """
    from nupunkt import sent_spans

    for piece in _LINES.finditer(text, start, end):
        words = piece.group()
        for a, b in sent_spans(words):
            sentence = words[a:b]
            lead = len(sentence) - len(sentence.lstrip())
            stop = len(sentence.rstrip())
            if lead < stop:
                yield piece.start() + a + lead, piece.start() + a + stop
