-- How far do the poverty office and civil affairs speak of the same households? By county and class.
-- 重叠：扶贫与民政登记的家庭，按县和类别统计重叠情况。
-- county_code 县代码, hh_class 家庭类别, overlap 登记情况, households 户数, persons 人数, share 占全县户数比例
WITH counted AS (
  SELECT division_code AS county_code, hh_class, overlap, sum(households) AS total, sum(persons) AS members
  FROM gold.register
  WHERE division_level = 3
  GROUP BY division_code, hh_class, overlap
)
SELECT county_code, hh_class, overlap, total AS households, members AS persons,
       round(total / sum(total) OVER (PARTITION BY county_code), 4) AS share
FROM counted
WHERE total >= 5
ORDER BY county_code, hh_class, overlap
