-- The households whose rate of errors is asked for: one row a rate (codes/error_rate.csv) and household. The documents
-- do not define them; they are defined here and nowhere else:
--   WRONG_EXIT   错退率: households of the poverty register with 脱贫状态 = 已脱贫, of whatever type;
--   WRONG_LISTED 错评率: its 脱贫户 and 监测户;
--   MISSED       漏评率: rural households that are not listed: its 一般农户, and households of the household registration
--                with a rural member in force of whom no member in force stands in the poverty register in any way. These
--                count only where the poverty register was delivered whole; else everybody would look unlisted.
-- town is the township of its division, as far as that is known: 9 digits, fewer, or '' if nothing is known.
-- members counts persons, not rows; of the household registration those in force on the business date.
WITH belonging AS (
  SELECT DISTINCT household_id, person_id, source
  FROM membership
  WHERE source = 'poverty_register'
     OR (source = 'household_registration' AND (to_date IS NULL OR to_date > :business_date))
), counted AS (
  SELECT belonging.household_id, count(*) AS members, max(registered.person_id IS NOT NULL) AS registered
  FROM belonging
  LEFT JOIN (SELECT DISTINCT person_id FROM membership WHERE source = 'poverty_register') AS registered
    ON registered.person_id = belonging.person_id -- each person once
  GROUP BY belonging.household_id
), register AS (
  SELECT household_no, min(village_code) AS division_code FROM poverty_register GROUP BY household_no
), hukou AS (
  SELECT hukou_no AS household_no, max(hukou_kind = 'RURAL') AS rural
  FROM household_registration
  WHERE moved_out_date_blank OR moved_out_date > :business_date
  GROUP BY hukou_no
)
SELECT rate_code, household_id, kind, household_no, division_code, substring(coalesce(division_code, ''), 1, 9) AS town,
       household_type, monitor_class, poverty_status, CAST(members AS INT) AS members
FROM (
  SELECT household.household_id, household.kind, household.household_no,
         coalesce(household.division_code, register.division_code) AS division_code,
         household.household_type, household.monitor_class, household.poverty_status, counted.members,
         array_compact(array(
           CASE WHEN household.poverty_status = 'EXITED' THEN 'WRONG_EXIT' END,
           CASE WHEN household.household_type IN ('EXITED', 'MONITORED') THEN 'WRONG_LISTED' END,
           CASE WHEN household.household_type = 'ORDINARY' THEN 'MISSED' END)) AS rates
  FROM household
  JOIN counted ON counted.household_id = household.household_id -- one count a household
  LEFT JOIN register ON register.household_no = household.household_no -- its number is its key
  WHERE household.kind = 'POVERTY'
  UNION ALL
  SELECT household.household_id, household.kind, household.household_no, household.division_code, NULL, NULL, NULL,
         counted.members, array('MISSED')
  FROM household
  JOIN counted ON counted.household_id = household.household_id -- one count a household
  JOIN hukou ON hukou.household_no = household.household_no -- its number is its key
  CROSS JOIN delivered -- one row
  WHERE household.kind = 'HUKOU' AND hukou.rural AND NOT counted.registered
    AND array_contains(delivered.registries, 'poverty_register')
)
LATERAL VIEW explode(rates) AS rate_code
