"""The rows against the journal: what was written while the triggers were away."""

from collections.abc import Iterator

from naht.services.check.integrity import RESTORE, look
from naht.services.check.model import Facts, Probe, Rule, Scene
from naht.store.journal import audit

_ALTERED = ("ist nicht so, wie das Protokoll sie kennt", "is not as the journal knows it")
_GONE = ("fehlt, obwohl niemand sie entfernt hat", "is gone although nobody removed it")
_MISSING, _EXTRA = ("fehlt", "is missing"), ("ist zu viel", "is one too many")


def _unrecorded(scene: Scene) -> Iterator[Facts]:
    for table, row, columns in audit.unrecorded(scene.con):
        which = f" ({', '.join(columns)})" if columns else ""
        de, en = (text + which for text in (_ALTERED if columns else _GONE))
        mend = look(scene.con, table, row) if columns else RESTORE
        yield {"row": row, "table": table, "mend": mend, "state_de": de, "state_en": en}


def _references(scene: Scene) -> Iterator[Facts]:
    for table, row, op, missing in audit.odd_references(scene.con):
        de, en = _MISSING if missing else _EXTRA
        yield {"row": row, "table": table, "step": op, "mend": RESTORE, "state_de": de, "state_en": en}


PROBES = (
    Probe(
        Rule(
            "unrecorded", "error", full=True,
            de="Eine Zeile in „{table}“ {state}.",
            en="A row in “{table}” {state}.",
        ),
        _unrecorded,
    ),
    Probe(
        Rule(
            "references", "error", full=True,
            de="Der Vermerk, dass Schritt {step} auf „{row}“ ({table}) verweist, {state}.",
            en="The note that step {step} refers to “{row}” ({table}) {state}.",
        ),
        _references,
    ),
)  # fmt: skip
