-- Held: its rows do not grow with the population, and the views of suppression name it several times.
-- The nodes of indicator_grid in the order in which they are hidden: first those that have to be, then the smallest.
WITH first AS (
  SELECT family, parent, node, shown, sum(whole) AS size,
         NOT shown OR max((part BETWEEN 1 AND k - 1) OR (whole BETWEEN 1 AND k - 1)
                          OR (whole - part BETWEEN 1 AND k - 1)) AS hidden
  FROM indicator_grid AS grid
  GROUP BY family, parent, node, shown
)
SELECT *,
         row_number() OVER (PARTITION BY family, parent ORDER BY hidden DESC, size, node) AS place,
         count_if(hidden) OVER (PARTITION BY family, parent) AS first_hidden,
         count(*) OVER (PARTITION BY family, parent) AS nodes
FROM first
