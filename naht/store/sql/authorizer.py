"""The authorizer of a connection on which somebody else asks: it may read the public views, and nothing else."""

OK, DENY = 0, 1
READ, SELECT, FUNCTION, RECURSIVE = 20, 21, 31, 33
TABLE_FUNCTIONS = ("json_each", "json_tree")
# What loads code, or leads out of the database in one build of SQLite or another.
_NEVER = frozenset(
    ("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "sqlite_log", "sqlcipher_export")
)


class Warden:
    """Refuses what is not allowed, and remembers what it refused first, to be told.

    ``views`` are public; behind each stands its reader, which alone may read the tables. ``kept`` are the names of
    the file that nobody may even count.
    """

    def __init__(self, views: set[str], readers: set[str], kept: set[str]) -> None:
        self._open = views | readers | {*TABLE_FUNCTIONS}
        self._readers = readers
        self._kept = kept
        self.refused: tuple[int, str] | None = None

    def __call__(
        self, action: int, first: str | None, second: str | None, _schema: str | None, within: str | None
    ) -> int:
        if self._allowed(action, first or "", second or "", within):
            return OK
        self.refused = self.refused or (action, (second if action == FUNCTION else first) or "")
        return DENY

    def _allowed(self, action: int, first: str, second: str, within: str | None) -> bool:
        if action == READ:
            return first in self._open or within in self._readers or (not second and self._countable(first.lower()))
        return action in (SELECT, RECURSIVE) or (action == FUNCTION and second not in _NEVER)

    def _countable(self, table: str) -> bool:
        """True where only the rows are counted, of a table behind a view or of a CTE: SQLite says but its name."""
        return table not in self._kept and not table.startswith(("sqlite_", "pragma_"))
