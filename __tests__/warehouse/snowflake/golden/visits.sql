-- 100_legion.visits_landing.sql
CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_legion.visits (
  src VARIANT,
  _file VARCHAR,
  _row NUMBER,
  _modified TIMESTAMP_NTZ,
  _loaded_at TIMESTAMP_LTZ
);

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.visits ADD COLUMN IF NOT EXISTS _file VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.visits ADD COLUMN IF NOT EXISTS _row NUMBER;

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.visits ADD COLUMN IF NOT EXISTS _modified TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.landing_legion.visits ADD COLUMN IF NOT EXISTS _loaded_at TIMESTAMP_LTZ;

-- 110_legion.visits_pipes.sql
CREATE PIPE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_legion.visits_production_us_west_2 AUTO_INGEST = TRUE AS
COPY INTO CLEARWELL_PRODUCTION.landing_legion.visits (src, _file, _row, _modified, _loaded_at)
FROM (SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$FILE_LAST_MODIFIED, METADATA$START_SCAN_TIME FROM @CLEARWELL_PRODUCTION.operations.clean_production_us_west_2/legion/visits/)
FILE_FORMAT = (FORMAT_NAME = 'CLEARWELL_PRODUCTION.operations.ndjson');

ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.visits_production_us_west_2 UNSET ERROR_INTEGRATION;

-- 200_legion.visits_current.sql
CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.current_legion.visits COPY GRANTS AS
SELECT src, _stack, _file, _row, _modified, CONVERT_TIMEZONE('UTC', _loaded_at)::TIMESTAMP_NTZ AS _loaded_at FROM (
  SELECT l.src, SPLIT_PART(l._file, '/', 1) AS _stack, l._file, l._row, l._modified, l._loaded_at
  FROM CLEARWELL_PRODUCTION.landing_legion.visits l
  LEFT JOIN CLEARWELL_PRODUCTION.operations.complete_loads c
    ON c.source_collection = 'legion/visits' AND c.stack = SPLIT_PART(l._file, '/', 1)
  WHERE SPLIT_PART(l._file, '/', 3) = 'legion' AND SPLIT_PART(l._file, '/', 4) = 'visits' AND (c.started_at IS NULL OR l.src:"dms_replicated_at"::VARCHAR >= c.started_at)
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY SPLIT_PART(l._file, '/', 1), COALESCE(l.src:"_id"."clinic"."$oid"::VARCHAR, l.src:"_id"."clinic"."$numberDecimal"::VARCHAR, l.src:"_id"."clinic"."$numberLong"::VARCHAR, l.src:"_id"."clinic"."$numberInt"::VARCHAR, l.src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."clinic") OR IS_ARRAY(l.src:"_id"."clinic"), NULL, l.src:"_id"."clinic"::VARCHAR)), COALESCE(l.src:"_id"."patient"."$oid"::VARCHAR, l.src:"_id"."patient"."$numberDecimal"::VARCHAR, l.src:"_id"."patient"."$numberLong"::VARCHAR, l.src:"_id"."patient"."$numberInt"::VARCHAR, l.src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."patient") OR IS_ARRAY(l.src:"_id"."patient"), NULL, l.src:"_id"."patient"::VARCHAR)), IFF(COALESCE(l.src:"_id"."clinic"."$oid"::VARCHAR, l.src:"_id"."clinic"."$numberDecimal"::VARCHAR, l.src:"_id"."clinic"."$numberLong"::VARCHAR, l.src:"_id"."clinic"."$numberInt"::VARCHAR, l.src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."clinic") OR IS_ARRAY(l.src:"_id"."clinic"), NULL, l.src:"_id"."clinic"::VARCHAR)) IS NULL AND COALESCE(l.src:"_id"."patient"."$oid"::VARCHAR, l.src:"_id"."patient"."$numberDecimal"::VARCHAR, l.src:"_id"."patient"."$numberLong"::VARCHAR, l.src:"_id"."patient"."$numberInt"::VARCHAR, l.src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."patient") OR IS_ARRAY(l.src:"_id"."patient"), NULL, l.src:"_id"."patient"::VARCHAR)) IS NULL, l._file || ' ' || l._row::VARCHAR, NULL)
    ORDER BY l.src:"dms_replicated_at"::VARCHAR DESC,
      REGEXP_LIKE(l._file, '.*(/|_)LOAD[0-9A-F]{8}[.].*'),
      REGEXP_REPLACE(l._file, '([.][0-9a-f]{8})?[.]json[.]gz$') DESC,
      l._modified DESC,
      l._row DESC
  ) = 1
) WHERE src:"Op"::VARCHAR IS DISTINCT FROM 'D' AND NOT (COALESCE(src:"_id"."clinic"."$oid"::VARCHAR, src:"_id"."clinic"."$numberDecimal"::VARCHAR, src:"_id"."clinic"."$numberLong"::VARCHAR, src:"_id"."clinic"."$numberInt"::VARCHAR, src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."clinic") OR IS_ARRAY(src:"_id"."clinic"), NULL, src:"_id"."clinic"::VARCHAR)) IS NULL AND COALESCE(src:"_id"."patient"."$oid"::VARCHAR, src:"_id"."patient"."$numberDecimal"::VARCHAR, src:"_id"."patient"."$numberLong"::VARCHAR, src:"_id"."patient"."$numberInt"::VARCHAR, src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."patient") OR IS_ARRAY(src:"_id"."patient"), NULL, src:"_id"."patient"::VARCHAR)) IS NULL);

