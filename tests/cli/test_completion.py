"""What a Tab offers: line to values, through the variables of the shells."""

import os
import sqlite3
from itertools import chain

import pytest

from naht import resources
from naht.cli import tree
from naht.cli.complete import answer, offered, source
from naht.cli.contract import PARTS, contract
from naht.cli.parameters import SHARED
from naht.output.formats import FORMATS

DISTRICTS = "west schoendorf nord innenstadt stadtweit ausserhalb"
SITES = "prager mgh-haus seniorenclub marktstrasse"
REPORTS = sorted(path.stem for path in resources.data("reports").glob("*.toml"))


def tab(line, shell="fish"):
    """What is offered for the end of a line."""
    return answer(os.environ | {"_NAHT_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line})


def values(line):
    return tab(line).split()


@pytest.fixture
def worked(office, naht):
    """An office with a worker, a client and a few records; the ids by their names."""
    assert naht("worker", "add", "eva").code == 0
    client = naht("k", "w", "1984", "west").out.strip()
    visit = naht("v", "gestern", "west", "hb", "20m", "wohnen", client).out.strip()
    referral = naht("r", "west", "jobcenter", client).out.strip()
    return {"k": client, "v": visit, "r": referral}


@pytest.mark.parametrize(("line", "wanted"), [
    ("naht v ", f"{DISTRICTS} {SITES}"),
    ("naht v we", "west"),
    ("naht v schö", "schoendorf"),
    ("naht v SCHÖ", "schoendorf"),
    ("naht v west pr", "prager"),
    ("naht v nord pr", ""),
    ("naht v --district nord pr", ""),
    ("naht v prager se", ""),
    ("naht v west nor", ""),
    ("naht v west hb tel", ""),
    ("naht v west haus", "hausbesuch"),
    ("naht v west Hausbesu", "hausbesuch"),
    ("naht v west bürgerg", "sgb2"),
    ("naht v west wohn", "wohnen"),
    ("naht v west wohnen.s", "wohnen.suche"),
    ("naht v west schulden schulden.m", "schulden.miete"),
    ("naht v west wohnen schuld", "schulden"),
    ("naht v west ti", ""),
    ("naht v 31.7.2012 west ti", "tibi"),
    ("naht v 31.7.2012 nord ti", ""),
    ("naht v 31.7.2012 west --funding ti", "tibi"),
    ("naht v west --funding ", "basis thinka eigen"),
    ("naht v west ges", "gesundheit gestern"),
    ("naht v gestern west gest", ""),
    ("naht v west k-", ""),  # k-a is the text of an option only
    ("naht v xyz 31.2. 99999m west spre", "sprechstunde"),  # what is wrong is passed over
    ("naht v --topic wohn", "wohnen"),
    ("naht v --topic versicherung --topic versich", ""),
    ("naht v --topic=wohn", "--topic=wohnen"),
    ("naht v west --refer jobc", "jobcenter"),
    ("naht v west --setting ", "E G O"),
    ("naht v west --note ", "- edit"),
    ("naht v west --minutes ", ""),
    ("naht v --day ges", "gestern"),
    ("naht --lang en v --day y", "yesterday"),
    ("naht n ", None),
    ("naht w dok", "dokumentation"),
    ("naht r west jobc", "jobcenter"),
    ("naht partner add neu ver", "verbraucherzentrale verein verweisstelle"),
    ("naht partner add ver", ""),
    ("naht vis", "visit"),
    ("naht visit ", " ".join(tree.verbs("visit"))),
    ("naht visit show ", ""),
    ("naht nothing ", ""),
    ("naht word show topic:wohnen.s", "topic:wohnen.suche"),
    ("naht word show to", "topic:"),
    ("naht word list --list topi", "topic"),
    ("naht district edit west --everywhere ", "ja nein"),
    ("naht --lang en district edit west --everywhere ", "yes no"),
    ("naht district remove west --ends m", "morgen montag mittwoch"),
    ("naht visit list 2026-11 wes", "west"),
    ("naht visit list west nor", "nord"),
    ("naht visit list ti", "tibi tibi-2009"),
    ("naht visit list g-exis", "g-existenz"),
    ("naht visit list --period monat", "monat-1 monat"),
    ("naht visit list --period 2026-Q", "2026-Q4 2026-Q3 2026-Q2 2026-Q1"),
    ("naht visit list -p 2026-q4..2026-H", "2026-q4..2026-H2 2026-q4..2026-H1"),
    ("naht visit list -f ", " ".join(FORMATS)),
    ("naht visit list --fields id,d", "id,day id,district"),
    ("naht visit list --fields id,day,da", ""),
    ("naht visit edit @ --unset mi", "minutes"),
    ("naht visit edit @ --unset minutes --unset mi", ""),
    ("naht report 2009", "tibi-2009"),
    ("naht report tibi-", "tibi-2009"),
    ("naht report thinka-2013 tibi-", ""),
    ("naht count visits thinka-", "thinka-2013"),
    ("naht visit list -p thinka-", "thinka-2013"),
    ("naht visit list nove", "november"),
    ("naht count visits --labour mini", "minijob"),
    ("naht visit list 30-", "30-39"),
    ("naht report --template ", " ".join(REPORTS)),
    ("naht report monat-1 --district no", "nord"),
    ("naht count visi", "visits"),
    ("naht count visits visi", ""),
    ("naht count perso", "persons"),
    ("naht count visits 2026 schön", "schoendorf"),
    ("naht count visits --by wohno", "residence"),
    ("naht count visits --by month,stadtt", "month,district"),
    ("naht count visits --by di", "district"),
    ("naht count visits --by month,di", "month,district"),
    ("naht count visits --by month,mon", ""),
    ("naht count work --by to", ""),
    ("naht count visits --by to", "topic topic_group"),
    ("naht config worker_", "worker_metrics"),
    ("naht config lang ", "de en"),
    ("naht config channel hausb", "hausbesuch"),
    ("naht config citywide stadt", "stadtweit"),
    ("naht help w", "woerter"),
    ("naht completion ", "bash zsh fish"),
    ("naht init --profile ", "blank weimar"),
    ("naht backup ", "list verify"),
    ("naht backup list ", ":folders"),
    ("naht log ve", "verify"),
    ("naht backup x", ":folders"),
    ("naht restore ", ":files"),
    ("naht --db ", ":files"),
    ("naht --color ", "auto always never"),
    ("naht v --mi", "--minutes"),
    ("naht v --minutes 20 --mi", ""),
    ("naht v --topic wohnen --top", "--topic"),
    ("naht --v", "--version"),
    ("naht here mar", "marktstrasse"),
    ("naht v 'wes", "west"),
])  # fmt: skip
@pytest.mark.usefixtures("office")
def test_what_is_offered(line, wanted):
    if wanted is None:
        assert values(line)
    else:
        assert values(line) == wanted.split()


@pytest.mark.usefixtures("office")
def test_what_is_missing_comes_first(naht):
    rest = values("naht v west ")
    place = {name: rest.index(name) for name in ("hausbesuch", "wohnen", "erreicht", "info", "thinka", "prager")}
    assert list(place) == sorted(place, key=place.get)
    assert not {"west", "nord", "wohnen.suche", "tibi", "w", "30-39", "aus-nord"} & set(rest)
    assert "aus-nord" in values("naht v west aus")
    naht("worker", "add", "eva", "nord")
    assert "hausbesuch" in values("naht --as eva v ")  # her district need not be said
    naht("here", "west")
    assert "hausbesuch" in values("naht v ")
    assert "hausbesuch" not in values("naht v gestern ")


def test_ids(worked, naht):
    client, visit = worked["k"], worked["v"]
    assert client in values("naht v west k")
    assert values(f"naht v west {client[:4]}") == [client]
    assert client not in values("naht v west ")
    assert client not in values(f"naht v west {client} k")
    assert "aus-nord" not in values(f"naht v west {client} aus")
    assert values("naht visit show ") == [visit]
    newer = naht("v", "31.7.2013", "west").out.strip()
    for verb in ("show", "edit", "remove"):
        assert values(f"naht visit {verb} ") == [newer, visit]
    assert values(f"naht log {visit[:6]}") == [visit]  # fewer may be another one's too
    assert set(values("naht show ")) == {client, visit, newer, worked["r"]}
    assert values("naht show jobcent") == ["jobcenter"]
    assert values("naht referral step ") == [worked["r"]]
    assert "angekommen" in values(f"naht referral step {worked['r']} ")
    assert values("naht undo ")[:2] == ["6", "5"]
    assert values("naht v west --as ") == ["eva"]
    assert visit in values(f"naht visit again {visit[:3]}")
    assert values("naht visit again hb tele") == []


def test_edit_offers_what_would_change_something(worked):
    visit = worked["v"]
    assert values(f"naht visit edit {visit} wes") == []
    assert values(f"naht visit edit {visit} nor") == ["nord"]
    assert values(f"naht visit edit {visit} hausb") == []
    assert values("naht visit edit nothing hausb") == ["hausbesuch"]


def test_what_has_ended_is_for_looking_back_only(office, naht):
    naht("district", "remove", "nord", "--ends", "2026-10-31")
    naht("word", "remove", "topic:versicherung", "--ends", "2026-10-31")
    naht("worker", "add", "eva")
    naht("worker", "remove", "eva", "--ends", "2026-10-31")
    assert values("naht v nor") == values("naht v --district nor") == values("naht v west versich") == []
    assert values("naht v 31.10. nor") == values("naht visit list nor") == ["nord"]
    assert values("naht v west --as ") == []
    assert values("naht district show nor") == ["nord"]


def test_another_file(office, worked, naht, tmp_path):
    other = tmp_path / "other.db"
    naht("--db", str(other), "init", "--profile", "blank")
    assert values(f"naht --db {other} visit show ") == values(f"naht visit show --db {other} ") == []
    assert values(f"naht visit show --db={office} ") == [worked["v"]]


def test_backups_newest_first(office, naht):
    copies = [naht("backup", "--keep-all").out.strip() for _ in range(2)]
    assert values("naht restore ") == copies[::-1]
    assert values("naht restore /etc/") == [":files"]


def test_no_name_of_anybody_is_offered(office, naht):
    naht("client", "add", "--paper-ref", "MEIER-77")
    naht("v", "west", "--note", "Frau Meier")
    for line in ("naht v west m", "naht v west M", "naht show ", "naht show M", "naht client list --paper-ref "):
        assert "meier" not in tab(line).lower()


@pytest.mark.usefixtures("office")
def test_what_the_shells_are_told():
    assert tab("naht v we", "zsh") == "compadd -V naht -- 'west'\n"
    assert tab("naht v schö", "zsh") == "compadd -V naht -U -- 'schoendorf'\n"
    assert tab("naht word show to", "zsh") == "compadd -V naht -S '' -- 'topic:'\n"
    assert tab("naht --db ", "zsh") == "compset -P '*='; _files\n"
    assert tab("naht v zzz", "zsh") == tab("naht v zzz") == ""
    assert tab("naht v we", "powershell") == ""


@pytest.mark.parametrize(("words", "place", "wanted"), [
    ("naht v we", 2, "west"),
    ("naht\nv\n", 2, f"{DISTRICTS} {SITES}"),
    ("naht\nword\nshow\ntopic\n:\nwohnen.s", 5, "wohnen.suche"),  # bash parts words at colons
    ("naht\nword\nshow\ntopic:wohnen.s", 3, "topic:wohnen.suche"),
    ("naht\nv\n--topic\n=\nwohn", 4, "wohnen"),
    ("naht\nv\n--topic\n=", 3, None),
    ("naht\ncount\nvisits\n--by\n=\nmonth,di", 5, "month,district"),
    ("naht\nv\nwest\nhb", 2, "west"),  # the cursor stands before the end
])  # fmt: skip
@pytest.mark.usefixtures("office")
def test_words_as_bash_gives_them(words, place, wanted):
    said = {"_NAHT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)}
    found = answer(os.environ | said).split()
    assert found == wanted.split() if wanted else "wohnen" in found


def commands():
    """Every command with its parameters."""
    for found in tree.all_verbs():
        yield found.path, (*tree.load(found.entry).parameters, *SHARED)


def test_every_declaration_names_a_source_that_there_is():
    for path, parameters in commands():
        for parameter in parameters:
            assert not parameter.offers or callable(source(parameter.offers)), (path, parameter.key)


@pytest.mark.usefixtures("worked")
def test_no_line_fails():
    """Every command, every option, anything behind it: values or none, never an error."""
    for path, parameters in commands():
        options = list(chain.from_iterable(parameter.flags for parameter in parameters))
        for words in ([], ["x"], ["@", "-3d", ":"]):
            for typed in ("", "-", "w", "2026", "@ß'=:"):
                offered([*path, *words], typed)
        for option in options:
            offered([*path, option], "")


def test_ids_are_found_among_many(office):
    with sqlite3.connect(office) as con:
        con.executescript("".join(
            f"INSERT INTO client (id, entered_at) VALUES ('k{n % 10}{n:09}', '');" for n in range(300)
        ))  # fmt: skip
    con.close()
    assert values("naht client show ")[:2] == ["k9000000299", "k8000000298"]
    assert values("naht client show k1")[:2] == ["k1000000291", "k1000000281"]
    assert values("naht client show k10000002")[-1] == "k1000000201"


def test_the_parts_of_the_contract_are_those_there_are(office):
    assert values("naht spec ") == list(PARTS) == [*contract("de"), "lists"]
