"""What is recorded: an office's day with every kind of writing command, ended by a migration."""

from random import Random

from tests.trials.powercut.record import Recorder, Session

PLACES = ("west", "nord", "schoendorf", "innenstadt")
TOPICS = ("wohnen", "schulden", "wohnen.suche")


def recorded(recorder: Recorder, rng: Random) -> Session:
    """Record a session. What is drawn differs with ``rng``; the ids of naht are random by themselves."""
    run, choose = recorder.run, rng.choice
    [visit] = run("v", choose(PLACES), "20m")
    run("undo")
    run("redo")
    made = run("v", choose(PLACES), choose(TOPICS), f"{rng.randint(2, 6)}x")
    [client] = run("client", "add", "w", "1984", choose(PLACES))
    run("visit", "edit", visit, f"{rng.randint(1, 300)}m", choose(TOPICS))
    [copy] = run("backup")
    run("v", "hausbesuch", client, "west", "--refer", "jobcenter")
    run("n", choose(PLACES), "netzwerktreffen", "--new-partner", "Chor am Park", "gwg")
    run("visit", "remove", choose(made))
    run("undo")
    run("w", "team", choose(PLACES), "1h", f"{rng.randint(2, 9)}x")
    run("restore", copy)
    run("v", choose(PLACES), "20m")
    run("backup", "--keep-all")
    run("backup", str(recorder.office.folder / "elsewhere" / "deep"))
    recorder.changes.append("next-schema")
    run("migrate")
    run("v", choose(PLACES), f"{rng.randint(2, 6)}x")
    return recorder.session()
