-- The summary that a school's aid is approved by: one row a school, class and programme of the term.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.school_folder, concat(paid.school_code, '-', paid.school), '学校不详') AS school_folder,
       line.division_code, paid.school, paid.class, paid.programme,
       CAST(count(DISTINCT paid.person_id) AS INT) AS pupils,
       CAST(count(*) AS INT) AS times,
       sum(paid.amount) AS amount,
       min(paid.pay_date) AS first_paid_on, max(paid.pay_date) AS last_paid_on,
       '' AS remark
FROM term_payment AS paid
LEFT JOIN school_line AS line ON line.school_code = paid.school_code -- one row a school
GROUP BY ALL
