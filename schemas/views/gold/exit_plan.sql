-- Plans to lead households or persons out of poverty against what the newest delivery of the poverty register shows: one
-- row a year, division and unit. A household counts with its village, town, county, city and province. What the register
-- shows is NULL where it holds no household of the county.
WITH household AS (
  SELECT *,
         array(concat(substring(division_code, 1, 2), '0000'), concat(substring(division_code, 1, 4), '00'),
               substring(division_code, 1, 6)) AS upper_places
  FROM household_history
  WHERE delivery_date = (SELECT max(delivery_date) FROM household_history)
), plan AS (
  SELECT year(due_date) AS year, division_code, if(unit = '', 'HOUSEHOLD', unit) AS unit, max(due_date) AS due_date,
         CASE WHEN count(planned) = count(*) THEN sum(planned) END AS planned,
         CASE WHEN count(done) = count(*) THEN sum(done) END AS reported
  FROM work_task
  WHERE kind = 'EXIT_PLAN' AND due_date IS NOT NULL AND division_code IS NOT NULL AND unit IS NOT NULL
  GROUP BY year(due_date), division_code, if(unit = '', 'HOUSEHOLD', unit)
), poor AS (
  -- Whoever is or was poor, counted by what decides about the years; gone_in is NULL for who is poor now.
  SELECT division_code, upper_places, identified_year, CASE WHEN poverty_status = 'EXITED' THEN exit_year END AS gone_in,
         map('HOUSEHOLD', count(*), 'PERSON', sum(size(members))) AS counts
  FROM household
  WHERE poverty_status IN ('UNEXITED', 'RELAPSED') OR (poverty_status = 'EXITED' AND exit_year IS NOT NULL)
  GROUP BY division_code, upper_places, identified_year, CASE WHEN poverty_status = 'EXITED' THEN exit_year END
), counted AS (
  SELECT plan.*,
         coalesce(sum(poor.counts[plan.unit]) FILTER (
           WHERE coalesce(poor.identified_year < plan.year, true) AND coalesce(poor.gone_in >= plan.year, true)), 0)
           AS start,
         coalesce(sum(poor.counts[plan.unit]) FILTER (WHERE poor.identified_year = plan.year), 0) AS added,
         coalesce(sum(poor.counts[plan.unit]) FILTER (WHERE poor.gone_in = plan.year), 0) AS done
  FROM plan
  LEFT JOIN (
    SELECT *, explode(array_distinct(concat(upper_places, array(substring(division_code, 1, 9), division_code)))) AS place
    FROM poor
  ) AS poor ON poor.place = plan.division_code -- the counts of a division
  GROUP BY ALL
), known AS (
  SELECT counted.year, division_code, unit, due_date, planned, reported,
         CASE WHEN whole AND array_contains(places, substring(division_code, 1, 6)) THEN start END AS start,
         CASE WHEN whole AND array_contains(places, substring(division_code, 1, 6)) THEN added END AS added,
         CASE WHEN whole AND array_contains(places, substring(division_code, 1, 6)) THEN done END AS done
  FROM counted
  CROSS JOIN (
    SELECT array_contains(registries, 'poverty_register') AS whole,
           (SELECT flatten(collect_set(upper_places)) FROM household) AS places
    FROM delivered
  ) -- one row
)
SELECT *,
       start + added - done AS end,
       CASE WHEN planned > done THEN planned - done WHEN planned <= done THEN 0 END AS rest,
       CASE WHEN done >= planned THEN 'MET' WHEN due_date > :business_date AND done < planned THEN 'OPEN'
            WHEN done < planned THEN 'MISSED' END AS verdict
FROM known
