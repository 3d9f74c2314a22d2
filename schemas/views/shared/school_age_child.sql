-- The roster of children of school age (requirements A13, A60, A74): one row a living person who was 3 to 17 on
-- 1 September, each in exactly one state of schooling:
--   HERE       enrolled at a school of the county the child is registered in, or where one of the two is not known
--   ELSEWHERE  enrolled in another county, or documented so in the ledger (circumstance 7)
--   EXEMPT     not enrolled, of compulsory age, and one of the seven circumstances holds
--   OUT        not enrolled, of compulsory age, and none does: rule DRP-01 where the household is registered
--   NOT_DUE    not enrolled, before or after compulsory age
--   UNKNOWN    not enrolled, and a row that could excuse the child cannot be read
-- circumstance: 1 (kindergarten) to 4 (taught at home) follow from the school register, of an enrolled child too; what is
-- documented in the ledger comes first. Compulsory age is that of rule DRP-01. place_code is the smallest known division
-- the child lives in.
WITH child AS (
  SELECT person.*, class.enrolled, class.excused, class.graduated_junior, class.registered, class.hardship, class.disabled,
         CAST(floor(months_between(:school_year_start, person.birth_date) / 12) AS INT) AS age
  FROM person JOIN person_class AS class USING (person_id) -- one class a person
  WHERE NOT class.dead
), study AS (
  -- Of several schools the one of the highest stage: one row a person with a school record.
  SELECT link.person_id,
         max_by(struct(student.stage, student.grade, student.boarding, student.school_code, school.county_code),
                struct(array_position(array('PRE', 'PRI', 'JUN', 'SEN', 'VOC', 'HVOC', 'UG'), student.stage), student.school_code))
           FILTER (WHERE student.status = '01') AS school,
         max(student.status = '02') AS on_leave
  FROM student_register AS student
  JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
  LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
  GROUP BY link.person_id
), ledger AS (
  -- Of several excuses the one that lasts longest: one row a person.
  SELECT link.person_id, max_by(struct(excuse.circumstance, excuse.valid_to), struct(excuse.valid_to, excuse.circumstance)) AS excuse
  FROM dropout_ledger AS excuse
  JOIN identity_link AS link ON link.record_id = excuse.record_id -- one link a record
  WHERE excuse.evidence_no IS NOT NULL AND :business_date BETWEEN excuse.valid_from AND excuse.valid_to
  GROUP BY link.person_id
), told AS (
  SELECT child.*, study.school, ledger.excuse,
         age >= CAST(:DRP_01_from_age AS INT) AND age < CAST(:DRP_01_below_age AS INT) AS compulsory,
         CASE
           WHEN ledger.excuse IS NOT NULL THEN ledger.excuse.circumstance
           WHEN age >= CAST(:DRP_01_from_age AS INT) AND study.school.stage = 'PRE' THEN '1'
           WHEN graduated_junior OR (age >= CAST(:DRP_01_below_age AS INT) AND NOT enrolled) THEN '2'
           WHEN study.on_leave AND NOT enrolled THEN '3'
           WHEN study.school.boarding = 'HOME' THEN '4'
         END AS circumstance
  FROM child
  LEFT JOIN study ON study.person_id = child.person_id -- at most one row a person
  LEFT JOIN ledger ON ledger.person_id = child.person_id -- at most one row a person
  WHERE age BETWEEN 3 AND 17
)
SELECT person_id,
       household_id,
       division_code,
       coalesce(village.code, town.code, county.code) AS place_code,
       age,
       registered,
       hardship,
       disabled,
       compulsory,
       CASE
         WHEN enrolled AND substring(division_code, 1, 6) <> school.county_code THEN 'ELSEWHERE'
         WHEN enrolled THEN 'HERE'
         WHEN excuse.circumstance = '7' THEN 'ELSEWHERE'
         WHEN NOT compulsory THEN 'NOT_DUE'
         WHEN excuse IS NOT NULL OR circumstance IS NOT NULL THEN 'EXEMPT'
         WHEN excused IS NULL OR graduated_junior IS NULL THEN 'UNKNOWN'
         ELSE 'OUT'
       END AS schooling,
       circumstance,
       excuse IS NOT NULL AS documented,
       excuse.valid_to AS documented_until,
       school.school_code,
       school.stage,
       school.grade
FROM told
LEFT JOIN division AS village ON village.code = told.division_code -- a division's code is its key, here and below
LEFT JOIN division AS town ON town.code = substring(told.division_code, 1, 9)
LEFT JOIN division AS county ON county.code = substring(told.division_code, 1, 6)
