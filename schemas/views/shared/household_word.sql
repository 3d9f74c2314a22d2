-- What the ledgers of support and of status changes say of households: one row a household number of the poverty
-- register. busiest is the number of households of that helper of the household who has most.
SELECT household_no,
       CASE WHEN count(DISTINCT ab_class) = 1 THEN max(ab_class) END AS ab_class,
       count(DISTINCT helper_no) AS helpers,
       max(helped) AS busiest,
       coalesce(max(health_measure), false) AS health_measure,
       collect_set(approved_event) AS approved_events
FROM (
  SELECT household_no, ab_class, helper_no, kind = 'HEALTH' AS health_measure,
         CASE WHEN helper_no IS NOT NULL
              THEN size(collect_set(household_no) OVER (PARTITION BY helper_no)) END AS helped,
         CAST(NULL AS STRING) AS approved_event
  FROM (
    SELECT household_no, ab_class, kind, CASE WHEN kind = 'HELPER' THEN helper_no END AS helper_no
    FROM support_ledger
    WHERE end_date_blank OR end_date >= :business_date
  )
  UNION ALL
  SELECT household_no, NULL, NULL, NULL, NULL, event
  FROM status_change
  WHERE approval_no IS NOT NULL AND change_date <= :business_date
)
WHERE household_no IS NOT NULL
GROUP BY household_no
