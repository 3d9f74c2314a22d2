-- Which indicators reach their targets? Province, cities and counties; shares of all stages, and rates of errors.
-- 指标达标：省、市、县各项指标与目标值比较。
-- indicator 指标, division_code 区划, division_level 层级, value 数值, target 目标值,
-- reached 是否达标 (NULL: suppressed or not known 已抑制或未知)
SELECT indicator_code AS indicator, division_code, division_level, value, target, target_met AS reached
FROM gold.indicator
WHERE stage = 'ALL' AND division_level <= 3 AND target IS NOT NULL
ORDER BY indicator, division_level, division_code
