-- Who belongs to which household, by the registry that says so: one row a registry row with a household.
SELECT substring(fn.pseudonym('household', concat(member.kind, '|', member.household_no)), 1, 32) AS household_id,
       link.person_id,
       member.relation AS relation_code,
       member.registry AS source,
       member.record_id
FROM (
  SELECT 'POVERTY' AS kind, 'poverty_register' AS registry, household_no, relation, record_id
  FROM poverty_register
  UNION ALL
  SELECT 'ASSISTANCE', 'social_assistance', assistance_no, relation, record_id
  FROM social_assistance
  UNION ALL
  SELECT 'HUKOU', 'household_registration', hukou_no, relation, record_id
  FROM household_registration
) AS member
JOIN identity_link AS link ON link.record_id = member.record_id -- one link a record
WHERE member.household_no IS NOT NULL
