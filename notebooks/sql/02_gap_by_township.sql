-- Where is money missing? By township of the pupil: how many are owed more than they had, and how many yuan; how many had more than they are owed.
-- 缺口：按学生所在乡镇统计应享未足额到位的人数与金额，以及多享的人数与金额。
-- township_code 乡镇代码 (NULL: not known 未知), entitled 应享人数, short 少享人数, gap_yuan 缺口金额, over 多享人数, over_yuan 多享金额;
-- fewer than five pupils are not shown 不足五人不显示
WITH pupil AS (
  SELECT gap.person_id, max(left(nullif(person.division_code, ''), 9)) AS township_code,
         max(gap.entitled > 0) AS entitled, max(gap.gap > 0) AS short, max(gap.gap < 0) AS over,
         sum(greatest(gap.gap, 0)) AS gap_yuan, sum(greatest(-gap.gap, 0)) AS over_yuan
  FROM gold.subsidy_gap AS gap
  JOIN gold.person AS person ON person.person_id = gap.person_id -- one row a person
  WHERE gap.term = (SELECT max(term) FROM gold.enrolment)
  GROUP BY gap.person_id
), counted AS (
  SELECT CASE WHEN length(township_code) = 9 THEN township_code END AS township_code, count_if(entitled) AS entitled,
         count_if(short) AS short, sum(gap_yuan) AS gap_yuan, count_if(over) AS over, sum(over_yuan) AS over_yuan
  FROM pupil
  GROUP BY ALL
)
SELECT township_code, entitled,
       CASE WHEN short >= 5 THEN short END AS short, CASE WHEN short >= 5 THEN gap_yuan END AS gap_yuan,
       CASE WHEN over >= 5 THEN over END AS over, CASE WHEN over >= 5 THEN over_yuan END AS over_yuan
FROM counted
WHERE entitled >= 5
ORDER BY township_code NULLS LAST
