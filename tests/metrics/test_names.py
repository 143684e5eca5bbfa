"""What a Tab offers is what the catalog knows."""

from naht.metrics import names
from naht.metrics.definitions import catalog


def test_the_names_are_those_of_the_catalog() -> None:
    known = catalog()
    assert names.metrics() == {name: set(known.bases(metric)) for name, metric in known.metrics.items()}
    assert names.dimensions() == {name: set(one.axes) for name, one in known.dimensions.items()}
    assert list(names.metrics()) == list(known.metrics)
