"""What a relative expression is reckoned from: the anchor, what was last spoken of, the tense."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.times.intervals import interval
from onrecord.times.tokens import Token

Direction = Literal["past", "future", ""]

REACH = 14
"""How many tokens before or after an expression its verb is looked for."""


@dataclass(slots=True)
class Reference:
    """The dates a value may be reckoned from, as the reading goes on.

    ``anchor`` is the day of publication; ``beside`` a whole date earlier in the sentence.
    ``spoken`` is the last calendar value of the text, and ``day`` the last one that is a day.
    ``quarter`` is the financial quarter last spoken of. ``narrative`` says that the text tells of
    years far from the anchor, so that dates without a year are of the year last spoken of.
    ``direction`` is the tense around the expression.
    """

    anchor: date | None
    narrative: bool = False
    beside: date | None = None
    spoken: str | None = None
    day: date | None = None
    quarter: str | None = None
    direction: Direction = ""

    @property
    def told(self) -> date | None:
        """The first day of what was last spoken of."""
        days = interval(self.spoken) if self.spoken else None
        return days[0] if days else None

    @property
    def base(self) -> date | None:
        """The day that "last year" is reckoned from: the anchor, in a narrative the told time."""
        return self.told if self.narrative else self.anchor


def parse_anchor(published: str | None) -> date | None:
    """Return the date part of a publication date, None where it is not a whole date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def direction(tokens: Sequence[Token], first: int, last: int) -> Direction:
    """Return the tense of the verb nearest before ``tokens[first:last]``, else nearest after it.

    A future right after it ("on Friday is to meet") comes first. Looks no further than the
    sentence and ``REACH`` tokens.
    """
    if any(_tense(tokens, at) == "future" for at in _directly_after(tokens, last)):
        return "future"
    if first and "tense_until" in tokens[first - 1].kinds:
        return "future"
    if first and "tense_open" in tokens[first - 1].kinds:
        return ""
    for at in range(first - 1, max(first - 1 - REACH, -1), -1):
        if ends_sentence(tokens, at):
            break
        if found := _tense(tokens, at):
            return found
    for at in range(last, min(last + REACH, len(tokens))):
        if ends_sentence(tokens, at):
            break
        if found := _tense(tokens, at):
            return found
    return ""


def _directly_after(tokens: Sequence[Token], last: int) -> range:
    """Return where a verb stands that follows at once, with its "to" ("is to")."""
    if last >= len(tokens):
        return range(0)
    return range(last, min(last + 1 + ("tense_lead" in tokens[last].kinds), len(tokens)))


def same_sentence(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether no sentence ends between two tokens that are not too far apart."""
    return last - first <= 3 * REACH and not any(
        ends_sentence(tokens, at) for at in range(first, last)
    )


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the token ends its sentence; a full stop after two letters may not."""
    token = tokens[at]
    if "break" in token.kinds or token.text in {"?", "!", ";"}:
        return True
    if token.text != "." or at + 1 >= len(tokens):
        return token.text == "."
    return tokens[at + 1].start > token.end and len(tokens[at - 1].text) > 2


def _tense(tokens: Sequence[Token], at: int) -> Direction:
    token, before = tokens[at], tokens[at - 1] if at else None
    if "tense_future" in token.kinds:
        return "future"
    if token.text == "to":
        return "future" if before is not None and "tense_lead" in before.kinds else ""
    if before is not None and before.text in {"be", "being", "to", "is", "are"}:
        return ""
    if "tense_past" in token.kinds:
        return "past"
    regular = token.text.endswith("ed") and len(token.text) > 4 and "word" in token.kinds
    return "past" if regular else ""
