-- Do the rates of wrongly listed, wrongly released and missed households stay below their bars?
-- 错退率、漏评率、错评率是否低于标准。
-- rate_code 指标, unit 单位, basis 依据, division_code 区划, division_level 层级, rate 比率, lower 下限, upper 上限, bar 标准,
-- verdict 结论, answered 已核查户数, unanswered 未核查户数
SELECT rate_code, unit, basis, division_code, division_level, rate, lower, upper, bar, verdict, answered, unanswered
FROM gold.error_rate
WHERE official AND NOT suppressed
ORDER BY rate_code, unit, division_level, division_code
