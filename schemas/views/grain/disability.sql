-- Grain disability: one row a disability certificate.
SELECT 'RECORD' AS subject_type,
       fn.pseudonym('record', concat_ws('|', 'disability_certificate', card.record_key, nullif(card.place, 1))) AS subject_key,
       '' AS period,
       link.person_id,
       CAST(NULL AS STRING) AS household_id,
       card.village_code AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       CAST(card.disability_grade AS INT) AS grade,
       card.disability_class,
       card.cancel_date_blank OR card.cancel_date > :business_date AS in_force,
       card.care_subsidy,
       class.dead,
       CAST(floor(months_between(:school_year_start, person.birth_date) / 12) AS INT) AS school_age,
       class.enrolled OR class.graduated_junior OR class.excused AS placed,
       card.card_no_kind AS card_kind,
       char_length(card.card_no) AS card_length,
       card.card_no_18 IS NOT NULL AS holds_valid_id,
       card.card_no_class AS card_class,
       card.card_no_grade AS card_grade,
       array(named_struct('record_id', card.record_id, 'registry', 'disability_certificate',
             'source_file', card.source_file, 'source_row', card.source_row, 'role', 'subject')) AS records
FROM (
  -- Two rows of one key with different content are two subjects.
  SELECT *, row_number() OVER (PARTITION BY record_key ORDER BY source_file, source_sheet, source_row) AS place
  FROM disability_certificate
) AS card
JOIN identity_link AS link ON link.record_id = card.record_id -- one link a record
JOIN person_class AS class ON class.person_id = link.person_id -- one class a person
JOIN person ON person.person_id = link.person_id -- one person an id
