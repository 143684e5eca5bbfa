"""The frame and the desk: sites, districts, fundings, what ends, settings, where somebody is. A command a rule."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from naht.domain.nouns import noun as named
from naht.domain.text import slug
from tests.trials.model.ground import DISTRICT, NOTE, PICK, WORKER, Ground, options
from tests.trials.office import TODAY

HOUSES = st.sampled_from(["Lattenhaus", "Ziegelhof"])
HAMLET, POT = "Quittenhain", "Probetopf"
SETTINGS = st.sampled_from([("office", "Amt Quitte"), ("office", "Amt Rhabarber"), ("worker_metrics", "1"),
                            ("worker_metrics", "")])  # fmt: skip
LATER = st.sampled_from(["2030-12-31", "2031-06-30"])  # far enough: until then all of it may be used
ENDING = st.sampled_from(["partner", "word", "worker", "district"])


class Framing(Ground):
    @rule(name=HOUSES, district=st.one_of(DISTRICT, st.just(slug(HAMLET))), note=NOTE, worker=WORKER)
    def add_site(self, name, district, note, worker):
        if district in self.book.of("district"):
            self.named("site", name, {"district": district, "note": note}, worker)

    @rule(note=NOTE, worker=WORKER)
    def add_district(self, note, worker):
        self.named("district", HAMLET, {"note": note}, worker, everywhere=False)

    @rule(note=NOTE, worker=WORKER)
    def add_funding(self, note, worker):
        self.named("funding", POT, {"note": note}, worker, esf=False)

    def named(self, noun, name, given, worker, **usual):
        """Something that the office gives a name; refused where there is one of that name."""
        ran = self.hand.run(noun, "add", name, *options(**given), worker=worker)
        if self.expect(ran, holds=slug(name) not in self.book.of(noun)):
            assert ran.lines == [slug(name)]
            self.put(worker, {(noun, slug(name)): self.blank(noun) | usual | {"name": name} | given})

    @rule(noun=st.sampled_from(["site", "district", "funding"]), number=PICK, note=NOTE, worker=WORKER)
    def edit_frame(self, noun, number, note, worker):
        if ident := self.picked(noun, number):
            self.plain(noun, ident, {"note": note}, worker)

    @rule(noun=ENDING, number=PICK, day=LATER, worker=WORKER)
    def end(self, noun, number, day, worker):
        """What is in use is not removed: it ends on a day."""
        if ident := self.picked(noun, number):
            ran = self.hand.run(noun, "remove", ident, "--ends", day, worker=worker)
            if self.expect(ran, holds=True):
                self.put(worker, {(noun, ident): self.book.of(noun)[ident] | {named(noun).until: day}})

    # ---- settings: kept in the journal, out of the line of a bare undo

    @rule(setting=SETTINGS, worker=WORKER)
    def config(self, setting, worker):
        key, value = setting
        self.hand.must("config", key, value, worker=worker)
        self.setting(worker, key, value)

    @rule(district=st.one_of(st.none(), DISTRICT), worker=WORKER)
    def here(self, district, worker):
        """All rules say the district themselves, so that this is of no consequence."""
        assert self.hand.must("here", district or "--off", worker=worker) == ([district] if district else [])
        self.setting(worker, f"here:{worker}", f"{TODAY} district {district}" if district else "")

    @rule(worker=WORKER)
    def accept(self, worker):
        """No other program writes here: there is nothing to accept."""
        self.hand.must("log", "accept", worker=worker)
        self.checked()

    def setting(self, worker, key, value):
        if value or key in self.book.of("setting"):
            self.put(worker, {("setting", key): {"value": value} if value else None}, aside=True)
