-- Indicators of the term of the business date, on county, city and province level. A cell that rests on fewer
-- than five pupils, or that would tell of fewer than five by subtraction from its own denominator, is suppressed; where
-- that is one stage alone, the smallest other one is too, for the whole of the division would tell it.
-- AID_COVERAGE_*: of those who are owed aid; AID_REACH_*: of all at school, in persons and in payments (person-times).
-- DROPOUT_RATE: of the pupils of primary and junior school in the first delivery of the school year that the run took in,
-- those who are at no school now and have neither graduated nor died nor moved nor an excuse; without an earlier delivery
-- there is none, and whom no number tells is left out.
WITH placed AS (
  SELECT county.code AS county_code, place.code AS division_code, CAST(place.level AS INT) AS division_level
  FROM division AS county
  LEFT JOIN division AS city ON city.code = county.parent_code -- the division's code is its key
  LATERAL VIEW explode(array(
    named_struct('code', county.code, 'level', county.level),
    named_struct('code', city.code, 'level', city.level),
    named_struct('code', city.parent_code, 'level', '1'))) AS place
  WHERE place.code IS NOT NULL
), owed AS (
  SELECT place.division_code, place.division_level, owed.person_id,
         max(coalesce(paid.paid, 0)) > 0 AS aided, sum(owed.amount) AS owed,
         sum(least(coalesce(paid.paid, 0), owed.amount)) AS covered
  FROM entitlement AS owed
  JOIN placed AS place ON place.county_code = owed.county_code -- county, city and province
  LEFT JOIN paid ON paid.person_id = owed.person_id AND paid.programme_code = owed.programme_code
    AND paid.term = owed.term -- its key
  WHERE owed.term = :term AND owed.confirmed
  GROUP BY place.division_code, place.division_level, owed.person_id
), pupil AS (
  SELECT DISTINCT place.division_code, place.division_level, whole_or_part AS stage, link.person_id
  FROM student_register AS student
  JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
  LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
  JOIN placed AS place -- county, city and province
    ON place.county_code = coalesce(school.county_code, substring(student.hukou_division, 1, 6))
  LATERAL VIEW explode(array('ALL', student.stage)) AS whole_or_part
  WHERE student.status = '01' AND whole_or_part IS NOT NULL
), aid AS (
  SELECT person_id, max(paid > 0) AS aided, sum(paid_rows) AS times
  FROM paid
  WHERE term = :term
  GROUP BY person_id
), start AS (
  SELECT record_key, student_no, id18, school_code, hukou_division
  FROM enrolment_history
  WHERE status = '01' AND stage IN ('PRI', 'JUN')
    AND delivery_date = (SELECT min(delivery_date) FROM enrolment_history WHERE delivery_date >= :school_year_start)
    AND array_contains((SELECT registries FROM delivered), 'student_register')
), gone AS (
  SELECT coalesce(school.county_code, substring(start.hukou_division, 1, 6)) AS county_code,
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
), dropped AS (
  SELECT place.division_code, place.division_level, gone.pupil, max(gone.dropped) AS dropped
  FROM gone
  JOIN placed AS place ON place.county_code = gone.county_code -- county, city and province
  WHERE gone.dropped IS NOT NULL
  GROUP BY place.division_code, place.division_level, gone.pupil
), cell AS (
  SELECT 'DROPOUT' AS kind, division_code, division_level, 'ALL' AS stage, count(*) AS pupils, count_if(dropped) AS aided,
         CAST(NULL AS DECIMAL(28, 2)) AS owed, CAST(NULL AS DECIMAL(28, 2)) AS covered, CAST(NULL AS BIGINT) AS times
  FROM dropped
  GROUP BY division_code, division_level
  UNION ALL
  SELECT 'COVERAGE' AS kind, division_code, division_level, 'ALL' AS stage, count(*) AS pupils, count_if(aided) AS aided,
         sum(owed) AS owed, sum(covered) AS covered, CAST(NULL AS BIGINT) AS times
  FROM owed
  GROUP BY division_code, division_level
  UNION ALL
  SELECT 'REACH', division_code, division_level, stage, count(*), count_if(aid.aided), NULL, NULL,
         coalesce(sum(aid.times), 0)
  FROM pupil
  LEFT JOIN aid USING (person_id) -- at most one row a person
  GROUP BY division_code, division_level, stage
), small AS (
  SELECT *, pupils < 5 OR (aided > 0 AND aided < 5) OR (pupils - aided > 0 AND pupils - aided < 5) AS small
  FROM cell
), hidden AS (
  SELECT *,
         small OR (stage <> 'ALL' AND count_if(small) OVER stages = 1
           AND row_number() OVER (PARTITION BY kind, division_code, stage = 'ALL' ORDER BY small, pupils, stage) = 1)
           AS suppressed
  FROM small
  WINDOW stages AS (PARTITION BY kind, division_code, stage = 'ALL')
)
SELECT indicator.code AS indicator_code, division_code, division_level, :term AS period, stage,
       CASE WHEN NOT suppressed THEN indicator.numerator END AS numerator,
       CASE WHEN NOT suppressed THEN indicator.denominator END AS denominator,
       CASE WHEN NOT suppressed THEN
         CAST(round(indicator.numerator / coalesce(indicator.denominator, 1), 6) AS DOUBLE)
       END AS value,
       suppressed
FROM hidden
LATERAL VIEW explode(CASE kind
  WHEN 'COVERAGE' THEN array(
    named_struct('code', 'AID_COVERAGE_PUPILS', 'numerator', CAST(aided AS DECIMAL(18, 2)),
                 'denominator', CAST(pupils AS DECIMAL(18, 2))),
    named_struct('code', 'AID_COVERAGE_YUAN', 'numerator', CAST(covered AS DECIMAL(18, 2)),
                 'denominator', CAST(owed AS DECIMAL(18, 2))))
  WHEN 'DROPOUT' THEN array(
    named_struct('code', 'DROPOUT_RATE', 'numerator', CAST(aided AS DECIMAL(18, 2)),
                 'denominator', CAST(pupils AS DECIMAL(18, 2))))
  ELSE array(
    named_struct('code', 'AID_REACH_PERSONS', 'numerator', CAST(aided AS DECIMAL(18, 2)),
                 'denominator', CAST(pupils AS DECIMAL(18, 2))),
    named_struct('code', 'AID_REACH_TIMES', 'numerator', CAST(times AS DECIMAL(18, 2)),
                 'denominator', CAST(NULL AS DECIMAL(18, 2))))
  END) AS indicator
