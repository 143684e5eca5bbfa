-- What every rule may ask: all records of activity as one table, and which funding allows which district.
-- Records are read one by one, never copied: behind entry stands CROSS JOIN, which keeps it first.
WITH entry (noun, n, id, day, minutes, district, funding, funding_by, worker, entered_at) AS NOT MATERIALIZED (
  SELECT 'visit', n, id, day, minutes, district, funding, funding_by, worker, entered_at FROM visit
  UNION ALL
  SELECT 'referral', n, id, day, NULL, district, funding, funding_by, worker, entered_at FROM referral
  UNION ALL
  SELECT 'contact', n, id, day, minutes, district, funding, funding_by, worker, entered_at FROM contact
  UNION ALL
  SELECT 'work', n, id, day, minutes, district, funding, funding_by, worker, entered_at FROM work
),
covers (funding, district) AS (
  SELECT f.n, d.n FROM funding f CROSS JOIN district d
  WHERE d.everywhere
    OR NOT EXISTS (SELECT 1 FROM funding_district x WHERE x.funding = f.n)
    OR EXISTS (SELECT 1 FROM funding_district x WHERE x.funding = f.n AND x.district = d.n)
)
