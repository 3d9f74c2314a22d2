-- Every division with each division it lies in, itself included: one row a pair. level is 1 province to 5 village.
SELECT place.code, within.code AS within_code, CAST(within.level AS INT) AS level
FROM (
  SELECT division.code,
         array(named_struct('code', division.code, 'level', division.level),
               named_struct('code', up1.code, 'level', up1.level),
               named_struct('code', up2.code, 'level', up2.level),
               named_struct('code', up3.code, 'level', up3.level),
               named_struct('code', up4.code, 'level', up4.level)) AS path
  FROM division -- a division's code is its key: at most one division above each
  LEFT JOIN division AS up1 ON up1.code = division.parent_code
  LEFT JOIN division AS up2 ON up2.code = up1.parent_code
  LEFT JOIN division AS up3 ON up3.code = up2.parent_code
  LEFT JOIN division AS up4 ON up4.code = up3.parent_code
) AS place
LATERAL VIEW explode(filter(path, step -> step.code IS NOT NULL)) AS within
