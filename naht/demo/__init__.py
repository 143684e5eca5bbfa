"""The synthetic office behind ``naht demo``: drawn from weights, recorded through the services; nobody is real."""

from naht.demo.furnishing import Made, closing, foreseen, furnish
from naht.demo.months import SEED, Plan, Wish

__all__ = ["SEED", "Made", "Plan", "Wish", "closing", "foreseen", "furnish"]
