-- What speaks against a listed household: one row a person on the payroll or with property (rules WRG-01, WRG-02).
SELECT link.person_id,
       if(count(payroll) = count(*), max(payroll), nullif(max(payroll), false)) AS on_payroll, -- NULL: unknown
       if(count(property) = count(*), max(property), nullif(max(property), false)) AS propertied,
       collect_list(evidence) FILTER (WHERE payroll) AS payroll_records,
       collect_list(evidence) FILTER (WHERE property) AS property_records
FROM (
  SELECT record_id,
         start_date <= :business_date AND (end_date_blank OR end_date >= :business_date) AS payroll,
         false AS property,
         named_struct('record_id', record_id, 'registry', 'fiscal_payroll',
                      'source_file', source_file, 'source_row', source_row, 'role', 'evidence') AS evidence
  FROM fiscal_payroll
  UNION ALL
  SELECT record_id,
         false,
         asset_kind IN ('COMMERCIAL_HOUSE', 'COMPANY_SHARE')
           OR (asset_kind = 'SMALL_CAR' AND value >= CAST(:WRG_02_car_yuan AS DECIMAL(18, 2))),
         named_struct('record_id', record_id, 'registry', 'asset_register',
                      'source_file', source_file, 'source_row', source_row, 'role', 'evidence')
  FROM asset_register
) AS thing
JOIN identity_link AS link ON link.record_id = thing.record_id -- one link a record
GROUP BY link.person_id
