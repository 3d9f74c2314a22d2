-- How the county's budget of a programme is shared among schools: one row a programme and school.
SELECT coalesce(county.county_folder, '县不详') AS county_folder,
       fund.county_code AS division_code,
       coalesce(programme.zh, fund.programme_code) AS programme,
       coalesce(line.school, fund.school_code, '学校不详') AS school, fund.school_code, line.town,
       fund.as_of_date, fund.registered_pupils, fund.entitled_pupils, fund.top_standard, fund.first_part,
       CAST(fund.factor_share * 100 AS DECIMAL(9, 2)) AS factor_percent,
       fund.rest_part, fund.allocated, fund.quota_heads
FROM gold_fund_allocation AS fund
LEFT JOIN division_line AS county ON county.code = fund.county_code -- one row a division
LEFT JOIN school_line AS line ON line.school_code = fund.school_code -- one row a school
LEFT JOIN codes_programme AS programme ON programme.code = fund.programme_code -- one row a code
