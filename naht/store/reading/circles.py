"""Finds circles among records that refer to another of their own noun (a topic's group, a funding's predecessor).

Only a field with a single reference to its own noun can make one.
"""

from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF
from naht.store.file.sqlite import Connection


def own_links(noun: Noun) -> list[Field]:
    """The fields by which a record refers to another of the same noun."""
    return [field for field in noun.fields if field.kind is REF and field.of == noun.name and not field.many]


def links(con: Connection, noun: Noun, field: Field) -> dict[str, str]:
    """Which record each record refers to by such a field, both by their ids."""
    table = noun.table
    sql = f"SELECT t.id, x.id FROM {table} t JOIN {table} x ON x.n = t.{field.name} ORDER BY t.n"
    return dict(con.execute(sql).fetchall())


def circle(above: dict[str, str], start: str) -> list[str]:
    """The way from ``start`` back to itself, both ends named; nothing where it does not lead back."""
    path = [start]
    while (next_id := above.get(path[-1])) and next_id not in path:
        path.append(next_id)
    return [*path, start] if next_id == start else []


def circles(above: dict[str, str]) -> list[list[str]]:
    """Every circle once, beginning with its first record."""
    seen: set[str] = set()
    paths = []
    for start in above:
        if start not in seen and (path := circle(above, start)):
            seen.update(path)
            paths.append(path)
    return paths
