-- id: op-undone-twice
-- severity: warning
-- de: Schritt {row} ist zweimal zurückgenommen, von {first} und noch einmal von {again}.
-- en: Step {row} is undone twice, by {first} and once more by {again}.
-- mend: naht undo {again}
-- An undo may be followed by another one only where a redo took it back in between.
SELECT a.undoes AS row, a.n AS first, b.n AS again
FROM op a JOIN op b ON b.undoes = a.undoes AND b.n > a.n
WHERE NOT EXISTS (SELECT 1 FROM op r WHERE r.undoes = a.n AND r.n < b.n)
ORDER BY b.n
