"""The catalog is data: checked when it is read, each mistake with its line; a figure more is a few lines more."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from naht import resources
from naht.domain.table import Filter
from naht.metrics import definitions as catalogs
from naht.metrics import query, template
from naht.metrics.definitions import catalog, parse
from naht.metrics.query import statements
from naht.metrics.question import Question
from naht.metrics.toml import (
    BadExpression,
    BadTable,
    BadToml,
    MissingKey,
    NoSuchName,
    Source,
    TwoOfOne,
    UnknownKey,
    WrongType,
)
from naht.output.language import say
from naht.services import profile
from naht.store.figures.cube import cube
from naht.store.file.sqlite import Connection

Ask = Callable[..., Connection]

WHOLE = """version = 1

[unit.visits]
de = "Kontakte"
en = "visits"

[metric.visits]
de = "Kontakte"
en = "Visits"
unit = "visits"
base = "visit"
where = "t.is_visit"
smallest = 3
rule_de = "Kontakte."
rule_en = "Visits."

[metric.long]
de = "lange Kontakte"
en = "Long visits"
unit = "visits"
base = "visit"
smallest = 3
rule_de = "Kontakte."
rule_en = "Visits."

[metric.part]
de = "Anteil"
en = "Share"
unit = "visits"
share = ["long", "visits"]
smallest = 3
rule_de = "Anteil."
rule_en = "Share."

[dimension.channel]
de = "Kontaktart"
en = "Channel"
of = "channel"
visit = "t.channel"

