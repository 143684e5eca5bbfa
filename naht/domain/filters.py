"""The one filter that lists, reports, counts and exports share: a period and, per field, the values wanted.

Values of one field are alternatives, different fields all have to hold. A field is called as one value of it is
(``Field.column``: its option, its breakdown), for a filter spans nouns: ``topic`` is one of a visit's topics and the
topic of a referral.
"""

from typing import NamedTuple

from naht.domain.days import ALWAYS, Period


class Filter(NamedTuple):
    period: Period = ALWAYS
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (what one value is called, slugs or ids)
    anonymous: bool | None = None  # visits without (True) or with (False) a client

    def of(self, field: str) -> tuple[str, ...]:
        """The values wanted of a field; none means any."""
        return dict(self.values).get(field, ())
