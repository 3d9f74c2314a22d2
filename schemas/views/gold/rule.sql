SELECT code, version, title_zh, title_en, severity, owner, grain, unit, guidance, guidance_en, sla_days, locality,
       local_changes
FROM rule