[dimension.labour]
de = "Erwerbsstatus"
en = "Labour"
of = "labour"
text = true
visit = { member = "client", fact = "labour" }
"""

# What is altered (one text for another), which error it makes, in which line, and a name that the remedy has to offer.
BROKEN = [
    ("version = 1\n", "version = 1\n[[", BadToml, None, ""),
    ("version = 1\n", "", MissingKey, 1, ""),
    ("version = 1", 'version = "1"', WrongType, 1, ""),
    ("version = 1\n", "version = 1\ncolour = 2\n", UnknownKey, 2, ""),
    ('en = "visits"\n', 'en = "visits"\ncolour = "red"\n', UnknownKey, 6, "de, en"),
    ('where = "t.is_visit"', 'wehre = "t.is_visit"', UnknownKey, 12, "where"),
    ('smallest = 3\nrule_de = "Kontakte."\nrule_en = "Visits."\n\n[metric.long]',
     'rule_de = "Kontakte."\nrule_en = "Visits."\n\n[metric.long]', MissingKey, 7, ""),
    ('where = "t.is_visit"\nsmallest = 3', 'where = "t.is_visit"\nsmallest = "3"', WrongType, 13, ""),
    ('where = "t.is_visit"\nsmallest = 3', 'where = "t.is_visit"\nsmallest = true', WrongType, 13, ""),
    ('where = "t.is_visit"\nsmallest = 3', 'where = "t.is_visit"\nsmallest = 0', WrongType, 13, ""),
    ('base = "visit"\nwhere', 'base = "visits"\nwhere', NoSuchName, 11, "visit"),
    ('base = "visit"\nsmallest', "smallest", MissingKey, 17, ""),
    ('unit = "visits"\nbase = "visit"\nwhere', 'unit = "visit"\nbase = "visit"\nwhere', NoSuchName, 10, "visits"),
    ('where = "t.is_visit"', 'counts = "member"', NoSuchName, 12, "members"),
    ('base = "visit"\nwhere = "t.is_visit"', 'base = "work"\ncounts = "members"', NoSuchName, 11, "visit"),
    ('where = "t.is_visit"', 'counts = "members"\nsum = "t.minutes"', TwoOfOne, 13, ""),
    ('where = "t.is_visit"', 'known = "longer"\nof = "visits"', NoSuchName, 12, "long"),
    ('where = "t.is_visit"', 'known = "long"', MissingKey, 7, ""),
    ('share = ["long", "visits"]', 'share = ["long", "visit"]', NoSuchName, 30, "visits"),
    ('share = ["long", "visits"]', 'share = ["long"]', WrongType, 30, ""),
    ('share = ["long", "visits"]', 'share = ["long", 3]', WrongType, 30, ""),
    ('share = ["long", "visits"]', 'share = ["long", "visits"]\nwhere = "1"', TwoOfOne, 31, ""),
    ('of = "channel"', 'of = "chanel"', NoSuchName, 38, "channel"),
    ('visit = "t.channel"', 'visits = "t.channel"', UnknownKey, 39, "visit"),
    ('visit = "t.channel"', "", MissingKey, 35, ""),
    ('visit = "t.channel"', "visit = 3", WrongType, 39, ""),
    ('visit = "t.channel"', 'visit = "t.channel"\norder = "big"', NoSuchName, 40, "size"),
    ('visit = "t.channel"', 'visit = { value = "t.channel", joins = [] }', UnknownKey, 35, "join"),
    ('visit = "t.channel"', "visit = { join = [] }", MissingKey, 35, ""),
    ('fact = "labour"', 'fact = "labor"', NoSuchName, 41, "labour"),
    ('fact = "labour"', 'fact = "labour", value = "k.labour"', TwoOfOne, 41, ""),
    ('member = "client", fact', 'member = "partner", fact', NoSuchName, 41, "client"),
    ('{ member = "client", fact = "labour" }', '{ fact = "labour" }', MissingKey, 41, ""),
    ("text = true", 'text = "yes"', WrongType, 45, ""),
    ("text = true", 'text = true\nvalues = [{ id = "a", de = "A" }]', MissingKey, 43, ""),
]  # fmt: skip


@pytest.mark.parametrize(("there", "instead", "error", "line", "near"), BROKEN, ids=[row[1][:40] for row in BROKEN])
def test_each_mistake_is_said_with_its_line(
    there: str, instead: str, error: type[BadTable], line: int | None, near: str
) -> None:
    assert WHOLE.count(there) == 1
    with pytest.raises(BadTable) as caught:
        parse(Source("own.toml", WHOLE.replace(there, instead)))
    assert type(caught.value) is error
    german, english = (say(caught.value.message, lang) for lang in ("de", "en"))
    assert german != english
    assert german.startswith("own.toml" if line is None else f"own.toml, Zeile {line}:")
    assert near in say(caught.value.advice, "de")


def test_what_is_whole_is_taken() -> None:
    made = parse(Source("own.toml", WHOLE))
    assert made.bases(made.metrics["part"]) == ["visit"]
    assert made.dimensions["labour"].axes["visit"].fact == "labour"


WRONG_SQL = [
    ("t.is_visit", "t.nonsense", "own.toml, Zeile 12", "nonsense"),
    ("t.is_visit", "t.is_visit AND", "own.toml, Zeile 12", "where"),
    ('t.is_visit"', '1"\nsum = "t.minuten"', "own.toml, Zeile 13", "minuten"),
    ("t.is_visit", "t.n IN (SELECT n FROM nowhere)", "own.toml, Zeile 12", "nowhere"),
    ("t.channel", "t.kanal", "own.toml, Zeile 39", "kanal"),
]  # fmt: skip


@pytest.mark.parametrize(("there", "instead", "place", "named"), WRONG_SQL, ids=[row[1] for row in WRONG_SQL])
def test_an_expression_that_sqlite_does_not_understand_is_said_with_its_line(
    there: str, instead: str, place: str, named: str, asking: Ask
) -> None:
    made = parse(Source("own.toml", WHOLE.replace(there, instead)))
    metrics, by = [made.metrics["visits"]], [made.dimensions["channel"]]
    con = asking(lambda _: None)
    with cube(con, Filter(), ["cube_visit"]), pytest.raises(BadExpression) as caught:
        query.require_sql(con, made, metrics, by)
    assert say(caught.value.message, "de").startswith(place)
    assert named in say(caught.value.message, "de")


def test_every_shipped_expression_is_understood(asking: Ask) -> None:
    known, con = catalog(), asking(lambda _: None)
    for metric in known.metrics.values():
        if metric.base:
            by = [one for one in known.dimensions.values() if metric.base in one.axes]
            questions = [Question((metric,), (metric,), (dimension,)) for dimension in by]
            with cube(con, Filter(), [sql for question in questions for sql in statements(question)]):
                query.require_sql(con, known, [metric], by)


def test_the_shipped_figures_have_names_of_their_own_and_whole_sentences() -> None:
    known = catalog()
    titles = [one.title.de for one in (*known.metrics.values(), *known.dimensions.values())]
    assert len(titles) == len(set(titles))
    for metric in known.metrics.values():
        assert metric.smallest >= 1
        assert (metric.rule.de[-1], metric.rule.en[-1]) == (".", ".")


def test_expressions_name_no_word_but_what_words_carry() -> None:
    """A word is the office's own. An attribute that is mistyped would count nothing, and nobody would hear of it."""
    expressions = [part for metric in catalog().metrics.values() for part in (metric.where, metric.total)]
    assert not [ident for text in expressions for ident in re.findall(r"'([a-z_]+:[^']+)'", text)]
    named = {pair for text in expressions for pair in re.findall(r"list = '(\w+)' AND name = '(\w+)'", text)}
    assert {("channel", "home"), ("outcome", "no_show")} <= named
    words = [row for _, row in profile.load("blank").tables["word"]]
    assert named <= {(row["list"], name) for row in words for name in row.attributes("attributes")}


# ---- a figure and a breakdown more

MORE = """
[metric.long_visits]
de = "lange Kontakte"
en = "Long visits"
unit = "visits"
base = "visit"
where = "t.is_visit AND t.minutes >= 60"
smallest = 3
rule_de = "Kontakte von einer Stunde oder mehr."
rule_en = "Visits of an hour or more."

[dimension.noted]
de = "Dauer notiert"
en = "Duration noted"
of = "noted"
always = true
text = true
values = [{ id = "yes", de = "ja", en = "yes" }, { id = "no", de = "nein", en = "no" }]
visit = "iif(t.minutes IS NULL, 'no', 'yes')"
"""


