-- Who is at school: one row a person with a school record in state 在读. A list is NULL if one of its values is unknown,
-- but for those of names and numbers.
SELECT link.person_id,
       CASE WHEN count(student.stage) = count(*) THEN collect_set(student.stage) END AS stages,
       CASE WHEN count(student.boarding) = count(*) THEN collect_set(student.boarding) END AS boardings,
       collect_set(student.name_norm) AS names,
       collect_set(student.id_no_18) AS numbers,
       collect_set(student.guardian_name_norm) AS guardians,
       CASE WHEN count(student.school_name) = count(*)
            THEN collect_set(replace(student.school_name, ' ', '')) END AS school_names,
       sort_array(collect_list(named_struct('record_id', student.record_id, 'registry', 'student_register',
                  'source_file', student.source_file, 'source_row', student.source_row, 'role', 'evidence'))) AS records
FROM student_register AS student
JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
WHERE student.status = '01'
GROUP BY link.person_id
