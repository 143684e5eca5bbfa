-- id: op-open
-- severity: error
-- de: Schritt {row} ({command}, {at}) ist nicht abgeschlossen: Ihm fehlt das Siegel.
-- en: Step {row} ({command}, {at}) was not finished: it has no seal.
-- mend: naht backup verify; naht restore …
SELECT n AS row, command, at FROM op WHERE seal IS NULL ORDER BY n
