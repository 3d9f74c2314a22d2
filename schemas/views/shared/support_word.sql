-- What the support ledger holds of a household in force: one row a household number of the poverty register.
SELECT household_no,
       array_join(array_sort(collect_set(coalesce(measure, kind.zh))), '；') AS measures,
       max_by(concat_ws(' ', helper_unit, helper_no), start_date) FILTER (WHERE support.kind = 'HELPER') AS helper
FROM support_ledger AS support
LEFT JOIN codes_support_kind AS kind ON kind.code = support.kind -- one row a code
WHERE end_date_blank OR end_date >= :business_date
GROUP BY household_no
