SELECT * FROM budget_execution