-- 250_legion.visits_superseded.sql
CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.landing_legion.visits_superseded
SCHEDULE = 'USING CRON 17 3 * * * UTC'
SUSPEND_TASK_AFTER_NUM_FAILURES = 0
AS
DELETE FROM CLEARWELL_PRODUCTION.landing_legion.visits
WHERE _loaded_at < DATEADD(DAY, -90, CURRENT_TIMESTAMP())
AND SPLIT_PART(_file, '/', 3) = 'legion' AND SPLIT_PART(_file, '/', 4) = 'visits' AND COALESCE(src:"_id"."clinic"."$oid"::VARCHAR, src:"_id"."clinic"."$numberDecimal"::VARCHAR, src:"_id"."clinic"."$numberLong"::VARCHAR, src:"_id"."clinic"."$numberInt"::VARCHAR, src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."clinic") OR IS_ARRAY(src:"_id"."clinic"), NULL, src:"_id"."clinic"::VARCHAR)) IS NOT NULL AND COALESCE(src:"_id"."patient"."$oid"::VARCHAR, src:"_id"."patient"."$numberDecimal"::VARCHAR, src:"_id"."patient"."$numberLong"::VARCHAR, src:"_id"."patient"."$numberInt"::VARCHAR, src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."patient") OR IS_ARRAY(src:"_id"."patient"), NULL, src:"_id"."patient"::VARCHAR)) IS NOT NULL
AND (_file, _row) NOT IN (SELECT _file, _row FROM (
  SELECT l.src, SPLIT_PART(l._file, '/', 1) AS _stack, l._file, l._row, l._modified, l._loaded_at
  FROM CLEARWELL_PRODUCTION.landing_legion.visits l
  WHERE SPLIT_PART(l._file, '/', 3) = 'legion' AND SPLIT_PART(l._file, '/', 4) = 'visits'
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY SPLIT_PART(l._file, '/', 1), COALESCE(l.src:"_id"."clinic"."$oid"::VARCHAR, l.src:"_id"."clinic"."$numberDecimal"::VARCHAR, l.src:"_id"."clinic"."$numberLong"::VARCHAR, l.src:"_id"."clinic"."$numberInt"::VARCHAR, l.src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."clinic") OR IS_ARRAY(l.src:"_id"."clinic"), NULL, l.src:"_id"."clinic"::VARCHAR)), COALESCE(l.src:"_id"."patient"."$oid"::VARCHAR, l.src:"_id"."patient"."$numberDecimal"::VARCHAR, l.src:"_id"."patient"."$numberLong"::VARCHAR, l.src:"_id"."patient"."$numberInt"::VARCHAR, l.src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."patient") OR IS_ARRAY(l.src:"_id"."patient"), NULL, l.src:"_id"."patient"::VARCHAR)), IFF(COALESCE(l.src:"_id"."clinic"."$oid"::VARCHAR, l.src:"_id"."clinic"."$numberDecimal"::VARCHAR, l.src:"_id"."clinic"."$numberLong"::VARCHAR, l.src:"_id"."clinic"."$numberInt"::VARCHAR, l.src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."clinic") OR IS_ARRAY(l.src:"_id"."clinic"), NULL, l.src:"_id"."clinic"::VARCHAR)) IS NULL AND COALESCE(l.src:"_id"."patient"."$oid"::VARCHAR, l.src:"_id"."patient"."$numberDecimal"::VARCHAR, l.src:"_id"."patient"."$numberLong"::VARCHAR, l.src:"_id"."patient"."$numberInt"::VARCHAR, l.src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(l.src:"_id"."patient") OR IS_ARRAY(l.src:"_id"."patient"), NULL, l.src:"_id"."patient"::VARCHAR)) IS NULL, l._file || ' ' || l._row::VARCHAR, NULL)
    ORDER BY l.src:"dms_replicated_at"::VARCHAR DESC,
      REGEXP_LIKE(l._file, '.*(/|_)LOAD[0-9A-F]{8}[.].*'),
      REGEXP_REPLACE(l._file, '([.][0-9a-f]{8})?[.]json[.]gz$') DESC,
      l._modified DESC,
      l._row DESC
  ) = 1
));

