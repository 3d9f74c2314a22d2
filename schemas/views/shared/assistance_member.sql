-- Rows of social assistance: in_force tells whether the assistance runs in the month of the business date.
SELECT *,
       start_month <= date_format(:business_date, 'yyyyMM')
         AND (stop_month_blank OR stop_month >= date_format(:business_date, 'yyyyMM')) AS in_force
FROM social_assistance
