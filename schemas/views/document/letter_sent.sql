-- The register of letters home: one row a pupil who was paid in the term, with the letter that the school says it sent;
-- blank where none was delivered, to be filled in by hand.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       coalesce(line.town_folder, '乡镇不详') AS town_folder,
       line.division_code, paid.school, paid.class, paid.name, paid.person_id, paid.amount,
       sent.letter_no, sent.sent_date, sent.receipt_date,
       CASE WHEN sent.in_handbook THEN '是' WHEN NOT sent.in_handbook THEN '否' END AS in_handbook,
       1 AS letters, if(array_contains(delivered.registries, 'family_letter'), CAST(sent.sent_date IS NOT NULL AS INT), NULL) AS sent,
       if(sent.person_id IS NOT NULL, CAST(sent.receipt_date IS NOT NULL AS INT), NULL) AS receipts,
       '' AS handed_over
FROM (
  SELECT person_id, name, school_code, school, class, sum(amount) AS amount
  FROM term_payment
  GROUP BY person_id, name, school_code, school, class
) AS paid
LEFT JOIN school_line AS line ON line.school_code = paid.school_code -- one row a school
LEFT JOIN (
  SELECT one.*
  FROM (
    SELECT max_by(struct(person_id, letter_no, sent_date, receipt_date, in_handbook), struct(sent_date, record_id)) AS one
    FROM letter_sent
    GROUP BY person_id
  )
) AS sent ON sent.person_id = paid.person_id -- at most one row a person
CROSS JOIN delivered -- one row
