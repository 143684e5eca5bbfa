"""The help pages are true: what they say to type works."""

import re
import shlex
from pathlib import Path

PAGES = Path(__file__).parent.parent / "naht" / "help"


def test_a_profile_in_ten_lines(alone, naht):
    [sample] = re.findall(r"```toml\n(.*?)```", (PAGES / "profil.md").read_text(encoding="utf-8"), re.DOTALL)
    assert sample.count("\n") == 10
    folder = alone / "mein-buero"
    folder.mkdir()
    (folder / "profil.toml").write_text(sample, encoding="utf-8")
    assert naht("--db", "musterstadt.db", "init", "--profile", "./mein-buero").code == 0
    assert naht("--db", "musterstadt.db", "v", "sued", "20m", "wohnen").code == 0
    assert naht("--db", "musterstadt.db", "n", "verein", "45m").code == 0
    assert "Musterstadt-Süd" in naht("--db", "musterstadt.db", "report", "2026-11").out
    assert naht("--db", "musterstadt.db", "check").code == 0


def test_every_page_can_be_read(naht):
    pages = naht("help").out.split()
    assert pages == sorted(path.stem for path in PAGES.glob("*.md"))
    for page in pages:
        assert naht("help", page).out.startswith("# ")


def test_the_questions_in_sql_have_answers(naht):
    examples = re.findall(r"```sh\n(naht sql .*?)```", (PAGES / "sql.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 3
    assert naht("--db", "demo.db", "--today", "2026-12-31", "demo", "--visits", "200", "-q").code == 0
    for example in examples:
        ran = naht("--db", "demo.db", *shlex.split(example)[1:])
        assert (ran.code, len(ran.out.splitlines()) > 2) == (0, True), ran.err
