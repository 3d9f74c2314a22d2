-- How many children are out of school, and how far is the work on each case? By county and step.
-- 控辍保学：失学儿童个案按县和办理环节统计，并附辍学率。
-- county_code 县代码, step 环节, cases 个案数, overdue 逾期, visited 有劝返记录, dropout_rate 辍学率 (of the county 全县);
-- fewer than five children are not shown 不足五人不显示
WITH cases AS (
  SELECT left(division_code, 6) AS county_code, step, count(*) AS cases, count_if(overdue) AS overdue,
         count_if(contacts > 0) AS visited
  FROM gold.dropout_case
  GROUP BY left(division_code, 6), step
), rate AS (
  SELECT division_code AS county_code, value
  FROM gold.indicator
  WHERE indicator_code = 'DROPOUT_RATE' AND division_level = 3 AND stage = 'ALL'
)
SELECT coalesce(cases.county_code, rate.county_code) AS county_code, cases.step,
       CASE WHEN cases.cases >= 5 THEN cases.cases END AS cases,
       CASE WHEN cases.cases >= 5 AND cases.overdue >= 5 THEN cases.overdue END AS overdue,
       CASE WHEN cases.cases >= 5 AND cases.visited >= 5 THEN cases.visited END AS visited, rate.value AS dropout_rate
FROM cases
FULL JOIN rate ON rate.county_code = cases.county_code -- one row a county
ORDER BY county_code, step
