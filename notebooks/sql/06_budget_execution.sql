-- Where does the money lag behind the year? By programme, county and term, at the last cut-off date.
-- 预算执行：按项目、县、学期统计最近截止日的支付进度与时间进度。
-- programme_code 项目, county_code 县代码, term 学期, as_of_date 截止日, budget 预算, disbursed 已支付, rate 支付进度(%),
-- elapsed 时间进度(%), lag_points 落后百分点, over_budget 是否超预算, planned_heads 预算人数, disbursed_a_head 人均支付
SELECT programme_code, county_code, term, as_of_date, budget, disbursed, rate, elapsed, lag_points, over_budget,
       planned_heads, disbursed_a_head
FROM gold.budget_execution
WHERE newest
ORDER BY lag_points DESC NULLS LAST, programme_code, county_code, term
