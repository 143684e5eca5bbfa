"""The words and options of verbs that list, count and report: period, filter, and how the answer is printed."""

from naht.cli.parameters import DAY, option, switch, word
from naht.cli.verb import Parameter
from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF
from naht.domain.message import message
from naht.domain.nouns import noun, traits
from naht.output.formats import FORMATS

# ---- of a filter

USUAL_DAYS = 31  # of a list or count at a terminal that names no period
TERM = Field("term", REF, "Zeitraum", "period", of="term", one="period", bare=True)
"""A grant, typed as a word: its days are the period."""
_FROM_VISIT = (
    "district", "site", "offer", "channel", "outcome", "clients", "topics", "services", "funding", "workers",
)  # fmt: skip


def filterable(noun: Noun) -> list[Field]:
    """The fields a list can be narrowed by: its own, and what is known of the clients that its records name."""
    return [*(field for field in noun.fields if field.narrows and field.kind.narrows), *traits(noun)]


def filter_noun(noun: Noun) -> Noun:
    """The noun with the fields that the words of a filter fill: those of its options, and the grants as periods."""
    return noun.with_fields((*filterable(noun), *([TERM] if noun.day else [])))


def narrowing() -> Noun:
    """The noun with all fields that figures can be filtered by: those of a visit, partner and state of a referral.

    It exists only on the command line; a figure whose base lacks a field is refused or left out.
    """
    visit, referral = noun("visit"), noun("referral")
    own = (visit.field(name) for name in _FROM_VISIT)
    anonymous = (field for field in visit.fields if field.link and not field.narrows)
    return visit.with_fields((*own, referral.field("partner"), referral.field("state"), *anonymous))


PERIOD = (
    option("period", message("period, e.g. 2026-10, last-month, 2026-10-01..2026-10-15"),
           message("PERIOD"), flags=("--period", "-p"), excludes=("from_", "to"), offers="when.periods"),
    option("from_", message("from (inclusive)"), DAY, flags=("--from",), offers="when.days"),
    option("to", message("to (inclusive)"), DAY, offers="when.days"),
)  # fmt: skip
ANONYMOUS = (
    switch("anonymous", message("without a client only"), excludes=("known",)),
    switch("known", message("with a client only")),
)


def filters(noun: Noun, *, anonymous: bool = False) -> tuple[Parameter, ...]:
    """Period, field filters and, for visits, with or without client."""
    fields = tuple(
        Parameter(field.name, field.title, (f"--{field.option}",), metavar=field.kind.metavar,
                  many=True, offers="values.any", field=field)
        for field in filterable(noun)
    )  # fmt: skip
    return (*(PERIOD if noun.day else ()), *fields, *(ANONYMOUS if anonymous else ()))


FILTER_WORDS = word(
    "words", message("period and words, e.g. 2026-10 nord"),
    message("WORDS"), many=True, offers="line_words.narrowing",
)  # fmt: skip


def filter_parameters(noun: Noun) -> tuple[Parameter, ...]:
    """The words and options that narrow a list of the noun."""
    return (FILTER_WORDS, *filters(noun, anonymous=noun.has("clients")))


# ---- of what is printed

FORMAT = option("format", " ".join(FORMATS), "FORMAT",
                flags=("--format", "-f"), choices=tuple(FORMATS), usual=next(iter(FORMATS)))  # fmt: skip
FIELDS = option("fields", message("fields, parted by commas"), "A,B",
                offers="values.columns")  # fmt: skip
HEADER = switch("no_header", message("without the header line"))
EXCEL = switch("excel", message("CSV for a German Excel"))
OUTPUT = (FORMAT, HEADER, EXCEL)
