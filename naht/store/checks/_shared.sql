-- What every rule may ask: all records of activity as one table, and which funding allows which district.
-- What words carry, word_attribute (word, list, slug, name, value) says; its text is store/reading/attributes.py's.
-- The line "entries" stands for a SELECT of each noun that has a day and a funding, made of its field table.
-- Records are read one by one, never copied: behind entry stands CROSS JOIN, which keeps it first.
WITH entry (noun, n, id, day, minutes, district, funding, funding_by, entered_at) AS NOT MATERIALIZED (
  -- entries
),
covers (funding, district) AS (
  SELECT f.n, d.n FROM funding f CROSS JOIN district d
  WHERE d.everywhere
    OR NOT EXISTS (SELECT 1 FROM funding_district x WHERE x.funding = f.n)
    OR EXISTS (SELECT 1 FROM funding_district x WHERE x.funding = f.n AND x.district = d.n)
)