ALTER TASK CLEARWELL_PRODUCTION.landing_legion.visits_superseded RESUME;

-- 300_legion.visits_analytics.sql
CREATE OR REPLACE SECURE VIEW CLEARWELL_PRODUCTION.analytics_legion.visits (
  _id_clinic,
  _id_patient WITH TAG (CLEARWELL_PRODUCTION.governance.phi = 'patient_id'),
  starts_at,
  born WITH TAG (CLEARWELL_PRODUCTION.governance.phi = 'date_of_birth'),
  urgent,
  rooms,
  temperature,
  contact_email WITH TAG (CLEARWELL_PRODUCTION.governance.pii = 'email'),
  contact_name,
  array_tags,
  _stack,
  _source_at,
  _loaded_at
) COPY GRANTS AS
SELECT
  _id_clinic,
  _id_patient,
  CASE
    WHEN "starts_at as a number" IS NOT NULL THEN TO_TIMESTAMP_NTZ((CASE
      WHEN "starts_at as a number" < -62135596800000 OR "starts_at as a number" >= 253402300800000 THEN NULL
      WHEN ABS("starts_at as a number") >= 4102444800 THEN "starts_at as a number"
      WHEN ABS("starts_at as a number") >= 100000000 THEN "starts_at as a number" * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(starts_at, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(starts_at AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(starts_at AS TIMESTAMP_NTZ)
  END,
  CASE
    WHEN "born as a number" IS NOT NULL THEN TO_TIMESTAMP_NTZ((CASE
      WHEN "born as a number" < -62135596800000 OR "born as a number" >= 253402300800000 THEN NULL
      WHEN ABS("born as a number") >= 4102444800 THEN "born as a number"
      WHEN ABS("born as a number") >= 100000000 THEN "born as a number" * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(born, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(born AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(born AS TIMESTAMP_NTZ)
  END::DATE,
  TRY_CAST(urgent AS BOOLEAN),
  IFF(TRY_CAST(rooms AS DOUBLE) = ROUND(TRY_CAST(rooms AS DOUBLE)), TRY_CAST(rooms AS NUMBER(38,0)), NULL),
  TRY_CAST(temperature AS FLOAT),
  contact_email,
  contact_name,
  array_tags,
  _stack,
  TRY_CAST(_source_at AS TIMESTAMP_NTZ),
  _loaded_at
FROM (
  SELECT
    COALESCE(src:"_id"."clinic"."$oid"::VARCHAR, src:"_id"."clinic"."$numberDecimal"::VARCHAR, src:"_id"."clinic"."$numberLong"::VARCHAR, src:"_id"."clinic"."$numberInt"::VARCHAR, src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."clinic") OR IS_ARRAY(src:"_id"."clinic"), NULL, src:"_id"."clinic"::VARCHAR)) AS _id_clinic,
    COALESCE(src:"_id"."patient"."$oid"::VARCHAR, src:"_id"."patient"."$numberDecimal"::VARCHAR, src:"_id"."patient"."$numberLong"::VARCHAR, src:"_id"."patient"."$numberInt"::VARCHAR, src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."patient") OR IS_ARRAY(src:"_id"."patient"), NULL, src:"_id"."patient"::VARCHAR)) AS _id_patient,
    IFF(IS_OBJECT(src:"starts_at") OR IS_ARRAY(src:"starts_at"), NULL, src:"starts_at"::VARCHAR) AS starts_at,
    TRY_CAST(IFF(IS_OBJECT(src:"starts_at") OR IS_ARRAY(src:"starts_at"), NULL, src:"starts_at"::VARCHAR) AS NUMBER(38,3)) AS "starts_at as a number",
    IFF(IS_OBJECT(src:"born") OR IS_ARRAY(src:"born"), NULL, src:"born"::VARCHAR) AS born,
    TRY_CAST(IFF(IS_OBJECT(src:"born") OR IS_ARRAY(src:"born"), NULL, src:"born"::VARCHAR) AS NUMBER(38,3)) AS "born as a number",
    IFF(IS_OBJECT(src:"urgent") OR IS_ARRAY(src:"urgent"), NULL, src:"urgent"::VARCHAR) AS urgent,
    IFF(IS_OBJECT(src:"rooms") OR IS_ARRAY(src:"rooms"), NULL, src:"rooms"::VARCHAR) AS rooms,
    IFF(IS_OBJECT(src:"temperature") OR IS_ARRAY(src:"temperature"), NULL, src:"temperature"::VARCHAR) AS temperature,
    COALESCE(src:"contact"."email"."$oid"::VARCHAR, src:"contact"."email"."$numberDecimal"::VARCHAR, src:"contact"."email"."$numberLong"::VARCHAR, src:"contact"."email"."$numberInt"::VARCHAR, src:"contact"."email"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"contact"."email") OR IS_ARRAY(src:"contact"."email"), NULL, src:"contact"."email"::VARCHAR)) AS contact_email,
    COALESCE(src:"contact"."name"."$oid"::VARCHAR, src:"contact"."name"."$numberDecimal"::VARCHAR, src:"contact"."name"."$numberLong"::VARCHAR, src:"contact"."name"."$numberInt"::VARCHAR, src:"contact"."name"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"contact"."name") OR IS_ARRAY(src:"contact"."name"), NULL, src:"contact"."name"::VARCHAR)) AS contact_name,
    src:"array_tags" AS array_tags,
    _stack,
    src:"dms_replicated_at"::VARCHAR AS _source_at,
    _loaded_at
  FROM CLEARWELL_PRODUCTION.current_legion.visits
);

