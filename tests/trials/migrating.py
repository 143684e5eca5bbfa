"""``naht migrate`` of a naht that has one step more than this one: ``python -m tests.trials.migrating migrate``.

There is no newer naht to try; its migration is artificial, but the command, the file and the process are real.
"""

import sys

from naht.cli.main import run
from naht.store.copies import migrate
from tests.store.make_schema import lines, listed

STEP = """
CREATE TABLE mark (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, visit INTEGER NOT NULL REFERENCES visit (n)) STRICT;
INSERT INTO mark (id, visit) SELECT 'm' || id, n FROM visit;
ALTER TABLE visit ADD COLUMN mark TEXT;
UPDATE visit SET mark = 'm' || id;
"""

if __name__ == "__main__":
    steps = [*migrate.scripts(), STEP]
    migrate.scripts = lambda: steps
    with listed(len(steps), lines(steps)):
        sys.exit(run())
