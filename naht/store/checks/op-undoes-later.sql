-- id: op-undoes-later
-- severity: error
-- de: Schritt {row} will Schritt {undoes} zurücknehmen, der gar nicht vor ihm liegt.
-- en: Step {row} claims to undo step {undoes}, which does not come before it.
-- mend: naht backup verify; naht restore …
SELECT n AS row, undoes FROM op WHERE undoes >= n ORDER BY n
