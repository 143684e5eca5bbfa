"""What words carry, which words stand above them, and circles among records that refer to their own kind."""

from collections.abc import Iterator

from naht.domain.errors import NahtError
from naht.domain.lists import AGES
from naht.domain.nouns import every
from naht.domain.nouns import noun as named
from naht.domain.refusals import NoSuchWord
from naht.services.check.model import Facts, Probe, Rule, Scene, filled
from naht.services.rules import word
from naht.store.reading import attributes, circles


def _attributes(scene: Scene) -> Iterator[Facts]:
    """Attributes that the word's list does not declare, with a value they cannot have, or that name no word."""
    for listed in attributes.lists(scene.con):
        for slug, carried in attributes.of_list(scene.con, listed).items():
            for name, text in carried.items():
                if why := _misfit(listed, name, text):
                    yield {"row": f"{listed}:{slug}", "why": why.message}
    for ident, name, missing in attributes.unknown_words(scene.con):
        yield {"row": ident, "why": NoSuchWord(name=name, word=ident, missing=missing).message}


def _misfit(listed: str, name: str, text: str) -> NahtError | None:
    try:
        word.require_fit(listed, {name: text})
    except NahtError as error:
        return error
    return None


def _ages(scene: Scene) -> Iterator[Facts]:
    """Every age belongs to one group."""
    ages = attributes.ages(scene.con)
    for slug in ages:
        for other in word.overlaps(ages, slug):
            if slug < other:  # said once
                yield {"row": f"{AGES}:{other}", "other": f"{AGES}:{slug}"}


def _other_list(scene: Scene) -> Iterator[Facts]:
    """A word belongs to the same list as the one above it, and as the one that replaces it."""
    for field in word.LINKS:
        for ident, other in circles.links(scene.con, named("word"), field).items():
            if ident.partition(":")[0] != other.partition(":")[0]:
                yield {"row": ident, "word": other, "label": field.title, "option": field.option}


def _circles(scene: Scene) -> Iterator[Facts]:
    for noun in every():
        for field in circles.own_links(noun):
            for path in circles.circles(circles.links(scene.con, noun, field)):
                mend = filled("naht {noun} edit {id} --unset {option}", noun=noun.name, id=path[0], option=field.option)
                yield {"row": path[0], "noun": noun.name, "label": field.title,
                       "path": " → ".join(path), "mend": mend}  # fmt: skip


PROBES = (
    Probe(
        Rule(
            "word-attributes", "error",
            de="Die Merkmale von {row} stimmen nicht: {why}",
            en="The attributes of {row} are not right: {why}",
            mend="naht word edit {row} --attributes …",
        ),
        _attributes,
    ),
    Probe(
        Rule(
            "age-overlap", "error",
            de="{row} hat Altersjahre, die auch zu {other} gehören.",
            en="{row} has ages that belong to {other} too.",
            mend="naht word edit {row} --attributes …",
        ),
        _ages,
    ),
    Probe(
        Rule(
            "word-list", "error",
            de="{row}, {label}: {word} gehört zu einer anderen Liste.",
            en="{row}, {label}: {word} belongs to another list.",
            mend="naht word edit {row} --{option} …",
        ),
        _other_list,
    ),
    Probe(
        Rule(
            "circle", "error",
            de="{noun}, {label}: ein Kreis, {path}.",
            en="{noun}, {label}: a circle, {path}.",
        ),
        _circles,
    ),
)  # fmt: skip
