"""The synthetic office behind ``naht demo``: drawn from weights, recorded through the services; nobody is real."""

from naht.demo.furnishing import Demo, closing, furnish, plan_of
from naht.demo.months import SEED, Plan, Wish

__all__ = ["SEED", "Demo", "Plan", "Wish", "closing", "furnish", "plan_of"]
