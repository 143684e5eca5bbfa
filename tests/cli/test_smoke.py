def test_the_shortest_visit(office, naht):
    ran = naht("v", "west")
    assert ran.code == 0
    assert len(ran.out.strip()) == 11
    assert "So 22.11.2026" in ran.err


def test_a_word_nobody_knows(office, naht):
    ran = naht("v", "west", "hausbsuch")
    assert (ran.code, ran.out) == (2, "")
    assert "hausbesuch" in ran.err
