-- Pairs that wait for a reviewer, with what both rows say: one row a pair in review.
WITH evidence AS (
  SELECT record_id,
         named_struct('registry', registry, 'source_file', source_file, 'source_sheet', source_sheet,
                      'source_row', source_row, 'name', name, 'id_text', id_text,
                      'birth_date', CAST(birth_date AS STRING), 'sex_code', sex_code, 'division_code', division_code,
                      'household_no', household_no, 'school_code', school_code, 'student_no', student_no) AS row
  FROM mention
)
SELECT pair.record_id_l, pair.record_id_r, pair.lasting_id_l, pair.lasting_id_r, pair.match_weight,
       pair.match_probability, pair.levels, l.row AS left_row, r.row AS right_row, pair.model_version
FROM link_pair AS pair
JOIN evidence AS l ON l.record_id = pair.record_id_l -- one mention a record
JOIN evidence AS r ON r.record_id = pair.record_id_r -- one mention a record
WHERE pair.decision = 'REVIEW'
