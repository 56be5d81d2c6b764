"""Sentence boundaries, by nupunkt (MIT, pure Python, 2 to 3 million characters a second)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.data import words

_LINES = re.compile(r"[^\n]+(?:\n(?![ \t\r]*\n)[^\n]+)*")


@cache
def _tokenizer() -> Any:
    """Return nupunkt's tokenizer without the common words its model takes for abbreviations."""
    from nupunkt import PunktParameters, PunktSentenceTokenizer
    from nupunkt.models import get_default_model_path

    parameters = PunktParameters.load(get_default_model_path())
    parameters.abbrev_types -= set(words("lexicon/en/not_abbreviations.txt"))
    parameters.invalidate_patterns()
    return PunktSentenceTokenizer(parameters)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` of each sentence of ``text[start:end]``, white space left out.

    Offsets are into ``text``. A blank line always ends a sentence.
    """
    for piece in _LINES.finditer(text, start, end):
        passage = piece.group()
        for _, (a, b) in _tokenizer().tokenize_with_spans(passage):
            sentence = passage[a:b]
            lead = len(sentence) - len(sentence.lstrip())
            stop = len(sentence.rstrip())
            if lead < stop:
                yield piece.start() + a + lead, piece.start() + a + stop
