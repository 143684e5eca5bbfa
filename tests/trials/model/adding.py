"""What is recorded. Each rule is one command; refusals are part of the model."""

# ruff: noqa: PLR0913, PLR0917  what a rule draws are its arguments
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from naht.domain.text import slug
from tests.trials.model.ground import (
    CHANNEL,
    CODES,
    DAYS,
    DISTRICT,
    FUNDING,
    MINUTES,
    NAMES,
    NOTE,
    PARTNERS,
    PICK,
    SPAN,
    TERMS,
    TOPICS,
    WORDS,
    WORKER,
    Ground,
    options,
)  # fmt: skip
from tests.trials.model.notebook import Cells
from tests.trials.model.rules import CHANNELS, dated, funded, living, overlapping
from tests.trials.office import TODAY


class Adding(Ground):
    @rule(day=DAYS, district=DISTRICT, channel=CHANNEL, topics=TOPICS, minutes=MINUTES, note=NOTE, funding=FUNDING,
          one=PICK, other=PICK, times=st.sampled_from([1, 1, 1, 3]), worker=WORKER)  # fmt: skip
    def add_visit(self, day, district, channel, topics, minutes, note, funding, one, other, times, worker):
        clients = [c for c in dict.fromkeys((self.pick("client", one), self.pick("client", other))) if c][: one % 3]
        given = {"day": day, "district": district, "channel": channel, "minutes": minutes, "note": note}
        topics = self.usable(topics)
        cells = self.blank("visit") | given | {"clients": clients, "topics": topics or ["k-a"], "workers": [worker],
            "setting": CHANNELS[channel], "outcome": "erreicht", "funding": funding,
            "funding_by": "given" if funding else None}  # fmt: skip
        words = options(**given, client=clients, topic=topics, funding=funding)
        ran = self.hand.run("v", f"{times}x", *words, worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            assert len(set(ran.lines)) == times
            self.put(worker, {("visit", ident): dict(cells) for ident in ran.lines})

    @rule(day=DAYS, district=DISTRICT, one=PICK, partner=st.sampled_from(["jobcenter", "gwg"]), worker=WORKER)
    def add_visit_with_referral(self, day, district, one, partner, worker):
        client = self.pick("client", one)
        cells = self.blank("visit") | {
            "day": day, "district": district, "channel": "hausbesuch", "setting": "E", "topics": ["schulden"],
            "clients": [client] if client else [], "outcome": "erreicht", "workers": [worker],
        }  # fmt: skip
        words = options(day=day, district=district, client=client, topic="schulden", refer=partner)
        ran = self.hand.run("v", "hausbesuch", *words, worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [visit] = ran.lines
            [referral] = self.hand.seen("referral").keys() - self.book.of("referral").keys()
            follows = self.referral(cells, visit) | {"partner": partner}
            self.put(worker, {("visit", visit): cells, ("referral", referral): follows})

    def referral(self, visit: Cells, ident: str) -> Cells:
        """What a referral takes over from its visit."""
        topics, taken = visit["topics"], ("day", "district", "site", "funding")
        cells = self.blank("referral") | {name: visit[name] for name in taken}
        cells["worker"] = visit["workers"][0] if visit["workers"] else None
        cells |= {"visit": ident, "kind": "verweis", "funding_by": "given",
                  "client": visit["clients"][0] if len(visit["clients"]) == 1 else None,
                  "topic": topics[0] if topics and topics != ["k-a"] else None}  # fmt: skip
        dated(cells, "state", "offen", cells["day"])
        return cells

    @rule(partner=st.sampled_from(["stadt", "jobcenter"]), made=PICK, day=DAYS, district=DISTRICT, visit=PICK,
          bare=st.booleans(), worker=WORKER)  # fmt: skip
    def add_referral(self, partner, made, day, district, visit, bare, worker):
        partner = self.picked("partner", made) or partner
        source = None if bare else self.pick("visit", visit)
        if source:
            cells = self.referral(self.book.of("visit")[source], source) | {"partner": partner}
            ran = self.hand.run("r", *options(partner=partner, visit=source), worker=worker)
        else:
            cells = self.blank("referral") | {"day": day, "district": district, "partner": partner, "kind": "verweis",
                                              "worker": worker}  # fmt: skip
            dated(cells, "state", "offen", day)
            ran = self.hand.run("r", *options(partner=partner, day=day, district=district), worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [ident] = ran.lines
            self.put(worker, {("referral", ident): cells})

    @rule(day=DAYS, district=DISTRICT, partners=PARTNERS, made=PICK, name=st.one_of(st.none(), NAMES), minutes=MINUTES,
          worker=WORKER)  # fmt: skip
    def add_contact(self, day, district, partners, made, name, minutes, worker):
        partners = [*partners, *([own] if (own := self.picked("partner", made)) and made % 2 else [])]
        given = {"day": day, "district": district, "minutes": minutes}
        cells = self.blank("contact") | given | {"kind": "kooperationsgespraech", "workers": [worker],
                                                 "partners": [*partners, *([slug(name)] if name else [])]}  # fmt: skip
        ran = self.hand.run("n", *options(**given, partner=partners, new_partner=name), worker=worker)
        new = not name or slug(name) not in self.book.of("partner")
        if self.expect(ran, holds=new and funded(self.book, cells)):
            [ident] = ran.lines
            also = {("partner", slug(name)): self.partner(name)} if name else {}
            self.put(worker, also | {("contact", ident): cells})

    @rule(day=DAYS, district=DISTRICT, minutes=MINUTES, kind=st.sampled_from(["team", "fahrt"]), worker=WORKER)
    def add_work(self, day, district, minutes, kind, worker):
        given = {"day": day, "district": district, "minutes": minutes, "kind": kind}
        cells = self.blank("work") | given | {"workers": [worker]}
        ran = self.hand.run("w", *options(**given), worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [ident] = ran.lines
            self.put(worker, {("work", ident): cells})

    @rule(residence=st.one_of(st.none(), DISTRICT), year=st.sampled_from([None, 1950, 1984]), worker=WORKER,
          since=st.one_of(st.none(), DAYS))  # fmt: skip
    def add_client(self, residence, year, worker, since):
        cells = self.blank("client") | {"birth_year": year}
        if residence:
            living(cells, residence, since)
        words = options(residence=residence, birth_year=year, since=since if residence else None)
        ran = self.hand.run("client", "add", *words, worker=worker)
        if self.expect(ran, holds=bool(residence or year)):
            [ident] = ran.lines
            self.put(worker, {("client", ident): cells})

    @rule(name=NAMES, parent=st.one_of(st.none(), PICK), note=NOTE, alias=st.booleans(), worker=WORKER)
    def add_partner(self, name, parent, note, alias, worker):
        above = None if parent is None else self.pick("partner", parent)
        aliases = [f"{name} e.V."] if alias else []
        cells = self.partner(name) | {"parent": above, "note": note, "aliases": aliases}
        words = ["partner", "add", name, "--anyway", *options(parent=above, note=note, alias=aliases)]
        ran = self.hand.run(*words, worker=worker)
        if self.expect(ran, holds=slug(name) not in self.book.of("partner")):
            self.put(worker, {("partner", slug(name)): cells})

    @rule(word=WORDS, label=st.sampled_from(["Obst", "Gemüse"]), worker=WORKER)
    def add_word(self, word, label, worker):
        label = f"{label} {word}"
        cells = self.blank("word") | {"list": "topic", "slug": word, "label_de": label, "label_en": label,
                                      "attributes": {}, "sort": 0}  # fmt: skip
        ran = self.hand.run("word", "add", f"topic:{word}", "--label-de", label, worker=worker)
        if self.expect(ran, holds=f"topic:{word}" not in self.book.of("word")):
            self.put(worker, {("word", f"topic:{word}"): cells})

    @rule(code=CODES, channel=st.one_of(st.none(), CHANNEL), worker=WORKER)
    def add_worker(self, code, channel, worker):
        cells = self.blank("worker") | {"channel": channel}
        ran = self.hand.run("worker", "add", code, *options(channel=channel), worker=worker)
        if self.expect(ran, holds=code not in self.book.of("worker")):
            self.put(worker, {("worker", code): cells})

    @rule(ident=TERMS, funding=st.sampled_from(["tibi", "thinka"]), span=SPAN, worker=WORKER)
    def add_term(self, ident, funding, span, worker):
        cells = self.blank("term") | {"funding": funding, "starts_on": span[0], "ends_on": span[1]}
        words = ["term", "add", ident, *options(funding=funding, starts_on=span[0], ends_on=span[1])]
        ran = self.hand.run(*words, worker=worker)
        free = ident not in self.book.of("term") and not overlapping(self.book, ident, cells)
        if self.expect(ran, holds=free):
            self.put(worker, {("term", ident): cells})

    @precondition(lambda self: self.book.of("visit"))
    @rule(number=PICK, minutes=MINUTES, worker=WORKER)
    def again_visit(self, number, minutes, worker):
        ident = self.pick("visit", number)
        self.again("visit", ident, {"minutes": minutes, "outcome": "erreicht", "note": None, "time": None}, worker)

    @precondition(lambda self: self.book.of("contact"))
    @rule(number=PICK, minutes=MINUTES, worker=WORKER)
    def again_contact(self, number, minutes, worker):
        self.again("contact", self.pick("contact", number), {"minutes": minutes, "note": None, "time": None}, worker)

    def again(self, noun, ident, now, worker):
        cells = dict(self.book.of(noun)[ident]) | now | {"day": TODAY, "source_key": None}
        ran = self.hand.run(noun, "again", ident, *options(minutes=now["minutes"]), worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [made] = ran.lines
            self.put(worker, {(noun, made): cells})
