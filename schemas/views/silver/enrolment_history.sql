-- What earlier deliveries said of pupils: one row a row of a delivery of the school register before the one that counts.
SELECT record_id, record_key, source_file, source_row, delivery_date, status, stage,
       student_no, school_code, coalesce(student_no_18, id_no_18) AS id18, hukou_division
FROM earlier_student_register
