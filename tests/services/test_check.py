"""The check: a clean office yields nothing, and every rule finds what it is there for, with the row and the remedy."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from naht.cli.verbs.check import SHOWN
from naht.demo import Wish, furnish
from naht.domain.holidays import holidays
from naht.domain.nouns import noun
from naht.output.language import say
from naht.services import profile, records
from naht.services.check import SEVERITIES, Finding, Scene, files, findings, probes
from naht.store.file.creation import create
from naht.store.file.opening import reading
from naht.store.journal.unit import Op, unit

TODAY = date(2026, 11, 22)
DAY = "2026-11-10"
V1, V2, K1, R1, N1, W1 = (f"{letter}aaaaaaaaa" for letter in ("v1", "v2", "k1", "r1", "n1", "w1"))
RECORDS: list[tuple[str, dict[str, Any]]] = [
    ("worker", {"id": "kraft"}),
    ("client", {"id": K1, "gender": "w", "residence": "west", "since": DAY}),
    ("visit", {"id": V1, "day": DAY, "minutes": 20, "district": "west", "channel": "hausbesuch", "clients": [K1],
               "topics": ["wohnen"], "workers": ["kraft"], "note": "ein Brief"}),
    ("visit", {"id": V2, "day": DAY, "minutes": 60, "district": "nord", "channel": "gruppe", "headcount": 7}),
    ("referral", {"id": R1, "visit": V1, "partner": "jobcenter"}),
    ("contact", {"id": N1, "day": DAY, "partners": ["jobcenter"], "district": "west"}),
    ("work", {"id": W1, "day": DAY, "kind": "dokumentation", "minutes": 30, "district": "west"}),
]  # fmt: skip


def op(command: str) -> Op:
    return Op(command, (), "kraft", f"{DAY}T17:00:00Z", TODAY, "0")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Weimar office in which all is well, to be copied; each record is a step of its own."""
    path = tmp_path_factory.mktemp("kept") / "kept.db"
    create(path)
    with unit(path, op("init")) as work:
        profile.apply(work, profile.load("weimar"))
    for name, given in RECORDS:
        with unit(path, op(f"{name} add")) as work:
            records.add(work, noun(name), given)
    return path


@pytest.fixture
def file(alone: Path, kept: Path) -> Path:
    path = alone / "office.db"
    shutil.copy(kept, path)
    return path


def found(path: Path, *, full: bool = True) -> list[Finding]:
    with reading(path) as con:
        return findings(Scene(con, path, TODAY.isoformat(), full))


def of(path: Path, rule: str) -> list[Finding]:
    return [finding for finding in found(path) if finding.rule.id == rule]


def spoil(path: Path, *statements: str, silent: bool = False) -> None:
    """Write as another program would: without naht's rules and, ``silent``, without its triggers."""
    con = sqlite3.connect(path, isolation_level=None)
    con.execute("PRAGMA ignore_check_constraints = ON")
    triggers = con.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
    for name, _ in triggers if silent else []:
        con.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        con.execute(statement)
    for _, sql in triggers if silent else []:
        con.execute(sql)
    con.close()


class Case(NamedTuple):
    """A rule, how the file is made wrong, and what the rule has to say: where, and what mends it."""

    rule: str
    statements: tuple[str, ...]
    row: str
    mend: str
    silent: bool = True


