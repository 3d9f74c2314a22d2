-- What a row says beside whom it mentions: one row a record of these registries.
-- active: it takes its person for living. foreign_id: its valid ID number is somebody else's (rule IDQ-06).
SELECT record_id, true AS active, CAST(NULL AS BOOLEAN) AS foreign_id
FROM poverty_register
UNION ALL
SELECT record_id, covered AND in_force, NULL
FROM assistance_member
UNION ALL
SELECT record_id,
       status = '01',
       CASE WHEN id_no_18 IS NOT NULL THEN
         id_no_18 <=> guardian_id_18
         OR (stage IN ('PRE', 'PRI', 'JUN', 'SEN', 'VOC')
             AND fn.id_birth(id_no_18) <= add_months(:business_date, -12 * (CAST(:IDQ_06_oldest_pupil AS INT) + 1)))
       END
FROM student_register
