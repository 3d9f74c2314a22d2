-- Indicators of the term of the business date on five levels of divisions; what each counts is said in
-- codes/indicator.csv and in the shared views named indicator_….
--
-- Suppression. A cell is small if it rests on fewer than k heads, or would tell of fewer than k by itself or by what is
-- left of its denominator. k is 5, and 10 for villages and for what tells of a village: townships, and divisions of one
-- part only. Stages, which villages do not have, go by 5. The cells of one family of indicators (AID: heads and yuan, paid
-- and missing) are shown or hidden together. Of the divisions below one that is shown, the hidden ones and the heads
-- that no division below has are one rest, which anybody can reckon by subtraction: it must have two parts at least and
-- no small cell, else the smallest division that is left is hidden too, and so on. What lies below a hidden division is
-- hidden. So whatever is subtracted, only such rests come out. Stages are shown down to the township, all or none of a
-- division, and only where their total is.
WITH meant AS (
  SELECT code AS indicator_code, family, CAST(target AS DOUBLE) AS target, target_is FROM codes_indicator
), rest AS (
  -- What the nodes up to a place are together.
  SELECT family, parent, place,
         max((part BETWEEN 1 AND k - 1) OR (whole BETWEEN 1 AND k - 1) OR (whole - part BETWEEN 1 AND k - 1)) AS small
  FROM (
    SELECT grid.family, grid.parent, ranked.place, max(grid.k) OVER up_to AS k,
           sum(grid.part) OVER up_to AS part, sum(grid.whole) OVER up_to AS whole
    FROM indicator_grid AS grid
    JOIN indicator_rank AS ranked ON ranked.family = grid.family AND ranked.parent = grid.parent AND ranked.node = grid.node -- its key
    WINDOW up_to AS (PARTITION BY grid.family, grid.parent, grid.indicator_code, grid.stage ORDER BY ranked.place)
  )
  GROUP BY family, parent, place
), cut AS (
  SELECT ranked.family, ranked.parent,
         coalesce(min(ranked.place) FILTER (
           WHERE NOT rest.small AND ranked.place >= greatest(2, ranked.first_hidden)), max(ranked.nodes)) AS place
  FROM indicator_rank AS ranked
  JOIN rest ON rest.family = ranked.family AND rest.parent = ranked.parent AND rest.place = ranked.place -- its key
  WHERE ranked.first_hidden > 0
  GROUP BY ranked.family, ranked.parent
), closed AS (
  SELECT ranked.family, ranked.node
  FROM indicator_rank AS ranked
  JOIN cut ON cut.family = ranked.family AND cut.parent = ranked.parent -- at most one a group
  -- Of what has no parent no total is told.
  WHERE ranked.shown AND if(ranked.parent = '', ranked.hidden, ranked.place <= cut.place)
), hidden AS (
  SELECT DISTINCT replace(closed.family, ' by stage', '') AS family, path.code AS division_code,
         endswith(closed.family, ' by stage') AS stages_only
  FROM closed
  JOIN division_path AS path ON path.within_code = closed.node -- all divisions in it
), judged AS (
  SELECT cell.*, meant.target, meant.target_is, hidden.family IS NOT NULL AS suppressed
  FROM indicator_cell AS cell
  JOIN meant ON meant.indicator_code = cell.indicator_code -- its code is its key
  LEFT JOIN (
    SELECT family, division_code, min(stages_only) AS stages_only FROM hidden GROUP BY family, division_code
  ) AS hidden -- at most one row
    ON hidden.family = meant.family AND hidden.division_code = cell.division_code
    AND (NOT hidden.stages_only OR cell.stage <> 'ALL')
  UNION ALL
  -- Rates of errors have a suppression of their own.
  SELECT concat(rate.rate_code, '_', rate.unit), 'ALL', rate.division_code, CAST(rate.division_level AS INT), NULL, NULL,
         CAST(rate.numerator AS DECIMAL(28, 2)), CAST(rate.denominator AS DECIMAL(28, 2)),
         meant.target, meant.target_is, rate.suppressed
  FROM error_rate AS rate
  JOIN meant ON meant.indicator_code = concat(rate.rate_code, '_', rate.unit) -- its code is its key
  WHERE rate.official AND (rate.suppressed OR rate.denominator IS NOT NULL)
), valued AS (
  SELECT *,
         CASE WHEN NOT suppressed THEN
           CAST(round(numerator / coalesce(denominator, 1), 6) AS DOUBLE)
         END AS value
  FROM judged
)
SELECT indicator_code, division_code, division_level, :term AS period, stage,
       CASE WHEN NOT suppressed THEN CAST(numerator AS DECIMAL(18, 2)) END AS numerator,
       CASE WHEN NOT suppressed THEN CAST(denominator AS DECIMAL(18, 2)) END AS denominator,
       value,
       suppressed,
       target,
       CASE target_is WHEN 'MIN' THEN value >= target WHEN 'MAX' THEN value <= target WHEN 'BELOW' THEN value < target END
         AS target_met,
       concat(indicator_code, '/1') AS definition_id
FROM valued
