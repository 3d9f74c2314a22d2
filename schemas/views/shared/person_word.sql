-- What departments say of persons beside the registries that decide about aid: one row a person.
-- shock is rules MIS-07 and EXT-03: a large expense, a disaster or lost income in the months before the business date.
SELECT link.person_id,
       max(word.away) AS away,
       max(word.shock) AS shock,
       max(word.self_paid) AS self_paid,
       max(word.mentored) AS mentored,
       max(word.severe_limb) AS severe_limb,
       max(word.absent_days) AS absent_days,
       max(word.visit_date) AS last_visit
FROM (
  SELECT record_id,
         kind IN ('IMPRISONED', 'ABROAD', 'MISSING') AND (to_date_blank OR to_date >= :business_date) AS away,
         month >= date_format(add_months(:business_date, -CAST(:EXT_03_months AS INT)), 'yyyyMM')
           AND CASE kind
             WHEN 'MEDICAL' THEN amount >= CAST(:EXT_03_medical_yuan AS DECIMAL(18, 2))
             WHEN 'EDUCATION' THEN amount > CAST(:EXT_03_education_yuan AS DECIMAL(18, 2))
             WHEN 'INCOME_DROP' THEN drop_percent >= CAST(:EXT_03_drop_percent AS DECIMAL(18, 2))
             ELSE kind = 'DISASTER'
           END AS shock,
         CAST(NULL AS BOOLEAN) AS self_paid,
         CAST(NULL AS BOOLEAN) AS mentored,
         CAST(NULL AS BOOLEAN) AS severe_limb,
         CAST(NULL AS INT) AS absent_days,
         CAST(NULL AS DATE) AS visit_date
  FROM department_alert
  UNION ALL
  SELECT record_id, NULL, NULL, payer = 'SELF', NULL, NULL, NULL, NULL
  FROM medical_insurance
  WHERE year = year(:business_date)
  UNION ALL
  SELECT record_id, NULL, NULL, NULL,
         kind = 'MENTOR' AND helper_no IS NOT NULL AND (end_date_blank OR end_date >= :business_date), NULL, NULL, NULL
  FROM support_ledger
  UNION ALL
  SELECT record_id, NULL, NULL, NULL, NULL,
         disability_class = '4' AND disability_grade IN ('1', '2')
           AND (cancel_date_blank OR cancel_date > :business_date), NULL, NULL
  FROM disability_certificate
  UNION ALL
  SELECT record_id, NULL, NULL, NULL, NULL, NULL, absent_days, NULL
  FROM school_attendance
  WHERE term = :term
  UNION ALL
  SELECT record_id, NULL, NULL, NULL, NULL, NULL, NULL, visit_date
  FROM home_visit
  WHERE visit_date <= :business_date
) AS word
JOIN identity_link AS link ON link.record_id = word.record_id -- one link a record
GROUP BY link.person_id
