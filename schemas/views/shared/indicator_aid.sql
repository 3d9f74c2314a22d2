-- What the indicators of aid count, in the smallest division it is known for: one row an indicator, division and stage
-- (ALL for all of them). part of whole are the heads that a reader could learn of; see gold/indicator.
WITH owed AS (
  SELECT owed.person_id,
         max(coalesce(paid.paid, 0)) > 0 AS aided,
         max(coalesce(paid.paid, 0) < owed.amount) AS short,
         sum(owed.amount) AS owed,
         sum(least(coalesce(paid.paid, 0), owed.amount)) AS covered
  FROM entitlement AS owed
  LEFT JOIN paid ON paid.person_id = owed.person_id AND paid.programme_code = owed.programme_code
    AND paid.term = owed.term -- its key
  WHERE owed.term = :term AND owed.confirmed
  GROUP BY owed.person_id
), aid AS (
  SELECT person_id, max(paid > 0) AS aided, sum(paid_rows) AS times
  FROM paid
  WHERE term = :term
  GROUP BY person_id
), coverage AS (
  SELECT place.place_code, whole_or_part AS stage, count(*) AS pupils, count_if(owed.aided) AS aided,
         count_if(owed.short) AS short, sum(owed.owed) AS owed, sum(owed.covered) AS covered
  FROM owed
  JOIN pupil_place AS place ON place.person_id = owed.person_id -- one place a pupil
  LATERAL VIEW explode(array_compact(array('ALL', place.stage))) AS whole_or_part
  GROUP BY place.place_code, whole_or_part
), reach AS (
  SELECT place.place_code, whole_or_part AS stage, count(*) AS pupils, count_if(aid.aided) AS aided,
         coalesce(sum(aid.times), 0) AS times
  FROM pupil_place AS place
  LEFT JOIN aid ON aid.person_id = place.person_id -- at most one row a person
  LATERAL VIEW explode(array_compact(array('ALL', place.stage))) AS whole_or_part
  WHERE place.at_school
  GROUP BY place.place_code, whole_or_part
)
SELECT count.code AS indicator_code, place_code, stage, count.part, count.whole, count.numerator, count.denominator
FROM coverage
LATERAL VIEW explode(array(
  named_struct('code', 'AID_COVERAGE_PUPILS', 'part', aided, 'whole', pupils,
               'numerator', CAST(aided AS DECIMAL(28, 2)), 'denominator', CAST(pupils AS DECIMAL(28, 2))),
  named_struct('code', 'AID_COVERAGE_YUAN', 'part', aided, 'whole', pupils,
               'numerator', CAST(covered AS DECIMAL(28, 2)), 'denominator', CAST(owed AS DECIMAL(28, 2))),
  named_struct('code', 'AID_GAP_PUPILS', 'part', short, 'whole', pupils,
               'numerator', CAST(short AS DECIMAL(28, 2)), 'denominator', CAST(pupils AS DECIMAL(28, 2))),
  named_struct('code', 'AID_GAP_YUAN', 'part', short, 'whole', pupils,
               'numerator', CAST(owed - covered AS DECIMAL(28, 2)), 'denominator', CAST(owed AS DECIMAL(28, 2))))) AS count
UNION ALL
SELECT count.code, place_code, stage, count.part, count.whole, count.numerator, count.denominator
FROM reach
LATERAL VIEW explode(array(
  named_struct('code', 'AID_REACH_PERSONS', 'part', aided, 'whole', pupils,
               'numerator', CAST(aided AS DECIMAL(28, 2)), 'denominator', CAST(pupils AS DECIMAL(28, 2))),
  named_struct('code', 'AID_REACH_TIMES', 'part', aided, 'whole', pupils,
               'numerator', CAST(times AS DECIMAL(28, 2)), 'denominator', CAST(NULL AS DECIMAL(28, 2))))) AS count
