SELECT finding.exception_id, record.record_id, record.registry, record.source_file, record.source_row, record.role
FROM finding LATERAL VIEW explode(finding.records) AS record