CREATE OR REPLACE SECURE VIEW CLEARWELL_PRODUCTION.analytics_legion.visits_items (
  _id_clinic,
  _id_patient WITH TAG (CLEARWELL_PRODUCTION.governance.phi = 'patient_id'),
  _items_position,
  price,
  _stack
) COPY GRANTS AS
SELECT
  _id_clinic,
  _id_patient,
  _items_position,
  TRY_CAST(price AS NUMBER(12,2)),
  _stack
FROM (
  SELECT
    COALESCE(src:"_id"."clinic"."$oid"::VARCHAR, src:"_id"."clinic"."$numberDecimal"::VARCHAR, src:"_id"."clinic"."$numberLong"::VARCHAR, src:"_id"."clinic"."$numberInt"::VARCHAR, src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."clinic") OR IS_ARRAY(src:"_id"."clinic"), NULL, src:"_id"."clinic"::VARCHAR)) AS _id_clinic,
    COALESCE(src:"_id"."patient"."$oid"::VARCHAR, src:"_id"."patient"."$numberDecimal"::VARCHAR, src:"_id"."patient"."$numberLong"::VARCHAR, src:"_id"."patient"."$numberInt"::VARCHAR, src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."patient") OR IS_ARRAY(src:"_id"."patient"), NULL, src:"_id"."patient"::VARCHAR)) AS _id_patient,
    e1.index AS _items_position,
    COALESCE(e1.value:"price"."$numberDecimal"::VARCHAR, e1.value:"price"."$numberLong"::VARCHAR, e1.value:"price"."$numberInt"::VARCHAR, e1.value:"price"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(e1.value:"price") OR IS_ARRAY(e1.value:"price"), NULL, e1.value:"price"::VARCHAR)) AS price,
    _stack
  FROM CLEARWELL_PRODUCTION.current_legion.visits,
    LATERAL FLATTEN(INPUT => IFF(IS_ARRAY(src:"array_items"), src:"array_items", NULL)) e1
);

