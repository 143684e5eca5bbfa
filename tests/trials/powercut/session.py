"""What is recorded: an office's day. Which commands, in which order and with which words is drawn anew each time."""

from random import Random

from tests.trials.powercut.record import Recorder, Session

LENGTH = 7  # commands drawn for a day, beside two at once and the end
PLACES = ("west", "nord", "schoendorf", "innenstadt")
CHANNELS = ("tel", "hausbesuch", "sprechstunde")
TOPICS = ("wohnen", "schulden", "wohnen.suche")


def recorded(recorder: Recorder, rng: Random, *, brief: bool = False) -> Session:
    """Record a day, or the ``brief`` beginning of one. The ids of naht are random by themselves."""
    day = _Day(recorder, rng)
    if brief:
        day.undo()
        return recorder.session()
    for deed in (*rng.sample(day.deeds, LENGTH), day.together, day.restore, *rng.sample(day.deeds, 2)):
        deed()
    recorder.office = recorder.office.changed("next-schema")
    day.run("migrate")
    day.visit()
    return recorder.session()


class _Day:
    """What can be done, and the ids and copies that there may be."""

    def __init__(self, recorder: Recorder, rng: Random) -> None:
        self.recorder, self.run, self.rng = recorder, recorder.run, rng
        self.visits = self.run("v", "west", "20m")
        self.clients = self.run("client", "add", "w", "1984", "west")
        self.copies = self.run("backup")
        self.deeds = (
            self.visit, self.visit, self.edit, self.remove, self.undo, self.undo, self.redo, self.client, self.referral,
            self.contact, self.work, self.sheet, self.partner, self.worker, self.word, self.config, self.here,
            self.backup, self.restore,
        )  # fmt: skip

    def words(self, *, anonymous: bool = False) -> list[str]:
        """The words of a visit, in any order; a client that they name may be undone by now."""
        rng = self.rng
        words = [rng.choice(PLACES), *rng.sample(CHANNELS, rng.randint(0, 1)), *rng.sample(TOPICS, rng.randint(0, 2))]
        more = [f"{rng.randint(1, 300)}m", *([] if anonymous else [rng.choice(self.clients)])]
        words += rng.sample(more, rng.randint(0, len(more)))
        return rng.sample(words, len(words))

    def visit(self) -> None:
        self.visits += self.run(
            "v", *self.words(), *([f"{self.rng.randint(2, 9)}x"] if self.rng.random() < 0.3 else [])
        )

    def edit(self) -> None:
        self.run("visit", "edit", self.rng.choice(self.visits), f"{self.rng.randint(1, 300)}m", self.rng.choice(TOPICS))

    def remove(self) -> None:
        self.run("visit", "remove", self.rng.choice(self.visits))

    def undo(self) -> None:
        self.run("undo")

    def redo(self) -> None:
        self.run("redo")

    def client(self) -> None:
        year, place = str(self.rng.randint(1930, 2008)), self.rng.choice(PLACES)
        self.clients += self.run("client", "add", self.rng.choice("wm"), year, place)

    def referral(self) -> None:
        self.run("v", "hausbesuch", self.rng.choice(self.clients), "west", "--refer", "jobcenter")
        self.run("referral", "step", "@", "kontaktiert")

    def contact(self) -> None:
        new = ["--new-partner", f"Chor {self.rng.randrange(1000)}"] if self.rng.random() < 0.5 else []
        self.run("n", self.rng.choice(PLACES), "netzwerktreffen", "gwg", *new)

    def work(self) -> None:
        self.run("w", "team", self.rng.choice(PLACES), f"{self.rng.randint(1, 9)}h", f"{self.rng.randint(2, 9)}x")

    def sheet(self) -> None:
        lines = [" ".join(self.words()) for _ in range(self.rng.randint(1, 6))]
        self.visits += self.run("v", "-", sheet="\n".join(["# 20.11.2026", *lines]))

    def partner(self) -> None:
        self.run("partner", "add", f"Verein {self.rng.randrange(1000)}", "--anyway", "--note", "-", sheet="geprobt")

    def worker(self) -> None:
        self.run("worker", "add", f"p{self.rng.randrange(1000)}")

    def word(self) -> None:
        slug = f"thema{self.rng.randrange(1000)}"
        self.run("word", "add", f"topic:{slug}", "--label-de", slug)

    def config(self) -> None:
        self.run("config", *self.rng.choice((("office", f"Amt {self.rng.randrange(1000)}"), ("worker_metrics", "1"))))

    def here(self) -> None:
        self.run("here", self.rng.choice((*PLACES, "--off")))

    def backup(self) -> None:
        elsewhere = str(self.recorder.office.folder / "elsewhere" / "deep")
        self.copies += self.run(
            "backup", *self.rng.choice(((), ("--keep-all",), (elsewhere,), ("--keep-all", elsewhere)))
        )

    def restore(self) -> None:
        self.copies = [copy for copy in self.copies if copy in self._there()]
        if self.copies:
            self.run("restore", self.rng.choice(self.copies))

    def together(self) -> None:
        """Two processes at once on the one file."""
        self.visit()  # that there is something to undo
        one, other = self.words(anonymous=True), self.words(anonymous=True)
        others = [("v", *other), ("v", *other, "9x"), ("undo",), ("backup", "--keep-all")]
        self.recorder.together(("v", *one), self.rng.choice(others))

    def _there(self) -> set[str]:
        return {str(path) for path in self.recorder.office.folder.rglob("*.db")}
