-- What the indicators of schooling count, in the smallest division it is known for: one row an indicator and division,
-- or several that add up. Children count where they live, pupils where pupil_place has them. part of whole are the heads
-- that a reader could learn of; see gold/indicator.
WITH child AS (
  SELECT place_code, age, schooling IN ('HERE', 'ELSEWHERE') AS enrolled, stage, circumstance, disabled
  FROM school_age_child
), counted AS (
  SELECT 'NER_PRI' AS code, place_code, count_if(enrolled AND coalesce(stage <> 'PRE', true)) AS part, count(*) AS whole
  FROM child WHERE age BETWEEN 6 AND 11
  GROUP BY place_code
  UNION ALL
  SELECT 'NER_JUN', place_code, count_if(enrolled), count(*)
  FROM child WHERE age BETWEEN 12 AND 14
  GROUP BY place_code
  UNION ALL
  SELECT 'DISABLED_ENROLMENT', place_code, count_if(enrolled OR coalesce(circumstance = '4', false)), count(*)
  FROM child WHERE age BETWEEN 6 AND 15 AND disabled
  GROUP BY place_code
  UNION ALL
  SELECT CASE WHEN age < 6 THEN 'GER_PRE' ELSE 'GER_SEN' END, place_code, 0, count(*)
  FROM child WHERE age BETWEEN 3 AND 5 OR age BETWEEN 15 AND 17
  GROUP BY ALL
  UNION ALL
  SELECT CASE stage WHEN 'PRE' THEN 'GER_PRE' ELSE 'GER_SEN' END, place_code, count(*), 0
  FROM pupil_place WHERE at_school AND stage IN ('PRE', 'SEN', 'VOC')
  GROUP BY ALL
  UNION ALL
  -- The intake: records by their month of entry. Who moved or died is in neither count; who is at another school is kept.
  SELECT intake.code, place.place_code,
         count_if(intake.kept OR class.enrolled) AS part, count(*) AS whole
  FROM (
    SELECT link.person_id,
           CASE student.stage WHEN 'PRI' THEN 'RETENTION_PRI' ELSE 'RETENTION_JUN' END AS code,
           coalesce(max(student.status IN ('01', '02', '05', '07')), false) AS kept,
           coalesce(max(student.status IN ('10', '11')), false) AS gone
    FROM student_register AS student
    JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
    WHERE student.stage IN ('PRI', 'JUN')
      AND student.entry_month >= date_format(add_months(:school_year_start, if(student.stage = 'PRI', -60, -24)), 'yyyyMM')
      AND student.entry_month < date_format(add_months(:school_year_start, if(student.stage = 'PRI', -48, -12)), 'yyyyMM')
    GROUP BY link.person_id, student.stage
  ) AS intake
  JOIN pupil_place AS place ON place.person_id = intake.person_id -- one place a pupil
  JOIN person_class AS class ON class.person_id = intake.person_id -- one class a person
  WHERE class.enrolled OR (NOT intake.gone AND NOT class.dead)
  GROUP BY intake.code, place.place_code
  UNION ALL
  SELECT 'VOCATIONAL_SHARE', place.place_code, count_if(entrant.vocational), count(*)
  FROM (
    SELECT link.person_id, max(student.stage = 'VOC') AS vocational
    FROM student_register AS student
    JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
    WHERE student.status = '01' AND student.grade IN ('SEN1', 'VOC1')
    GROUP BY link.person_id
  ) AS entrant
  JOIN pupil_place AS place ON place.person_id = entrant.person_id -- one place a pupil
  GROUP BY place.place_code
)
SELECT code AS indicator_code, place_code, 'ALL' AS stage, part, whole,
       CAST(part AS DECIMAL(28, 2)) AS numerator, CAST(whole AS DECIMAL(28, 2)) AS denominator
FROM counted
