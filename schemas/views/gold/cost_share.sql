-- What each level of government owes of the term's aid and what has come from it: one row a programme, county, term and
-- level, where either is known. due is NULL where the policy sets no shares; received where allocations were not delivered
-- or do not say it.
WITH due AS (
  SELECT programme_code, county_code, level.name AS level,
         sum(amount) AS owed,
         coalesce(sum(amount) FILTER (WHERE level.yuan IS NULL), 0) AS unshared,
         sum(level.yuan) AS due
  FROM entitlement
  LATERAL VIEW explode(array(
    named_struct('name', 'CENTRAL', 'yuan', share_central), named_struct('name', 'PROVINCE', 'yuan', share_province),
    named_struct('name', 'CITY', 'yuan', share_city), named_struct('name', 'COUNTY', 'yuan', share_county),
    named_struct('name', 'REST', 'yuan', share_rest))) AS level
  WHERE confirmed AND term = :term AND county_code IS NOT NULL
  GROUP BY programme_code, county_code, level.name
), receipt AS (
  SELECT programme AS programme_code, county_code, level.name AS level,
         true AS told,
         CASE WHEN count(level.yuan) = count(*) THEN sum(level.yuan) END AS received
  FROM fund_allocation
  LATERAL VIEW explode(array(
    named_struct('name', 'CENTRAL', 'yuan', central), named_struct('name', 'PROVINCE', 'yuan', province),
    named_struct('name', 'CITY', 'yuan', city), named_struct('name', 'COUNTY', 'yuan', county))) AS level
  WHERE received_date <= :business_date AND term = :term AND programme IS NOT NULL AND county_code IS NOT NULL
  GROUP BY programme, county_code, level.name
), share AS (
  SELECT programme_code, county_code, level,
         coalesce(due.owed, 0) AS owed,
         coalesce(due.unshared, 0) AS unshared,
         CASE WHEN due.owed IS NULL THEN 0 ELSE due.due END AS due,
         CASE WHEN receipt.told THEN receipt.received
              WHEN level <> 'REST' AND array_contains((SELECT registries FROM delivered), 'fund_allocation') THEN 0
         END AS received
  FROM due
  FULL JOIN receipt USING (programme_code, county_code, level) -- both sides hold one row of this key
)
SELECT programme_code,
       county_code,
       :term AS term,
       level,
       owed,
       unshared,
       due,
       CAST(100 * due / nullif(owed - unshared, 0) AS DECIMAL(5, 2)) AS due_percent,
       received,
       received - due AS balance
FROM share
WHERE due IS NOT NULL OR received IS NOT NULL
