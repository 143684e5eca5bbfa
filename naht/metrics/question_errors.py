"""What can be wrong with a question for figures."""

from naht.domain.errors import Exit, NahtError


class NoMetric(NahtError):
    de = "Was soll gezählt werden?"
    en = "What is to be counted?"
    fix_de = "Kennzahlen: {known}"
    fix_en = "Figures: {known}"


class UnknownMetric(NahtError):
    de = "Die Kennzahl „{text}“ gibt es nicht."
    en = "There is no figure “{text}”."
    fix_de = "{near}Alle: {known}"
    fix_en = "{near}All: {known}"

    def __init__(self, text: str, near: list[str], known: list[str]) -> None:
        row = ", ".join(near)
        super().__init__(
            text=text,
            known=", ".join(known),
            near_de=f"Meinten Sie: {row}? " if near else "",
            near_en=f"Did you mean: {row}? " if near else "",
        )


class UnknownDimension(UnknownMetric):
    de = "Die Gliederung „{text}“ gibt es nicht."
    en = "There is no breakdown “{text}”."


class NotBrokenDown(NahtError):
    de = "„{metric}“ lässt sich nicht nach „{dimension}“ gliedern."
    en = "“{metric}” cannot be broken down by “{dimension}”."
    fix_de = "Möglich sind: {possible}"
    fix_en = "Possible are: {possible}"


class NotTogether(NahtError):
    de = "„{dimension}“ heißt bei {one} etwas anderes als bei {other}."
    en = "“{dimension}” means something else for {one} than for {other}."
    fix_de = "Bitte getrennt zählen."
    fix_en = "Please count them apart."


class NotFiltered(NahtError):
    de = "„{metric}“ kennt die Auswahl --{option} nicht."
    en = "“{metric}” cannot be narrowed by --{option}."
    fix_de = "Bitte --{option} weglassen oder eine andere Kennzahl zählen."
    fix_en = "Please leave out --{option} or count another figure."


class NoWorkerFigures(NahtError):
    code = Exit.REFUSED
    de = "Zahlen je Mitarbeiter/in sind in diesem Büro nicht freigegeben."
    en = "Figures by worker are not allowed in this office."
    fix_de = "Das regelt die Mitbestimmung; danach: naht config worker_metrics 1"
    fix_en = "This is for co-determination to settle; after that: naht config worker_metrics 1"


class UnknownReport(UnknownMetric):
    code = Exit.NOT_FOUND
    de = "Die Berichtsvorlage „{text}“ gibt es nicht."
    en = "There is no report template “{text}”."


class BadReport(NahtError):
    de = "Die Berichtsvorlage {where} stimmt nicht: {why}"
    en = "The report template {where} is not right: {why}"
    fix_de = "Bitte die Datei berichtigen; ein Beispiel ist reports/overview.toml in den Daten von naht."
    fix_en = "Please correct the file; reports/overview.toml in the data of naht is an example."