RESTORE = "naht backup verify; naht restore …"
_CLOCK = "INSERT INTO op (at, worker, command, options, version, seal) VALUES ('{}', 'x', 'x', '', '0', x'00')"
_UNDO = (
    "INSERT INTO op (at, worker, command, options, version, undoes, seal) "
    "VALUES ('2026-11-10T17:00:00Z', '', '', '', '', {}, x'00')"
)
_NUMBER = "(SELECT n FROM {} WHERE id = '{}')"
_STATE = (
    "INSERT INTO referral_fact (referral, rank, attribute, since, word) "
    "SELECT 1, {}, 'state', '{}', n FROM word WHERE id = 'referral_state:{}'"
)
_THINKA = _NUMBER.format("funding", "thinka")
CASES = [
    Case("integrity", (f"UPDATE visit SET minutes = -5 WHERE id = '{V1}'",), "office.db", RESTORE),
    Case("foreign-keys", ("UPDATE visit_worker SET worker = 999",), f"{V1}/1", f"naht visit edit {V1} --worker …"),
    Case("foreign-keys", (f"DELETE FROM client WHERE id = '{K1}'",), f"{V1}/1", f"naht visit edit {V1} --client …"),
    Case("foreign-keys", (f"DELETE FROM visit WHERE id = '{V2}'",), "visit_topic: visit 2", RESTORE),
    Case("foreign-keys", ("UPDATE client_fact SET district = 999",), f"{K1}/1", f"naht client edit {K1} --residence …"),
    Case("foreign-keys", ("INSERT INTO setting (key, worker) VALUES ('worker', 999)",), "worker",
         "naht config worker ''"),
    Case("seals", ("UPDATE change SET after = '{}' WHERE op = 3 AND k = 1",), "3", RESTORE),
    Case("seals", ("UPDATE op SET worker = 'andere' WHERE n = 2",), "2", RESTORE),
    Case("seals", ("DELETE FROM op WHERE n = 5",), "6", RESTORE),
    Case("value", (f"UPDATE visit SET minutes = 100000 WHERE id = '{V1}'",), V1, f"naht visit edit {V1} --minutes …"),
    Case("value", (f"UPDATE visit SET time = '25:99' WHERE id = '{V1}'",), V1, f"naht visit edit {V1} --time …"),
    Case("value", ("UPDATE client SET birth_year = 99",), K1, f"naht client edit {K1} --birth-year …"),
    Case("other-program", (f"UPDATE visit SET minutes = 5 WHERE id = '{V1}'",), V1, f"naht log {V1}", silent=False),
    Case("other-program", (f"DELETE FROM work WHERE id = '{W1}'",), W1, RESTORE, silent=False),
    Case("other-program", ("UPDATE setting SET value = 'x' WHERE key = 'lang'",), "lang", "naht config", silent=False),
    Case("unrecorded", (f"UPDATE visit SET minutes = 5 WHERE id = '{V1}'",), V1, f"naht log {V1}"),
    Case("unrecorded", (f"INSERT INTO client (id, entered_at) VALUES ('k9x', '{DAY}')",), "k9x", "naht log k9x"),
    Case("unrecorded", ("DELETE FROM work",), W1, RESTORE),
    Case("unrecorded", ("DELETE FROM contact_partner",), f"{N1}/1", RESTORE),
    Case("references", ("DELETE FROM change_ref WHERE tbl = 'client'",), K1, RESTORE, silent=False),
    Case("references", (f"INSERT INTO change_ref VALUES ('visit', '{V2}', 9)",), V2, RESTORE, silent=False),
    Case("word-clash", ("UPDATE word SET short = 'nord' WHERE id = 'topic:wohnen'",), "nord",
         "naht word edit topic:wohnen --short …"),
    Case("word-clash", ("UPDATE partner SET name = 'Wohnen' WHERE id = 'jobcenter'",), "wohnen",
         "naht word remove topic:wohnen"),
    Case("word-reserved", ("UPDATE word SET short = '12p' WHERE id = 'topic:wohnen'",), "topic:wohnen",
         "naht word edit topic:wohnen --short …"),
    Case("word-reserved", ("INSERT INTO funding (id, name) VALUES ('heute', 'Heute')",), "heute",
         "naht funding remove heute"),
    Case("word-reserved", ("UPDATE district SET name = 'Jahr' WHERE id = 'west'",), "west",
         "naht district edit west --name …"),
    Case("day", (f"UPDATE visit SET day = '0001-01-01' WHERE id = '{V1}'",), V1, f"naht visit edit {V1} --day …"),
    Case("word-reserved", ("UPDATE word SET short = 'monat-1' WHERE id = 'topic:wohnen'",), "topic:wohnen",
         "naht word edit topic:wohnen --short …"),
    Case("word-attributes", ("UPDATE word SET attributes = '{\"format\": \"group\"}' WHERE id = 'topic:wohnen'",),
         "topic:wohnen", "naht word edit topic:wohnen --attributes …"),
    Case("word-attributes", ("UPDATE word SET attributes = '{\"setting\": \"Q\"}' WHERE id = 'channel:telefon'",),
         "channel:telefon", "naht word edit channel:telefon --attributes …"),
    Case("word-attributes", ("DELETE FROM word WHERE id = 'referral_state:warteliste'",), "referral_state:offen",
         "naht word edit referral_state:offen --attributes …"),
    Case("age-overlap", ("UPDATE word SET attributes = '{\"from\": \"60\"}' WHERE id = 'age_group:55-64'",),
         "age_group:65+", "naht word edit age_group:65+ --attributes …"),
    Case("word-list", ((f"UPDATE word SET parent = {_NUMBER.format('word', 'channel:telefon')} "
                       "WHERE id = 'topic:wohnen'"),), "topic:wohnen", "naht word edit topic:wohnen --parent …"),
    Case("circle", ("UPDATE word SET parent = n WHERE id = 'topic:wohnen'",), "topic:wohnen",
         "naht word edit topic:wohnen --unset parent"),
    Case("circle", ((f"UPDATE word SET parent = {_NUMBER.format('word', 'topic:wohnen.suche')} "
                    "WHERE id = 'topic:g-wohnen'"),), "topic:g-wohnen", "naht word edit topic:g-wohnen --unset parent"),
    Case("circle", ("UPDATE partner SET parent = n WHERE id = 'jobcenter'",), "jobcenter",
         "naht partner edit jobcenter --unset parent"),
    Case("circle", ("UPDATE funding SET predecessor = n WHERE id = 'tibi'",), "tibi",
         "naht funding edit tibi --unset predecessor"),
    Case("text", (f"UPDATE visit SET note = 'a' || char(0) || 'b' WHERE id = '{V1}'",), V1,
         f"naht visit edit {V1} --note …"),
    Case("text", (f"UPDATE visit SET note = CAST(x'ff41' AS TEXT) WHERE id = '{V2}'",), V2,
         f"naht visit edit {V2} --note …"),
    Case("text", ("UPDATE district SET name = printf('%600s', 'x') WHERE id = 'west'",), "west",
         "naht district edit west --name …"),
    Case("text", ("UPDATE partner_alias SET alias = 'a' || char(31)",), "htg",
         "naht partner edit htg --unset alias"),
    Case("day", (f"UPDATE visit SET day = '2026-02-30' WHERE id = '{V1}'",), V1, f"naht visit edit {V1} --day …"),
    Case("day", ("UPDATE client_fact SET since = 'gestern'",), K1, f"naht client edit {K1} --residence …"),
    Case("future-day", (f"UPDATE work SET day = '2026-11-23' WHERE id = '{W1}'",), W1, f"naht work edit {W1} --day …"),
    Case("future-day", ("UPDATE referral_fact SET since = '2027-01-01'",), R1, f"naht referral edit {R1} --state …"),
    Case("future-year", (f"UPDATE client SET birth_year = 2050 WHERE id = '{K1}'",), K1,
         f"naht client edit {K1} --birth-year …"),
    Case("wrong-word", ("UPDATE visit SET channel = (SELECT n FROM word WHERE id = 'topic:wohnen')",), V1,
         f"naht visit edit {V1} --channel …"),
    Case("wrong-word", ("UPDATE client_fact SET value = 'atlantis', district = NULL",), K1,
         f"naht client edit {K1} --residence …"),
    Case("wrong-word", ("UPDATE district_fact SET word = (SELECT n FROM word WHERE id = 'topic:wohnen')",), "west",
         "naht district edit west --status …"),
    Case("ended-word", ("UPDATE word SET ends_on = '2026-11-09' WHERE id = 'channel:hausbesuch'",), V1,
         f"naht visit edit {V1} --channel …"),
    Case("ended-word", ("UPDATE district SET starts_on = '2026-11-11' WHERE id = 'nord'",), V2,
         f"naht visit edit {V2} --district …"),
    Case("ended-word", ("UPDATE partner SET ended_on = '2026-01-01' WHERE id = 'jobcenter'",), R1,
         f"naht referral edit {R1} --partner …"),
    Case("ended-word", ("UPDATE worker SET left_on = '2026-01-01'",), V1, f"naht visit edit {V1} --worker …"),
    Case("op-open", ("UPDATE op SET seal = NULL WHERE n = 8",), "8", RESTORE),
    Case("op-missing", ("INSERT INTO change (op, k, tbl, row, act) VALUES (99, 1, 'visit', 'v', 'u')",), "99", RESTORE),
    Case("op-undone-twice", (_UNDO.format(4), _UNDO.format(4)), "4", "naht undo 10"),
    Case("op-undoes-later", ("UPDATE op SET undoes = 8 WHERE n = 5",), "5", RESTORE),
    Case("clock", (_CLOCK.format("2026-11-10T16:00:00Z"),), "9", "naht log --last 200"),
    Case("funding-term", ("UPDATE visit SET funding = (SELECT n FROM funding WHERE id = 'tibi')",), V1,
         f"naht visit edit {V1} --funding …"),
    Case("funding-district", (f"UPDATE visit SET district = {_NUMBER.format('district', 'innenstadt')}",), V1,
         f"naht visit edit {V1} --funding …"),
    Case("funding-by", ("UPDATE work SET funding_by = 'gewürfelt'",), W1, f"naht work edit {W1} --funding …"),
    Case("visit-setting", (f"UPDATE visit SET setting = 'O' WHERE id = '{V1}'",), V1,
         f"naht visit edit {V1} --setting E"),
    Case("visit-headcount", (f"UPDATE visit SET headcount = 3 WHERE id = '{V1}'",), V1,
         f"naht visit edit {V1} --unset headcount"),
    Case("visit-newcomers", (f"UPDATE visit SET newcomers = 1 WHERE id = '{V1}'",), V1,
         f"naht visit edit {V1} --unset newcomers"),
    Case("post-overlap", (
        f"INSERT INTO post (id, worker, funding, ends_on) VALUES ('p1', 1, {_THINKA}, '2026-06-30')",
        f"INSERT INTO post (id, worker, funding, starts_on) VALUES ('p2', 1, {_THINKA}, '2026-06-30')",
    ), "p1", "naht post edit p1 --to …"),
    Case("visit-anonymous", (f"UPDATE visit SET residence = 1 WHERE id = '{V1}'",), V1,
         f"naht visit edit {V1} --unset gender --unset age_group --unset residence"),
    Case("term-overlap", (f"INSERT INTO term (id, funding, starts_on) VALUES ('neu', {_THINKA}, '2020-01-01')",),
         "thinka-2013", "naht term edit thinka-2013 --ends-on …"),
    Case("term-ends", ("UPDATE term SET starts_on = '2013-01-01' WHERE id = 'tibi-2009'",), "tibi-2009",
         "naht term edit tibi-2009 --ends-on …"),
    Case("referral-steps", (_STATE.format(2, "2026-11-11", "abgeschlossen"),
                            _STATE.format(3, "2026-11-12", "warteliste")), R1,
         f"naht log {R1}; naht referral step {R1} …"),
    Case("referral-state", ("DELETE FROM referral_fact",), R1, RESTORE),
    Case("funding-share", (), "district", "naht visit list --last 200 --fields id,day,district,funding,funding_by"),
    Case("two-fundings", (
        f"INSERT INTO visit_client SELECT n, 1, 1 FROM visit WHERE id = '{V2}'",
        f"UPDATE visit SET funding = {_NUMBER.format('funding', 'basis')} WHERE id = '{V2}'",
    ), K1, f"naht visit list {DAY} --client {K1}"),
    Case("long-days", ("UPDATE visit SET minutes = 601 WHERE n IN (SELECT visit FROM visit_worker)",), "kraft",
         f"naht visit list {DAY} --worker kraft"),
    Case("late-entries", ("UPDATE visit SET entered_at = '2026-11-25T09:00:00Z'",), "2026-11",
         "naht visit list 2026-11 --fields id,day,entered_at"),
    Case("sundays", ("UPDATE contact SET day = '2026-11-08'",), "2026-11-08", "naht contact list 2026-11-08"),
    Case("holidays", ("UPDATE work SET day = '2026-10-03'",), "2026-10-03", "naht work list 2026-10-03"),
    Case("empty-months", ("UPDATE work SET day = '2026-08-03'",), "2026-09", "naht visit add 2026-09-… …"),
    Case("no-minutes", (f"UPDATE visit SET minutes = NULL WHERE id = '{V1}'",), "2026",
         "naht visit list 2026 --fields id,day,channel,minutes"),
]  # fmt: skip
PLACES = {"file-rights", "folder-rights", "location", "conflict-copy", "wal"}


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{case.row}" for case in CASES])
def test_each_rule_finds_what_it_is_there_for(file: Path, case: Case) -> None:
    spoil(file, *case.statements, silent=case.silent)
    findings = of(file, case.rule)
    assert (case.row, case.mend) in [(finding.row, finding.mend) for finding in findings]
    for finding in findings:
        assert "{" not in say(finding.message, "de") + say(finding.message, "en")


