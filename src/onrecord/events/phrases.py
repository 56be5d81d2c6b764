"""Noun phrases, subjects and objects by position, over the tags of :mod:`.tokens`.

A phrase is a half-open range of token indexes. Every walk is bounded, so that a sentence without
an end costs no more than a long one.
"""

from dataclasses import dataclass, field

from onrecord.events.tokens import FINITE_HELP, NOMINAL, VERBAL, Tokens

Phrase = tuple[int, int]

REACH = 40
"""Tokens a walk goes at most: longer links are nearly always wrong in news sentences."""
DEPTH = 4
"""Verbs a search for a subject passes at most."""
PHRASE = 14
"""Tokens of the longest noun phrase."""
_TIMING = frozenset({"after", "before", "since", "until"})


@dataclass
class Clause:
    """One tagged sentence and what has been worked out about its verbs."""

    tokens: Tokens
    _subjects: dict[int, Phrase | None] = field(default_factory=dict)

    def phrase_from(self, i: int) -> Phrase | None:
        """Return the noun phrase that starts at token ``i``, with *of* phrases, or None."""
        tags, lows = self.tokens.tags, self.tokens.lows
        size = len(tags)
        if i < size and tags[i] == "R":
            return (i, i + 1)
        stop = min(size, i + PHRASE)
        j, head = i, False
        while j < stop:
            tag = tags[j]
            if tag in NOMINAL or tag == "D":
                head = head or tag == "N" or tag == "#"
            elif not (lows[j] == "of" and head and j + 1 < size and tags[j + 1] in ("N", "#", "D")):
                break
            if tag == "D" and head and tags[j - 1] != "P":
                break
            j += 1
        while j > i and (tags[j - 1] in ("D", "S") or lows[j - 1] == "of"):
            j -= 1
        return (i, j) if head and j > i else None

    def phrase_to(self, j: int) -> Phrase | None:
        """Return the noun phrase whose last token is ``j``, with *of* phrases, or None."""
        tags, lows = self.tokens.tags, self.tokens.lows
        if j < 0 or j >= len(tags):
            return None
        if tags[j] == "R":
            return (j, j + 1)
        if tags[j] not in ("N", "#"):
            return None
        i, stop = j, max(0, j - PHRASE)
        while i > stop:
            tag, low = tags[i - 1], lows[i - 1]
            if tag == "D":
                i -= 1
                if i > stop and lows[i - 1] == "of" and tags[i - 2] in ("N", "#"):
                    i -= 1
                    continue
                break
            linked = low == "of" and i - 2 >= 0 and tags[i - 2] in ("N", "#")
            if tag in NOMINAL or linked:
                i -= 1
            else:
                break
        while tags[i] == "S":
            i += 1
        return (i, j + 1)

    def listed_after(self, first: Phrase, *, paired: bool = False) -> list[Phrase]:
        """Return ``first`` and the phrases co-ordinated with it to its right.

        A last one before a verb is that verb's subject, but not where ``paired`` ("between").
        """
        tags = self.tokens.tags
        found = [first]
        end = first[1]
        pending: list[Phrase] = []
        while len(found) + len(pending) < 6 and end < len(tags):
            at = end
            if tags[at] == "," and self.tokens.words[at] == ",":
                at += 1
            joined = at < len(tags) and tags[at] == "C" and self.tokens.lows[at] in ("and", "&")
            at += joined
            if at == end:
                break
            phrase = self.phrase_from(at)
            if phrase is None or (self._starts_clause(phrase[1]) and not paired):
                break
            pending.append(phrase)
            end = phrase[1]
            if joined:
                found += pending
                pending = []
                break
        return found

    def listed_before(self, last: Phrase) -> list[Phrase]:
        """Return the phrases co-ordinated with ``last`` to its left, and ``last``, in order."""
        tags, words, lows = self.tokens.tags, self.tokens.words, self.tokens.lows
        found = [last]
        at = last[0] - 1
        joined = at > 0 and tags[at] == "C" and lows[at] in ("and", "&")
        while at > 0 and len(found) < 6 and (joined or (len(found) > 1 and words[at] == ",")):
            at -= 1
            if joined and words[at] == ",":
                at -= 1
            phrase = self.phrase_to(at)
            if phrase is None:
                break
            before = phrase[0] - 1
            timed = not joined and lows[before] in _TIMING  # "after the launch, A and B met"
            if before >= 0 and (tags[before] in VERBAL or tags[before] == "P" or timed):
                break
            found.insert(0, phrase)
            at = phrase[0] - 1
            joined = False
        return found

    def _starts_clause(self, i: int) -> bool:
        tags = self.tokens.tags
        while i < len(tags) and tags[i] == "A":
            i += 1
        return i < len(tags) and (tags[i] in FINITE_HELP or tags[i] == "V")

    def passive(self, i: int) -> bool:
        """Tell whether the verb at ``i`` is a passive with a form of *be* to its left."""
        tags, lows = self.tokens.tags, self.tokens.lows
        if lows[i].endswith("ing"):
            return False
        j = i - 1
        while j >= 0 and tags[j] in ("A", "X"):
            j -= 1
        if j > 0 and tags[j] == "C" and tags[j - 1] == "V":
            j -= 2
        return j >= 0 and tags[j] == "B"

    def bare(self, i: int) -> bool:
        """Tell whether the verb at ``i`` has no helping verb, relative word or subject pronoun."""
        tags = self.tokens.tags
        j = i - 1
        while j >= 0 and tags[j] == "A":
            j -= 1
        return j < 0 or tags[j] in ("N", "#", ",", ".", "C", "Y", "P", "S")

    def object(self, i: int) -> Phrase | None:
        """Return the noun phrase right after token ``i`` (particles and adverbs passed)."""
        tags, lows = self.tokens.tags, self.tokens.lows
        j = i + 1
        while j < len(tags) and (tags[j] == "A" or lows[j] in ("up", "down", "out", "off")):
            j += 1
        return self.phrase_from(j)

    def verb_before(self, i: int) -> int | None:
        """Return the nearest verb left of token ``i`` in its stretch, or None."""
        tags = self.tokens.tags
        for j in range(i - 1, max(-1, i - REACH), -1):
            if tags[j] == "V":
                return j
            if tags[j] == "." and self.tokens.words[j] in ";.?!":
                return None
        return None

    def subject(self, i: int, depth: int = 0) -> Phrase | None:
        """Return the noun phrase that does what the verb at token ``i`` says, or None."""
        if i in self._subjects:
            return self._subjects[i]
        self._subjects[i] = None
        found = self._find_subject(i, depth) if depth < DEPTH else None
        self._subjects[i] = found
        return found

    def _find_subject(self, i: int, depth: int) -> Phrase | None:
        tags, lows, words = self.tokens.tags, self.tokens.lows, self.tokens.words
        j = i - 1
        bottom = max(-1, i - REACH)
        while j > bottom:
            tag = tags[j]
            if tag in ("A", "X", "Y", "S") or tag in FINITE_HELP:
                j -= 1
            elif tag == "P":
                if j + 1 < i and tags[j + 1] == "Y":
                    j -= 1
                else:
                    return self._of_gerund(i, j, depth)
            elif tag == "R":
                return self._antecedent(j, depth)
            elif words[j] == ")" and "(" in words[max(0, j - PHRASE) : j]:
                while words[j] != "(":
                    j -= 1
                j -= 1
            elif tag in ("N", "#"):
                phrase = self.phrase_to(j)
                if phrase is None:
                    return None
                before = tags[phrase[0] - 1] if phrase[0] else ""
                behind = phrase[0] - 2
                noun = behind >= 0 and (tags[behind] in ("N", "#") or words[behind] == ")")
                if before in ("P", "G") and noun:
                    j = phrase[0] - 2
                elif before == "P" and phrase[0] > 1 and tags[phrase[0] - 2] == "V":
                    return self._relative(phrase, depth)
                else:
                    return phrase
            elif tag == ",":
                j = self._before_comma(i, j, bottom)
                if j < 0:
                    return self._shared(i, ~j, depth)
            elif tag == "C":
                verb = self.main_verb_before(j)
                return self.subject(verb, depth + 1) if verb is not None else None
            elif tag == "W" or lows[j] == "that":
                k = j - 1 - (j > 0 and words[j - 1] == ",")
                phrase = self.phrase_to(k)
                if phrase is not None:
                    return phrase
                return None
            elif tag == "T":
                return self._controller(j, depth)
            elif tag == "V":
                return self.subject(j, depth + 1)
            elif tag in ("U", "G"):
                verb = self.verb_before(j)
                return self.subject(verb, depth + 1) if verb is not None else None
            else:
                return None
        return None

    def _antecedent(self, j: int, depth: int) -> Phrase:
        """Return whom the subject pronoun at ``j`` stands for in "X said they", or itself."""
        tags, lows = self.tokens.tags, self.tokens.lows
        k = j - 1
        if k >= 0 and lows[k] == "that":
            k -= 1
        if lows[j] in ("he", "she", "they", "it") and k >= 0 and tags[k] == "V":
            found = self.subject(k, depth + 1)
            if found is not None:
                return found
        return (j, j + 1)

    def _relative(self, phrase: Phrase, depth: int) -> Phrase | None:
        """Return the subject where ``phrase`` ends a reduced relative ("men held in X said")."""
        tags = self.tokens.tags
        verb = phrase[0] - 2
        if verb > 0 and tags[verb - 1] in ("N", "#"):
            return self.phrase_to(verb - 1)
        return phrase

    def _before_comma(self, i: int, j: int, bottom: int) -> int:
        """Return where to go on left of the comma at ``j``; ``~j`` to share a verb's subject.

        A verb right after a comma continues after an apposition or a relative clause; an -ing
        form after one shares the subject of the verb before.
        """
        tags, words = self.tokens.tags, self.tokens.words
        if tags[i] == "G":
            return ~j
        k = j - 1
        while k > bottom and not (tags[k] == "," and words[k] == words[j]):
            k -= 1
        if k > bottom and k > 0 and tags[k - 1] in ("N", "#") and k + 1 < j:
            return k - 1
        verb = self.verb_before(j)
        if verb is not None and k <= bottom:
            return ~j
        return j - 1 if j > 0 else ~j

    def main_verb_before(self, i: int) -> int | None:
        """Return the nearest verb left of ``i`` that is no bare participle ("men held in")."""
        tags = self.tokens.tags
        verb = first = self.verb_before(i)
        while verb is not None:
            follows = tags[verb + 1] if verb + 1 < len(tags) else ""
            if follows != "P" or tags[verb - 1] != "N":
                return verb
            verb = self.verb_before(verb)
        return first

    def _shared(self, i: int, j: int, depth: int) -> Phrase | None:
        verb = self.main_verb_before(j)
        return self.subject(verb, depth + 1) if verb is not None else None

    def _controller(self, j: int, depth: int) -> Phrase | None:
        """Return who does the infinitive whose *to* is at ``j``."""
        tags = self.tokens.tags
        phrase = self.phrase_to(j - 1)
        if phrase is not None and phrase[0] > 0:
            before = tags[phrase[0] - 1]
            if before == "V" and not _plans(self.tokens.lows[phrase[1] - 1]):
                return phrase
            if before in ("P", "G"):
                return self._shared(j, phrase[0], depth)
        verb = self.verb_before(j)
        return self.subject(verb, depth + 1) if verb is not None else phrase

    def _of_gerund(self, i: int, j: int, depth: int) -> Phrase | None:
        """Return who does the -ing form after the preposition at ``j``."""
        tags, lows = self.tokens.tags, self.tokens.lows
        phrase = self.phrase_to(j - 1)
        if tags[i] != "G" and tags[i] != "V":
            return None
        if lows[j] in ("of", "for", "from") and phrase is not None:
            governed = phrase[0] > 0 and tags[phrase[0] - 1] in VERBAL
            if governed:
                return phrase
        verb = self.verb_before(j)
        return self.subject(verb, depth + 1) if verb is not None else None

    def after(self, i: int, words: frozenset[str], reach: int = 14) -> Phrase | None:
        """Return the phrase after the first preposition of ``words`` within reach of token ``i``.

        The search ends where another clause starts.
        """
        tags, lows = self.tokens.tags, self.tokens.lows
        for j in range(i, min(len(tags), i + reach)):
            if tags[j] in ("U", "W", ".", "G") or (tags[j] in ("V", "M", "H") and j > i):
                return None
            if lows[j] in words:
                phrase = self.phrase_from(j + 1)
                if phrase is not None and tags[j + 1] != "Y":
                    return phrase
        return None


def _plans(word: str) -> bool:
    return word in ("plan", "plans", "decision", "right", "bid", "attempt", "effort", "efforts")
