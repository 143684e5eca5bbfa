"""What can be wrong with a question for figures."""

from naht.domain.errors import Exit, NahtError, near_words


class NoMetric(NahtError):
    text = "What is to be counted?"
    remedy = "Figures: {known}"


class AskedTwice(NahtError):
    text = "“{name}” stands twice in one question."
    remedy = "Please drop one."


class UnknownMetric(NahtError):
    text = "There is no figure “{text}”."
    remedy = "{near}All: {known}"

    def __init__(self, text: str, near: list[str], known: list[str]) -> None:
        super().__init__(text=text, known=", ".join(known), near=near_words(near))


class UnknownDimension(UnknownMetric):
    text = "There is no breakdown “{text}”."


class NotBrokenDown(NahtError):
    text = "“{metric}” cannot be broken down by “{dimension}”."
    remedy = "Possible are: {possible}"


class NotTogether(NahtError):
    text = "“{dimension}” means something else for {one} than for {other}."
    remedy = "Please count them apart."


class NotFiltered(NahtError):
    text = "“{metric}” cannot be narrowed by --{option}."
    remedy = "Please leave out --{option} or count another figure."


class NoWorkerFigures(NahtError):
    code = Exit.REFUSED
    text = "Figures by worker are not allowed in this office."
    remedy = "This is for co-determination to settle; after that: naht config worker_metrics 1"


class UnknownReport(UnknownMetric):
    code = Exit.NOT_FOUND
    text = "There is no report template “{text}”."
