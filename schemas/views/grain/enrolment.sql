-- Grain enrolment: one row a school record; attending tells whether it is in state 在读.
SELECT 'ENROLMENT' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'student_register', student.record_key, nullif(student.place, 1))) AS subject_key,
       :term AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       coalesce(school.town_code, student.hukou_division) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       :term AS term,
       student.status = '01' AS attending,
       student.status,
       student.difficulty,
       CAST(floor(months_between(:school_year_start, person.birth_date) / 12) AS INT) AS school_age,
       CAST(floor(months_between(:business_date, person.birth_date) / 12) AS INT) AS age,
       -- Junior and senior secondary school take three years.
       add_months(to_date(student.entry_month, 'yyyyMM'), 36) AS leaving_date,
       class.enrolled,
       class.dead,
       CASE WHEN holding.person_id IS NULL THEN false ELSE holding.on_payroll END AS on_payroll,
       CASE WHEN paid_in.counties IS NULL THEN 0
            WHEN school.county_code IS NOT NULL
            THEN size(filter(paid_in.counties, county -> county <> school.county_code)) END AS other_counties,
       coalesce(paid.in_training, false) AS in_training,
       -- Without a record of absence nobody knows who was absent.
       CASE WHEN array_contains((SELECT registries FROM delivered), 'school_attendance')
            THEN coalesce(word.absent_days, 0) END AS absent_days,
       student.stage,
       student.grade,
       student.boarding,
       class.registered,
       class.dibao,
       class.tekun,
       class.orphan,
       class.disabled,
       (SELECT registries FROM delivered) AS delivered,
       -- Without a list for the school year nobody knows who is on it.
       CASE WHEN (SELECT count(*) FROM aid_target_list WHERE year = year(:school_year_start)) > 0
            THEN class.listed END AS listed,
       coalesce(owed.amount, 0) AS entitled,
       owed.programmes,
       coalesce(paid.paid_rows, 0) AS paid_rows,
       coalesce(paid.unknown_rows, 0) AS unknown_rows,
       array(named_struct('record_id', student.record_id, 'registry', 'student_register',
             'source_file', student.source_file, 'source_row', student.source_row, 'role', 'subject')) AS records
FROM (
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM student_register
) AS student
JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
JOIN person ON person.person_id = link.person_id -- one person an id
LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
LEFT JOIN (
  SELECT person_id, sum(amount) AS amount, array_join(sort_array(collect_list(programme_code)), ' ') AS programmes
  FROM entitlement WHERE term = :term AND confirmed GROUP BY person_id
) AS owed ON owed.person_id = link.person_id -- one sum a person
LEFT JOIN (
  SELECT person_id, sum(paid_rows) AS paid_rows, sum(unknown_rows) AS unknown_rows,
         max(programme_code = 'YULU' AND paid_rows > 0) AS in_training
  FROM paid WHERE term = :term GROUP BY person_id
) AS paid ON paid.person_id = link.person_id -- one sum a person
LEFT JOIN (
  SELECT link.person_id, collect_set(school.county_code) AS counties
  FROM aid_payment AS payment
  JOIN identity_link AS link ON link.record_id = payment.record_id -- one link a record
  JOIN school ON school.school_code = payment.school_code -- the school's code is its key
  WHERE payment.term = :term AND payment.pay_status = 'PAID'
  GROUP BY link.person_id
) AS paid_in ON paid_in.person_id = link.person_id -- one list a person
LEFT JOIN holding ON holding.person_id = link.person_id -- at most one row a person
LEFT JOIN person_word AS word ON word.person_id = link.person_id -- at most one row a person
