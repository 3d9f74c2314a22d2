-- Meals of a school in a school year, as the record of meals tells them: one row a school and year.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, meal.school_code) AS school_folder,
       line.division_code, line.school, line.town,
       concat(meal.school_year, '—', meal.school_year + 1, '学年') AS school_year,
       meal.days, meal.heads, CAST(meal.days AS BIGINT) * meal.heads AS meals, meal.spend,
       CAST(meal.spend / nullif(CAST(meal.days AS BIGINT) * meal.heads, 0) AS DECIMAL(18, 2)) AS yuan_a_meal,
       '' AS checked, '' AS remark
FROM nutrition_day AS meal
LEFT JOIN school_line AS line ON line.school_code = meal.school_code -- one row a school
