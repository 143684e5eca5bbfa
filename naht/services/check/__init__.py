"""``naht check``: every rule of the house asked of the whole file. A rule finds and says; nothing is mended here."""

from naht.services.check.engine import findings, probes
from naht.services.check.model import SEVERITIES, Finding, Probe, Rule, Scene

__all__ = ["SEVERITIES", "Finding", "Probe", "Rule", "Scene", "findings", "probes"]
