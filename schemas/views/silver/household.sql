-- Households as three registries know them: one row a household number of a registry. What the rows of a
-- poverty-register household repeat is taken from its first row in file-name order.
WITH poverty AS (
  SELECT *,
         row_number() OVER (PARTITION BY household_no ORDER BY source_file, source_sheet, source_row) AS place,
         count(*) OVER (PARTITION BY household_no) AS members,
         max(labour IN ('ORDINARY', 'SKILLED', 'WEAK')) OVER (PARTITION BY household_no) AS able
  FROM poverty_register
  WHERE household_no IS NOT NULL
), assistance AS (
  SELECT *,
         row_number() OVER (PARTITION BY assistance_no ORDER BY source_file, source_sheet, source_row) AS place,
         count(*) OVER (PARTITION BY assistance_no) AS members
  FROM social_assistance
  WHERE assistance_no IS NOT NULL
), hukou AS (
  SELECT *,
         row_number() OVER (PARTITION BY hukou_no ORDER BY source_file, source_sheet, source_row) AS place,
         count(*) OVER (PARTITION BY hukou_no) AS members
  FROM household_registration
  WHERE hukou_no IS NOT NULL
)
SELECT substring(fn.pseudonym('household', concat(kind, '|', household_no)), 1, 32) AS household_id, *
FROM (
  SELECT 'POVERTY' AS kind, household_no, village_code AS division_code, household_type, poverty_attribute,
         poverty_status, monitor_class, risk_cleared, income_pc, household_size AS declared_size,
         CAST(members AS INT) AS member_count, CASE WHEN able THEN 'A' WHEN NOT able THEN 'B' END AS ab_class,
         main_cause, record_id AS first_record_id
  FROM poverty WHERE place = 1
  UNION ALL
  SELECT 'ASSISTANCE', assistance_no, village_code, NULL, NULL, NULL, NULL, NULL, income_pc_month * 12,
         household_size, CAST(members AS INT), NULL, NULL, record_id
  FROM assistance WHERE place = 1
  UNION ALL
  SELECT 'HUKOU', hukou_no, village_code, NULL, NULL, NULL, NULL, NULL, NULL, NULL, CAST(members AS INT), NULL, NULL,
         record_id
  FROM hukou WHERE place = 1
)
