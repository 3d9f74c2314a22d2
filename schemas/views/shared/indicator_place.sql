-- What the indicators of households, classes and budgets count, in the smallest division it is known for: one row an
-- indicator and division. Classes and budgets tell of nobody: part and whole are NULL.
WITH household AS (
  SELECT place_code, count(*) AS whole,
         count_if(hh_class = 'FPKF') AS poverty_only, count_if(hh_class = 'FPDB') AS both,
         count_if(hh_class = 'DB') AS assistance_only, count_if(hh_class = 'TEKUN') AS destitute
  FROM register_household
  GROUP BY place_code
), class AS (
  SELECT coalesce(school.town_code, school.county_code, substring(student.hukou_division, 1, 6)) AS place_code,
         count(*) AS pupils
  FROM student_register AS student
  LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
  WHERE student.status = '01' AND student.class_name IS NOT NULL AND student.school_code IS NOT NULL
  GROUP BY student.school_code, student.grade, student.class_name, 
           coalesce(school.town_code, school.county_code, substring(student.hukou_division, 1, 6))
)
SELECT count.code AS indicator_code, place_code, 'ALL' AS stage, count.part, whole,
       CAST(count.part AS DECIMAL(28, 2)) AS numerator, CAST(whole AS DECIMAL(28, 2)) AS denominator
FROM household
LATERAL VIEW explode(array(
  named_struct('code', 'HOUSEHOLDS_POVERTY_ONLY', 'part', poverty_only),
  named_struct('code', 'HOUSEHOLDS_BOTH', 'part', both),
  named_struct('code', 'HOUSEHOLDS_ASSISTANCE_ONLY', 'part', assistance_only),
  named_struct('code', 'HOUSEHOLDS_DESTITUTE', 'part', destitute))) AS count
UNION ALL
SELECT 'OVERSIZE_CLASSES', place_code, 'ALL', CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
       CAST(count_if(pupils >= 56) AS DECIMAL(28, 2)), CAST(count(*) AS DECIMAL(28, 2))
FROM class
GROUP BY place_code
UNION ALL
SELECT 'BUDGET_EXECUTION', county_code, 'ALL', NULL, NULL,
       CAST(sum(disbursed) AS DECIMAL(28, 2)), CAST(sum(budget) AS DECIMAL(28, 2))
FROM budget_execution
WHERE term = :term AND newest
GROUP BY county_code
