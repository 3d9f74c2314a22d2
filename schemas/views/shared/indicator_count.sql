-- Held: its rows do not grow with the population, and the views of suppression name it several times.
-- What indicators count in the smallest division it is known for: one row an indicator, stage and division.
SELECT indicator_code, stage, place_code, sum(part) AS part, sum(whole) AS whole, sum(numerator) AS numerator,
       sum(denominator) AS denominator
FROM (
  SELECT * FROM indicator_aid
  UNION ALL
  SELECT * FROM indicator_schooling
  UNION ALL
  SELECT * FROM indicator_dropout
  UNION ALL
  SELECT * FROM indicator_place
)
GROUP BY indicator_code, stage, place_code
