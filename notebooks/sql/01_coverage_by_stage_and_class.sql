-- Who is reached? Pupils at school in the term by stage and class of household: how many are owed aid, how many had any, how much of the money owed arrived.
-- 覆盖面：本学期在校学生按学段和家庭类别统计，应享人数、已享人数、应享金额到位情况。
-- stage 学段, hh_class 家庭类别, pupils 在校人数, entitled 应享人数, aided 已享人数, coverage 人数覆盖率,
-- entitled_yuan 应享金额, covered_yuan 到位金额, coverage_yuan 金额覆盖率; what would tell of fewer than five pupils is not shown 不足五人不显示
WITH pupil AS (
  SELECT DISTINCT person_id, stage FROM gold.enrolment WHERE status = '01'
), aid AS (
  SELECT person_id, sum(entitled) AS entitled, sum(least(greatest(paid, 0), entitled)) AS covered, max(paid > 0 AND entitled > 0) AS aided
  FROM gold.subsidy_gap
  WHERE term = (SELECT max(term) FROM gold.enrolment)
  GROUP BY person_id
), counted AS (
  SELECT pupil.stage, person.hh_class, count(*) AS pupils, count_if(aid.entitled > 0) AS entitled,
         count_if(aid.aided) AS aided, sum(aid.entitled) AS entitled_yuan, sum(aid.covered) AS covered_yuan
  FROM pupil
  JOIN gold.person AS person ON person.person_id = pupil.person_id -- one row a person
  LEFT JOIN aid ON aid.person_id = pupil.person_id -- one row a person
  GROUP BY pupil.stage, person.hh_class
)
SELECT stage, hh_class, pupils,
       CASE WHEN entitled >= 5 THEN entitled END AS entitled,
       CASE WHEN aided >= 5 AND entitled - aided NOT BETWEEN 1 AND 4 THEN aided END AS aided,
       CASE WHEN aided >= 5 AND entitled - aided NOT BETWEEN 1 AND 4 THEN round(aided / entitled, 4) END AS coverage,
       CASE WHEN entitled >= 5 THEN entitled_yuan END AS entitled_yuan,
       CASE WHEN aided >= 5 THEN covered_yuan END AS covered_yuan,
       CASE WHEN aided >= 5 THEN round(covered_yuan / entitled_yuan, 4) END AS coverage_yuan
FROM counted
WHERE pupils >= 5
ORDER BY stage, hh_class