CREATE OR REPLACE SECURE VIEW CLEARWELL_PRODUCTION.analytics_legion.visits_items_codes (
  _id_clinic,
  _id_patient WITH TAG (CLEARWELL_PRODUCTION.governance.phi = 'patient_id'),
  _items_position,
  _items_codes_position,
  code,
  _stack
) COPY GRANTS AS
SELECT
  _id_clinic,
  _id_patient,
  _items_position,
  _items_codes_position,
  code,
  _stack
FROM (
  SELECT
    COALESCE(src:"_id"."clinic"."$oid"::VARCHAR, src:"_id"."clinic"."$numberDecimal"::VARCHAR, src:"_id"."clinic"."$numberLong"::VARCHAR, src:"_id"."clinic"."$numberInt"::VARCHAR, src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."clinic") OR IS_ARRAY(src:"_id"."clinic"), NULL, src:"_id"."clinic"::VARCHAR)) AS _id_clinic,
    COALESCE(src:"_id"."patient"."$oid"::VARCHAR, src:"_id"."patient"."$numberDecimal"::VARCHAR, src:"_id"."patient"."$numberLong"::VARCHAR, src:"_id"."patient"."$numberInt"::VARCHAR, src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."patient") OR IS_ARRAY(src:"_id"."patient"), NULL, src:"_id"."patient"::VARCHAR)) AS _id_patient,
    e1.index AS _items_position,
    e2.index AS _items_codes_position,
    COALESCE(e2.value:"code"."$oid"::VARCHAR, e2.value:"code"."$numberDecimal"::VARCHAR, e2.value:"code"."$numberLong"::VARCHAR, e2.value:"code"."$numberInt"::VARCHAR, e2.value:"code"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(e2.value:"code") OR IS_ARRAY(e2.value:"code"), NULL, e2.value:"code"::VARCHAR)) AS code,
    _stack
  FROM CLEARWELL_PRODUCTION.current_legion.visits,
    LATERAL FLATTEN(INPUT => IFF(IS_ARRAY(src:"array_items"), src:"array_items", NULL)) e1,
    LATERAL FLATTEN(INPUT => IFF(IS_ARRAY(e1.value:"codes"), e1.value:"codes", NULL)) e2
);

