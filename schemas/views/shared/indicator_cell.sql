-- Held: its rows do not grow with the population, and the views of suppression name it several times.
-- The indicators of each division: one row an indicator, stage and division. Stages are told down to the township.
SELECT said.indicator_code, said.stage, path.within_code AS division_code, path.level AS division_level,
       sum(said.part) AS part, sum(said.whole) AS whole,
       sum(said.numerator) AS numerator, sum(said.denominator) AS denominator
FROM indicator_count AS said
JOIN division_path AS path ON path.code = said.place_code -- at most five divisions
WHERE path.level < 5 OR said.stage = 'ALL'
GROUP BY said.indicator_code, said.stage, path.within_code, path.level
