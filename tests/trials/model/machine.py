"""The machine: each rule is one command; what the model says of it has to come true, refusals included."""

from tests.trials.model.adding import Adding
from tests.trials.model.editing import Editing
from tests.trials.model.framing import Framing
from tests.trials.model.returning import Returning
from tests.trials.model.sheets import Sheets


class Machine(Adding, Editing, Framing, Sheets, Returning):
    """All rules together."""
