-- Where a school is and how documents name it: one row a school.
SELECT school.school_code,
       school.name AS school,
       coalesce(school.town_code, school.county_code) AS division_code,
       coalesce(line.county_folder, county.county_folder, '县不详') AS county_folder,
       coalesce(line.county, county.county) AS county,
       coalesce(line.town, county.town) AS town,
       coalesce(line.town_folder, '乡镇不详') AS town_folder,
       concat(school.school_code, '-', school.name) AS school_folder,
       duty.contact
FROM school
LEFT JOIN division_line AS line ON line.code = school.town_code -- a division's code is its key
LEFT JOIN division_line AS county ON county.code = school.county_code -- a division's code is its key
LEFT JOIN (
  SELECT school_code, min_by(concat_ws(' ', unit, post), duty_no) AS contact
  FROM duty_roster WHERE school_code IS NOT NULL AND level = 'SCHOOL'
  GROUP BY school_code
) AS duty ON duty.school_code = school.school_code -- at most one row a school
