-- Where persons are registered: one row a person of the household registration. moved_in_date is of any row; the
-- others of rows in force, NULL where two of them differ.
SELECT person_id,
       max(moved_in_date) AS moved_in_date,
       CASE WHEN count(DISTINCT village_code) = 1 THEN max(village_code) END AS village_code,
       CASE WHEN count(DISTINCT hukou_kind) = 1 THEN max(hukou_kind) END AS hukou_kind
FROM (
  SELECT link.person_id, hukou.moved_in_date,
         CASE WHEN in_force THEN hukou.village_code END AS village_code,
         CASE WHEN in_force THEN hukou.hukou_kind END AS hukou_kind
  FROM (
    SELECT *, moved_out_date_blank OR moved_out_date > :business_date AS in_force FROM household_registration
  ) AS hukou
  JOIN identity_link AS link ON link.record_id = hukou.record_id -- one link a record
) AS hukou
GROUP BY person_id
