-- The registries that were delivered and of which no file was refused: one row. What another registry does not tell is
-- unknown, not false.
SELECT collect_set(registry) AS registries
FROM (
  SELECT registry
  FROM feed
  WHERE NOT coalesce(earlier, false)
  GROUP BY registry
  HAVING max(state = 'LOADED') AND NOT max(state = 'REJECTED' AND sha256 IS NOT NULL)
)
