"""``naht init``: a new file from a profile."""

from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.domain.filters import Filter
from naht.domain.nouns import noun as named
from naht.output import streams
from naht.services import profile
from naht.store.file import location
from naht.store.file.creation import founding
from naht.store.reading import rows


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.option("profile", "Profil: weimar, blank oder ein Ordner" if german else
                     "profile: weimar, blank or a folder", metavar="NAME"),
    ]  # fmt: skip
    return build.make(name, "init", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Make the file, or nothing."""
    tables = profile.load(given.get("profile") or "weimar")
    location.refuse_unsafe(context.path)
    with founding(context.path) as draft, context.writing(draft) as unit:
        profile.apply(unit, tables)
        context.adopt(unit.con)
        assumed = rows.fetch(unit.con, named("term"), Filter(), (named("term").field("assumed"),))
    streams.data(f"{context.path}\n")
    german = context.lang == "de"
    for term in assumed:
        if term["assumed"]:
            context.say(f"{'angenommen' if german else 'assumed'}, {term['id']}: {term['assumed']}")
    context.say("Angelegt. Ändern: naht term edit …  ·  loslegen: naht visit add --help" if german else
                "Made. Change it: naht term edit …  ·  start: naht visit add --help")  # fmt: skip
