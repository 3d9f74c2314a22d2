-- What was disbursed of a county's budgets: one row a programme and term, by its newest cut-off date.
SELECT coalesce(county.county_folder, '县不详') AS county_folder,
       money.county_code AS division_code,
       coalesce(programme.zh, money.programme_code) AS programme, money.term, money.as_of_date, money.planned_heads,
       money.budget, money.disbursed, money.rate, money.elapsed, money.lag_points,
       if(money.over_budget, '超预算', if(money.lag_points > 0, '滞后', NULL)) AS state,
       money.budget_a_head, money.disbursed_a_head, '' AS reason
FROM gold_budget_execution AS money
LEFT JOIN division_line AS county ON county.code = money.county_code -- one row a division
LEFT JOIN codes_programme AS programme ON programme.code = money.programme_code -- one row a code
WHERE money.newest
