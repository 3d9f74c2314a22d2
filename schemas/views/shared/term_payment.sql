-- What was paid in the term, payment by payment, with the school and class the person is in, or was paid at: one row a
-- payment in state 已发放 with a known amount.
SELECT link.person_id,
       person.name,
       person.id18 AS id_no,
       person.birth_date,
       payment.programme AS programme_code,
       coalesce(programme.zh, payment.programme_name, '其他资助') AS programme,
       payment.amount,
       payment.pay_date,
       right(payment.account_tail, 4) AS account_tail,
       coalesce(place.school_code, payment.school_code) AS school_code,
       coalesce(place.school, school.name) AS school,
       coalesce(place.class, '班级不详') AS class,
       place.class_name,
       place.stage,
       place.grade,
       place.boarding,
       place.student_no,
       place.guardian_name
FROM aid_payment AS payment
JOIN identity_link AS link ON link.record_id = payment.record_id -- one link a record
JOIN person ON person.person_id = link.person_id -- one person an id
LEFT JOIN class_place AS place ON place.person_id = link.person_id -- at most one row a person
LEFT JOIN school ON school.school_code = payment.school_code -- the school's code is its key
LEFT JOIN codes_programme AS programme ON programme.code = payment.programme -- one row a code
WHERE payment.pay_status = 'PAID' AND payment.term = :term AND payment.amount IS NOT NULL
