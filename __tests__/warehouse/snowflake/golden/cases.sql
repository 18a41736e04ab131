-- 100_legion.cases_landing.sql
CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_legion.cases (
  src VARIANT,
  _file VARCHAR,
  _row NUMBER,
  _modified TIMESTAMP_NTZ,
  _loaded_at TIMESTAMP_LTZ
);

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.cases ADD COLUMN IF NOT EXISTS _file VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.cases ADD COLUMN IF NOT EXISTS _row NUMBER;

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.cases ADD COLUMN IF NOT EXISTS _modified TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.cases ADD COLUMN IF NOT EXISTS _loaded_at TIMESTAMP_LTZ;

-- 110_legion.cases_pipes.sql
CREATE PIPE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_legion.cases_production_us_west_2 AUTO_INGEST = TRUE AS
COPY INTO CLEARWELL_PRODUCTION.landing_legion.cases (src, _file, _row, _modified, _loaded_at)
FROM (SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$FILE_LAST_MODIFIED, METADATA$START_SCAN_TIME FROM @CLEARWELL_PRODUCTION.operations.clean_production_us_west_2/legion/cases/)
FILE_FORMAT = (FORMAT_NAME = 'CLEARWELL_PRODUCTION.operations.ndjson');

ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.cases_production_us_west_2 UNSET ERROR_INTEGRATION;

-- 200_legion.cases_current.sql
CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.current_legion.cases COPY GRANTS AS
SELECT src, _stack, _file, _row, _modified, CONVERT_TIMEZONE('UTC', _loaded_at)::TIMESTAMP_NTZ AS _loaded_at FROM (
  SELECT l.src, SPLIT_PART(l._file, '/', 1) AS _stack, l._file, l._row, l._modified, l._loaded_at
  FROM CLEARWELL_PRODUCTION.landing_legion.cases l
  LEFT JOIN CLEARWELL_PRODUCTION.operations.complete_loads c
    ON c.source_collection = 'legion/cases' AND c.stack = SPLIT_PART(l._file, '/', 1)
  WHERE SPLIT_PART(l._file, '/', 3) = 'legion' AND SPLIT_PART(l._file, '/', 4) = 'cases' AND (c.started_at IS NULL OR l.src:"dms_replicated_at"::VARCHAR >= c.started_at)
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY SPLIT_PART(l._file, '/', 1), IFF(IS_OBJECT(l.src:"oid__id") OR IS_ARRAY(l.src:"oid__id"), NULL, l.src:"oid__id"::VARCHAR), IFF(IFF(IS_OBJECT(l.src:"oid__id") OR IS_ARRAY(l.src:"oid__id"), NULL, l.src:"oid__id"::VARCHAR) IS NULL, l._file || ' ' || l._row::VARCHAR, NULL)
    ORDER BY l.src:"dms_replicated_at"::VARCHAR DESC,
      REGEXP_LIKE(l._file, '.*(/|_)LOAD[0-9A-F]{8}[.].*'),
      REGEXP_REPLACE(l._file, '([.][0-9a-f]{8})?[.]json[.]gz$') DESC,
      l._modified DESC,
      l._row DESC
  ) = 1
) WHERE src:"Op"::VARCHAR IS DISTINCT FROM 'D' AND NOT (IFF(IS_OBJECT(src:"oid__id") OR IS_ARRAY(src:"oid__id"), NULL, src:"oid__id"::VARCHAR) IS NULL);

