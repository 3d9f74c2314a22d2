-- Grain figure: one row a figure that others must give: a statement of a plan or report, the amount of a budget record
-- (heads times standard), the share of it that is disbursed, and a sum allocated (the parts of the levels). A budget
-- record has two rows, of different kind. tolerance is NULL where the rule says it.
SELECT 'RECORD' AS subject_type,
       subject_key,
       period,
       CAST(NULL AS STRING) AS person_id,
       CAST(NULL AS STRING) AS household_id,
       division_code,
       programme_code,
       term,
       registry,
       kind,
       stated,
       reckoned,
       difference,
       tolerance,
       percent,
       noted,
       verdict,
       figures,
       records
FROM (
  SELECT fn.pseudonym('record', concat_ws('|', 'plan_figure', document, statement_no)) AS subject_key,
         '' AS period,
         division_code,
         CAST(NULL AS STRING) AS programme_code,
         CAST(NULL AS STRING) AS term,
         'plan_figure' AS registry,
         kind, stated, reckoned, difference, tolerance, percent, noted, verdict, figures, records
  FROM statement
  UNION ALL
  SELECT fn.pseudonym('record', concat_ws('|', 'aid_budget', record_key)),
         coalesce(term, ''),
         county_code,
         programme,
         term,
         'aid_budget',
         reckoning.kind,
         reckoning.stated,
         reckoning.reckoned,
         reckoning.reckoned - reckoning.stated,
         NULL,
         reckoning.percent,
         NULL,
         NULL,
         reckoning.figures,
         array(named_struct('record_id', record_id, 'registry', 'aid_budget',
               'source_file', source_file, 'source_row', source_row, 'role', 'subject'))
  FROM budget_record
  LATERAL VIEW explode(array(
    named_struct('kind', 'PRODUCT', 'stated', budget,
                 'reckoned', CAST(planned_heads * standard_yuan AS DECIMAL(18, 2)),
                 'percent', CAST(NULL AS DECIMAL(24, 6)),
                 'figures', concat_ws(' × ', planned_heads, standard_yuan)),
    named_struct('kind', 'RATE', 'stated', CAST(NULL AS DECIMAL(18, 2)),
                 'reckoned', CAST(NULL AS DECIMAL(18, 2)),
                 'percent', CAST(100 * disbursed / nullif(budget, 0) AS DECIMAL(24, 6)),
                 'figures', concat_ws(' / ', disbursed, budget)))) AS reckoning
  UNION ALL
  SELECT fn.pseudonym('record', concat_ws('|', 'fund_allocation', record_key, nullif(place, 1))),
         '',
         county_code,
         CAST(NULL AS STRING),
         CAST(NULL AS STRING),
         'fund_allocation',
         'SUM',
         allocated,
         central + province + city + county,
         central + province + city + county - allocated,
         NULL,
         NULL,
         NULL,
         NULL,
         concat_ws(' + ', central, province, city, county),
         array(named_struct('record_id', record_id, 'registry', 'fund_allocation',
               'source_file', source_file, 'source_row', source_row, 'role', 'subject'))
  FROM (
    -- Two rows of one key with different content are two subjects.
    SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
    FROM fund_allocation
  )
)