def test_no_rule_is_without_a_case() -> None:
    assert {probe.rule.id for probe in probes()} == {case.rule for case in CASES} | PLACES


def test_a_clean_office_yields_nothing(file: Path) -> None:
    assert found(file, full=False) == []
    assert {finding.rule.id for finding in found(file)} == {"funding-share"}


def test_a_year_of_the_demo_has_hints_only(tmp_path: Path) -> None:
    furnish(tmp_path / "demo.db", Wish(TODAY, visits=400))
    assert {finding.rule.severity for finding in found(tmp_path / "demo.db")} == {"hint"}


def test_all_findings_come_at_once_the_worst_first(file: Path) -> None:
    spoil(file, f"UPDATE visit SET headcount = 3, day = '2026-11-08' WHERE id = '{V1}'", silent=True)
    spoil(file, "UPDATE district SET name = 'Nord' WHERE id = 'nord'")
    severities = [finding.rule.severity for finding in found(file)]
    assert severities == sorted(severities, key=SEVERITIES.index)
    assert set(severities) == set(SEVERITIES)


def test_a_rule_that_cannot_be_asked_is_said_and_the_others_go_on(file: Path) -> None:
    spoil(file, "UPDATE op SET worker = CAST(x'ff' AS TEXT) WHERE n = 3", "DELETE FROM work", silent=False)
    assert {"unasked", "other-program"} <= {finding.rule.id for finding in found(file)}
    assert "seals" in {finding.row for finding in of(file, "unasked")}


