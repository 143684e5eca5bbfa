"""The settings of an office: what there are, and what they can be."""

KEYS = {
    "office": ("Name des Büros", "name of the office"),
    "lang": ("Sprache: de oder en", "language: de or en"),
    "worker": ("wer tippt, wenn NAHT_WORKER fehlt", "who types where NAHT_WORKER is not set"),
    "channel": ("übliche Kontaktart", "usual channel"),
    "own_funding": ("Förderung für Arbeit außerhalb jeder Förderung", "funding of work outside any funding"),
    "citywide": ("Stadtteil für Arbeit, die keinem einzelnen gilt", "district of work for no single one"),
    "worker_metrics": ("1: Zahlen je Mitarbeiter/in sind freigegeben", "1: figures by worker are allowed"),
}
NAMES = {"worker": "worker", "channel": "channel", "own_funding": "funding", "citywide": "district"}
VALUES = {"lang": ("de", "en"), "worker_metrics": ("1",)}
