"""Tables, indexes, views and triggers, text for text as a new file of this naht has them."""

from collections.abc import Iterator

from naht.services.check.integrity import RESTORE
from naht.services.check.model import Facts, Probe, Rule, Scene, filled
from naht.store.copies.migrate import expected, parts, scripts

MIGRATE = "naht migrate"
_KINDS = {
    "table": ("Die Tabelle", "The table"), "index": ("Der Index", "The index"), "view": ("Die Sicht", "The view"),
    "trigger": ("Der Trigger", "The trigger"),
}  # fmt: skip
_ENTRY = ("Der Eintrag", "The entry")  # whose kind itself is damaged
_FOREIGN = ("gehört nicht zu naht", "does not belong to naht")
_MISSING = ("fehlt", "is missing")
_ALTERED = ("ist verändert", "was altered")


def _different(scene: Scene) -> Iterator[Facts]:
    found, wanted = parts(scene.con), expected(scripts())
    for key in dict.fromkeys((*wanted, *found)):
        if found.get(key) != wanted.get(key):
            kind, state = _KINDS.get(key[0], _ENTRY), _state(key in found, key in wanted)
            mend = _mend(scene, *key, wanted=key in wanted)
            yield {"row": key[1], "kind_de": kind[0], "kind_en": kind[1], "state_de": state[0], "state_en": state[1],
                   "mend": mend}  # fmt: skip


def _mend(scene: Scene, kind: str, name: str, *, wanted: bool) -> str:
    """Views and triggers are written anew; somebody else's table goes by hand, for its rows are somebody's too."""
    if kind in ("view", "trigger"):
        return MIGRATE
    if wanted or kind not in _KINDS:
        return RESTORE
    quoted = name.replace('"', '""')
    return filled("sqlite3 {path} {sql}", path=scene.path.name, sql=f'DROP {kind.upper()} "{quoted}"')


def _state(there: bool, wanted: bool) -> tuple[str, str]:
    return _MISSING if not there else _ALTERED if wanted else _FOREIGN


PROBES = (
    Probe(
        Rule("schema", "error", de="{kind} „{row}“ {state}.", en="{kind} “{row}” {state}."),
        _different,
    ),
)
