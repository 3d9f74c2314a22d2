-- What is reported back of the province's list: one row a row of the list, or a person beside it.
SELECT coalesce(line.county_folder, '县不详') AS county_folder,
       list.zh AS list,
       result.division_code,
       result.year, result.serial_no, person.name, person.id18 AS id_no, person.birth_date,
       concat_ws(' ', line.county, line.town, line.village) AS place,
       stage.zh AS stage, class.school, class.class,
       outcome.zh AS outcome, reason.zh AS reason, circumstance.zh AS circumstance,
       result.entitled, result.paid, payment.last_paid_on
FROM gold_target_result AS result
JOIN person ON person.person_id = result.person_id -- one person an id
LEFT JOIN division_line AS line ON line.code = result.division_code -- one row a division
LEFT JOIN class_place AS class ON class.person_id = result.person_id -- at most one row a person
LEFT JOIN (
  SELECT person_id, max(last_paid_on) AS last_paid_on FROM gold_student_timeline WHERE term = :term GROUP BY person_id
) AS payment ON payment.person_id = result.person_id -- one row a person
LEFT JOIN codes_target_list AS list ON list.code = result.list -- one row a code
LEFT JOIN codes_stage AS stage ON stage.code = result.stage -- one row a code
LEFT JOIN codes_target_outcome AS outcome ON outcome.code = result.outcome -- one row a code
LEFT JOIN codes_target_reason AS reason ON reason.code = result.reason -- one row a code
LEFT JOIN codes_dropout_circumstance AS circumstance ON circumstance.code = result.circumstance -- one row a code
