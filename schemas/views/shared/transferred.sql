-- School records that are in state 转出 by the last delivery that has them, be it the newest or an earlier one that the run
-- took in: one row a record. transfer_seen: the first delivery in which it is.
WITH said AS (
  SELECT record_key, record_id, source_file, source_row, delivery_date, status, stage, school_code,
         student_no, coalesce(student_no_18, id_no_18) AS id18, hukou_division
  FROM student_register
  UNION ALL
  SELECT record_key, record_id, source_file, source_row, delivery_date, status, stage, school_code, student_no,
         id18, hukou_division
  FROM enrolment_history
), record AS (
  SELECT record_key,
         max(named_struct('delivery_date', delivery_date, 'source_file', source_file, 'source_row', -source_row,
                          'record_id', record_id, 'status', status, 'stage', stage, 'school_code', school_code,
                          'student_no', student_no, 'id18', id18, 'hukou_division', hukou_division)) AS last,
         min(delivery_date) FILTER (WHERE status = '10') AS transfer_seen,
         max(status <> '10') AS seen_otherwise
  FROM said
  GROUP BY record_key
)
SELECT record.*, coalesce(link.person_id, person.person_id) AS person_id
FROM record
LEFT JOIN identity_link AS link ON link.record_id = record.last.record_id -- one link a record of the newest delivery
LEFT JOIN person ON person.id18 = record.last.id18 -- at most one person a number
WHERE record.last.status = '10'
