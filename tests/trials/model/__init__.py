"""A stateful trial: any writing commands in any order, through the command line, against a plain model of records."""

from tests.trials.model.trial import run

__all__ = ["run"]