-- 310_legion.visits_checks.sql
CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.checks_legion.visits (view_name, field, finding, found) COPY GRANTS AS
SELECT * FROM (WITH counted AS (
SELECT COUNT_IF(starts_at IS NOT NULL AND "starts_at with its type" IS NULL) AS c0,
  COUNT_IF("starts_at with its type" IS NOT NULL AND NOT "starts_at as a number" IS NOT NULL) AS c1,
  COUNT_IF("starts_at with its type" IS NOT NULL AND "starts_at as a number" IS NOT NULL AND NOT ABS("starts_at as a number") >= 4102444800) AS c2,
  COUNT_IF("starts_at with its type" IS NOT NULL AND "starts_at as a number" IS NOT NULL AND ABS("starts_at as a number") >= 4102444800) AS c3,
  COUNT_IF(born IS NOT NULL AND "born with its type" IS NULL) AS c4,
  COUNT_IF("born with its type" IS NOT NULL AND NOT "born as a number" IS NOT NULL) AS c5,
  COUNT_IF("born with its type" IS NOT NULL AND "born as a number" IS NOT NULL AND NOT ABS("born as a number") >= 4102444800) AS c6,
  COUNT_IF("born with its type" IS NOT NULL AND "born as a number" IS NOT NULL AND ABS("born as a number") >= 4102444800) AS c7,
  COUNT_IF(urgent IS NOT NULL AND "urgent with its type" IS NULL) AS c8,
  COUNT_IF(rooms IS NOT NULL AND "rooms with its type" IS NULL) AS c9,
  COUNT_IF(temperature IS NOT NULL AND "temperature with its type" IS NULL) AS c10,
  COUNT_IF("value 0 is none") AS c11,
  COUNT_IF("value 1 is none") AS c12,
  COUNT_IF("value 2 is none") AS c13,
  COUNT_IF("value 3 is none") AS c14,
  COUNT_IF("value 4 is none") AS c15,
  COUNT_IF("value 5 is none") AS c16,
  COUNT_IF("value 6 is none") AS c17,
  COUNT_IF("object 0 is an array") AS c18,
  COUNT_IF("object 1 is an array") AS c19,
  COUNT_IF("array 0 is none") AS c20
FROM (SELECT *,
  CASE
    WHEN "starts_at as a number" IS NOT NULL THEN TO_TIMESTAMP_NTZ((CASE
      WHEN "starts_at as a number" < -62135596800000 OR "starts_at as a number" >= 253402300800000 THEN NULL
      WHEN ABS("starts_at as a number") >= 4102444800 THEN "starts_at as a number"
      WHEN ABS("starts_at as a number") >= 100000000 THEN "starts_at as a number" * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(starts_at, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(starts_at AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(starts_at AS TIMESTAMP_NTZ)
  END AS "starts_at with its type",
  CASE
    WHEN "born as a number" IS NOT NULL THEN TO_TIMESTAMP_NTZ((CASE
      WHEN "born as a number" < -62135596800000 OR "born as a number" >= 253402300800000 THEN NULL
      WHEN ABS("born as a number") >= 4102444800 THEN "born as a number"
      WHEN ABS("born as a number") >= 100000000 THEN "born as a number" * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(born, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(born AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(born AS TIMESTAMP_NTZ)
  END::DATE AS "born with its type",
  TRY_CAST(urgent AS BOOLEAN) AS "urgent with its type",
  IFF(TRY_CAST(rooms AS DOUBLE) = ROUND(TRY_CAST(rooms AS DOUBLE)), TRY_CAST(rooms AS NUMBER(38,0)), NULL) AS "rooms with its type",
  TRY_CAST(temperature AS FLOAT) AS "temperature with its type"
FROM (
  SELECT
    IFF(IS_OBJECT(src:"starts_at") OR IS_ARRAY(src:"starts_at"), NULL, src:"starts_at"::VARCHAR) AS starts_at,
    TRY_CAST(IFF(IS_OBJECT(src:"starts_at") OR IS_ARRAY(src:"starts_at"), NULL, src:"starts_at"::VARCHAR) AS NUMBER(38,3)) AS "starts_at as a number",
    IFF(IS_OBJECT(src:"born") OR IS_ARRAY(src:"born"), NULL, src:"born"::VARCHAR) AS born,
    TRY_CAST(IFF(IS_OBJECT(src:"born") OR IS_ARRAY(src:"born"), NULL, src:"born"::VARCHAR) AS NUMBER(38,3)) AS "born as a number",
    IFF(IS_OBJECT(src:"urgent") OR IS_ARRAY(src:"urgent"), NULL, src:"urgent"::VARCHAR) AS urgent,
    IFF(IS_OBJECT(src:"rooms") OR IS_ARRAY(src:"rooms"), NULL, src:"rooms"::VARCHAR) AS rooms,
    IFF(IS_OBJECT(src:"temperature") OR IS_ARRAY(src:"temperature"), NULL, src:"temperature"::VARCHAR) AS temperature,
    _stack,
    src:"dms_replicated_at"::VARCHAR AS _source_at,
    _loaded_at,
    (IS_OBJECT(src:"starts_at") OR IS_ARRAY(src:"starts_at")) AND IFF(IS_OBJECT(src:"starts_at") OR IS_ARRAY(src:"starts_at"), NULL, src:"starts_at"::VARCHAR) IS NULL AS "value 0 is none",
    (IS_OBJECT(src:"born") OR IS_ARRAY(src:"born")) AND IFF(IS_OBJECT(src:"born") OR IS_ARRAY(src:"born"), NULL, src:"born"::VARCHAR) IS NULL AS "value 1 is none",
    (IS_OBJECT(src:"urgent") OR IS_ARRAY(src:"urgent")) AND IFF(IS_OBJECT(src:"urgent") OR IS_ARRAY(src:"urgent"), NULL, src:"urgent"::VARCHAR) IS NULL AS "value 2 is none",
    (IS_OBJECT(src:"rooms") OR IS_ARRAY(src:"rooms")) AND IFF(IS_OBJECT(src:"rooms") OR IS_ARRAY(src:"rooms"), NULL, src:"rooms"::VARCHAR) IS NULL AS "value 3 is none",
    (IS_OBJECT(src:"temperature") OR IS_ARRAY(src:"temperature")) AND IFF(IS_OBJECT(src:"temperature") OR IS_ARRAY(src:"temperature"), NULL, src:"temperature"::VARCHAR) IS NULL AS "value 4 is none",
    (IS_OBJECT(src:"contact"."email") OR IS_ARRAY(src:"contact"."email")) AND COALESCE(src:"contact"."email"."$oid"::VARCHAR, src:"contact"."email"."$numberDecimal"::VARCHAR, src:"contact"."email"."$numberLong"::VARCHAR, src:"contact"."email"."$numberInt"::VARCHAR, src:"contact"."email"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"contact"."email") OR IS_ARRAY(src:"contact"."email"), NULL, src:"contact"."email"::VARCHAR)) IS NULL AS "value 5 is none",
    (IS_OBJECT(src:"contact"."name") OR IS_ARRAY(src:"contact"."name")) AND COALESCE(src:"contact"."name"."$oid"::VARCHAR, src:"contact"."name"."$numberDecimal"::VARCHAR, src:"contact"."name"."$numberLong"::VARCHAR, src:"contact"."name"."$numberInt"::VARCHAR, src:"contact"."name"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"contact"."name") OR IS_ARRAY(src:"contact"."name"), NULL, src:"contact"."name"::VARCHAR)) IS NULL AS "value 6 is none",
    IS_ARRAY(src:"_id") AS "object 0 is an array",
    IS_ARRAY(src:"contact") AS "object 1 is an array",
    src:"array_items"::VARCHAR IS NOT NULL AND NOT IS_ARRAY(src:"array_items") AS "array 0 is none"
  FROM CLEARWELL_PRODUCTION.current_legion.visits
)
))
SELECT 'visits', 'starts_at', 'not of its type', c0 FROM counted
UNION ALL SELECT 'visits', 'starts_at', 'time as text', c1 FROM counted
UNION ALL SELECT 'visits', 'starts_at', 'time in seconds', c2 FROM counted
UNION ALL SELECT 'visits', 'starts_at', 'time in milliseconds', c3 FROM counted
UNION ALL SELECT 'visits', 'born', 'not of its type', c4 FROM counted
UNION ALL SELECT 'visits', 'born', 'time as text', c5 FROM counted
UNION ALL SELECT 'visits', 'born', 'time in seconds', c6 FROM counted
UNION ALL SELECT 'visits', 'born', 'time in milliseconds', c7 FROM counted
UNION ALL SELECT 'visits', 'urgent', 'not of its type', c8 FROM counted
UNION ALL SELECT 'visits', 'rooms', 'not of its type', c9 FROM counted
UNION ALL SELECT 'visits', 'temperature', 'not of its type', c10 FROM counted
UNION ALL SELECT 'visits', 'starts_at', 'object or array instead of a value', c11 FROM counted
UNION ALL SELECT 'visits', 'born', 'object or array instead of a value', c12 FROM counted
UNION ALL SELECT 'visits', 'urgent', 'object or array instead of a value', c13 FROM counted
UNION ALL SELECT 'visits', 'rooms', 'object or array instead of a value', c14 FROM counted
UNION ALL SELECT 'visits', 'temperature', 'object or array instead of a value', c15 FROM counted
UNION ALL SELECT 'visits', 'contact.email', 'object or array instead of a value', c16 FROM counted
UNION ALL SELECT 'visits', 'contact.name', 'object or array instead of a value', c17 FROM counted
UNION ALL SELECT 'visits', '_id', 'array instead of an object', c18 FROM counted
UNION ALL SELECT 'visits', 'contact', 'array instead of an object', c19 FROM counted
UNION ALL SELECT 'visits', 'array_items', 'no array', c20 FROM counted)
UNION ALL
SELECT * FROM (WITH counted AS (
SELECT COUNT_IF(price IS NOT NULL AND "price with its type" IS NULL) AS c0,
  COUNT_IF("value 0 is none") AS c1,
  COUNT_IF("element is no object") AS c2,
  COUNT_IF("array 0 is none") AS c3
FROM (SELECT *,
  TRY_CAST(price AS NUMBER(12,2)) AS "price with its type"
FROM (
  SELECT
    e1.index AS _items_position,
    COALESCE(e1.value:"price"."$numberDecimal"::VARCHAR, e1.value:"price"."$numberLong"::VARCHAR, e1.value:"price"."$numberInt"::VARCHAR, e1.value:"price"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(e1.value:"price") OR IS_ARRAY(e1.value:"price"), NULL, e1.value:"price"::VARCHAR)) AS price,
    _stack,
    (IS_OBJECT(e1.value:"price") OR IS_ARRAY(e1.value:"price")) AND COALESCE(e1.value:"price"."$numberDecimal"::VARCHAR, e1.value:"price"."$numberLong"::VARCHAR, e1.value:"price"."$numberInt"::VARCHAR, e1.value:"price"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(e1.value:"price") OR IS_ARRAY(e1.value:"price"), NULL, e1.value:"price"::VARCHAR)) IS NULL AS "value 0 is none",
    e1.value::VARCHAR IS NOT NULL AND NOT IS_OBJECT(e1.value) AS "element is no object",
    e1.value:"codes"::VARCHAR IS NOT NULL AND NOT IS_ARRAY(e1.value:"codes") AS "array 0 is none"
  FROM CLEARWELL_PRODUCTION.current_legion.visits,
    LATERAL FLATTEN(INPUT => IFF(IS_ARRAY(src:"array_items"), src:"array_items", NULL)) e1
)
))
SELECT 'visits_items', 'array_items.price', 'not of its type', c0 FROM counted
UNION ALL SELECT 'visits_items', 'array_items.price', 'object or array instead of a value', c1 FROM counted
UNION ALL SELECT 'visits_items', 'array_items', 'element that is no object', c2 FROM counted
UNION ALL SELECT 'visits_items', 'array_items.codes', 'no array', c3 FROM counted)
UNION ALL
SELECT * FROM (WITH counted AS (
SELECT COUNT_IF("value 0 is none") AS c0,
  COUNT_IF("element is no object") AS c1
FROM (SELECT *
FROM (
  SELECT
    e1.index AS _items_position,
    e2.index AS _items_codes_position,
    _stack,
    (IS_OBJECT(e2.value:"code") OR IS_ARRAY(e2.value:"code")) AND COALESCE(e2.value:"code"."$oid"::VARCHAR, e2.value:"code"."$numberDecimal"::VARCHAR, e2.value:"code"."$numberLong"::VARCHAR, e2.value:"code"."$numberInt"::VARCHAR, e2.value:"code"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(e2.value:"code") OR IS_ARRAY(e2.value:"code"), NULL, e2.value:"code"::VARCHAR)) IS NULL AS "value 0 is none",
    e2.value::VARCHAR IS NOT NULL AND NOT IS_OBJECT(e2.value) AS "element is no object"
  FROM CLEARWELL_PRODUCTION.current_legion.visits,
    LATERAL FLATTEN(INPUT => IFF(IS_ARRAY(src:"array_items"), src:"array_items", NULL)) e1,
    LATERAL FLATTEN(INPUT => IFF(IS_ARRAY(e1.value:"codes"), e1.value:"codes", NULL)) e2
)
))
SELECT 'visits_items_codes', 'array_items.codes.code', 'object or array instead of a value', c0 FROM counted
UNION ALL SELECT 'visits_items_codes', 'array_items.codes', 'element that is no object', c1 FROM counted)
UNION ALL
SELECT 'visits', 'key', 'row without its key', COUNT(*) FROM (
SELECT 1 FROM CLEARWELL_PRODUCTION.landing_legion.visits WHERE SPLIT_PART(_file, '/', 3) = 'legion' AND SPLIT_PART(_file, '/', 4) = 'visits' AND COALESCE(src:"_id"."clinic"."$oid"::VARCHAR, src:"_id"."clinic"."$numberDecimal"::VARCHAR, src:"_id"."clinic"."$numberLong"::VARCHAR, src:"_id"."clinic"."$numberInt"::VARCHAR, src:"_id"."clinic"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."clinic") OR IS_ARRAY(src:"_id"."clinic"), NULL, src:"_id"."clinic"::VARCHAR)) IS NULL AND COALESCE(src:"_id"."patient"."$oid"::VARCHAR, src:"_id"."patient"."$numberDecimal"::VARCHAR, src:"_id"."patient"."$numberLong"::VARCHAR, src:"_id"."patient"."$numberInt"::VARCHAR, src:"_id"."patient"."$numberDouble"::VARCHAR, IFF(IS_OBJECT(src:"_id"."patient") OR IS_ARRAY(src:"_id"."patient"), NULL, src:"_id"."patient"::VARCHAR)) IS NULL
)
UNION ALL
SELECT 'visits', '_file', 'row of another folder', COUNT(*) FROM (
SELECT 1 FROM CLEARWELL_PRODUCTION.landing_legion.visits WHERE NOT (SPLIT_PART(_file, '/', 3) = 'legion' AND SPLIT_PART(_file, '/', 4) = 'visits')
);
