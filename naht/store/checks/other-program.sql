-- id: other-program
-- severity: warning
-- de: Ein anderes Programm hat in „{tbl}“ geschrieben ({acts}; {n} Mal).
-- en: Another program wrote into “{tbl}” ({acts}; {n} times).
-- mend: naht log {record}
SELECT row, substr(row, 1, instr(row || '/', '/') - 1) AS record, tbl, count(*) AS n,
  group_concat(DISTINCT CASE act WHEN 'i' THEN 'neu' WHEN 'u' THEN 'geändert' ELSE 'entfernt' END) AS acts_de,
  group_concat(DISTINCT CASE act WHEN 'i' THEN 'new' WHEN 'u' THEN 'changed' ELSE 'removed' END) AS acts_en
FROM change WHERE op = 0 GROUP BY tbl, row ORDER BY min(k)
