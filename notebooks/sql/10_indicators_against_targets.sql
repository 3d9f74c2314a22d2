-- Which indicators reach their targets? Province, cities and counties; shares of all stages, and rates of errors.
-- 指标达标：省、市、县各项指标与目标值比较。
-- indicator 指标, division_code 区划, division_level 层级, value 数值, sense 目标方向, target 目标值,
-- reached 是否达标 (NULL: not decided 未定)
WITH target AS (
  SELECT *
  FROM VALUES ('AID_COVERAGE_PUPILS', 'at least', 1.0), ('AID_COVERAGE_YUAN', 'at least', 1.0),
              ('DROPOUT_RATE', 'at most', 0.02) AS target(indicator_code, sense, target)
), measured AS (
  SELECT indicator.indicator_code AS indicator, division_code, division_level, value, sense, target,
         CASE sense WHEN 'at least' THEN value >= target ELSE value <= target END AS reached
  FROM gold.indicator AS indicator
  JOIN target ON target.indicator_code = indicator.indicator_code -- one row a code
  WHERE indicator.stage = 'ALL'
  UNION ALL
  SELECT concat(rate_code, ' ', unit), division_code, division_level, rate, 'below', bar,
         CASE verdict WHEN 'MET' THEN true WHEN 'MISSED' THEN false END
  FROM gold.error_rate
  WHERE official AND division_level <= 3
)
SELECT indicator, division_code, division_level, value, sense, target, reached
FROM measured
ORDER BY indicator, division_level, division_code
