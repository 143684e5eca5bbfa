-- id: op-missing
-- severity: error
-- de: Das Protokoll nennt Schritt {row}, den es nicht gibt ({n} Änderungen).
-- en: The journal names step {row}, which does not exist ({n} changes).
-- mend: naht backup verify; naht restore …
SELECT op AS row, count(*) AS n FROM change WHERE op <> 0 AND op NOT IN (SELECT n FROM op) GROUP BY op ORDER BY op