def test_a_value_of_another_type_is_found_and_stops_no_other_rule(file: Path) -> None:
    """One flipped bit makes a text a blob, which no STRICT table would take."""
    for there, instead in ((" STRICT", " "), (" ", " STRICT")):
        with closing(sqlite3.connect(file, isolation_level=None)) as con:
            con.execute("PRAGMA writable_schema = ON")
            sql = "UPDATE sqlite_schema SET sql = rtrim(substr(sql, 1, length(sql) - ?)) || ? WHERE name = 'word'"
            con.execute(sql, (len(there), instead))
        if there != " ":
            spoil(file, "UPDATE word SET short = x'ff' WHERE n = 3", silent=True)
    assert {"integrity", "unasked"} <= {finding.rule.id for finding in found(file)}


def test_a_damaged_image_stops_what_reads_it_only(file: Path) -> None:
    spoil(file, f"UPDATE change SET after = '{{' WHERE row = '{W1}'")
    assert {(f.rule.id, f.row) for f in found(file) if f.rule.severity == "error"} == {
        ("unasked", "unrecorded"), ("unasked", "references"), ("seals", "8"),
    }  # fmt: skip


def test_undo_and_redo_leave_nothing_odd(file: Path, naht: Callable[..., Any]) -> None:
    for command in ("undo", "redo", "undo", "redo", "undo"):
        assert naht("--as", "kraft", command).code == 0
    assert {finding.rule.severity for finding in found(file)} <= {"hint"}


