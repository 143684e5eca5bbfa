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
        lines = self.sorted_out(noun, typed, worker, again)
        new = [(mark, said) for mark, said, is_new in lines if is_new]
        records = [self.meant(noun, said, worker) for _, said in new]
        holds = all(funded(self.book, cells) for cells in records)
        ran = self.hand.run(noun, "add", "-", *(["--again"] if again else []), worker=worker, stdin=text)
        if self.expect(ran, holds=holds):
            assert len(set(ran.lines)) == len(ran.lines) == len(lines), (ran, lines)
            found, old = self.hand.seen(noun), self.book.of(noun)
            assert [ident not in old for ident in ran.lines] == [is_new for *_, is_new in lines], (ran, lines)
            marks = [mark for mark, _, is_new in lines if not is_new]
            assert [self.keys[old[ident]["source_key"]] for ident in ran.lines if ident in old] == marks
            made = [ident for ident in ran.lines if ident not in old]
            for (mark, _), cells, ident in zip(new, records, made, strict=True):
                cells["source_key"] = found[ident]["source_key"]
                self.keys[cells["source_key"]] = mark
            self.put(worker, {(noun, ident): cells for ident, cells in zip(made, records, strict=True)})

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

    def sorted_out(self, noun, typed, worker, again):
        """Each line with its mark (who typed what) and whether it is new.

        It is not where an earlier sheet of the same worker has it, more than half of whose lines stand here.
        """
        marks = [(worker, repr(sorted(said.items()))) for said in typed]
        earlier = {}
        for cells in self.book.of(noun).values():
            if (key := cells["source_key"]) and not again:
                earlier.setdefault(key.split(".")[1], []).append(self.keys[key])
        same = [lines for lines in earlier.values() if 2 * len(set(lines) & set(marks)) > len(set(lines))]
        left = Counter(mark for lines in same for mark in lines)
        sorted_out = []
        for mark, said in zip(marks, typed, strict=True):
            sorted_out.append((mark, said, not left[mark]))
            left[mark] -= left[mark] > 0
        return sorted_out

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
