"""The one filter that lists, reports, counts and exports share: a period and, per field, the values wanted.

Values of one field are alternatives, different fields all have to hold.
"""

from typing import NamedTuple

from naht.domain.days import ALWAYS, Period


class Filter(NamedTuple):
    period: Period = ALWAYS
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (field name, wanted slugs or ids)
    anonymous: bool | None = None  # visits without (True) or with (False) a client

    def of(self, field: str) -> tuple[str, ...]:
        """The values wanted of a field; none means any."""
        return dict(self.values).get(field, ())
