-- What DROPOUT_RATE counts, in the smallest division it is known for: of the pupils of primary and junior school in the
-- first delivery of the school year that the run took in, those who are at no school now and have neither graduated nor
-- died nor moved nor an excuse. Without an earlier delivery there is none, and whom no number tells is left out.
WITH start AS (
  SELECT record_key, student_no, id18, school_code, hukou_division
  FROM enrolment_history
  WHERE status = '01' AND stage IN ('PRI', 'JUN')
    AND delivery_date = (SELECT min(delivery_date) FROM enrolment_history WHERE delivery_date >= :school_year_start)
    AND array_contains((SELECT registries FROM delivered), 'student_register')
), gone AS (
  SELECT coalesce(school.county_code, substring(start.hukou_division, 1, 6)) AS county_code, school.town_code,
         coalesce(kept.person_id, person.person_id) AS person_id,
         coalesce(kept.person_id, person.person_id, start.record_key) AS pupil,
         CASE
           WHEN class.enrolled OR taken.student_no IS NOT NULL THEN false
           WHEN kept.moved OR class.dead OR class.graduated_junior OR class.excused THEN false
           WHEN class.person_id IS NOT NULL OR start.id18 IS NOT NULL THEN true
         END AS dropped
  FROM start
  LEFT JOIN (
    SELECT student.record_key, min(link.person_id) AS person_id, coalesce(max(student.status = '10'), false) AS moved
    FROM student_register AS student
    JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
    GROUP BY student.record_key
  ) AS kept ON kept.record_key = start.record_key -- at most one row a key
  LEFT JOIN person ON person.id18 = start.id18 -- at most one person a number
  LEFT JOIN person_class AS class
    ON class.person_id = coalesce(kept.person_id, person.person_id) -- at most one class a person
  LEFT JOIN (
    SELECT DISTINCT student_no FROM student_register WHERE status = '01'
  ) AS taken ON taken.student_no = start.student_no -- each number once
  LEFT JOIN school ON school.school_code = start.school_code -- the school's code is its key
), placed AS (
  SELECT gone.pupil,
         min(coalesce(village.code, town.code, county.code)) AS place_code,
         max(gone.dropped) AS dropped
  FROM gone
  LEFT JOIN person ON person.person_id = gone.person_id -- its key
  LEFT JOIN division AS county ON county.code = gone.county_code -- a division's code is its key, here and below
  LEFT JOIN division AS village
    ON village.code = person.division_code AND startswith(village.code, gone.county_code)
  LEFT JOIN division AS town ON town.code = gone.town_code AND startswith(town.code, gone.county_code)
  WHERE gone.dropped IS NOT NULL
  GROUP BY gone.pupil
)
SELECT 'DROPOUT_RATE' AS indicator_code, place_code, 'ALL' AS stage, count_if(dropped) AS part, count(*) AS whole,
       CAST(count_if(dropped) AS DECIMAL(28, 2)) AS numerator, CAST(count(*) AS DECIMAL(28, 2)) AS denominator
FROM placed
GROUP BY place_code
