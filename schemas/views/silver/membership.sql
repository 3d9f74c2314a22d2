-- Who belongs to which household, by the registry that says so: one row a registry row with a household.
-- The dates are those of the registry; the poverty register has none.
SELECT substring(fn.pseudonym('household', concat(member.kind, '|', member.household_no)), 1, 32) AS household_id,
       link.person_id,
       member.relation AS relation_code,
       member.registry AS source,
       member.from_date,
       member.to_date,
       member.record_id
FROM (
  SELECT 'POVERTY' AS kind, 'poverty_register' AS registry, household_no, relation,
         CAST(NULL AS DATE) AS from_date, CAST(NULL AS DATE) AS to_date, record_id
  FROM poverty_register
  UNION ALL
  SELECT 'ASSISTANCE', 'social_assistance', assistance_no, relation,
         to_date(start_month, 'yyyyMM'), last_day(to_date(stop_month, 'yyyyMM')), record_id
  FROM social_assistance
  UNION ALL
  SELECT 'HUKOU', 'household_registration', hukou_no, relation,
         moved_in_date, least(moved_out_date, death_date), record_id
  FROM household_registration
) AS member
JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
WHERE member.household_no IS NOT NULL
