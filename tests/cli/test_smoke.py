def test_the_shortest_visit(office, naht):
    ran = naht("v", "west")
    assert ran.code == 0
    assert len(ran.out.strip()) == 11
    assert "So 22.11.2026" in ran.err


def test_a_word_nobody_knows(office, naht):
    ran = naht("v", "west", "hausbsuch")
    assert (ran.code, ran.out) == (2, "")
    assert "hausbesuch" in ran.err


def test_a_name_that_makes_no_id_needs_one(office, naht):
    for line in (("partner", "add", "北京"), ("n", "nord", "--new-partner", "北京")):
        ran = naht(*line)
        assert (ran.code, ran.out) == (4, "")
        assert "--id" in ran.err
    assert naht("partner", "add", "北京", "--id", "peking").out == "peking\n"
