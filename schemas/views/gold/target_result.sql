-- What became of the province's target list in the term, and who was aided or registered beside it: the two lists that
-- are reported back (requirements A32 to A35). ON_LIST: one row a row of the list of the school year. OFF_LIST: one row a
-- person who is not on it and was aided, or is registered and at school.
-- A reason is named where a registry gives one. Where none does and nothing was paid, somebody has to look: TGT-01, TGT-02.
WITH aided AS (
  SELECT person_id, sum(paid) AS paid, sum(paid_rows) AS paid_rows, sum(unknown_rows) AS unknown_rows
  FROM paid WHERE term = :term GROUP BY person_id
), standing AS (
  -- What the school register says of a person: one row a person with a record in it.
  SELECT link.person_id,
         collect_set(student.status) AS statuses,
         min(student.stage) FILTER (WHERE student.status = '01') AS stage,
         min(student.school_code) FILTER (WHERE student.status = '01') AS school_code
  FROM student_register AS student
  JOIN identity_link AS link ON link.record_id = student.record_id -- one link a record
  GROUP BY link.person_id
), excuse AS (
  SELECT link.person_id, min(ledger.circumstance) AS circumstance
  FROM dropout_ledger AS ledger
  JOIN identity_link AS link ON link.record_id = ledger.record_id -- one link a record
  WHERE ledger.evidence_no IS NOT NULL AND :business_date BETWEEN ledger.valid_from AND ledger.valid_to
  GROUP BY link.person_id
), listed AS (
  SELECT 'ON_LIST' AS list,
         fn.pseudonym('record', concat_ws('|', 'aid_target_list', target.record_key, nullif(target.place, 1))) AS target_id,
         target.year, target.serial_no, link.person_id,
         row_number() OVER (PARTITION BY link.person_id ORDER BY target.source_file, target.source_sheet, target.source_row) AS time
  FROM (
    -- Two rows of one key with different content are two subjects, as in grain target.
    SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
    FROM aid_target_list
    WHERE year = year(:school_year_start)
  ) AS target
  JOIN identity_link AS link ON link.record_id = target.record_id -- one link a record
), both AS (
  SELECT * FROM listed
  UNION ALL
  SELECT 'OFF_LIST', concat('off_list-', class.person_id), year(:school_year_start), NULL,
         class.person_id, 1
  FROM person_class AS class
  LEFT JOIN aided ON aided.person_id = class.person_id -- one sum a person
  WHERE class.listed IS NOT TRUE AND (coalesce(aided.paid_rows, 0) > 0 OR (class.registered AND class.enrolled))
)
SELECT both.target_id,
       both.list,
       both.year,
       both.serial_no,
       both.person_id,
       person.division_code,
       coalesce(standing.stage, '') AS stage,
       standing.school_code,
       class.registered,
       class.enrolled,
       coalesce(aided.paid, 0) AS paid,
       coalesce(owed.amount, 0) AS entitled,
       CASE
         WHEN coalesce(aided.paid_rows, 0) > 0 THEN 'AIDED'
         WHEN coalesce(aided.unknown_rows, 0) > 0 THEN 'UNKNOWN'
         ELSE 'NOT_AIDED'
       END AS outcome,
       CASE
         WHEN coalesce(aided.paid_rows, 0) + coalesce(aided.unknown_rows, 0) > 0 THEN NULL
         WHEN both.time > 1 THEN 'DUPLICATE'
         WHEN class.dead THEN 'DECEASED'
         WHEN class.enrolled THEN NULL
         WHEN excuse.circumstance = '7' THEN 'ELSEWHERE'
         WHEN excuse.circumstance IS NOT NULL THEN 'EXCUSED'
         WHEN array_contains(standing.statuses, '02') THEN 'ON_LEAVE'
         WHEN array_contains(standing.statuses, '10') THEN 'TRANSFERRED'
         WHEN array_contains(standing.statuses, '07') THEN 'GRADUATED'
         WHEN person.mention_count = 1 THEN 'IDENTITY_UNKNOWN'
       END AS reason,
       CASE WHEN NOT class.enrolled THEN excuse.circumstance END AS circumstance
FROM both
JOIN person_class AS class ON class.person_id = both.person_id -- one class a person
JOIN person ON person.person_id = both.person_id -- one person an id
LEFT JOIN standing ON standing.person_id = both.person_id -- at most one row a person
LEFT JOIN excuse ON excuse.person_id = both.person_id -- at most one row a person
LEFT JOIN aided ON aided.person_id = both.person_id -- one sum a person
LEFT JOIN (
  SELECT person_id, sum(amount) AS amount FROM entitlement WHERE term = :term AND confirmed GROUP BY person_id
) AS owed ON owed.person_id = both.person_id -- one sum a person
