-- What became of the province's target list? Persons on it and beside it, by county: aided or not, and why not.
-- 省级名单比对：名单内外人员按县统计资助结果与未资助原因。
-- county_code 县代码, year 学年, list 是否在名单, outcome 结果, reason 未资助原因, persons 人数, paid 资助金额, entitled 应享金额;
-- fewer than five persons are not shown 不足五人不显示
SELECT left(division_code, 6) AS county_code, year, list, outcome, reason, count(*) AS persons, sum(paid) AS paid,
       sum(entitled) AS entitled
FROM gold.target_result
GROUP BY left(division_code, 6), year, list, outcome, reason
HAVING count(*) >= 5
ORDER BY county_code, year, list, outcome, reason
