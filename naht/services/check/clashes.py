"""Names: no key with two meanings in one noun, none that has the form of something else."""

from collections.abc import Callable, Iterator

from naht.domain.fields import Noun
from naht.domain.message import Joined
from naht.domain.nouns import every, target
from naht.domain.refusals import ReservedWord
from naht.domain.reserved import clashes, refuse_reserved, refuse_time
from naht.domain.text import fold
from naht.domain.words import Entry
from naht.services.check.model import Facts, Probe, Rule, Scene, filled
from naht.store.file.sqlite import Connection
from naht.store.reading import lookup
from naht.store.reading.vocabulary import read_vocabulary


def _clashes(scene: Scene) -> Iterator[Facts]:
    told = set()
    for noun in every():
        for key, found in clashes(read_vocabulary(scene.con, noun)).items():
            meant = frozenset((noun.field(e.field).of, e.value) for e in found)
            if (key, meant) not in told:  # nouns share their words: said once is enough
                told.add((key, meant))
                yield _clash(noun, key, found) | {"mend": _mend(scene.con, noun, key, found[-1])}


def _clash(noun: Noun, key: str, found: list[Entry]) -> Facts:
    taken = Joined(tuple(Joined((noun.field(e.field).title, e.value), " ") for e in found), " / ")
    return {"row": key, "noun": noun.name, "taken": taken}


def _mend(con: Connection, noun: Noun, key: str, entry: Entry) -> str:
    """What gives the later meaning another name; an id has none, it has to go."""
    field = noun.field(entry.field)
    ident = entry.value.removeprefix(field.prefix)
    other = target(field)
    ident = field.link.ident(field, ident) if field.link else ident
    if fold(entry.value) == key:
        return filled("naht {noun} remove {id}", noun=other.name, id=ident)
    return _rename(con, other, ident, key.removeprefix(field.prefix))


def _rename(con: Connection, noun: Noun, ident: str, key: str) -> str:
    """What gives a record another name for the one that folds to the key; an alias is taken away."""
    option = _named_by(con, noun, ident, key)
    if noun.field(option.replace("-", "_")).grows:
        return filled("naht {noun} edit {id} --unset {value}", noun=noun.name, id=ident, value=f"{option}={key}")
    return filled("naht {noun} edit {id} --{option} …", noun=noun.name, id=ident, option=option)


def _named_by(con: Connection, noun: Noun, ident: str, key: str) -> str:
    """The option of the name that folds to the key; what no column holds is an alias."""
    columns = [name for name in ("short", "label_de", "label_en", "name") if noun.has(name)]
    held = con.execute(f"SELECT {', '.join(columns)} FROM {noun.table} WHERE id = ?", (ident,)).fetchone()
    found = (column for column, name in zip(columns, held, strict=True) if name and fold(name) == key)
    return next(found, "alias").replace("_", "-")


def _reserved(scene: Scene) -> Iterator[Facts]:
    for noun in every():
        if not noun.letter:
            short = "short" if noun.has("short") else "NULL"
            for ident, word in scene.con.execute(f"SELECT id, {short} FROM {noun.table} ORDER BY n").fetchall():
                yield from _looks(
                    ident, ident.rpartition(":")[2], filled("naht {n} remove {id}", n=noun.name, id=ident)
                )
                yield from _looks(ident, word, filled("naht word edit {id} --short …", id=ident))
                for text in lookup.names(scene.con, noun, ident):
                    yield from _looks(ident, text, _rename(scene.con, noun, ident, fold(text)), refuse_time)


def _looks(ident: str, word: str | None, mend: str, refuse: Callable[[str], None] = refuse_reserved) -> Iterator[Facts]:
    try:
        refuse(word) if word else None
    except ReservedWord as error:
        yield {"row": ident, "word": word, "mend": mend, "looks": error.facts["looks"]}


PROBES = (
    Probe(
        Rule(
            "word-clash", "error",
            de="„{row}“ heißt zweierlei: {taken} ({noun}).",
            en="“{row}” means two things: {taken} ({noun}).",
        ),
        _clashes,
    ),
    Probe(
        Rule(
            "word-reserved", "error",
            de="„{word}“ geht nicht als Wort: Es sieht aus wie {looks}.",
            en="“{word}” cannot be a word: it looks like {looks}.",
        ),
        _reserved,
    ),
)  # fmt: skip
