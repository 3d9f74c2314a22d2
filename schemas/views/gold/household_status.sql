-- The standing of households over the deliveries of the poverty register that the run took in: one row a household and
-- span of successive deliveries in which nothing of it differs.
WITH delivery AS (
  SELECT delivery_date, place, lead(delivery_date) OVER (ORDER BY place) AS next_date
  FROM (
    SELECT delivery_date, row_number() OVER (ORDER BY delivery_date) AS place
    FROM (SELECT DISTINCT delivery_date FROM household_history)
  )
), said AS (
  -- Rows of one span have the same difference of places: the delivery's, and the row's among those of its standing.
  SELECT history.*, delivery.next_date,
         delivery.place - row_number() OVER (
           PARTITION BY history.household_id, history.household_type, history.poverty_status, history.monitor_class,
                        history.risk_cleared
           ORDER BY history.delivery_date) AS span
  FROM household_history AS history
  JOIN delivery ON delivery.delivery_date = history.delivery_date -- one row a delivery
)
SELECT household_id,
       min(delivery_date) AS valid_from,
       CASE WHEN max_by(next_date, delivery_date) IS NOT NULL THEN date_sub(max_by(next_date, delivery_date), 1) END
         AS valid_to,
       max_by(division_code, delivery_date) AS division_code,
       household_type, poverty_status, monitor_class, risk_cleared,
       max_by(identified_year, delivery_date) AS identified_year,
       max_by(exit_year, delivery_date) AS exit_year
FROM said
GROUP BY household_id, household_type, poverty_status, monitor_class, risk_cleared, span
