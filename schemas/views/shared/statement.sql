-- Statements of plans and reports, reckoned again: one row a document and statement number. difference is what the
-- figures give less what is stated; tolerance half a unit of the last decimal that a total or rate is stated with, and
-- nothing for heads times standard. NULL where a figure is missing, cannot be read, or stands where it does not belong.
WITH word AS (
  SELECT *,
         translate(value, '−,', '-') RLIKE '^-?[0-9]+([.][0-9]+)?[万%]?$' AS legible,
         CASE WHEN unit = 'WAN' OR value LIKE '%万' THEN 10000 WHEN unit IS NOT NULL THEN 1 END AS times,
         length(regexp_extract(value, '[.]([0-9]{1,6})', 1)) AS decimals
  FROM plan_figure
), figure AS (
  SELECT *,
         CASE WHEN legible THEN
           CAST(try_cast(regexp_extract(translate(value, '−,', '-'), '^[-0-9.]+', 0) AS DECIMAL(18, 6)) * times
             AS DECIMAL(24, 6))
         END AS figure,
         CAST(times * CAST(concat('0.', repeat('0', decimals), '5') AS DECIMAL(8, 7)) AS DECIMAL(24, 7)) AS half_unit
  FROM word
), item AS (
  SELECT document, statement_no, item_no,
         min(kind) AS least_kind,
         max(kind) AS kind,
         count(kind) = count(*) AND count(role) = count(*) AND count(figure) = count(*) AS known,
         count_if(role IN ('TOTAL', 'RATE')) AS results,
         count_if(role = 'HEADS') AS heads,
         count_if(role = 'STANDARD') AS standards,
         count_if(role = 'NUMERATOR') AS numerators,
         count_if(role = 'DENOMINATOR') AS denominators,
         max(figure) FILTER (WHERE role IN ('TOTAL', 'RATE')) AS result,
         max(half_unit) FILTER (WHERE role IN ('TOTAL', 'RATE')) AS half_unit,
         max(figure) FILTER (WHERE role = 'HEADS') AS head,
         max(figure) FILTER (WHERE role = 'STANDARD') AS standard,
         max(figure) FILTER (WHERE role = 'NUMERATOR') AS numerator,
         max(figure) FILTER (WHERE role = 'DENOMINATOR') AS denominator,
         collect_list(struct(item_no, source_row, figure)) FILTER (WHERE role = 'PART') AS parts,
         max(note <> '') AS noted,
         max(division_code) AS division_code,
         collect_list(named_struct('record_id', record_id, 'registry', 'plan_figure', 'source_file', source_file,
           'source_row', source_row,
           'role', if(role IN ('TOTAL', 'RATE') OR (kind = 'COHORT' AND role = 'NUMERATOR'), 'subject', 'evidence')))
           AS records
  FROM figure
  GROUP BY document, statement_no, item_no
), statement AS (
  SELECT document, statement_no,
         CASE WHEN min(least_kind) = max(kind) THEN max(kind) END AS kind,
         min(known) AS known,
         sum(results) AS results, sum(numerators) AS numerators, sum(denominators) AS denominators,
         max(heads) <= 1 AND min(heads = standards) AS paired,
         max(result) AS result, max(half_unit) AS half_unit,
         max(numerator) AS numerator, max(denominator) AS denominator,
         sort_array(flatten(collect_list(parts))) AS parts,
         sort_array(collect_list(struct(item_no, head, standard)) FILTER (WHERE heads = 1)) AS products,
         max(noted) AS noted,
         max(division_code) AS division_code,
         sort_array(flatten(collect_list(records))) AS records
  FROM item
  GROUP BY document, statement_no
), reckoned AS (
  SELECT *,
         CASE
           WHEN NOT known THEN NULL
           WHEN kind = 'COHORT' THEN
             CASE WHEN numerators = 1 AND denominators = 1 AND denominator > 0 THEN numerator END
           WHEN kind NOT IN ('PRODUCT', 'LIMIT') OR paired THEN CASE WHEN results = 1 THEN result END
         END AS stated,
         CAST(CASE
           WHEN kind = 'SUM' AND size(parts) > 0 THEN
             aggregate(parts, CAST(0 AS DECIMAL(24, 6)), (sum, part) -> CAST(sum + part.figure AS DECIMAL(24, 6)))
           WHEN kind IN ('PRODUCT', 'LIMIT') AND size(products) > 0 THEN
             aggregate(products, CAST(0 AS DECIMAL(24, 6)),
                       (sum, product) -> CAST(sum + product.head * product.standard AS DECIMAL(24, 6)))
           WHEN kind = 'COHORT' THEN denominator
           WHEN kind IN ('RATE', 'RETENTION') AND numerators = 1 AND denominators = 1 THEN
             100 * numerator / nullif(denominator, 0)
         END AS DECIMAL(24, 6)) AS reckoned
  FROM statement
), compared AS (
  SELECT *,
         CAST(CASE WHEN kind = 'LIMIT' THEN least(reckoned - stated, 0) ELSE reckoned - stated END
           AS DECIMAL(24, 6)) AS difference,
         CASE WHEN kind IN ('SUM', 'RATE', 'RETENTION') THEN half_unit ELSE 0 END AS tolerance,
         CAST(CASE WHEN kind IN ('RATE', 'RETENTION') THEN stated
                   WHEN kind = 'COHORT' THEN 100 * stated / nullif(reckoned, 0) END AS DECIMAL(24, 6)) AS percent
  FROM reckoned
)
SELECT document,
       statement_no,
       kind,
       stated,
       reckoned,
       difference,
       tolerance,
       percent,
       noted,
       CASE
         WHEN percent < 100 * CAST(:BUD_08_least AS DECIMAL(6, 2)) THEN 'FLAG'
         WHEN percent > 100 * CAST(:BUD_08_most AS DECIMAL(6, 2)) AND NOT (kind = 'RETENTION' AND noted) THEN 'FLAG'
         WHEN kind = 'COHORT' AND difference > 0 THEN 'LEAD'
         WHEN abs(difference) > tolerance THEN 'MISMATCH'
         WHEN difference <> 0 THEN 'ROUNDING'
         WHEN coalesce(difference, percent) IS NOT NULL THEN 'OK'
       END AS verdict,
       regexp_replace(
         CASE
           WHEN kind = 'SUM' THEN
             replace(array_join(transform(parts, part -> CAST(part.figure AS STRING)), ' + '), '+ -', '- ')
           WHEN kind IN ('PRODUCT', 'LIMIT') THEN
             array_join(transform(products, product -> concat_ws(' × ', product.head, product.standard)), ' + ')
           ELSE concat_ws(' / ', numerator, denominator)
         END, '[.]?0+(?![0-9.])', '') AS figures,
       division_code,
       records
FROM compared
