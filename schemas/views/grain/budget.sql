-- Grain budget: one row a budget record. owed_yuan is what the county's pupils are owed by the run, for the term of the
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
       budget.elapsed_days,
       budget.year_days,
       owed.yuan AS owed_yuan,
       owed.heads AS owed_heads,
       array(named_struct('record_id', budget.record_id, 'registry', 'aid_budget',
             'source_file', budget.source_file, 'source_row', budget.source_row, 'role', 'subject')) AS records
FROM budget_record AS budget
LEFT JOIN (
  SELECT county_code, programme_code, term, sum(amount) AS yuan, count(DISTINCT person_id) AS heads
  FROM entitlement
  WHERE confirmed
  GROUP BY county_code, programme_code, term
) AS owed -- at most one sum a county, programme and term
  ON owed.county_code = budget.county_code AND owed.programme_code = budget.programme AND owed.term = budget.term
