-- In which county, township and village a division lies: one row a division, NULL for the levels below its own. The
-- folders are names of folders and files: code and name.
SELECT path.code,
       max(within.code) FILTER (WHERE path.level = 3) AS county_code,
       max(within.name) FILTER (WHERE path.level = 3) AS county,
       max(within.code) FILTER (WHERE path.level = 4) AS town_code,
       max(within.name) FILTER (WHERE path.level = 4) AS town,
       max(within.code) FILTER (WHERE path.level = 5) AS village_code,
       max(within.name) FILTER (WHERE path.level = 5) AS village,
       max(concat(within.code, '-', within.name)) FILTER (WHERE path.level = 3) AS county_folder,
       max(concat(within.code, '-', within.name)) FILTER (WHERE path.level = 4) AS town_folder,
       max(concat(within.code, '-', within.name)) FILTER (WHERE path.level = 5) AS village_folder
FROM division_path AS path
JOIN division AS within ON within.code = path.within_code -- a division's code is its key
GROUP BY path.code
