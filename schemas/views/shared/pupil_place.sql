-- Where a pupil counts: one row a person with a school record, whatever its state. A pupil counts in one county alone,
-- that of a school he is at, or was, and there in the village he lives in; else in the township of the school.
-- stage: that of the record, ALL levels of it once.
WITH studied AS (
  SELECT link.person_id,
         max_by(struct(student.stage,
                       coalesce(school.county_code, substring(student.hukou_division, 1, 6)) AS county_code,
                       school.town_code),
                struct(student.status = '01', array_position(array('PRE', 'PRI', 'JUN', 'SEN', 'VOC', 'HVOC', 'UG'), student.stage),
                       student.school_code, student.record_id)) AS school,
         max(student.status = '01') AS at_school
  FROM student_register AS student
  JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
  LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
  GROUP BY link.person_id
)
SELECT studied.person_id,
       coalesce(studied.at_school, false) AS at_school,
       studied.school.stage,
       studied.school.county_code,
       coalesce(village.code, town.code, county.code) AS place_code
FROM studied
LEFT JOIN person ON person.person_id = studied.person_id -- its key
LEFT JOIN division AS county ON county.code = studied.school.county_code -- a division's code is its key, here and below
LEFT JOIN division AS village
  ON village.code = person.division_code AND startswith(village.code, studied.school.county_code)
LEFT JOIN division AS town ON town.code = studied.school.town_code AND startswith(town.code, studied.school.county_code)