-- 250_legion.cases_superseded.sql
CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.landing_legion.cases_superseded
SCHEDULE = 'USING CRON 17 3 * * * UTC'
SUSPEND_TASK_AFTER_NUM_FAILURES = 0
AS
DELETE FROM CLEARWELL_PRODUCTION.landing_legion.cases
WHERE _loaded_at < DATEADD(DAY, -90, CURRENT_TIMESTAMP())
AND SPLIT_PART(_file, '/', 3) = 'legion' AND SPLIT_PART(_file, '/', 4) = 'cases' AND IFF(IS_OBJECT(src:"oid__id") OR IS_ARRAY(src:"oid__id"), NULL, src:"oid__id"::VARCHAR) IS NOT NULL
AND (_file, _row) NOT IN (SELECT _file, _row FROM (
  SELECT l.src, SPLIT_PART(l._file, '/', 1) AS _stack, l._file, l._row, l._modified, l._loaded_at
  FROM CLEARWELL_PRODUCTION.landing_legion.cases l
  WHERE SPLIT_PART(l._file, '/', 3) = 'legion' AND SPLIT_PART(l._file, '/', 4) = 'cases'
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY SPLIT_PART(l._file, '/', 1), IFF(IS_OBJECT(l.src:"oid__id") OR IS_ARRAY(l.src:"oid__id"), NULL, l.src:"oid__id"::VARCHAR), IFF(IFF(IS_OBJECT(l.src:"oid__id") OR IS_ARRAY(l.src:"oid__id"), NULL, l.src:"oid__id"::VARCHAR) IS NULL, l._file || ' ' || l._row::VARCHAR, NULL)
    ORDER BY l.src:"dms_replicated_at"::VARCHAR DESC,
      REGEXP_LIKE(l._file, '.*(/|_)LOAD[0-9A-F]{8}[.].*'),
      REGEXP_REPLACE(l._file, '([.][0-9a-f]{8})?[.]json[.]gz$') DESC,
      l._modified DESC,
      l._row DESC
  ) = 1
));

ALTER TASK CLEARWELL_PRODUCTION.landing_legion.cases_superseded RESUME;

-- 300_legion.cases_analytics.sql
CREATE OR REPLACE SECURE VIEW CLEARWELL_PRODUCTION.analytics_legion.cases (
  oid__id,
  id,
  customer_id,
  _stack,
  _source_at,
  _loaded_at
) COPY GRANTS AS
SELECT
  oid__id,
  id,
  customer_id,
  _stack,
  TRY_CAST(_source_at AS TIMESTAMP_NTZ),
  _loaded_at
FROM (
  SELECT
    IFF(IS_OBJECT(src:"oid__id") OR IS_ARRAY(src:"oid__id"), NULL, src:"oid__id"::VARCHAR) AS oid__id,
    IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS id,
    IFF(IS_OBJECT(src:"customer_id") OR IS_ARRAY(src:"customer_id"), NULL, src:"customer_id"::VARCHAR) AS customer_id,
    _stack,
    src:"dms_replicated_at"::VARCHAR AS _source_at,
    _loaded_at
  FROM CLEARWELL_PRODUCTION.current_legion.cases
);

-- 310_legion.cases_checks.sql
CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.checks_legion.cases (view_name, field, finding, found) COPY GRANTS AS
SELECT * FROM (WITH counted AS (
SELECT COUNT_IF("value 0 is none") AS c0,
  COUNT_IF("value 1 is none") AS c1
FROM (SELECT *
FROM (
  SELECT
    _stack,
    src:"dms_replicated_at"::VARCHAR AS _source_at,
    _loaded_at,
    (IS_OBJECT(src:"id") OR IS_ARRAY(src:"id")) AND IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) IS NULL AS "value 0 is none",
    (IS_OBJECT(src:"customer_id") OR IS_ARRAY(src:"customer_id")) AND IFF(IS_OBJECT(src:"customer_id") OR IS_ARRAY(src:"customer_id"), NULL, src:"customer_id"::VARCHAR) IS NULL AS "value 1 is none"
  FROM CLEARWELL_PRODUCTION.current_legion.cases
)
))
SELECT 'cases', 'id', 'object or array instead of a value', c0 FROM counted
UNION ALL SELECT 'cases', 'customer_id', 'object or array instead of a value', c1 FROM counted)
UNION ALL
SELECT 'cases', 'key', 'row without its key', COUNT(*) FROM (
SELECT 1 FROM CLEARWELL_PRODUCTION.landing_legion.cases WHERE SPLIT_PART(_file, '/', 3) = 'legion' AND SPLIT_PART(_file, '/', 4) = 'cases' AND IFF(IS_OBJECT(src:"oid__id") OR IS_ARRAY(src:"oid__id"), NULL, src:"oid__id"::VARCHAR) IS NULL
)
UNION ALL
SELECT 'cases', '_file', 'row of another folder', COUNT(*) FROM (
SELECT 1 FROM CLEARWELL_PRODUCTION.landing_legion.cases WHERE NOT (SPLIT_PART(_file, '/', 3) = 'legion' AND SPLIT_PART(_file, '/', 4) = 'cases')
);