# ---- where the file lies


def test_rights_of_file_and_folder(file: Path) -> None:
    file.chmod(0o640)
    file.parent.chmod(0o755)
    assert [(f.row, f.mend) for f in of(file, "file-rights")] == [(str(file), f"chmod 600 {file}")]
    assert [(f.row, f.mend) for f in of(file, "folder-rights")] == [(str(file.parent), f"chmod 700 {file.parent}")]
    file.parent.chmod(0o700)


@pytest.mark.parametrize("mark", ["Nextcloud", ".stfolder"])
def test_a_synchronised_folder(file: Path, mark: str) -> None:
    folder = file.parent / mark
    folder.mkdir()
    moved = shutil.copy(file, folder) if mark == "Nextcloud" else file
    assert [finding.mend for finding in of(Path(moved), "location")] == ["naht backup; naht --db … restore …"]


@pytest.mark.parametrize("name", [
    "office (conflicted copy 2026-11-02).db", "office.sync-conflict-20261102-101112-ABCDEFG.db",
    "office (Konflikt von Büro-PC).db", "office-DESKTOP-A1B2C3D.db", "office (1).db",
])  # fmt: skip
def test_conflict_copies(file: Path, name: str) -> None:
    (file.parent / name).write_bytes(b"")
    assert [finding.row for finding in of(file, "conflict-copy")] == [str(file.parent / name)]


