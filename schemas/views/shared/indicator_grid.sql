-- Held: its rows do not grow with the population, and the views of suppression name it several times.
-- What suppression compares (gold/indicator): of each division shown, the divisions below it and what none of them has,
-- with every cell that one of these has; one row a family, parent, node and cell.
WITH meant AS (
  SELECT code AS indicator_code, family, CAST(target AS DOUBLE) AS target, target_is FROM codes_indicator
), node AS (
  -- The cells below each division: of the divisions below it, and what none of them has.
  SELECT concat(meant.family, if(cell.stage = 'ALL', '', ' by stage')) AS family, cell.indicator_code, cell.stage,
         coalesce(division.parent_code, '') AS parent, cell.division_code AS node, true AS shown,
         if(cell.division_level >= 4 AND cell.stage = 'ALL', 10, 5) AS level_k, cell.part, cell.whole
  FROM indicator_cell AS cell
  JOIN meant ON meant.indicator_code = cell.indicator_code -- its code is its key
  JOIN division ON division.code = cell.division_code -- its code is its key
  WHERE cell.whole IS NOT NULL
  UNION ALL
  SELECT concat(meant.family, if(said.stage = 'ALL', '', ' by stage')), said.indicator_code, said.stage,
         said.place_code, concat(said.place_code, ' itself'), false,
         if(division.level >= '3' AND said.stage = 'ALL', 10, 5), sum(said.part), sum(said.whole)
  FROM indicator_count AS said
  JOIN meant ON meant.indicator_code = said.indicator_code -- its code is its key
  JOIN division ON division.code = said.place_code -- its code is its key
  WHERE said.whole IS NOT NULL AND division.level < if(said.stage = 'ALL', '5', '4')
  GROUP BY ALL
)
SELECT cells.family, cells.parent, nodes.node, nodes.shown,
       if(parts.only AND NOT endswith(cells.family, ' by stage'), 10, nodes.level_k) AS k,
       cells.indicator_code, cells.stage, coalesce(node.part, 0) AS part, coalesce(node.whole, 0) AS whole
FROM (SELECT DISTINCT family, parent, indicator_code, stage FROM node) AS cells
JOIN (SELECT DISTINCT family, parent, node, shown, level_k FROM node) AS nodes
  ON nodes.family = cells.family AND nodes.parent = cells.parent -- the divisions of one parent
LEFT JOIN (SELECT family, parent, count(DISTINCT node) = 1 AND min(shown) AS only FROM node GROUP BY family, parent) AS parts
  ON parts.family = nodes.family AND parts.parent = nodes.node -- at most one count
LEFT JOIN node ON node.family = cells.family AND node.node = nodes.node AND node.indicator_code = cells.indicator_code
  AND node.stage = cells.stage -- at most one cell
