SELECT code, version, title_zh, title_en, severity, owner, grain, unit, guidance, guidance_en
FROM rule
