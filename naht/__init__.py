"""naht: the notebook of a neighbourhood office."""

__version__ = "0.2.0"
