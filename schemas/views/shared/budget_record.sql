-- Budget records and what the policy gives a head: one row a record of aid_budget. standard_yuan is what the county's
-- policy pack gives a head in the term, NULL where it names no standard, or several; top_yuan the largest of them.
-- newest: no later word of the county's programme and term.
SELECT budget.*,
       dayofyear(budget.as_of_date) AS elapsed_days,
       dayofyear(make_date(year(budget.as_of_date), 12, 31)) AS year_days,
       standard.yuan AS standard_yuan,
       standard.top_yuan,
       row_number() OVER (
         PARTITION BY budget.county_code, budget.programme, budget.term
         ORDER BY budget.as_of_date DESC NULLS LAST, budget.delivery_date DESC, budget.source_file, budget.source_row
       ) = 1 AS newest
FROM aid_budget AS budget
LEFT JOIN (
  SELECT locality, programme_code, from_term, to_term, half,
         CASE WHEN count(*) = 1 THEN max(yuan) END AS yuan,
         max(yuan) AS top_yuan
  FROM policy_standard
  GROUP BY locality, programme_code, policy_id, from_term, to_term, half
) AS standard -- at most one policy of a programme is in force in a term
  ON standard.locality = get(filter(:localities, locality -> startswith(budget.county_code, locality)), 0)
  AND standard.programme_code = budget.programme
  AND standard.half = CAST(right(budget.term, 1) AS INT)
  AND budget.term BETWEEN standard.from_term AND coalesce(standard.to_term, budget.term)
