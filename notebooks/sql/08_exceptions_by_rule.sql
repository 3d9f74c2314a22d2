-- Do the exceptions become fewer? By rule and business date, over all dates that were published.
-- 问题趋势：各业务日期按规则统计的未结、新增与已清除个案。
-- business_date 业务日期, rule_code 规则, title_zh 名称, severity 严重程度, open_cases 未结, new_cases 新增, cleared_cases 已清除,
-- overdue_cases 逾期
SELECT cases.business_date, cases.rule_code, max(rule.title_zh) AS title_zh, max(cases.severity) AS severity,
       count_if(cases.open) AS open_cases, count_if(cases.first_seen = cases.business_date) AS new_cases,
       count_if(cases.state = 'AUTO_CLEARED') AS cleared_cases, count_if(cases.overdue) AS overdue_cases
FROM history.exception_case AS cases
LEFT JOIN gold.rule AS rule ON rule.code = cases.rule_code -- one row a code
GROUP BY cases.business_date, cases.rule_code
ORDER BY cases.business_date, open_cases DESC, cases.rule_code
