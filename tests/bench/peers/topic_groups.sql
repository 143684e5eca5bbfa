-- The one breakdown of which a visit can have several values: each group counts once.
WITH RECURSIVE up (word, root) AS (
  SELECT n, n FROM word
  UNION ALL
  SELECT up.word, w.parent FROM up JOIN word w ON w.n = up.root WHERE w.parent IS NOT NULL
), pairs AS (
  SELECT DISTINCT t.n, up.root
  FROM t LEFT JOIN visit_topic c ON c.visit = t.n
  LEFT JOIN (up JOIN word w ON w.n = up.root AND w.parent IS NULL) ON up.word = c.topic
  WHERE t.setting = 'E' AND t.met
)
SELECT root, count(DISTINCT p.n) AS visits, count(DISTINCT m.client) AS persons
FROM pairs p LEFT JOIN visit_client m ON m.visit = p.n GROUP BY 1;
