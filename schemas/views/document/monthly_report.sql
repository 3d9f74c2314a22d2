-- What was done in the month of the business date, up to it: one row a township, and one for what a county knows of no
-- township. owed and open are as they stand; visits and letters are NULL where no such registry was delivered.
WITH known AS (
  SELECT array_contains(registries, 'home_visit') AS visits, array_contains(registries, 'family_letter') AS letters
  FROM delivered
), done AS (
  SELECT line.division_code AS code, paid.person_id AS pupil, paid.amount, NULL AS gap, NULL AS behind, 0 AS opened,
         0 AS closed, 0 AS open, 0 AS overdue, 0 AS visits, 0 AS letters
  FROM term_payment AS paid
  LEFT JOIN school_line AS line ON line.school_code = paid.school_code -- one row a school
  WHERE paid.pay_date BETWEEN trunc(:business_date, 'MM') AND :business_date
  UNION ALL
  SELECT place.place_code, NULL, NULL, gap.gap, gap.person_id, 0, 0, 0, 0, 0, 0
  FROM gold_subsidy_gap AS gap
  LEFT JOIN pupil_place AS place ON place.person_id = gap.person_id -- at most one row a person
  WHERE gap.gap > 0
  UNION ALL
  SELECT division_code, NULL, NULL, NULL, NULL, CAST(opened_on BETWEEN trunc(:business_date, 'MM') AND :business_date AS INT),
         CAST(NOT open AND state_since BETWEEN trunc(:business_date, 'MM') AND :business_date AS INT),
         CAST(open AS INT), CAST(overdue AS INT), 0, 0
  FROM gold_exception_case
  UNION ALL
  SELECT village_code, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 1, 0
  FROM home_visit
  WHERE visit_date BETWEEN trunc(:business_date, 'MM') AND :business_date
  UNION ALL
  SELECT line.division_code, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 1
  FROM letter_sent AS letter
  LEFT JOIN school_line AS line ON line.school_code = letter.school_code -- one row a school
  WHERE letter.sent_date BETWEEN trunc(:business_date, 'MM') AND :business_date
), place AS (
  -- The townships and counties there are, and what belongs to none.
  SELECT code AS place_code FROM division_line WHERE code IN (town_code, county_code)
  UNION ALL
  SELECT CAST(NULL AS STRING)
), placed AS (
  SELECT coalesce(town.code, county.code) AS place_code, done.*
  FROM done
  LEFT JOIN division AS town ON town.code = substring(done.code, 1, 9) AND town.level = '4' -- a division's code is its key
  LEFT JOIN division AS county ON county.code = substring(done.code, 1, 6) -- a division's code is its key
)
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       place.place_code AS division_code,
       coalesce(line.town, '县本级及乡镇不详') AS town,
       date_format(:business_date, 'yyyy年M月') AS month,
       CAST(count(DISTINCT pupil) AS INT) AS pupils, coalesce(sum(amount), 0) AS amount,
       CAST(count(DISTINCT behind) AS INT) AS behind, coalesce(sum(gap), 0) AS gap,
       CAST(coalesce(sum(opened), 0) AS INT) AS opened, CAST(coalesce(sum(closed), 0) AS INT) AS closed,
       CAST(coalesce(sum(open), 0) AS INT) AS open, CAST(coalesce(sum(overdue), 0) AS INT) AS overdue,
       if(max(known.visits), CAST(coalesce(sum(placed.visits), 0) AS INT), NULL) AS visits,
       if(max(known.letters), CAST(coalesce(sum(placed.letters), 0) AS INT), NULL) AS letters
FROM place
LEFT JOIN placed ON placed.place_code <=> place.place_code -- all that was done there
LEFT JOIN division_line AS line ON line.code = place.place_code -- one row a division
CROSS JOIN known -- one row
GROUP BY ALL
HAVING place.place_code IS NOT NULL OR count(placed.opened) > 0
