"""The names read by pattern are those that the whole file has."""

from naht.metrics import names
from naht.metrics.catalog import catalog


def test_figures_and_breakdowns_are_the_catalog_s():
    known = catalog()
    assert names.metrics() == {name: set(known.bases(metric)) for name, metric in known.metrics.items()}
    assert names.dimensions() == {name: set(one.axes) for name, one in known.dimensions.items()}
    assert list(names.metrics()) == list(known.metrics)
