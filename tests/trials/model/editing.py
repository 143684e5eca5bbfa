"""What is changed and removed. Each rule is one command; refusals are part of the model."""

# ruff: noqa: PLR0913, PLR0917  what a rule draws are its arguments
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from naht.domain.text import slug
from tests.trials.model.ground import (
    CHANNEL,
    CODES,
    DAYS,
    DISTRICT,
    MINUTES,
    NOTE,
    NOUNS,
    PARTNERS,
    PICK,
    SPAN,
    TERMS,
    TOPIC,
    TOPICS,
    WORDS,
    WORKER,
    Ground,
    options,
)  # fmt: skip
from tests.trials.model.notebook import Cells, Key
from tests.trials.model.rules import dated, following, funded, living, overlapping
from tests.trials.office import TODAY

STATES = following()


class Editing(Ground):
    @precondition(lambda self: self.book.of("visit"))
    @rule(number=PICK, last=st.booleans(), day=st.one_of(st.none(), DAYS), district=st.one_of(st.none(), DISTRICT),
          topics=TOPICS, minutes=MINUTES, client=st.one_of(st.none(), PICK),
          unset=st.sampled_from([None, None, "minutes", "note", "client"]), worker=WORKER)  # fmt: skip
    def edit_visit(self, number, last, day, district, topics, minutes, client, unset, worker):
        ident = self.pick("visit", number)
        name = ident
        if last and (latest := self.book.last_added("visit", worker)):
            ident, name = latest, "@"
        known = None if client is None else self.pick("client", client)
        topics = self.usable(topics)
        now = {"day": day, "district": district, "topics": topics, "minutes": minutes,
               "clients": [known] if known else []}  # fmt: skip
        if {"minutes": minutes, "client": known}.get(unset):
            unset = None  # to set a field and to clear it is refused
        words = options(day=day, district=district, topic=topics, minutes=minutes, client=known, unset=unset)
        cells = dict(self.book.of("visit")[ident]) | {key: value for key, value in now.items() if value}
        if unset:
            cells[{"client": "clients"}.get(unset, unset)] = [] if unset == "client" else None
        self.edit("visit", ident, name, cells, words, worker)

    @precondition(lambda self: self.book.of("contact"))
    @rule(number=PICK, partners=PARTNERS, minutes=MINUTES, name=st.sampled_from([None, None, "Xylophon", "Zwirnclub"]),
          worker=WORKER)  # fmt: skip
    def edit_contact(self, number, partners, minutes, name, worker):
        ident = self.pick("contact", number)
        cells = dict(self.book.of("contact")[ident])
        cells |= {key: value for key, value in {"partners": partners, "minutes": minutes}.items() if value}
        words = options(partner=partners, minutes=minutes, new_partner=name)
        also: dict[Key, Cells | None] = {}
        if name:
            cells["partners"] = [*cells["partners"], slug(name)]
            also = {("partner", slug(name)): self.partner(name)}
        free = not name or slug(name) not in self.book.of("partner")
        self.edit("contact", ident, ident, cells, words, worker, free=free, also=also)

    @precondition(lambda self: self.book.of("work"))
    @rule(number=PICK, minutes=MINUTES, district=st.one_of(st.none(), DISTRICT), note=NOTE, worker=WORKER)
    def edit_work(self, number, minutes, district, note, worker):
        ident = self.pick("work", number)
        now = {"minutes": minutes, "district": district, "note": note}
        cells = dict(self.book.of("work")[ident]) | {key: value for key, value in now.items() if value}
        self.edit("work", ident, ident, cells, options(**now), worker)

    @precondition(lambda self: self.book.of("referral"))
    @rule(number=PICK, note=NOTE, topic=st.one_of(st.none(), TOPIC), worker=WORKER)
    def edit_referral(self, number, note, topic, worker):
        ident = self.pick("referral", number)
        now = {"note": note, "topic": topic if topic and self.usable([topic]) else None}
        cells = dict(self.book.of("referral")[ident]) | {key: value for key, value in now.items() if value}
        self.edit("referral", ident, ident, cells, options(**now), worker)

    def edit(self, noun, ident, name, cells, words, worker, *, free=True, also=None):
        """An edit of something that somebody pays for: it may move, then the payer is found anew."""
        old = self.book.of(noun)[ident]
        ran = self.hand.run(noun, "edit", name, *words, worker=worker)
        if not words:
            assert ran.code == 2, ran
            return
        moved = any(cells[key] != old[key] for key in ("day", "district"))
        if self.expect(ran, holds=free and (not moved or funded(self.book, cells))):
            assert ran.lines == [ident]
            self.put(worker, (also or {}) | {(noun, ident): cells})

    @precondition(lambda self: self.book.of("client"))
    @rule(number=PICK, residence=st.one_of(st.none(), DISTRICT), year=st.sampled_from([None, 1950, 1990]),
          since=st.one_of(st.none(), DAYS), unset=st.booleans(), worker=WORKER)  # fmt: skip
    def edit_client(self, number, residence, year, since, unset, worker):
        ident = self.pick("client", number)
        old = self.book.of("client")[ident]
        cells = dict(old) | ({"birth_year": year} if year else {})
        words = options(residence=residence, birth_year=year, since=since if residence else None)
        if not residence and unset:
            words += ["--unset", "residence"]
            dated(cells, "residence", None)
        elif residence and (since or self.book.shown("client")[ident].get("residence") != residence):
            living(cells, residence, since)
        if not residence and not year and not unset:
            return
        self.hand.must("client", "edit", ident, *words, worker=worker)
        self.put(worker, {("client", ident): cells})

    @precondition(lambda self: self.book.of("referral"))
    @rule(number=PICK, state=st.sampled_from(sorted(STATES)), day=st.one_of(st.none(), DAYS), worker=WORKER)
    def step_referral(self, number, state, day, worker):
        ident = self.pick("referral", number)
        cells = dict(self.book.of("referral")[ident])
        old = self.book.shown("referral")[ident]["state"]
        latest = max(value[0] for key, value in cells.items() if isinstance(key, tuple))
        may = state == old or (state in STATES[old] and (day or TODAY) >= latest)
        ran = self.hand.run("referral", "step", ident, state, *([day] if day else []), worker=worker)
        if self.expect(ran, holds=may):
            dated(cells, "state", state, day or TODAY)
            self.put(worker, {("referral", ident): cells})

    @rule(number=PICK, note=NOTE, year=st.sampled_from([None, 2015]), worker=WORKER)
    def edit_partner(self, number, note, year, worker):
        self.plain("partner", self.pick("partner", number), {"note": note, "partner_since": year}, worker)

    @rule(code=CODES, channel=CHANNEL, worker=WORKER)
    def edit_worker(self, code, channel, worker):
        if code in self.book.of("worker"):
            self.plain("worker", code, {"channel": channel}, worker)

    @rule(word=WORDS, sort=st.integers(1, 5), worker=WORKER)
    def edit_word(self, word, sort, worker):
        if f"topic:{word}" in self.book.of("word"):
            self.plain("word", f"topic:{word}", {"sort": sort}, worker)

    @rule(ident=TERMS, span=SPAN, worker=WORKER)
    def edit_term(self, ident, span, worker):
        if ident in self.book.of("term"):
            now = {"starts_on": span[0], "ends_on": span[1]}
            cells = self.book.of("term")[ident] | {key: value for key, value in now.items() if value}
            self.plain("term", ident, now, worker, may=not overlapping(self.book, ident, cells))

    # ---- removing

    @rule(noun=st.sampled_from(NOUNS), number=PICK, worker=WORKER)
    def remove(self, noun, number, worker):
        if ident := self.picked(noun, number):
            ran = self.hand.run(noun, "remove", ident, worker=worker)
            used = [other for other in self.book.users(ident.rpartition(":")[2]) if other != ident]
            if self.expect(ran, holds=not used):
                assert ran.lines == [ident]
                self.put(worker, {(noun, ident): None})
