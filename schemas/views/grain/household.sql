-- Grain household: one row a household number of the poverty register; its subject record is its first row.
-- What is true of one member is true of the household; it is NULL if it is true of none but unknown of one.
SELECT 'HOUSEHOLD' AS subject_type,
       household.household_id AS subject_key,
       '' AS period,
       CAST(NULL AS STRING) AS person_id,
       household.household_id,
       coalesce(household.division_code, member.division_code) AS division_code,
       CAST(NULL AS STRING) AS programme_code,
       CAST(NULL AS STRING) AS term,
       household.household_type,
       household.poverty_attribute,
       household.poverty_status,
       household.monitor_class,
       household.risk_cleared,
       household.income_pc,
       line.yuan AS line_yuan,
       past.income_pc AS income_before,
       line_before.yuan AS line_before_yuan,
       household.declared_size,
       household.member_count,
       member.heads,
       member.unknown_relations,
       member.dibao,
       first.unsafe_house,
       first.safe_water,
       member.uninsured,
       member.out_of_school,
       first.identified_year,
       first.exit_year,
       household.main_cause,
       household.ab_class,
       member.phones,
       member.phone_shared,
       -- Who paid, who was reported and who helps is known only where the registry that tells it was delivered whole.
       CASE WHEN array_contains(delivered.registries, 'medical_insurance') THEN coalesce(member.self_paid, false) END
         AS self_paid,
       CASE WHEN array_contains(delivered.registries, 'department_alert') THEN coalesce(member.shock, false) END AS shock,
       CASE WHEN array_contains(delivered.registries, 'support_ledger') THEN coalesce(word.helpers, 0) END AS helpers,
       CASE WHEN array_contains(delivered.registries, 'support_ledger') THEN coalesce(word.busiest, 0) END AS busiest,
       CASE WHEN array_contains(delivered.registries, 'support_ledger')
            THEN coalesce(word.health_measure, false) END AS health_measure,
       word.ab_class AS stated_class,
       CASE WHEN member.disabled OR array_contains(delivered.registries, 'disability_certificate')
            THEN member.disabled END AS disabled,
       member.enrolled,
       member.able_share,
       missing.missing_members,
       missing.records AS missing_records,
       first.unsafe_house OR NOT first.safe_water OR member.uninsured OR member.out_of_school AS unmet_guarantee,
       member.on_payroll,
       member.propertied,
       concat(
         array(named_struct('record_id', first.record_id, 'registry', 'poverty_register',
               'source_file', first.source_file, 'source_row', first.source_row, 'role', 'subject')),
         filter(member.rows, row -> row.record_id <> first.record_id)) AS records,
       member.payroll_records,
       member.property_records
FROM household
JOIN poverty_register AS first ON first.record_id = household.first_record_id -- one first row a household
JOIN (
  SELECT member.household_no,
         min(member.village_code) AS division_code,
         count_if(member.relation = '02') AS heads,
         count_if(member.relation IS NULL) AS unknown_relations,
         max(member.dibao) AS dibao,
         max(member.disabled) AS disabled,
         max(member.enrolled) AS enrolled,
         max(member.self_paid) AS self_paid,
         max(member.shock) AS shock,
         CASE WHEN count(member.labour) = count(*)
              THEN count_if(member.labour IN ('ORDINARY', 'SKILLED')) / count(*) END AS able_share,
         collect_set(member.phone) AS phones,
         max(member.phone_shared) AS phone_shared,
         if(count(member.uninsured) = count(*), max(member.uninsured), nullif(max(member.uninsured), false)) AS uninsured,
         if(count(member.out_of_school) = count(*), max(member.out_of_school), nullif(max(member.out_of_school), false))
           AS out_of_school,
         if(count(member.on_payroll) = count(*), max(member.on_payroll), nullif(max(member.on_payroll), false)) AS on_payroll,
         if(count(member.propertied) = count(*), max(member.propertied), nullif(max(member.propertied), false)) AS propertied,
         sort_array(collect_list(named_struct('record_id', member.record_id, 'registry', 'poverty_register',
                    'source_file', member.source_file, 'source_row', member.source_row, 'role', 'evidence'))) AS rows,
         concat(
           sort_array(collect_list(member.holder) FILTER (WHERE member.on_payroll)),
           sort_array(flatten(collect_list(member.payroll_records)))) AS payroll_records,
         concat(
           sort_array(collect_list(member.holder) FILTER (WHERE member.propertied)),
           sort_array(flatten(collect_list(member.property_records)))) AS property_records
  FROM (
    SELECT poverty_member.*,
           NOT poverty_member.dead AND NOT poverty_member.insured AS uninsured,
           CASE WHEN holding.person_id IS NULL THEN false ELSE holding.on_payroll END AS on_payroll,
           CASE WHEN holding.person_id IS NULL THEN false ELSE holding.propertied END AS propertied,
           word.self_paid,
           word.shock,
           shared_phone.phone IS NOT NULL AS phone_shared,
           holding.payroll_records,
           holding.property_records,
           named_struct('record_id', poverty_member.record_id, 'registry', 'poverty_register',
                        'source_file', poverty_member.source_file, 'source_row', poverty_member.source_row,
                        'role', 'subject') AS holder
    FROM poverty_member
    LEFT JOIN holding ON holding.person_id = poverty_member.person_id -- at most one row a person
    LEFT JOIN person_word AS word ON word.person_id = poverty_member.person_id -- at most one row a person
    LEFT JOIN (
      SELECT phone FROM poverty_register
      GROUP BY phone HAVING count(DISTINCT household_no) >= CAST(:IDQ_15_households AS INT)
    ) AS shared_phone ON shared_phone.phone = poverty_member.phone -- each phone once
  ) AS member
  GROUP BY member.household_no
) AS member ON member.household_no = household.household_no -- one count a household
LEFT JOIN poverty_line AS line -- at most one line a locality and year
  ON line.locality = get(filter(:localities, locality -> startswith(coalesce(household.division_code, member.division_code), locality)), 0)
  AND line.year = year(:business_date)
LEFT JOIN (
  SELECT household_no, delivery_date, income_pc
  FROM household_history
  WHERE delivery_date = (
    SELECT max(delivery_date) FROM household_history
    WHERE delivery_date < (SELECT max(delivery_date) FROM household_history))
) AS past ON past.household_no = household.household_no -- at most one row a household, of the delivery before
LEFT JOIN poverty_line AS line_before -- at most one line a locality and year
  ON line_before.locality = line.locality AND line_before.year = year(past.delivery_date)
LEFT JOIN household_word AS word ON word.household_no = household.household_no -- at most one row a household
LEFT JOIN missing_member AS missing ON missing.household_id = household.household_id -- at most one row a household
CROSS JOIN delivered -- one row
WHERE household.kind = 'POVERTY'
