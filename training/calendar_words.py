"""Build data/lexicon/calendar.tsv: the names of months and weekdays in many languages.

    uv run --with babel python training/calendar_words.py > src/onrecord/data/lexicon/calendar.tsv

The names come from the Unicode CLDR by way of the package babel; :data:`ALSO` adds spellings that
pages print and CLDR does not have.
"""

import sys

from babel import Locale

LANGUAGES = """
    en de fr es it pt nl sv da nb nn fi is fo pl cs sk sl hr sr bs mk bg ru uk be ro hu el tr lt
    lv et sq ca gl eu ga cy gd id ms vi fil sw zu xh so ha yo ig af ar fa he hi bn ta te ml mr
    gu kn pa ur th ka hy az kk uz mn ne si km lo my am
"""
VARIANTS = {
    "en": ["en_GB", "en_AU", "en_CA"],
    "de": ["de_AT"],
    "es": ["es_MX", "es_US"],
    "pt": ["pt_PT"],
    "fr": ["fr_CA"],
    "sr": ["sr_Latn"],
    "ar": ["ar_LB", "ar_DZ", "ar_MA"],
}
ALSO = {
    ("en", 9): ["sept"],
    ("de", 1): ["jän"],
    ("de", 3): ["mrz", "mär"],
    ("es", 9): ["setiembre", "set"],
    ("fr", 2): ["fev"],
    ("fr", 7): ["juil"],
    ("nl", 3): ["mrt"],
    ("it", 9): ["sett"],
}
MORE_DAYS = {"en": ["tues", "wednes", "weds", "thur", "thurs", "satur"]}


def names(language: str, part: str, index: int) -> list[str]:
    """Return the names of one month (1 to 12) or weekday (0 to 6), lower case, none twice."""
    found: list[str] = []
    for code in [language, *VARIANTS.get(language, [])]:
        tables = getattr(Locale.parse(code), part)
        for context, width in (
            ("format", "wide"),
            ("format", "abbreviated"),
            ("stand-alone", "wide"),
        ):
            found.append(tables[context][width][index])
    found += ALSO.get((language, index), []) if part == "months" else []
    plain = (name.strip().rstrip(".").lower() for name in found)
    return list(dict.fromkeys(n for n in plain if n and not any(c.isdigit() for c in n)))


def main() -> None:
    """Write the table to standard output."""
    out = sys.stdout.write
    out("# Names of months (1 to 12) and of weekdays, as dates print them, by language.\n")
    out("# source: Unicode CLDR by way of the package babel; written by training/calendar_words.py")
    out("\n# licence: Unicode License v3\n")
    out("language\twhat\tnames\n")
    for language in LANGUAGES.split():
        for month in range(1, 13):
            if found := names(language, "months", month):
                out(f"{language}\t{month}\t{'|'.join(found)}\n")
        days = dict.fromkeys(n for day in range(7) for n in names(language, "days", day))
        days.update(dict.fromkeys(MORE_DAYS.get(language, [])))
        if days:
            out(f"{language}\tweekday\t{'|'.join(days)}\n")


if __name__ == "__main__":
    main()