def test_other_files_beside_are_no_conflict_copies(file: Path) -> None:
    for name in ("office-vor-2026-11-02T10-11-12Z.db", "office.db-journal", "office-2.db", "konflikt.txt", "other.db"):
        (file.parent / name).write_bytes(b"")
    assert of(file, "conflict-copy") == []


# ---- the remedies


@pytest.mark.parametrize(("rule", "answer"), [
    ("funding-term", "eigen"), ("funding-district", "basis"), ("funding-by", "basis"), ("visit-setting", ""),
    ("visit-headcount", ""), ("visit-newcomers", ""), ("visit-anonymous", ""), ("term-overlap", "2019-12-31"),
    ("term-ends", "2013-12-31"),
    ("word-reserved", "wo"), ("text", "kurz"), ("day", DAY), ("future-day", DAY),
    ("ended-word", "telefon"),
])  # fmt: skip
def test_the_remedy_mends(file: Path, naht: Callable[..., Any], rule: str, answer: str) -> None:
    case = next(case for case in CASES if case.rule == rule)
    spoil(file, *case.statements, silent=True)
    for finding in of(file, rule):
        ran = naht(*finding.mend.replace("…", answer).split()[1:])
        assert ran.code == 0, (finding.mend, ran.err)
    assert of(file, rule) == []


def test_what_mends_is_one_word_to_the_shell(file: Path) -> None:
    spoil(file, "INSERT INTO funding (id, name) VALUES ('a; rm -r ~', 'x')", silent=True)
    assert [finding.mend for finding in of(file, "word-reserved")] == ["naht funding remove 'a; rm -r ~'"]


# ---- the command


@pytest.mark.usefixtures("file")
def test_the_command_says_that_all_is_well(naht: Callable[..., Any]) -> None:
    assert naht("check") == (0, "", "Geprüft: Es ist alles in Ordnung.\n")
    assert naht("check", "--lang", "en").err == "Checked: everything is in order.\n"
    assert json.loads(naht("check", "-f", "json").out) == []