@pytest.fixture
def more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The shipped data, with a figure and a breakdown added to metrics.toml and nothing else."""
    shutil.copytree(resources.data(), tmp_path / "own")
    with (tmp_path / "own" / "metrics.toml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    monkeypatch.setattr(resources, "data", lambda *parts: tmp_path.joinpath("own", *parts))
    catalogs.catalog.cache_clear()
    yield
    catalogs.catalog.cache_clear()


@pytest.mark.usefixtures("more", "office")
def test_a_figure_and_a_breakdown_are_a_change_of_the_catalog_alone(naht: Callable[..., object]) -> None:
    for line in ("v nord 60m", "v nord 20m", "v nord", "v west 1h15"):
        assert naht(*line.split()).code == 0
    rows = naht("count", "visits", "long_visits", "--by", "noted", "-f", "csv")
    assert rows.out.splitlines() == ["noted,visits,long_visits", "yes,3,2", "no,1,0", "total,4,2"]
    table = naht("count", "long_visits", "--by", "district,noted")
    assert "Dauer notiert" in table.out
    assert "lange Kontakte: Kontakte von einer Stunde oder mehr." in table.out
    assert '"unit": "visits"' in naht("spec", "metrics").out


# ---- templates

REPORT = """de = "Eigen"
en = "Own"

[[section]]
de = "A"
en = "A"
metrics = ["visits"]

[[section]]
de = "B"
en = "B"
by = ["district"]
metrics = ["persons"]
"""
BROKEN_REPORTS = [
    ('de = "Eigen"', 'de = "Eigen', BadToml, None, ""),
    ('en = "Own"\n', "", MissingKey, 1, ""),
    ('en = "Own"', 'en = "Own"\nintern = true', UnknownKey, 3, "internal"),
    ('en = "Own"', 'en = "Own"\ninternal = 1', WrongType, 3, ""),
    ('metrics = ["persons"]', 'metrics = ["person"]', NoSuchName, 13, "persons"),
    ('metrics = ["persons"]', 'metrics = "persons"', WrongType, 13, ""),
    ('metrics = ["persons"]\n', "", MissingKey, 9, ""),
    ('by = ["district"]', 'by = ["stadtteil"]', NoSuchName, 12, "site"),
    ('by = ["district"]', 'colour = "red"', UnknownKey, 12, "de, en, metrics"),
    ('by = ["district"]\nmetrics = ["persons"]', 'by = ["topic"]\nmetrics = ["work"]', BadTable, 13, ""),
    ('by = ["district"]', 'by = ["district"]\ncompare = true', TwoOfOne, 13, ""),
    ('by = ["district"]\nmetrics = ["persons"]', 'compare = true\nmetrics = ["visits", "arrival_rate"]', TwoOfOne,
     13, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("there", "instead", "error", "line", "near"), BROKEN_REPORTS, ids=[row[1][:40] for row in BROKEN_REPORTS]
)
def test_each_mistake_in_a_template_is_said_with_its_line(
    there: str, instead: str, error: type[BadTable], line: int | None, near: str
) -> None:
    assert REPORT.count(there) == 1
    with pytest.raises(BadTable) as caught:
        template.parse(Source("own.toml", REPORT.replace(there, instead)))
    assert type(caught.value) is error
    text = say(caught.value.message, "de")
    assert text.startswith("own.toml" if line is None else f"own.toml, Zeile {line}:")
    assert near in say(caught.value.advice, "de")


def test_a_report_with_a_broken_template_is_a_line_and_a_remedy(tmp_path: Path, office: Path, naht: Callable) -> None:
    own = tmp_path / "own.toml"
    own.write_text(REPORT.replace("persons", "person"), encoding="utf-8")
    ran = naht("report", "--template", str(own))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == "naht: own.toml, Zeile 13: „metrics“ nennt „person“; das gibt es nicht."
    assert "persons" in ran.err.splitlines()[1]


# ---- what people call them


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_figure_and_a_breakdown_are_found_by_their_labels(lang: str) -> None:
    """Typed as they are shown, or as one word; a label that two have in common names neither."""
    figures = catalog()
    for entries, find in ((figures.metrics, figures.metric), (figures.dimensions, figures.dimension)):
        labels = [say(entry.title, lang) for entry in entries.values()]
        for name, label in zip(entries, labels, strict=True):
            if labels.count(label) == 1:
                for typed in (label, label.upper(), re.sub(r"[ -]", "-", label), label.replace("ö", "oe")):
                    assert find(typed).name == name, typed
            assert find(name).name == name
        assert len(set(labels)) == len(labels)


def test_a_label_with_two_endings_is_found_without_them() -> None:
    assert catalog().dimension("Mitarbeiter").name == catalog().dimension("mitarbeiter/in").name == "worker"


def test_a_name_wins_over_a_label() -> None:
    catalog_ = parse(
        Source(
            "x",
            WHOLE
            + """
[metric.anders]
de = "visits"
en = "Others"
unit = "visits"
base = "visit"
smallest = 1
rule_de = "x"
rule_en = "x"
""",
        )
    )
    assert catalog_.metric("visits").name == "visits"
    assert catalog_.metric("Others").name == "anders"
