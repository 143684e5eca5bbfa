"""The target groups that a client belongs to on a day, in SQL.

They are those that are noted, those that follow from a value that holds that day (``sets`` and ``follows`` of the
group's word), and those of the client's age (``from``, ``to``). UNION makes each of them one row.
"""

from naht.domain.lists import OLDEST, TARGET_GROUPS
from naht.store.reading import attributes

_ATTRIBUTES = f"SELECT * FROM ({attributes.SELECT}) WHERE list = '{TARGET_GROUPS}'"
_FOLLOWING = f"""(
  SELECT a.word, w.n AS value FROM ({_ATTRIBUTES}) a JOIN main.word w
  ON instr(',' || a.value || ',', ',' || w.id || ',') WHERE a.name IN ('sets', 'follows'))"""
_AGES = f"""(
  SELECT a.word, CAST(a.value AS INTEGER) AS first, CAST(ifnull(b.value, {OLDEST}) AS INTEGER) AS last
  FROM ({_ATTRIBUTES}) a LEFT JOIN ({_ATTRIBUTES}) b ON b.word = a.word AND b.name = 'to' WHERE a.name = 'from')"""
# The latest value since the day or before, else the earliest of all.
_HELD = """f.rank = coalesce(
  (SELECT h.rank FROM main.client_fact h WHERE h.client = f.client AND h.attribute = f.attribute AND h.since <= {day}
   ORDER BY h.since DESC, h.rank DESC LIMIT 1),
  (SELECT h.rank FROM main.client_fact h WHERE h.client = f.client AND h.attribute = f.attribute
   ORDER BY h.since, h.rank DESC LIMIT 1))"""


def select(client: str, day: str, *, keys: str = "", source: str = "") -> str:
    """The SELECT of the groups, as ``word``, of a client on a day, both SQL expressions.

    With ``source``, a FROM that has them, of all its rows: ``keys`` are the columns that stand before the group.
    """
    age = f"CAST(substr({day}, 1, 4) AS INTEGER) - person.birth_year"
    parts = (
        ("g.target_group", "main.client_target_group g", f"g.client = {client}"),
        ("i.word", f"main.client_fact f JOIN {_FOLLOWING} i ON i.value = f.word",
         f"f.client = {client} AND {_HELD.format(day=day)}"),
        ("a.word", f"main.client person JOIN {_AGES} a ON {age} BETWEEN a.first AND a.last", f"person.n = {client}"),
    )  # fmt: skip
    start = f"{source} CROSS JOIN " if source else ""
    return " UNION ".join(
        f"SELECT {keys}{word} AS word FROM {start}{tables} WHERE {where}" for word, tables, where in parts
    )
