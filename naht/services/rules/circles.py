"""Refuses a record that would stand above itself, in every noun whose records refer to their own noun."""

from naht.domain.fields import Field, Noun
from naht.domain.record import Record
from naht.domain.refusals import Circle
from naht.store.file.sqlite import Connection
from naht.store.reading.circles import circle, circles, links, own_links


def refuse(con: Connection, noun: Noun, record: Record, old: Record) -> None:
    """Raises Circle where the changed record would stand below itself."""
    for field in own_links(noun):
        above = record.text(field.name)
        if above and above != old.get(field.name):
            path = circle(links(con, noun, field) | {record.id: above}, record.id)
            if path:
                raise _error(field, path)


def refuse_all(con: Connection, nouns: list[Noun]) -> None:
    """Raises Circle for the first circle in the file."""
    for noun in nouns:
        for field in own_links(noun):
            for path in circles(links(con, noun, field)):
                raise _error(field, path)


def _error(field: Field, path: list[str]) -> Circle:
    return Circle(label=field.title, path=" → ".join(path), word=path[0])
