-- The registries that something was delivered of: one row. What a registry never delivered would tell is unknown.
SELECT collect_set(registry) AS registries FROM feed WHERE state = 'LOADED'
