SELECT * FROM error_rate
