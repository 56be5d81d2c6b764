"""What the rules find in one sentence, before the document says who is meant."""

from dataclasses import dataclass

from onrecord.mentions.lexicon import Sense
from onrecord.mentions.tokens import Tokens
from onrecord.records import How, MentionKind


@dataclass(slots=True)
class Find:
    """One mention in the making: tokens ``[first, last)`` of a sentence.

    ``core`` is where the name proper begins (after a nationality that belongs to the span);
    ``country`` and ``sector`` are what the words around it say of its bearer, null where nothing;
    ``ids`` are the entities the tables offer for an ambiguous name;
    ``key`` is the office, noun or kind the document resolves it by, ``head`` the last word of a
    body's full name; ``beside`` is the person an office is set beside.
    """

    kind: MentionKind
    how: How
    first: int
    last: int
    core: int
    sense: Sense | None = None
    entity: str | None = None
    country: str | None = None
    sector: str | None = None
    key: str | None = None
    gender: str = ""
    ids: tuple[str, ...] = ()
    head: str = ""
    beside: "Find | None" = None
    score: float = 1.0


@dataclass(slots=True)
class Sentence:
    """A sentence with its tokens, its block and what was found in it.

    ``plain`` is false where capitals tell nothing (a headline in title case, a line of capitals);
    ``loose`` are the places of capitalised words nothing was made of yet.
    """

    tokens: Tokens
    block: int
    plain: bool
    finds: list[Find]
    loose: list[int]

    def core_words(self, find: Find) -> tuple[str, ...]:
        """Return the words of the name proper."""
        return tuple(self.tokens.words[find.core : find.last])
