-- Grain delivery: one row a registry that was delivered, with its newest delivery, the ones before it that this run
-- took in, and the units that are missing from it. snapshot: an earlier delivery was taken in for its history only.
WITH delivery AS (
  SELECT registry, delivery_date, sum(rows_loaded + rows_quarantined) AS rows, max(coalesce(earlier, false)) AS snapshot
  FROM feed
  WHERE state = 'LOADED' AND delivery_date IS NOT NULL
  GROUP BY registry, delivery_date
), ranked AS (
  SELECT *,
         row_number() OVER (PARTITION BY registry ORDER BY delivery_date DESC) AS place,
         lead(rows) OVER (PARTITION BY registry ORDER BY delivery_date DESC) AS rows_before
  FROM delivery
), middle AS (
  SELECT *, percentile(CASE WHEN place BETWEEN 2 AND 13 THEN rows END, 0.5) OVER (PARTITION BY registry) AS median_rows
  FROM ranked
), history AS (
  SELECT registry,
         max(delivery_date) AS delivery_date,
         max_by(rows, delivery_date) AS rows,
         max_by(rows_before, delivery_date) AS rows_before,
         max(snapshot) AS snapshot,
         count_if(place BETWEEN 2 AND 13) AS deliveries_before,
         max(median_rows) AS median_rows,
         percentile(CASE WHEN place BETWEEN 2 AND 13 THEN abs(rows - median_rows) END, 0.5) AS usual_change
  FROM middle
  GROUP BY registry
), file AS (
  SELECT registry,
         sort_array(collect_list(named_struct('record_id', md5(concat_ws('|', 'file', registry, source_file)),
                    'registry', registry, 'source_file', source_file, 'source_row', CAST(NULL AS INT),
                    'role', 'subject'))) AS records
  FROM feed
  JOIN (SELECT registry, delivery_date FROM history) AS newest USING (registry, delivery_date) -- one delivery a registry
  WHERE state = 'LOADED'
  GROUP BY registry
), expected AS (
  SELECT 'student_register' AS registry, school_code AS unit, county_code FROM school
  UNION ALL
  SELECT explode(array('poverty_register', 'social_assistance', 'household_registration')), code, parent_code
  FROM division WHERE level = '4'
), present AS (
  SELECT DISTINCT registry, if(registry = 'student_register', school_code, substring(division_code, 1, 9)) AS unit
  FROM mention
  WHERE registry IN ('student_register', 'poverty_register', 'social_assistance', 'household_registration')
), unit AS (
  -- Only of a county that is in the delivery anything is expected.
  SELECT expected.registry, expected.unit, present.unit IS NOT NULL AS found,
         max(present.unit IS NOT NULL) OVER (PARTITION BY expected.registry, expected.county_code) AS covered
  FROM expected
  LEFT JOIN present USING (registry, unit) -- each unit once
), gap AS (
  SELECT registry, count_if(covered AND NOT found) AS missing_units,
         array_join(sort_array(collect_list(CASE WHEN covered AND NOT found THEN unit END)), ' ') AS units
  FROM unit
  GROUP BY registry
)
SELECT 'FILE' AS subject_type,
       history.registry AS subject_key,
       CAST(history.delivery_date AS STRING) AS period,
       CAST(NULL AS STRING) AS person_id, CAST(NULL AS STRING) AS household_id, CAST(NULL AS STRING) AS division_code,
       CAST(NULL AS STRING) AS programme_code, CAST(NULL AS STRING) AS term,
       history.registry,
       history.delivery_date,
       history.rows,
       history.rows_before,
       history.snapshot,
       history.deliveries_before,
       history.median_rows,
       history.usual_change,
       gap.missing_units,
       gap.units,
       file.records
FROM history
JOIN file USING (registry) -- one list a registry
LEFT JOIN gap USING (registry) -- at most one row a registry
