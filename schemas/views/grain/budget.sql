-- Grain budget: one row a budget record. standard_yuan is what the county's policy pack gives a head in the term; NULL
-- where it names no standard, or several. owed_yuan is what the county's pupils are owed by the run, for the term of the
-- business date.
SELECT 'RECORD' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'aid_budget', budget.record_key)) AS subject_key,
       coalesce(budget.term, '') AS period,
       CAST(NULL AS STRING) AS person_id,
       CAST(NULL AS STRING) AS household_id,
       budget.county_code AS division_code,
       budget.programme AS programme_code,
       budget.term,
       budget.planned_heads,
       budget.budget AS budget_yuan,
       budget.disbursed AS disbursed_yuan,
       dayofyear(budget.as_of_date) AS elapsed_days,
       dayofyear(make_date(year(budget.as_of_date), 12, 31)) AS year_days,
       standard.yuan AS standard_yuan,
       owed.yuan AS owed_yuan,
       owed.heads AS owed_heads,
       array(named_struct('record_id', budget.record_id, 'registry', 'aid_budget',
             'source_file', budget.source_file, 'source_row', budget.source_row, 'role', 'subject')) AS records
FROM aid_budget AS budget
LEFT JOIN (
  SELECT locality, programme_code, from_term, to_term, half, max(yuan) AS yuan
  FROM policy_standard
  GROUP BY locality, programme_code, policy_id, from_term, to_term, half
  HAVING count(*) = 1
) AS standard -- at most one policy of a programme is in force in a term
  ON standard.locality = get(filter(:localities, locality -> startswith(budget.county_code, locality)), 0)
  AND standard.programme_code = budget.programme
  AND standard.half = CAST(right(budget.term, 1) AS INT)
  AND budget.term BETWEEN standard.from_term AND coalesce(standard.to_term, budget.term)
LEFT JOIN (
  SELECT county_code, programme_code, term, sum(amount) AS yuan, count(DISTINCT person_id) AS heads
  FROM entitlement
  WHERE confirmed
  GROUP BY county_code, programme_code, term
) AS owed -- at most one sum a county, programme and term
  ON owed.county_code = budget.county_code AND owed.programme_code = budget.programme AND owed.term = budget.term
