-- Indicators of the term of the business date, on county, city and province level. A cell that rests on fewer
-- than five pupils, or that would tell of fewer than five by subtraction from its own denominator, is suppressed.
WITH pupil_term AS (
  SELECT owed.person_id, coalesce(school.county_code, substring(student.hukou_division, 1, 6)) AS county_code,
         owed.amount, coalesce(paid.paid, 0) AS paid
  FROM entitlement AS owed
  JOIN student_register AS student ON student.record_id = owed.enrolment_record_id -- one school record an entitlement
  LEFT JOIN school ON school.school_code = student.school_code -- the school's code is its key
  LEFT JOIN paid ON paid.person_id = owed.person_id AND paid.programme_code = owed.programme_code
    AND paid.term = owed.term -- its key
  WHERE owed.term = :term AND owed.confirmed
), placed AS (
  SELECT pupil_term.*, place.code AS division_code, place.level AS division_level
  FROM pupil_term
  JOIN division AS county ON county.code = pupil_term.county_code -- the division's code is its key
  LEFT JOIN division AS city ON city.code = county.parent_code
  LATERAL VIEW explode(array(
    named_struct('code', county.code, 'level', county.level),
    named_struct('code', city.code, 'level', city.level),
    named_struct('code', city.parent_code, 'level', '1'))) AS place
  WHERE place.code IS NOT NULL
), pupil AS (
  SELECT division_code, division_level, person_id, max(paid) > 0 AS aided, sum(amount) AS owed,
         sum(least(paid, amount)) AS covered
  FROM placed GROUP BY division_code, division_level, person_id
), cell AS (
  SELECT division_code, CAST(division_level AS INT) AS division_level, count(*) AS pupils, count_if(aided) AS aided,
         sum(owed) AS owed, sum(covered) AS covered
  FROM pupil GROUP BY division_code, division_level
), small AS (
  SELECT *, pupils < 5 OR (aided > 0 AND aided < 5) OR (pupils - aided > 0 AND pupils - aided < 5) AS suppressed
  FROM cell
)
SELECT indicator.code AS indicator_code, division_code, division_level, :term AS period,
       CASE WHEN NOT suppressed THEN indicator.numerator END AS numerator,
       CASE WHEN NOT suppressed THEN indicator.denominator END AS denominator,
       CASE WHEN NOT suppressed THEN CAST(indicator.numerator / indicator.denominator AS DOUBLE) END AS value,
       suppressed
FROM small
LATERAL VIEW explode(array(
  named_struct('code', 'AID_COVERAGE_PUPILS', 'numerator', CAST(aided AS DECIMAL(18, 2)), 'denominator', CAST(pupils AS DECIMAL(18, 2))),
  named_struct('code', 'AID_COVERAGE_YUAN', 'numerator', CAST(covered AS DECIMAL(18, 2)), 'denominator', CAST(owed AS DECIMAL(18, 2)))
)) AS indicator
