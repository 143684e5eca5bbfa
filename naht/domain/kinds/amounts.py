"""Kinds that are numbers: minutes, counts, years, money, shares; and the figures of a report."""

import re
from datetime import date

from naht.domain.kinds.kind import Kind, Slot, Value, every, register
from naht.domain.message import Joined, Label, Text, message

# Patterns are compiled when they are first needed: most commands need one of them.
_MIN, _H = r" ?(?:m|min\.?|minuten?)", r" ?(?:h|std\.?|stunden?)"
_MINUTES = (
    rf"(?P<minutes>[0-9]{{1,3}}){_MIN}|(?P<hours>[0-9]{{1,2}}){_H}(?: ?(?P<more>[0-5]?[0-9])(?:{_MIN})?)?"
    rf"|(?P<whole>[0-9]{{1,2}})[.,](?P<part>[0-9]{{1,2}}){_H}|(?P<clock>[0-9]{{1,2}}):(?P<past>[0-5][0-9]){_H}"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_SHAPES = {"p": r"([1-9]\d{0,3})[pP]", "neu": r"([1-9]\d{0,3})(?i:neu|new)", "+": r"\+([1-9]\d?)"}
_MONEY = (
    r"(?:€ ?)?(?P<whole>[0-9]{1,3}(?:(?P<group>[.,])[0-9]{3})(?:(?P=group)[0-9]{3})*|[0-9]{1,12})"
    r"(?:(?P<point>[.,])(?P<cents>[0-9]{1,2}))?(?: ?(?:€|(?i:euro?)))?"
)
_PERCENT = r"([0-9]{1,3})(?:[.,]([0-9]))? ?%"
_DECIMAL = r"([01])[.,]([0-9]{1,3})"
_SPACES = str.maketrans("\xa0\u202f", "  ")  # what a spreadsheet puts between number and sign
ZERO = "–"


class Number(Kind):
    """A whole number from ``least`` to ``most``."""

    least = 0
    most = 99_999
    metavar = Label("N", "N")
    looks = Label("Zahl", "number")
    right = closed = True

    def from_toml(self, slot: Slot, value: object) -> Value:
        return value if type(value) is int and self.fits(slot, value) else None

    def fits(self, _slot: Slot, value: object) -> bool:
        return isinstance(value, int) and self.least <= value <= self.most

    def phrase(self, label: Text, shown: Text) -> Text:
        return Joined((label, shown), " ")

    def number(self, digits: str) -> int | None:
        """A positive number in digits that is not too large."""
        if not re.fullmatch(r"[1-9][0-9]{0,11}", digits):
            return None
        return number if (number := int(digits)) <= self.most else None


class Minutes(Number):
    """A duration: ``20``, ``20 min``, ``1h15``, ``1,5h``, ``1:30h``; as a bare word with its m or h."""

    name = "minutes"
    metavar = Label("20m", "20m")
    expected, example = message("a duration"), "20m"
    reserves = message("an amount")
    unit, summed = "min", True

    def parse(self, text: str) -> Value:
        return self.number(text) or minutes(text) or minutes(f"{text}h" if ":" in text else text)

    def bare(self, _slot: Slot, token: str, _today: date) -> Value:
        return minutes(token)

    def has_form(self, word: str) -> bool:
        return minutes(word) is not None

    def phrase(self, _label: Text, shown: Text) -> Text:
        return Joined((shown, "min"), " ")


MINUTES = register(Minutes())


def minutes(text: str) -> int | None:
    """Whole minutes of ``20m``, ``1h15``, ``1,5h``, ``1:30h``; None for anything else, also for none at all.

    A part of an hour is rounded: ``0,33h`` is 20 minutes.
    """
    if (parts := re.fullmatch(_MINUTES, text, re.IGNORECASE)) is None:
        return None
    if parts["part"]:
        hundredths = int(parts["part"].ljust(2, "0"))
        return int(parts["whole"]) * 60 + (hundredths * 60 + 50) // 100 or None
    hours = int(parts["hours"] or parts["clock"] or 0)
    return hours * 60 + int(parts["minutes"] or parts["more"] or parts["past"] or 0) or None


class Count(Number):
    """A number of people or things: ``12``; as a bare word in the shape of its field, ``12p`` or ``+3``."""

    name = "count"
    expected, example = message("a number"), "12"
    reserves = message("an amount")
    summed = True

    def parse(self, text: str) -> Value:
        digits = next((match[1] for form in _SHAPES.values() if (match := re.fullmatch(form, text))), text)
        return self.number(digits)

    def bare(self, slot: Slot, token: str, _today: date) -> Value:
        form = _SHAPES.get(slot.shape)
        match = re.fullmatch(form, token) if form else None
        return int(match[1]) if match else None

    def has_form(self, word: str) -> bool:
        return any(re.fullmatch(form, word) for form in _SHAPES.values())


COUNT = register(Count())


class Year(Number):
    """A year of the last or this century; bare as it is."""

    name = "year"
    least, most = 1900, 2099
    metavar = Label("JJJJ", "YYYY")
    expected, example = message("a year"), "1984"
    reserves = message("an amount")
    narrows = True

    def parse(self, text: str) -> Value:
        return int(text) if re.fullmatch(_YEAR, text) else None

    def lies_ahead(self, slot: Slot, value: Value, today: date) -> bool:
        return not slot.ahead and isinstance(value, int) and value > today.year

    def bare(self, _slot: Slot, token: str, _today: date) -> Value:
        return self.parse(token)

    def has_form(self, word: str) -> bool:
        return re.fullmatch(_YEAR, word) is not None


YEAR = register(Year())


class FirstYear(Year):
    """The year since when somebody is known; bare ``neu`` for this year, ``seit-2019`` or ``bekannt-seit 2019``."""

    name = "first year"
    example = "2019"
    _NEW = frozenset(("neu", "new"))
    _SINCE = rf"(?:(?:bekannt|known)[- ])?(?:seit|since)[- ]({_YEAR})"

    def read(self, slot: Slot, text: str, today: date) -> Value:
        value = self.bare(slot, text.strip(), today)
        return super().read(slot, text, today) if value is None else value

    def bare(self, _slot: Slot, token: str, today: date) -> Value:
        word = token.lower()
        if word in self._NEW:
            return today.year
        since = re.fullmatch(self._SINCE, word)
        return int(since[1]) if since else None

    def has_form(self, word: str) -> bool:
        return re.fullmatch(self._SINCE, word.lower()) is not None

    def offers(self, _slot: Slot, lang: str) -> tuple[str, ...]:
        return ("neu",) if lang == "de" else ("new",)


FIRST_YEAR = register(FirstYear())


class Money(Number):
    """Whole cents. Reads ``1500``, ``12,50``, ``1.500 €``; bare with its sign: ``12,50€``.

    A separator before three digits parts thousands, one before one or two digits parts cents, in either language.
    """

    name = "money"
    most = 99_999_999_999
    metavar = Label("12,50", "12.50")
    expected, example = message("an amount in euros"), "12,50"
    looks = Label("Cent", "cents")
    reserves = message("an amount")
    unit, summed = "ct", True

    def parse(self, text: str) -> Value:
        parts = re.fullmatch(_MONEY, text.translate(_SPACES))
        if parts is None or text.count("€") > 1 or (parts["group"] and parts["group"] == parts["point"]):
            return None
        cents = int(re.sub(r"[.,]", "", parts["whole"])) * 100 + int((parts["cents"] or "").ljust(2, "0"))
        return cents if cents <= self.most else None

    def bare(self, _slot: Slot, token: str, _today: date) -> Value:
        return self.parse(token) if "€" in token else None

    def has_form(self, word: str) -> bool:
        return "€" in word and self.parse(word) is not None

    def from_toml(self, _slot: Slot, value: object) -> Value:
        """Only a text is sure to mean euros: a bare number might be cents."""
        return self.parse(value.strip()) if isinstance(value, str) else None

    def show(self, value: object, lang: str) -> str:
        if not isinstance(value, int):
            return str(value)
        sign, euros, cents = "−" if value < 0 else "", abs(value) // 100, abs(value) % 100
        if lang == "de":
            return f"{sign}{euros:,}".replace(",", ".") + f",{cents:02} €"
        return f"{sign}€{euros:,}.{cents:02}"


MONEY = register(Money())


class Share(Number):
    """A part of a whole, kept in thousandths. Reads ``50 %``, ``12,5%``, or the decimal that machine formats show."""

    name = "share"
    most = 1000
    metavar = Label("50%", "50%")
    expected, example = message("a share"), "50%"
    looks = Label("Tausendstel", "thousandths")
    reserves = message("an amount")
    unit, unit_stored = "1", "‰"
    converted = True

    def parse(self, text: str) -> Value:
        text = text.translate(_SPACES)
        if percent := re.fullmatch(_PERCENT, text):
            value = int(percent[1]) * 10 + int(percent[2] or 0)
        elif decimal := re.fullmatch(_DECIMAL, text):
            value = int(decimal[1]) * 1000 + int(decimal[2].ljust(3, "0"))
        else:
            return None
        return value if value <= self.most else None

    def bare(self, _slot: Slot, token: str, _today: date) -> Value:
        return self.parse(token) if token.endswith("%") else None

    def has_form(self, word: str) -> bool:
        return word.endswith("%") and self.parse(word) is not None

    def from_toml(self, _slot: Slot, value: object) -> Value:
        return self.parse(value.strip()) if isinstance(value, str) else None

    def show(self, value: object, lang: str) -> str:
        return percent(value, lang, exact=False) if isinstance(value, int) else str(value)

    def machine(self, value: object) -> object:
        return value / 1000 if isinstance(value, int) else value


SHARE = register(Share())


def percent(thousandths: int, lang: str, *, exact: bool) -> str:
    """``12,5 %``, in English ``12.5%``; with ``exact`` the decimal also where it is 0."""
    sign, whole, tenth = "−" if thousandths < 0 else "", abs(thousandths) // 10, abs(thousandths) % 10
    decimal = f"{',' if lang == 'de' else '.'}{tenth}" if tenth or exact else ""
    return f"{sign}{whole}{decimal}{' %' if lang == 'de' else '%'}"


# ---- figures of a report; a cell may also hold a text, which stands there as it is


class Change(Number):
    """How a figure differs from the one before, with its sign; – for not at all."""

    name = "change"

    def __init__(self, of: Kind | None = None) -> None:
        self._of = of

    def show(self, value: object, lang: str) -> str:
        if not isinstance(value, int) or not value:
            return str(value or ZERO)
        size = self._of.show(abs(value), lang) if self._of else str(abs(value))
        return f"{'−' if value < 0 else '+'}{size}"


class Figure(Number):
    """A count, or a sum of amounts ``of`` a kind, which are written as that kind writes them; – for zero."""

    name = "number"

    def __init__(self, of: Kind | None = None) -> None:
        self._of = of

    def show(self, value: object, lang: str) -> str:
        return self._of.show(value, lang) if self._of and value else str(value or ZERO)

    @property
    def difference(self) -> Kind:
        return Change(self._of)


NUMBER = Figure()


def figure(unit: str) -> Kind:
    """The kind of a figure that is counted in ``unit``: a sum is written as the values that are added up."""
    return next((Figure(kind) for kind in every() if kind.summed and kind.unit == unit), NUMBER)


class Rate(Share):
    """A share of a report. It always has its decimal, so that a column of them can be read down."""

    name = "rate"

    def show(self, value: object, lang: str) -> str:
        return percent(value, lang, exact=True) if isinstance(value, int) else str(value)


RATE = Rate()
