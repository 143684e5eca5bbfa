"""Sheets: several lines recorded in one step, each line once however often the sheet is fed."""

# ruff: noqa: PLR0913, PLR0917  what a rule draws are its arguments
from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.trials.model.ground import CHANNEL, DAYS, DISTRICT, FUNDING, MINUTES, TOPIC, WORKER, Ground
from tests.trials.model.rules import CHANNELS, dated, funded

LINE = st.tuples(DAYS, DISTRICT, MINUTES, CHANNEL, st.one_of(st.none(), TOPIC), FUNDING)
PARTNER = "gwg"
OTHERS = {"work": {"kind": "team"}, "contact": {"partners": PARTNER, "kind": "kooperationsgespraech"},
          "referral": {"partner": PARTNER}}  # fmt: skip


class Sheets(Ground):
    @rule(noun=st.sampled_from(["visit", "contact", "work", "referral"]), lines=st.lists(LINE, min_size=1, max_size=4),
          twice=st.booleans(), again=st.booleans(), worker=WORKER)  # fmt: skip
    def sheet(self, noun, lines, twice, again, worker):
        typed = [self.typed(noun, *line) for line in (lines * 2 if twice else lines)]
        text = "".join(f"{' '.join(map(str, said.values()))}\n" for said in typed)
        new = self.new(noun, typed, again)
        records = [self.meant(noun, said, worker) for _, said in new]
        holds = all(funded(self.book, cells) for cells in records)
        ran = self.hand.run(noun, "add", "-", *(["--again"] if again else []), worker=worker, stdin=text)
        if self.expect(ran, holds=holds):
            assert len(set(ran.lines)) == len(ran.lines) == len(new), (ran, new)
            found = self.hand.seen(noun)
            for (mark, _), cells, ident in zip(new, records, ran.lines, strict=True):
                cells["source_key"] = self.keys.setdefault(mark, found[ident]["source_key"])
            self.put(worker, {(noun, ident): cells for ident, cells in zip(ran.lines, records, strict=True)})

    def typed(self, noun, day, district, minutes, channel, topic, funding):
        """The words of a line, by what they are for."""
        said = {"day": day, "district": district}
        if noun == "visit":
            said |= {"channel": channel} | ({"topics": topic} if topic and self.usable([topic]) else {})
        else:
            said |= OTHERS[noun]
        if minutes and noun != "referral":
            said |= {"minutes": f"{minutes}m"}
        return said | ({"funding": funding} if funding else {})

    def new(self, noun, typed, again):
        """The lines that are not there yet, each with its mark: what it says, and its number among equal ones."""
        there = {cells["source_key"] for cells in self.book.of(noun).values()}
        equal: Counter[str] = Counter()
        found = []
        for said in typed:
            text = repr(sorted(said.items()))
            while True:
                equal[text] += 1
                mark = (noun, text, equal[text])
                old = mark in self.keys and self.keys[mark] in there
                if not old or not again:
                    break
            if not old:
                found.append((mark, said))
        return found

    def meant(self, noun, said, worker):
        """The record that a line is, but for who pays."""
        who = {"worker": worker} if noun == "referral" else {"workers": [worker]}
        cells = self.blank(noun) | said | who | {"funding_by": "given" if "funding" in said else None}
        if "minutes" in said:
            cells["minutes"] = int(said["minutes"].removesuffix("m"))
        if noun == "visit":
            cells |= {"topics": [said.get("topics", "k-a")], "setting": CHANNELS[said["channel"]],
                      "outcome": "erreicht"}  # fmt: skip
        elif noun == "contact":
            cells["partners"] = [PARTNER]
        elif noun == "referral":
            cells["kind"] = "verweis"
            dated(cells, "state", "offen", said["day"])
        return cells
