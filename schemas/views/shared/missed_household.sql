-- Households that may have been missed: one row an open case of a rule by which the rate of missed households is judged.
SELECT cases.*
FROM `case` AS cases
JOIN (
  SELECT explode(split(rules, '[|]')) AS code FROM codes_error_rate WHERE code = 'MISSED'
) AS missed ON missed.code = cases.rule_code -- one row a rule
WHERE cases.open
