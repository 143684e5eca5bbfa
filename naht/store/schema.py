"""How a field table maps onto tables: the only place that turns nouns and fields into identifiers.

A word or reference is a number pointing at ``word`` or the other noun's table; many values hang in ``noun_field``,
dated ones in ``noun_fact``. Identifiers come from field tables alone, values are always bound.
"""

from naht.domain.fields import LINKS, Field, Noun

SEPARATOR = "\x1f"


def own_columns(noun: Noun) -> list[Field]:
    """The fields that are columns of the noun's own table."""
    return [field for field in noun.fields if not field.many and not field.dated]


def target(field: Field) -> str:
    """The table a link points into."""
    return "word" if field.kind == "word" else field.of


def outside(field: Field) -> str:
    """The column of the target that the outside sees: a word's slug, else the id."""
    return "slug" if field.kind == "word" else "id"


def selected(noun: Noun, field: Field, row: str = "t") -> str:
    """The SQL expression of a field as the outside sees it, for the row aliased ``row``."""
    if field.dated:
        return (
            f"(SELECT value FROM {noun.child(field)} f WHERE f.{noun.name} = {row}.n AND f.attribute = '{field.name}' "
            "ORDER BY f.since DESC, f.rank DESC LIMIT 1)"
        )
    if field.many:
        return f"(SELECT group_concat(v, char(31)) FROM ({_ranked(noun, field, row)}))"
    if field.kind in LINKS:
        return f"(SELECT x.{outside(field)} FROM {target(field)} x WHERE x.n = {row}.{field.name})"
    return f"{row}.{field.name}"


def _ranked(noun: Noun, field: Field, row: str) -> str:
    child, column = noun.child(field), field.column
    if field.kind not in LINKS:
        return f"SELECT {column} AS v FROM {child} c WHERE c.{noun.name} = {row}.n ORDER BY rank"
    return (
        f"SELECT x.{outside(field)} AS v FROM {child} c JOIN {target(field)} x ON x.n = c.{column} "
        f"WHERE c.{noun.name} = {row}.n ORDER BY rank"
    )
