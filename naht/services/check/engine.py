"""Running the rules: all findings at once, the worst first."""

from collections.abc import Container, Iterator

from naht.services.check import clashes, field_values, files, integrity, place, replayed, word_lists
from naht.services.check.model import SEVERITIES, Finding, Probe, Rule, Scene
from naht.store.file.sqlite import DatabaseError
from naht.store.file.sqlite_errors import INTERRUPT, code_of

_UNASKED = Rule(
    "unasked", "error",
    de="Die Regel „{row}“ ließ sich nicht prüfen: {reason}.",
    en="The rule “{row}” could not be checked: {reason}.",
    mend=integrity.RESTORE,
)  # fmt: skip

# Broken pages, broken JSON, values of another type.
_DAMAGE = (DatabaseError, ValueError, TypeError, AttributeError, LookupError)


def probes() -> tuple[Probe, ...]:
    """All there are, those of the file first."""
    modules = (integrity, replayed, place, clashes, word_lists, field_values)
    return (*(probe for module in modules for probe in module.PROBES), *files.probes())


def findings(scene: Scene, only: Container[str] | None = None) -> list[Finding]:
    """What the rules (or those named) find, errors before warnings before hints."""
    asked = (probe for probe in probes() if only is None or probe.rule.id in only)
    found = [finding for probe in asked if scene.full or not probe.rule.full for finding in _asked(probe, scene)]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.rule.severity))


def _asked(probe: Probe, scene: Scene) -> Iterator[Finding]:
    """A damaged file stops a rule, not the check."""
    try:
        for facts in probe.look(scene):
            yield Finding(probe.rule, facts)
    except _DAMAGE as error:
        if isinstance(error, DatabaseError) and code_of(error) == INTERRUPT:
            raise
        yield Finding(_UNASKED, {"row": probe.rule.id, "reason": str(error)})
