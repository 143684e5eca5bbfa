"""The settings of an office, as a table of fields: the name, kind and default of each."""

from naht.domain import lists
from naht.domain.fields import Field
from naht.domain.kinds import CODE, COUNT, DAY, FLAG, REF, TEXT, WORD

OFFICE = Field("office", TEXT, "Name des Büros", "name of the office")
CARRIER = Field("carrier", TEXT, "Träger", "carrier")
RECORDING_SINCE = Field(
    "recording_since", DAY, "Tag, seit dem hier aufgezeichnet wird", "day since when is recorded here",
)  # fmt: skip
LANG = Field("lang", CODE, "Sprache: de oder en", "language: de or en", of="de en")
WORKER = Field(
    "worker", REF, "wer tippt, wenn NAHT_WORKER fehlt", "who types where NAHT_WORKER is not set", of="worker",
)  # fmt: skip
CHANNEL = Field(
    "channel", WORD, "übliche Kontaktart", "usual channel", of="channel", default=lists.default("channel"),
)  # fmt: skip
OWN_FUNDING = Field(
    "own_funding", REF, "Förderung für Arbeit außerhalb jeder Förderung", "funding of work outside any funding",
    of="funding", default=lists.OWN_FUNDING,
)  # fmt: skip
CITYWIDE = Field(
    "citywide", REF, "Stadtteil für Arbeit, die keinem einzelnen gilt", "district of work for no single one",
    of="district",
)  # fmt: skip
WORKER_METRICS = Field(
    "worker_metrics", FLAG, "1: Zahlen je Mitarbeiter/in sind freigegeben", "1: figures by worker are allowed",
)  # fmt: skip
ACCEPTED = Field(
    "foreign_accepted", COUNT, "Schritt, bis zu dem fremde Änderungen gelten",
    "step up to which foreign changes hold", given=False,
)  # fmt: skip
BACKUPS = Field(
    "backups", TEXT, "Ordner, der zuletzt für eine Sicherung genannt wurde", "folder that a backup named last",
    given=False,
)  # fmt: skip

ALL = (
    OFFICE, CARRIER, RECORDING_SINCE, LANG, WORKER, CHANNEL, OWN_FUNDING, CITYWIDE, WORKER_METRICS, ACCEPTED, BACKUPS,
)  # fmt: skip
KEYS = {setting.name: setting for setting in ALL if setting.given}
"""Those that the office sets itself, by name."""