def test_hints_alone_are_no_failure(file: Path, naht: Callable[..., Any]) -> None:
    spoil(file, "UPDATE visit SET entered_at = '2026-11-25T09:00:00Z'", silent=True)
    ran = naht("check")
    assert (ran.code, ran.err) == (0, "1 Hinweis, keine Fehler.\n")
    assert "Später als 14 Tage nachgetragen im Monat 2026-11: 2 von 5" in ran.out


def test_errors_and_warnings_exit_6(file: Path, naht: Callable[..., Any]) -> None:
    spoil(file, f"UPDATE visit SET headcount = 3 WHERE id = '{V1}'")
    ran = naht("check", "-f", "json")
    rows = json.loads(ran.out)
    assert (ran.code, ran.err) == (6, "1 Fehler, 1 Warnung.\n")
    assert rows[0] == {
        "severity": "error", "rule": "visit-headcount", "row": V1, "mend": f"naht visit edit {V1} --unset headcount",
        "finding": "Kontakt am 10.11.2026: 3 Personen passen nicht zu hausbesuch, das ist keine Gruppe.",
    }  # fmt: skip


def test_people_see_the_first_ones_machines_all(file: Path, naht: Callable[..., Any]) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (3, 6) for day in range(1, 20)]
    spoil(file, *(f"INSERT INTO term (id, funding, starts_on, ends_on) VALUES ('t-{day}', 1, '{day}', '2020-01-01')"
                  for day in days), silent=True)  # fmt: skip
    shown, whole = naht("check"), json.loads(naht("check", "-f", "json").out)
    assert sum(row["rule"] == "term-ends" for row in whole) == len(days)
    assert f"… und {len(days) - SHOWN} weitere" in shown.out
    assert shown.out.count(", bevor sie am ") == SHOWN


def test_files_that_are_not_this_naht_s_are_refused(file: Path, naht: Callable[..., Any]) -> None:
    spoil(file, "PRAGMA user_version = 99")
    assert (naht("check").code, "neueren naht" in naht("check").err) == (5, True)
    spoil(file, "PRAGMA user_version = 1", "PRAGMA application_id = 1")
    assert (naht("check").code, "keine Datei von naht" in naht("check").err) == (5, True)


def test_log_verify_reports_other_programs(file: Path, naht: Callable[..., Any]) -> None:
    assert naht("log", "verify").code == 0
    spoil(file, f"UPDATE visit SET minutes = 5 WHERE id = '{V1}'")
    ran = naht("log", "verify")
    assert (ran.code, "anderen Programmen geändert: 1 Eintrag" in ran.err) == (6, True)


# ---- the rule files


@pytest.mark.parametrize("name", files.texts())
def test_rule_files_are_whole(file: Path, name: str) -> None:
    text = files.texts()[name]
    rule = files.rule(text)
    assert f"{rule.id}.sql" == name
    assert rule.severity in SEVERITIES
    assert all((rule.de, rule.en, rule.mend))
    assert rule.de != rule.en
    with reading(file) as con:
        con.execute(f"EXPLAIN {files.shared()}{text}", {"holidays": "[]"})


@pytest.mark.parametrize("name", files.texts())
def test_no_rule_copies_all_records(file: Path, name: str) -> None:
    """A copy of all records lies in memory: at 840,000 visits that is 130 MB for each rule."""
    sql = f"EXPLAIN QUERY PLAN {files.shared()}{files.texts()[name]}"
    with reading(file) as con:
        plan = [step[3] for step in con.execute(sql, {"holidays": "[]"})]
    assert "MATERIALIZE entry" not in plan
    assert not [step for step in plan if "AUTOMATIC" in step and " e " in step]


def test_rules_have_ids_of_their_own_and_both_languages() -> None:
    rules = [probe.rule for probe in probes()]
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.de and rule.en and rule.severity in SEVERITIES for rule in rules)


# ---- the calendar


def test_holidays_of_thueringen() -> None:
    assert [day.isoformat() for day in sorted(holidays(2026))] == [
        "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-09-20", "2026-10-03",
        "2026-10-31", "2026-12-25", "2026-12-26",
    ]  # fmt: skip
    assert date(2018, 9, 20) not in holidays(2018)
