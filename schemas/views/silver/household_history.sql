-- Households of the poverty register as each delivery that the run took in knows them: one row a household number and
-- delivery. What the rows of a household repeat is told where they agree, else NULL: a slip in one row is no change. The
-- income is that of the first row, as in household.
WITH member AS (
  SELECT record_id, source_file, source_sheet, source_row, delivery_date, household_no, household_type, poverty_status,
         monitor_class, risk_cleared, identified_year, exit_year, income_pc, village_code, person_no, id_no_18, birth_date
  FROM poverty_register
  UNION ALL
  SELECT record_id, source_file, source_sheet, source_row, delivery_date, household_no, household_type, poverty_status,
         monitor_class, risk_cleared, identified_year, exit_year, income_pc, village_code, person_no, id_no_18, birth_date
  FROM earlier_poverty_register
)
SELECT substring(fn.pseudonym('household', concat('POVERTY|', household_no)), 1, 32) AS household_id,
       household_no, delivery_date, household_type, poverty_status, monitor_class, risk_cleared, identified_year,
       exit_year, income_pc, division_code, members,
       place.record_id, place.source_file, place.source_row
FROM (
  SELECT household_no,
         delivery_date,
         CASE WHEN min(household_type) = max(household_type) THEN max(household_type) END AS household_type,
         CASE WHEN min(poverty_status) = max(poverty_status) THEN max(poverty_status) END AS poverty_status,
         CASE WHEN min(monitor_class) = max(monitor_class) THEN max(monitor_class) END AS monitor_class,
         CASE WHEN min(risk_cleared) = max(risk_cleared) THEN max(risk_cleared) END AS risk_cleared,
         CASE WHEN min(identified_year) = max(identified_year) THEN max(identified_year) END AS identified_year,
         CASE WHEN min(exit_year) = max(exit_year) THEN max(exit_year) END AS exit_year,
         min_by(income_pc, named_struct('source_file', source_file, 'source_sheet', source_sheet,
                                        'source_row', source_row)) AS income_pc,
         CASE WHEN min(village_code) = max(village_code) THEN max(village_code) END AS division_code,
         sort_array(collect_list(named_struct('person_no', person_no, 'id18', id_no_18, 'birth_date', birth_date)))
           AS members,
         min(named_struct('source_file', source_file, 'source_sheet', source_sheet, 'source_row', source_row,
                          'record_id', record_id)) AS place
  FROM member
  WHERE household_no IS NOT NULL
  GROUP BY household_no, delivery_date
)
