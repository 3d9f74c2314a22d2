-- Which level of government still owes its part? By programme, county, term and level.
-- 分担：按项目、县、学期、层级统计应承担与已到位资金。
-- programme_code 项目, county_code 县代码, term 学期, level 层级, due 应承担, due_percent 承担比例(%), received 已到位,
-- balance 差额 (below zero: still owed 负数为欠拨)
SELECT programme_code, county_code, term, level, due, due_percent, received, balance
FROM gold.cost_share
ORDER BY programme_code, county_code, term, level
