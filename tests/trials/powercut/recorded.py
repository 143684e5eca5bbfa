"""naht's own command line with one thing changed, for recordings: ``python recorded.py CHANGE … -- ARGS``.

``sync-off`` is the control: SQLite syncs nothing; ``sync-full`` is SQLite's own default. ``next-schema`` gives naht a
second schema, so that there is something to migrate to. They are patched in from outside; the product knows nothing of
them.
"""

import sys
from functools import partial

NEXT = """
ALTER TABLE visit ADD COLUMN weather TEXT;
UPDATE visit SET weather = 'sun';
CREATE TABLE tried (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO tried (id) SELECT id FROM visit;
"""


def sync(how: str) -> None:
    from naht.store.file import opening

    changed = opening._PRAGMAS.replace("synchronous = EXTRA", f"synchronous = {how}")
    if changed == opening._PRAGMAS:
        raise SystemExit("the control has nothing to switch off")
    opening._PRAGMAS = changed


def next_schema() -> None:
    from naht.store.copies import migrate
    from naht.store.file import opening
    from tests.store.make_schema import lines, listed

    steps = [*migrate.scripts(), NEXT]
    listed(len(steps), lines(steps)).__enter__()  # for the whole process
    migrate.scripts = lambda: steps
    opening.open_file.__kwdefaults__["schema"] = len(steps)
    opening.require_known.__defaults__ = (len(steps),)


CHANGES = {"sync-off": partial(sync, "OFF"), "sync-full": partial(sync, "FULL"), "next-schema": next_schema}

if __name__ == "__main__":
    end = sys.argv.index("--")
    for name in sys.argv[1:end]:
        CHANGES[name]()
    sys.argv[1:] = sys.argv[end + 1 :]
    from naht.cli.main import run

    sys.exit(run())
