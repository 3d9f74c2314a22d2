-- Budgets against what is disbursed: one row a county, programme, term and cut-off date. Of several records of one date
-- the one delivered last counts.
SELECT programme AS programme_code,
       county_code,
       term,
       as_of_date,
       planned_heads,
       budget,
       disbursed,
       rate,
       elapsed,
       CAST(elapsed - rate AS DECIMAL(18, 2)) AS lag_points,
       disbursed > budget AS over_budget,
       CAST(budget / nullif(planned_heads, 0) AS DECIMAL(18, 2)) AS budget_a_head,
       CAST(disbursed / nullif(planned_heads, 0) AS DECIMAL(18, 2)) AS disbursed_a_head,
       newest
FROM (
  SELECT *,
         CAST(100 * disbursed / nullif(budget, 0) AS DECIMAL(18, 2)) AS rate,
         CAST(100 * elapsed_days / year_days AS DECIMAL(5, 2)) AS elapsed,
         row_number() OVER (
           PARTITION BY programme, county_code, term, as_of_date
           ORDER BY delivery_date DESC, source_file, source_row) AS place
  FROM budget_record
  WHERE programme IS NOT NULL AND county_code IS NOT NULL AND term IS NOT NULL AND as_of_date IS NOT NULL
)
WHERE place = 1
