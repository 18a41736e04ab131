-- 042_streams.sql
CREATE FILE FORMAT IF NOT EXISTS CLEARWELL_PRODUCTION.operations.ndjson TYPE = JSON COMPRESSION = GZIP ALLOW_DUPLICATE = TRUE;

ALTER FILE FORMAT CLEARWELL_PRODUCTION.operations.ndjson SET COMPRESSION = GZIP ALLOW_DUPLICATE = TRUE;

CREATE STAGE IF NOT EXISTS CLEARWELL_PRODUCTION.operations.stream_shop URL = 's3://clearwell-stream-us-west-2-production/data/stream/shop/' STORAGE_INTEGRATION = CLEARWELL_PRODUCTION_STREAM_US_WEST_2 FILE_FORMAT = (FORMAT_NAME = 'CLEARWELL_PRODUCTION.operations.ndjson');

ALTER STAGE CLEARWELL_PRODUCTION.operations.stream_shop SET URL = 's3://clearwell-stream-us-west-2-production/data/stream/shop/' STORAGE_INTEGRATION = CLEARWELL_PRODUCTION_STREAM_US_WEST_2;

-- 400_shop.customers_landing.sql
CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_shop.customers (
  src VARIANT,
  _file VARCHAR,
  _row NUMBER,
  _modified TIMESTAMP_NTZ,
  _loaded_at TIMESTAMP_LTZ
);

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.customers ADD COLUMN IF NOT EXISTS _file VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.customers ADD COLUMN IF NOT EXISTS _row NUMBER;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.customers ADD COLUMN IF NOT EXISTS _modified TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.customers ADD COLUMN IF NOT EXISTS _loaded_at TIMESTAMP_LTZ;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.customers SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30;

CREATE STREAM IF NOT EXISTS CLEARWELL_PRODUCTION.landing_shop.customers_stream ON TABLE CLEARWELL_PRODUCTION.landing_shop.customers APPEND_ONLY = TRUE;

-- 400_shop.sales_landing.sql
CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_shop.sales (
  src VARIANT,
  _file VARCHAR,
  _row NUMBER,
  _modified TIMESTAMP_NTZ,
  _loaded_at TIMESTAMP_LTZ
);

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.sales ADD COLUMN IF NOT EXISTS _file VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.sales ADD COLUMN IF NOT EXISTS _row NUMBER;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.sales ADD COLUMN IF NOT EXISTS _modified TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.sales ADD COLUMN IF NOT EXISTS _loaded_at TIMESTAMP_LTZ;

ALTER TABLE CLEARWELL_PRODUCTION.landing_shop.sales SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30;

CREATE STREAM IF NOT EXISTS CLEARWELL_PRODUCTION.landing_shop.sales_stream ON TABLE CLEARWELL_PRODUCTION.landing_shop.sales APPEND_ONLY = TRUE;

-- 410_shop.customers_staging.sql
CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.stg_customers (
  _key VARCHAR,
  _changed_at TIMESTAMP_NTZ,
  _extracted_at TIMESTAMP_NTZ,
  _content VARCHAR,
  _loaded_at TIMESTAMP_LTZ
);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_customers ADD COLUMN IF NOT EXISTS id VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_customers ADD COLUMN IF NOT EXISTS email VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_customers ADD COLUMN IF NOT EXISTS plan VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_customers ADD COLUMN IF NOT EXISTS updated_at VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_customers SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30;

CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.star_shop.typed_customers COPY GRANTS AS
SELECT
  _key,
  _changed_at,
  _extracted_at,
  _content,
  _loaded_at,
  id AS id,
  email AS email,
  plan AS plan,
  CASE
    WHEN "updated_at as a number" IS NOT NULL THEN TO_TIMESTAMP_NTZ((CASE
      WHEN "updated_at as a number" < -62135596800000 OR "updated_at as a number" >= 253402300800000 THEN NULL
      WHEN ABS("updated_at as a number") >= 4102444800 THEN "updated_at as a number"
      WHEN ABS("updated_at as a number") >= 100000000 THEN "updated_at as a number" * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(updated_at, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(updated_at AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(updated_at AS TIMESTAMP_NTZ)
  END AS updated_at
FROM (
  SELECT
    _key,
    _changed_at,
    _extracted_at,
    _content,
    _loaded_at,
    id AS id,
    email AS email,
    plan AS plan,
    updated_at AS updated_at,
    TRY_CAST(updated_at AS NUMBER(38,3)) AS "updated_at as a number"
  FROM CLEARWELL_PRODUCTION.star_shop.stg_customers
);

-- 410_shop.sales_staging.sql
CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.stg_sales (
  _key VARCHAR,
  _changed_at TIMESTAMP_NTZ,
  _extracted_at TIMESTAMP_NTZ,
  _content VARCHAR,
  _loaded_at TIMESTAMP_LTZ
);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_sales ADD COLUMN IF NOT EXISTS id VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_sales ADD COLUMN IF NOT EXISTS customer_id VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_sales ADD COLUMN IF NOT EXISTS amount VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_sales ADD COLUMN IF NOT EXISTS paid_at VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_sales ADD COLUMN IF NOT EXISTS updated_at VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.stg_sales SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30;

CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.star_shop.typed_sales COPY GRANTS AS
SELECT
  _key,
  _changed_at,
  _extracted_at,
  _content,
  _loaded_at,
  IFF(TRY_CAST(id AS DOUBLE) = ROUND(TRY_CAST(id AS DOUBLE)), TRY_CAST(id AS NUMBER(38,0)), NULL) AS id,
  customer_id AS customer_id,
  TRY_CAST(amount AS NUMBER(20,2)) AS amount,
  CASE
    WHEN "paid_at as a number" IS NOT NULL THEN TO_TIMESTAMP_NTZ((CASE
      WHEN "paid_at as a number" < -62135596800000 OR "paid_at as a number" >= 253402300800000 THEN NULL
      WHEN ABS("paid_at as a number") >= 4102444800 THEN "paid_at as a number"
      WHEN ABS("paid_at as a number") >= 100000000 THEN "paid_at as a number" * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(paid_at, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(paid_at AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(paid_at AS TIMESTAMP_NTZ)
  END AS paid_at,
  CASE
    WHEN "updated_at as a number" IS NOT NULL THEN TO_TIMESTAMP_NTZ((CASE
      WHEN "updated_at as a number" < -62135596800000 OR "updated_at as a number" >= 253402300800000 THEN NULL
      WHEN ABS("updated_at as a number") >= 4102444800 THEN "updated_at as a number"
      WHEN ABS("updated_at as a number") >= 100000000 THEN "updated_at as a number" * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(updated_at, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(updated_at AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(updated_at AS TIMESTAMP_NTZ)
  END AS updated_at
FROM (
  SELECT
    _key,
    _changed_at,
    _extracted_at,
    _content,
    _loaded_at,
    id AS id,
    customer_id AS customer_id,
    amount AS amount,
    paid_at AS paid_at,
    TRY_CAST(paid_at AS NUMBER(38,3)) AS "paid_at as a number",
    updated_at AS updated_at,
    TRY_CAST(updated_at AS NUMBER(38,3)) AS "updated_at as a number"
  FROM CLEARWELL_PRODUCTION.star_shop.stg_sales
);

-- 420_shop.star.sql
CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.controls (source_table VARCHAR, day VARCHAR, key_count NUMBER(38,0), checksum NUMBER(38,0), _extracted_at TIMESTAMP_NTZ, _loaded_at TIMESTAMP_LTZ);

CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.erased_keys (source_table VARCHAR, key_hash VARCHAR, erased_at TIMESTAMP_NTZ);

CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.rebuild (asked_at TIMESTAMP_LTZ, because VARCHAR);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.rebuild SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30;

CREATE STREAM IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream ON TABLE CLEARWELL_PRODUCTION.star_shop.rebuild APPEND_ONLY = TRUE;

CREATE STREAM IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.rebuild_merge_stream ON TABLE CLEARWELL_PRODUCTION.star_shop.rebuild APPEND_ONLY = TRUE;

CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.dim_date (
  date_key NUMBER(8,0),
  day DATE,
  year NUMBER(4,0),
  quarter NUMBER(1,0),
  month NUMBER(2,0),
  month_name VARCHAR,
  day_of_month NUMBER(2,0),
  day_of_week NUMBER(1,0),
  day_name VARCHAR,
  iso_year NUMBER(4,0),
  iso_week NUMBER(2,0),
  is_weekend BOOLEAN
);

INSERT INTO CLEARWELL_PRODUCTION.star_shop.dim_date (date_key) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.dim_date WHERE date_key = 0);

MERGE INTO CLEARWELL_PRODUCTION.star_shop.dim_date t USING (
  SELECT
    YEAR(day) * 10000 + MONTH(day) * 100 + DAY(day) AS date_key,
    day,
    YEAR(day) AS year,
    QUARTER(day) AS quarter,
    MONTH(day) AS month,
    MONTHNAME(day) AS month_name,
    DAY(day) AS day_of_month,
    DAYOFWEEKISO(day) AS day_of_week,
    DAYNAME(day) AS day_name,
    YEAROFWEEKISO(day) AS iso_year,
    WEEKISO(day) AS iso_week,
    DAYOFWEEKISO(day) > 5 AS is_weekend
  FROM (
    SELECT DATEADD(DAY, ROW_NUMBER() OVER (ORDER BY NULL) - 1, '2000-01-01'::DATE)::DATE AS day
    FROM TABLE(GENERATOR(ROWCOUNT => 36525))
  )
) s ON t.date_key = s.date_key
WHEN MATCHED AND (t.day IS DISTINCT FROM s.day
  OR t.year IS DISTINCT FROM s.year
  OR t.quarter IS DISTINCT FROM s.quarter
  OR t.month IS DISTINCT FROM s.month
  OR t.month_name IS DISTINCT FROM s.month_name
  OR t.day_of_month IS DISTINCT FROM s.day_of_month
  OR t.day_of_week IS DISTINCT FROM s.day_of_week
  OR t.day_name IS DISTINCT FROM s.day_name
  OR t.iso_year IS DISTINCT FROM s.iso_year
  OR t.iso_week IS DISTINCT FROM s.iso_week
  OR t.is_weekend IS DISTINCT FROM s.is_weekend)
THEN UPDATE SET
  day = s.day,
  year = s.year,
  quarter = s.quarter,
  month = s.month,
  month_name = s.month_name,
  day_of_month = s.day_of_month,
  day_of_week = s.day_of_week,
  day_name = s.day_name,
  iso_year = s.iso_year,
  iso_week = s.iso_week,
  is_weekend = s.is_weekend
WHEN NOT MATCHED THEN INSERT (date_key, day, year, quarter, month, month_name, day_of_month, day_of_week, day_name, iso_year, iso_week, is_weekend)
VALUES (s.date_key, s.day, s.year, s.quarter, s.month, s.month_name, s.day_of_month, s.day_of_week, s.day_name, s.iso_year, s.iso_week, s.is_weekend);

CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.dim_customer (
  customer_key VARCHAR,
  _key VARCHAR
);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer ADD COLUMN IF NOT EXISTS valid_from TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer ADD COLUMN IF NOT EXISTS valid_to TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer ADD COLUMN IF NOT EXISTS is_current BOOLEAN;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer ADD COLUMN IF NOT EXISTS _from TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer ADD COLUMN IF NOT EXISTS id VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer ADD COLUMN IF NOT EXISTS email VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer ADD COLUMN IF NOT EXISTS plan VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30;

INSERT INTO CLEARWELL_PRODUCTION.star_shop.dim_customer (customer_key) SELECT 'unknown' WHERE NOT EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.dim_customer WHERE customer_key = 'unknown');

UPDATE CLEARWELL_PRODUCTION.star_shop.dim_customer SET is_current = TRUE WHERE customer_key = 'unknown' AND is_current IS NULL;

CREATE STREAM IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.dim_customer_of_customers_stream ON TABLE CLEARWELL_PRODUCTION.star_shop.stg_customers APPEND_ONLY = TRUE;

CREATE TABLE IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.fact_sale (
  sale_key VARCHAR,
  _key VARCHAR
);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.fact_sale ADD COLUMN IF NOT EXISTS customer_key VARCHAR;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.fact_sale ADD COLUMN IF NOT EXISTS date_key NUMBER(8,0);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.fact_sale ADD COLUMN IF NOT EXISTS id NUMBER(38,0);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.fact_sale ADD COLUMN IF NOT EXISTS amount NUMBER(20,2);

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.fact_sale ADD COLUMN IF NOT EXISTS paid_at TIMESTAMP_NTZ;

ALTER TABLE CLEARWELL_PRODUCTION.star_shop.fact_sale ADD COLUMN IF NOT EXISTS updated_at TIMESTAMP_NTZ;

CREATE STREAM IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.fact_sale_of_sales_stream ON TABLE CLEARWELL_PRODUCTION.star_shop.stg_sales APPEND_ONLY = TRUE;

CREATE STREAM IF NOT EXISTS CLEARWELL_PRODUCTION.star_shop.fact_sale_customer_stream ON TABLE CLEARWELL_PRODUCTION.star_shop.dim_customer;

-- 430_shop.tasks.sql
ALTER TASK IF EXISTS CLEARWELL_PRODUCTION.star_shop.wash_rows SUSPEND;

CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.star_shop.wash_rows
SCHEDULE = '5 MINUTES'
SUSPEND_TASK_AFTER_NUM_FAILURES = 0
WHEN SYSTEM$STREAM_HAS_DATA('CLEARWELL_PRODUCTION.landing_shop.customers_stream')
  OR SYSTEM$STREAM_HAS_DATA('CLEARWELL_PRODUCTION.landing_shop.sales_stream')
  OR SYSTEM$STREAM_HAS_DATA('CLEARWELL_PRODUCTION.star_shop.dim_customer_of_customers_stream')
  OR SYSTEM$STREAM_HAS_DATA('CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream')
  OR SYSTEM$STREAM_HAS_DATA('CLEARWELL_PRODUCTION.star_shop.fact_sale_of_sales_stream')
  OR SYSTEM$STREAM_HAS_DATA('CLEARWELL_PRODUCTION.star_shop.fact_sale_customer_stream')
  OR SYSTEM$STREAM_HAS_DATA('CLEARWELL_PRODUCTION.star_shop.rebuild_merge_stream')
AS
EXECUTE IMMEDIATE $$
BEGIN
  BEGIN TRANSACTION;
  MERGE INTO CLEARWELL_PRODUCTION.star_shop.stg_customers t USING (
    SELECT * FROM (
      SELECT r._content AS _content,
        r._key AS _key,
        r._changed_at AS _changed_at,
        r._extracted_at AS _extracted_at,
        r._loaded_at AS _loaded_at,
        r.id AS id,
        r.email AS email,
        r.plan AS plan,
        r.updated_at AS updated_at
      FROM (
        SELECT
          IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS _key,
          TRY_CAST(src:"updated_at"::VARCHAR AS TIMESTAMP_NTZ) AS _changed_at,
          TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
          SHA2(TO_JSON(src), 256) AS _content,
          _loaded_at,
          IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS id,
          IFF(IS_OBJECT(src:"email") OR IS_ARRAY(src:"email"), NULL, src:"email"::VARCHAR) AS email,
          IFF(IS_OBJECT(src:"plan") OR IS_ARRAY(src:"plan"), NULL, src:"plan"::VARCHAR) AS plan,
          IFF(IS_OBJECT(src:"updated_at") OR IS_ARRAY(src:"updated_at"), NULL, src:"updated_at"::VARCHAR) AS updated_at
        FROM CLEARWELL_PRODUCTION.landing_shop.customers_stream WHERE src:"_control" IS NULL
      ) r
      LEFT JOIN CLEARWELL_PRODUCTION.star_shop.erased_keys own ON own.source_table = 'customers' AND own.key_hash = SHA2(r._key, 256) AND r._extracted_at <= own.erased_at
      WHERE own.key_hash IS NULL
    ) WHERE _key IS NOT NULL AND _changed_at IS NOT NULL AND _extracted_at IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY _key, _content ORDER BY _loaded_at) = 1
  ) s ON t._key = s._key AND t._content = s._content
  WHEN NOT MATCHED THEN INSERT (_key, _content, _changed_at, _extracted_at, _loaded_at, id, email, plan, updated_at)
  VALUES (s._key, s._content, s._changed_at, s._extracted_at, s._loaded_at, s.id, s.email, s.plan, s.updated_at);
  MERGE INTO CLEARWELL_PRODUCTION.star_shop.controls t USING (
    SELECT
      'customers' AS source_table,
      TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
      src:"_control"."day"::VARCHAR AS day,
      TRY_CAST(src:"_control"."keys"::VARCHAR AS NUMBER(38,0)) AS key_count,
      TRY_CAST(src:"_control"."checksum"::VARCHAR AS NUMBER(38,0)) AS checksum,
      _loaded_at
    FROM CLEARWELL_PRODUCTION.landing_shop.customers_stream
    WHERE src:"_control" IS NOT NULL AND TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY src:"_extracted_at"::VARCHAR ORDER BY _loaded_at) = 1
  ) s ON t.source_table = s.source_table AND t._extracted_at = s._extracted_at
  WHEN NOT MATCHED THEN INSERT (source_table, _extracted_at, day, key_count, checksum, _loaded_at)
  VALUES (s.source_table, s._extracted_at, s.day, s.key_count, s.checksum, s._loaded_at);
  MERGE INTO CLEARWELL_PRODUCTION.star_shop.stg_sales t USING (
    SELECT * FROM (
      SELECT IFF(named_1.key_hash IS NOT NULL, CLEARWELL_PRODUCTION.governance.pseudonym('erased', r._content), r._content) AS _content,
        r._key AS _key,
        r._changed_at AS _changed_at,
        r._extracted_at AS _extracted_at,
        r._loaded_at AS _loaded_at,
        r.id AS id,
        IFF(named_1.key_hash IS NULL, r.customer_id, NULL) AS customer_id,
        r.amount AS amount,
        r.paid_at AS paid_at,
        r.updated_at AS updated_at
      FROM (
        SELECT
          IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS _key,
          TRY_CAST(src:"updated_at"::VARCHAR AS TIMESTAMP_NTZ) AS _changed_at,
          TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
          SHA2(TO_JSON(src), 256) AS _content,
          _loaded_at,
          IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS id,
          IFF(IS_OBJECT(src:"customer_id") OR IS_ARRAY(src:"customer_id"), NULL, src:"customer_id"::VARCHAR) AS customer_id,
          IFF(IS_OBJECT(src:"amount") OR IS_ARRAY(src:"amount"), NULL, src:"amount"::VARCHAR) AS amount,
          IFF(IS_OBJECT(src:"paid_at") OR IS_ARRAY(src:"paid_at"), NULL, src:"paid_at"::VARCHAR) AS paid_at,
          IFF(IS_OBJECT(src:"updated_at") OR IS_ARRAY(src:"updated_at"), NULL, src:"updated_at"::VARCHAR) AS updated_at
        FROM CLEARWELL_PRODUCTION.landing_shop.sales_stream WHERE src:"_control" IS NULL
      ) r
      LEFT JOIN CLEARWELL_PRODUCTION.star_shop.erased_keys own ON own.source_table = 'sales' AND own.key_hash = SHA2(r._key, 256) AND r._extracted_at <= own.erased_at
      LEFT JOIN CLEARWELL_PRODUCTION.star_shop.erased_keys named_1 ON named_1.source_table = 'customers' AND named_1.key_hash = SHA2(r.customer_id, 256) AND r._extracted_at <= named_1.erased_at
      WHERE own.key_hash IS NULL
    ) WHERE _key IS NOT NULL AND _changed_at IS NOT NULL AND _extracted_at IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY _key, _content ORDER BY _loaded_at) = 1
  ) s ON t._key = s._key AND t._content = s._content
  WHEN NOT MATCHED THEN INSERT (_key, _content, _changed_at, _extracted_at, _loaded_at, id, customer_id, amount, paid_at, updated_at)
  VALUES (s._key, s._content, s._changed_at, s._extracted_at, s._loaded_at, s.id, s.customer_id, s.amount, s.paid_at, s.updated_at);
  MERGE INTO CLEARWELL_PRODUCTION.star_shop.controls t USING (
    SELECT
      'sales' AS source_table,
      TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
      src:"_control"."day"::VARCHAR AS day,
      TRY_CAST(src:"_control"."keys"::VARCHAR AS NUMBER(38,0)) AS key_count,
      TRY_CAST(src:"_control"."checksum"::VARCHAR AS NUMBER(38,0)) AS checksum,
      _loaded_at
    FROM CLEARWELL_PRODUCTION.landing_shop.sales_stream
    WHERE src:"_control" IS NOT NULL AND TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY src:"_extracted_at"::VARCHAR ORDER BY _loaded_at) = 1
  ) s ON t.source_table = s.source_table AND t._extracted_at = s._extracted_at
  WHEN NOT MATCHED THEN INSERT (source_table, _extracted_at, day, key_count, checksum, _loaded_at)
  VALUES (s.source_table, s._extracted_at, s.day, s.key_count, s.checksum, s._loaded_at);
  COMMIT;
EXCEPTION
  WHEN OTHER THEN
    ROLLBACK;
    RAISE;
END
$$;

CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.star_shop.fill_dimensions
AFTER CLEARWELL_PRODUCTION.star_shop.wash_rows
AS
EXECUTE IMMEDIATE $$
BEGIN
  BEGIN TRANSACTION;
  DELETE FROM CLEARWELL_PRODUCTION.star_shop.dim_customer WHERE _key IN (
    SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.dim_customer_of_customers_stream
    UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.stg_customers WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream)
    UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.dim_customer WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream)
  )
  AND customer_key NOT IN (SELECT customer_key FROM (
    SELECT
      CLEARWELL_PRODUCTION.governance.pseudonym('star customer', _key || ' ' || TO_CHAR(valid_from, 'YYYY-MM-DD HH24:MI:SS.FF6')) AS customer_key,
      _key,
      valid_from,
      LEAD(valid_from) OVER (PARTITION BY _key ORDER BY valid_from) AS valid_to,
      LEAD(valid_from) OVER (PARTITION BY _key ORDER BY valid_from) IS NULL AS is_current,
      IFF(LAG(valid_from) OVER (PARTITION BY _key ORDER BY valid_from) IS NULL, '0001-01-01'::TIMESTAMP_NTZ, valid_from) AS _from,
      id,
      email,
      plan
    FROM (
      SELECT
        _key,
        _changed_at AS valid_from,
        id,
        email,
        plan
      FROM (
        SELECT * FROM CLEARWELL_PRODUCTION.star_shop.typed_customers
        WHERE _key IN (
          SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.dim_customer_of_customers_stream
          UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.stg_customers WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream)
          UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.dim_customer WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream)
        )
        QUALIFY ROW_NUMBER() OVER (PARTITION BY _key, _changed_at ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC) = 1
      )
      QUALIFY LAG(_changed_at) OVER (PARTITION BY _key ORDER BY _changed_at) IS NULL
        OR id IS DISTINCT FROM LAG(id) OVER (PARTITION BY _key ORDER BY _changed_at)
        OR email IS DISTINCT FROM LAG(email) OVER (PARTITION BY _key ORDER BY _changed_at)
        OR plan IS DISTINCT FROM LAG(plan) OVER (PARTITION BY _key ORDER BY _changed_at)
    )
  ));
  MERGE INTO CLEARWELL_PRODUCTION.star_shop.dim_customer t USING (
    SELECT
      CLEARWELL_PRODUCTION.governance.pseudonym('star customer', _key || ' ' || TO_CHAR(valid_from, 'YYYY-MM-DD HH24:MI:SS.FF6')) AS customer_key,
      _key,
      valid_from,
      LEAD(valid_from) OVER (PARTITION BY _key ORDER BY valid_from) AS valid_to,
      LEAD(valid_from) OVER (PARTITION BY _key ORDER BY valid_from) IS NULL AS is_current,
      IFF(LAG(valid_from) OVER (PARTITION BY _key ORDER BY valid_from) IS NULL, '0001-01-01'::TIMESTAMP_NTZ, valid_from) AS _from,
      id,
      email,
      plan
    FROM (
      SELECT
        _key,
        _changed_at AS valid_from,
        id,
        email,
        plan
      FROM (
        SELECT * FROM CLEARWELL_PRODUCTION.star_shop.typed_customers
        WHERE _key IN (
          SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.dim_customer_of_customers_stream
          UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.stg_customers WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream)
          UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.dim_customer WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_fill_stream)
        )
        QUALIFY ROW_NUMBER() OVER (PARTITION BY _key, _changed_at ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC) = 1
      )
      QUALIFY LAG(_changed_at) OVER (PARTITION BY _key ORDER BY _changed_at) IS NULL
        OR id IS DISTINCT FROM LAG(id) OVER (PARTITION BY _key ORDER BY _changed_at)
        OR email IS DISTINCT FROM LAG(email) OVER (PARTITION BY _key ORDER BY _changed_at)
        OR plan IS DISTINCT FROM LAG(plan) OVER (PARTITION BY _key ORDER BY _changed_at)
    )
  ) s ON t.customer_key = s.customer_key
  WHEN MATCHED AND (t._key IS DISTINCT FROM s._key
    OR t.valid_from IS DISTINCT FROM s.valid_from
    OR t.valid_to IS DISTINCT FROM s.valid_to
    OR t.is_current IS DISTINCT FROM s.is_current
    OR t._from IS DISTINCT FROM s._from
    OR t.id IS DISTINCT FROM s.id
    OR t.email IS DISTINCT FROM s.email
    OR t.plan IS DISTINCT FROM s.plan)
  THEN UPDATE SET
    _key = s._key,
    valid_from = s.valid_from,
    valid_to = s.valid_to,
    is_current = s.is_current,
    _from = s._from,
    id = s.id,
    email = s.email,
    plan = s.plan
  WHEN NOT MATCHED THEN INSERT (customer_key, _key, valid_from, valid_to, is_current, _from, id, email, plan)
  VALUES (s.customer_key, s._key, s.valid_from, s.valid_to, s.is_current, s._from, s.id, s.email, s.plan);
  COMMIT;
EXCEPTION
  WHEN OTHER THEN
    ROLLBACK;
    RAISE;
END
$$;

CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.star_shop.merge_facts
AFTER CLEARWELL_PRODUCTION.star_shop.fill_dimensions
AS
EXECUTE IMMEDIATE $$
BEGIN
  BEGIN TRANSACTION;
  DELETE FROM CLEARWELL_PRODUCTION.star_shop.fact_sale WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_merge_stream)
  AND _key NOT IN (SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.stg_sales);
  MERGE INTO CLEARWELL_PRODUCTION.star_shop.fact_sale t USING (
    SELECT
      SHA2(f._key, 256) AS sale_key,
      f._key,
      COALESCE(dim_customer.customer_key, 'unknown') AS customer_key,
      COALESCE(day_of.date_key, 0) AS date_key,
      f.id,
      f.amount,
      f.paid_at,
      f.updated_at
    FROM (
      SELECT * FROM CLEARWELL_PRODUCTION.star_shop.typed_sales
      WHERE _key IN (
        SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.fact_sale_of_sales_stream
        UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.stg_sales WHERE EXISTS (SELECT 1 FROM CLEARWELL_PRODUCTION.star_shop.rebuild_merge_stream)
        UNION SELECT _key FROM CLEARWELL_PRODUCTION.star_shop.typed_sales WHERE customer_id IN (SELECT id FROM CLEARWELL_PRODUCTION.star_shop.fact_sale_customer_stream)
      )
      QUALIFY ROW_NUMBER() OVER (PARTITION BY _key ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC) = 1
    ) f
    LEFT JOIN CLEARWELL_PRODUCTION.star_shop.dim_customer dim_customer ON dim_customer.id = f.customer_id AND f.paid_at >= dim_customer._from AND (dim_customer.valid_to IS NULL OR f.paid_at < dim_customer.valid_to)
    LEFT JOIN CLEARWELL_PRODUCTION.star_shop.dim_date day_of ON day_of.day = f.paid_at::DATE
  ) s ON t._key = s._key
  WHEN MATCHED AND (t.sale_key IS DISTINCT FROM s.sale_key
    OR t.customer_key IS DISTINCT FROM s.customer_key
    OR t.date_key IS DISTINCT FROM s.date_key
    OR t.id IS DISTINCT FROM s.id
    OR t.amount IS DISTINCT FROM s.amount
    OR t.paid_at IS DISTINCT FROM s.paid_at
    OR t.updated_at IS DISTINCT FROM s.updated_at)
  THEN UPDATE SET
    sale_key = s.sale_key,
    customer_key = s.customer_key,
    date_key = s.date_key,
    id = s.id,
    amount = s.amount,
    paid_at = s.paid_at,
    updated_at = s.updated_at
  WHEN NOT MATCHED THEN INSERT (_key, sale_key, customer_key, date_key, id, amount, paid_at, updated_at)
  VALUES (s._key, s.sale_key, s.customer_key, s.date_key, s.id, s.amount, s.paid_at, s.updated_at);
  COMMIT;
EXCEPTION
  WHEN OTHER THEN
    ROLLBACK;
    RAISE;
END
$$;

INSERT INTO CLEARWELL_PRODUCTION.star_shop.rebuild (asked_at, because) SELECT CURRENT_TIMESTAMP(), 'dim_customer (id VARCHAR, email VARCHAR, plan VARCHAR; type 2 of customers) fact_sale (id NUMBER(38,0), amount NUMBER(20,2), paid_at TIMESTAMP_NTZ, updated_at TIMESTAMP_NTZ; paid_at, customer_key by customer_id)';

ALTER TASK CLEARWELL_PRODUCTION.star_shop.merge_facts RESUME;

ALTER TASK CLEARWELL_PRODUCTION.star_shop.fill_dimensions RESUME;

ALTER TASK CLEARWELL_PRODUCTION.star_shop.wash_rows RESUME;

-- 440_shop.superseded.sql
CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.star_shop.remove_superseded
SCHEDULE = 'USING CRON 17 3 * * * UTC'
SUSPEND_TASK_AFTER_NUM_FAILURES = 0
AS
EXECUTE IMMEDIATE $$
BEGIN
  DELETE FROM CLEARWELL_PRODUCTION.landing_shop.customers
  WHERE _loaded_at < DATEADD(DAY, -90, CURRENT_TIMESTAMP())
  AND (_file, _row) IN (SELECT _file, _row FROM (
    SELECT _file, _row, _is_control, ROW_NUMBER() OVER (PARTITION BY _key, _is_control ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC, _file, _row) AS place FROM (
      SELECT
        _file,
        _row,
        src:"_control" IS NOT NULL AS _is_control,
        IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS _key,
        TRY_CAST(src:"updated_at"::VARCHAR AS TIMESTAMP_NTZ) AS _changed_at,
        TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
        SHA2(TO_JSON(src), 256) AS _content
      FROM CLEARWELL_PRODUCTION.landing_shop.customers
    ) WHERE _is_control OR (_key IS NOT NULL AND _changed_at IS NOT NULL AND _extracted_at IS NOT NULL)
  ) WHERE _is_control OR place > 1);
  DELETE FROM CLEARWELL_PRODUCTION.star_shop.stg_customers WHERE (_key, _content) IN (SELECT _key, _content FROM (
    SELECT _key, _content, LAG(_loaded_at) OVER (PARTITION BY _key, _changed_at ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC) AS superseded_at FROM CLEARWELL_PRODUCTION.star_shop.stg_customers
  ) WHERE superseded_at < DATEADD(DAY, -90, CURRENT_TIMESTAMP()));
  DELETE FROM CLEARWELL_PRODUCTION.landing_shop.sales
  WHERE _loaded_at < DATEADD(DAY, -90, CURRENT_TIMESTAMP())
  AND (_file, _row) IN (SELECT _file, _row FROM (
    SELECT _file, _row, _is_control, ROW_NUMBER() OVER (PARTITION BY _key, _is_control ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC, _file, _row) AS place FROM (
      SELECT
        _file,
        _row,
        src:"_control" IS NOT NULL AS _is_control,
        IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS _key,
        TRY_CAST(src:"updated_at"::VARCHAR AS TIMESTAMP_NTZ) AS _changed_at,
        TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
        SHA2(TO_JSON(src), 256) AS _content
      FROM CLEARWELL_PRODUCTION.landing_shop.sales
    ) WHERE _is_control OR (_key IS NOT NULL AND _changed_at IS NOT NULL AND _extracted_at IS NOT NULL)
  ) WHERE _is_control OR place > 1);
  DELETE FROM CLEARWELL_PRODUCTION.star_shop.stg_sales WHERE (_key, _content) IN (SELECT _key, _content FROM (
    SELECT _key, _content, LAG(_loaded_at) OVER (PARTITION BY _key ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC) AS superseded_at FROM CLEARWELL_PRODUCTION.star_shop.stg_sales
  ) WHERE superseded_at < DATEADD(DAY, -90, CURRENT_TIMESTAMP()));
END
$$;

ALTER TASK CLEARWELL_PRODUCTION.star_shop.remove_superseded RESUME;

-- 450_shop.pipes.sql
CREATE PIPE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_shop.kinesis_s3_snowpipe_customers AUTO_INGEST = TRUE AS
COPY INTO CLEARWELL_PRODUCTION.landing_shop.customers (src, _file, _row, _modified, _loaded_at)
FROM (SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$FILE_LAST_MODIFIED, METADATA$START_SCAN_TIME FROM @CLEARWELL_PRODUCTION.operations.stream_shop/customers/)
FILE_FORMAT = (FORMAT_NAME = 'CLEARWELL_PRODUCTION.operations.ndjson');

ALTER PIPE CLEARWELL_PRODUCTION.landing_shop.kinesis_s3_snowpipe_customers UNSET ERROR_INTEGRATION;

CREATE PIPE IF NOT EXISTS CLEARWELL_PRODUCTION.landing_shop.kinesis_s3_snowpipe_sales AUTO_INGEST = TRUE AS
COPY INTO CLEARWELL_PRODUCTION.landing_shop.sales (src, _file, _row, _modified, _loaded_at)
FROM (SELECT $1, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, METADATA$FILE_LAST_MODIFIED, METADATA$START_SCAN_TIME FROM @CLEARWELL_PRODUCTION.operations.stream_shop/sales/)
FILE_FORMAT = (FORMAT_NAME = 'CLEARWELL_PRODUCTION.operations.ndjson');

ALTER PIPE CLEARWELL_PRODUCTION.landing_shop.kinesis_s3_snowpipe_sales UNSET ERROR_INTEGRATION;

-- 460_shop.star_views.sql
CREATE OR REPLACE SECURE VIEW CLEARWELL_PRODUCTION.analytics_shop.dim_date (
  date_key,
  day,
  year,
  quarter,
  month,
  month_name,
  day_of_month,
  day_of_week,
  day_name,
  iso_year,
  iso_week,
  is_weekend
) COPY GRANTS AS
SELECT
  date_key,
  day,
  year,
  quarter,
  month,
  month_name,
  day_of_month,
  day_of_week,
  day_name,
  iso_year,
  iso_week,
  is_weekend
FROM (
  SELECT date_key,
    day,
    year,
    quarter,
    month,
    month_name,
    day_of_month,
    day_of_week,
    day_name,
    iso_year,
    iso_week,
    is_weekend
  FROM CLEARWELL_PRODUCTION.star_shop.dim_date
);

CREATE OR REPLACE SECURE VIEW CLEARWELL_PRODUCTION.analytics_shop.dim_customer (
  customer_key,
  id WITH TAG (CLEARWELL_PRODUCTION.governance.pii = 'customer_id'),
  email WITH TAG (CLEARWELL_PRODUCTION.governance.pii = 'email'),
  plan,
  valid_from,
  valid_to,
  is_current
) COPY GRANTS AS
SELECT
  customer_key,
  id::VARCHAR,
  email::VARCHAR,
  plan::VARCHAR,
  valid_from,
  valid_to,
  is_current
FROM (
  SELECT customer_key,
    id,
    email,
    plan,
    valid_from,
    valid_to,
    is_current
  FROM CLEARWELL_PRODUCTION.star_shop.dim_customer
);

CREATE OR REPLACE SECURE VIEW CLEARWELL_PRODUCTION.analytics_shop.fact_sale (
  sale_key,
  customer_key,
  date_key,
  id,
  amount,
  paid_at,
  updated_at
) COPY GRANTS AS
SELECT
  sale_key,
  customer_key,
  date_key,
  id::NUMBER(38,0),
  amount::NUMBER(20,2),
  paid_at::TIMESTAMP_NTZ,
  updated_at::TIMESTAMP_NTZ
FROM (
  SELECT sale_key,
    customer_key,
    date_key,
    id,
    amount,
    paid_at,
    updated_at
  FROM CLEARWELL_PRODUCTION.star_shop.fact_sale
);

-- 470_shop.controls.sql
CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.checks_shop.controls (source_table, day, keys_at_source, keys_here, differs, missing) COPY GRANTS AS
WITH newest AS (
  SELECT * FROM CLEARWELL_PRODUCTION.star_shop.controls
  WHERE _loaded_at < DATEADD(HOUR, -2, CURRENT_TIMESTAMP())
  QUALIFY ROW_NUMBER() OVER (PARTITION BY source_table ORDER BY _extracted_at DESC) = 1
), here AS (
  SELECT
    'customers' AS source_table,
    COUNT(*) AS key_count,
    COALESCE(SUM(TO_NUMBER(LEFT(MD5(_key || '|' || TO_CHAR(_changed_at, 'YYYY-MM-DD HH24:MI:SS.FF6')), 8), 'XXXXXXXX')), 0) AS checksum,
    (SELECT MIN(_loaded_at) FROM CLEARWELL_PRODUCTION.star_shop.stg_customers) AS first_loaded_at
  FROM (
    SELECT s._key, MAX(s._changed_at) AS _changed_at FROM CLEARWELL_PRODUCTION.star_shop.stg_customers s
    JOIN newest n ON n.source_table = 'customers' AND s._extracted_at <= n._extracted_at
    GROUP BY s._key
  )
  UNION ALL
  SELECT
    'sales' AS source_table,
    COUNT(*) AS key_count,
    COALESCE(SUM(TO_NUMBER(LEFT(MD5(_key || '|' || TO_CHAR(_changed_at, 'YYYY-MM-DD HH24:MI:SS.FF6')), 8), 'XXXXXXXX')), 0) AS checksum,
    (SELECT MIN(_loaded_at) FROM CLEARWELL_PRODUCTION.star_shop.stg_sales) AS first_loaded_at
  FROM (
    SELECT s._key, MAX(s._changed_at) AS _changed_at FROM CLEARWELL_PRODUCTION.star_shop.stg_sales s
    JOIN newest n ON n.source_table = 'sales' AND s._extracted_at <= n._extracted_at
    GROUP BY s._key
  )
), began AS (
  SELECT MIN(loaded_at) AS loaded_at FROM (
    SELECT first_loaded_at AS loaded_at FROM here
    UNION ALL SELECT _loaded_at FROM CLEARWELL_PRODUCTION.star_shop.controls
  )
)
SELECT
  h.source_table,
  n.day,
  n.key_count,
  h.key_count,
  (n.key_count IS NOT NULL AND (n.key_count IS DISTINCT FROM h.key_count OR COALESCE(n.checksum, 0) IS DISTINCT FROM h.checksum)),
  COALESCE(COALESCE(n._loaded_at, h.first_loaded_at, b.loaded_at) < DATEADD(DAY, -2, CURRENT_TIMESTAMP()), FALSE)
FROM here h CROSS JOIN began b LEFT JOIN newest n ON n.source_table = h.source_table;

-- 475_shop.customers_checks.sql
CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.checks_shop.customers (view_name, field, finding, found) COPY GRANTS AS
WITH counted AS (
  SELECT
    COUNT_IF(s.updated_at IS NOT NULL AND t.updated_at IS NULL) AS c0
  FROM (SELECT * FROM CLEARWELL_PRODUCTION.star_shop.stg_customers QUALIFY ROW_NUMBER() OVER (PARTITION BY _key ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC) = 1) s
  JOIN CLEARWELL_PRODUCTION.star_shop.typed_customers t ON t._key = s._key AND t._content = s._content
)
SELECT 'dim_customer', 'updated_at', 'not of its type', c0 FROM counted
UNION ALL
SELECT 'dim_customer', 'key', 'record without its key or its times', COUNT(*) FROM (
  SELECT 1 FROM (
    SELECT
      src:"_control" IS NOT NULL AS _is_control,
      IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS _key,
      TRY_CAST(src:"updated_at"::VARCHAR AS TIMESTAMP_NTZ) AS _changed_at,
      TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
      SHA2(TO_JSON(src), 256) AS _content
    FROM CLEARWELL_PRODUCTION.landing_shop.customers
  ) WHERE NOT (_is_control AND _extracted_at IS NOT NULL) AND NOT (_key IS NOT NULL AND _changed_at IS NOT NULL AND _extracted_at IS NOT NULL)
);

-- 475_shop.sales_checks.sql
CREATE OR REPLACE VIEW CLEARWELL_PRODUCTION.checks_shop.sales (view_name, field, finding, found) COPY GRANTS AS
WITH counted AS (
  SELECT
    COUNT_IF(s.id IS NOT NULL AND t.id IS NULL) AS c0,
    COUNT_IF(s.amount IS NOT NULL AND t.amount IS NULL) AS c1,
    COUNT_IF(s.paid_at IS NOT NULL AND t.paid_at IS NULL) AS c2,
    COUNT_IF(s.updated_at IS NOT NULL AND t.updated_at IS NULL) AS c3
  FROM (SELECT * FROM CLEARWELL_PRODUCTION.star_shop.stg_sales QUALIFY ROW_NUMBER() OVER (PARTITION BY _key ORDER BY _changed_at DESC, _extracted_at DESC, _content DESC) = 1) s
  JOIN CLEARWELL_PRODUCTION.star_shop.typed_sales t ON t._key = s._key AND t._content = s._content
)
SELECT 'fact_sale', 'id', 'not of its type', c0 FROM counted
UNION ALL
SELECT 'fact_sale', 'amount', 'not of its type', c1 FROM counted
UNION ALL
SELECT 'fact_sale', 'paid_at', 'not of its type', c2 FROM counted
UNION ALL
SELECT 'fact_sale', 'updated_at', 'not of its type', c3 FROM counted
UNION ALL
SELECT 'fact_sale', 'key', 'record without its key or its times', COUNT(*) FROM (
  SELECT 1 FROM (
    SELECT
      src:"_control" IS NOT NULL AS _is_control,
      IFF(IS_OBJECT(src:"id") OR IS_ARRAY(src:"id"), NULL, src:"id"::VARCHAR) AS _key,
      TRY_CAST(src:"updated_at"::VARCHAR AS TIMESTAMP_NTZ) AS _changed_at,
      TRY_CAST(src:"_extracted_at"::VARCHAR AS TIMESTAMP_NTZ) AS _extracted_at,
      SHA2(TO_JSON(src), 256) AS _content
    FROM CLEARWELL_PRODUCTION.landing_shop.sales
  ) WHERE NOT (_is_control AND _extracted_at IS NOT NULL) AND NOT (_key IS NOT NULL AND _changed_at IS NOT NULL AND _extracted_at IS NOT NULL)
);

-- 480_shop.compare.sql
CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.star_shop.compare_controls
SCHEDULE = 'USING CRON 23 5 * * * UTC'
SUSPEND_TASK_AFTER_NUM_FAILURES = 0
AS
SELECT TO_NUMBER('CONTROL_DIFFERS: ' || LISTAGG('shop/' || source_table || ' on ' || day, ', ') WITHIN GROUP (ORDER BY 'shop/' || source_table || ' on ' || day)) AS failure
FROM CLEARWELL_PRODUCTION.checks_shop.controls WHERE differs
HAVING COUNT(*) > 0;

ALTER TASK CLEARWELL_PRODUCTION.star_shop.compare_controls RESUME;

CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.star_shop.miss_controls
SCHEDULE = 'USING CRON 33 5 * * * UTC'
SUSPEND_TASK_AFTER_NUM_FAILURES = 0
AS
SELECT TO_NUMBER('CONTROL_MISSING: ' || LISTAGG('shop/' || source_table, ', ') WITHIN GROUP (ORDER BY 'shop/' || source_table)) AS failure
FROM CLEARWELL_PRODUCTION.checks_shop.controls WHERE missing
HAVING COUNT(*) > 0;

ALTER TASK CLEARWELL_PRODUCTION.star_shop.miss_controls RESUME;

-- 490_shop.watch_streams.sql
CREATE OR REPLACE TASK CLEARWELL_PRODUCTION.star_shop.watch_streams
SCHEDULE = 'USING CRON 43 5 * * * UTC'
SUSPEND_TASK_AFTER_NUM_FAILURES = 0
AS
EXECUTE IMMEDIATE $$
BEGIN
  SHOW STREAMS IN DATABASE CLEARWELL_PRODUCTION;
  SELECT TO_NUMBER('STREAM_NEARLY_STALE: ' || LISTAGG("schema_name" || '.' || "name", ', ') WITHIN GROUP (ORDER BY "schema_name" || '.' || "name")) AS failure
  FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "schema_name" IN ('LANDING_SHOP', 'STAR_SHOP') AND "stale_after" < DATEADD(DAY, 3, CURRENT_TIMESTAMP())
  HAVING COUNT(*) > 0;
END
$$;

ALTER TASK CLEARWELL_PRODUCTION.star_shop.watch_streams RESUME;

-- 800_grants.sql

-- 820_stream_grants.sql
GRANT USAGE ON SCHEMA CLEARWELL_PRODUCTION.analytics_shop TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON ALL VIEWS IN SCHEMA CLEARWELL_PRODUCTION.analytics_shop TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA CLEARWELL_PRODUCTION.analytics_shop TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT USAGE ON SCHEMA CLEARWELL_PRODUCTION.checks_shop TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON ALL VIEWS IN SCHEMA CLEARWELL_PRODUCTION.checks_shop TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA CLEARWELL_PRODUCTION.checks_shop TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.analytics_shop.dim_date TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.analytics_shop.dim_customer TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.analytics_shop.fact_sale TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.checks_shop.customers TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.checks_shop.sales TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.checks_shop.controls TO DATABASE ROLE CLEARWELL_PRODUCTION.READER;

GRANT USAGE ON SCHEMA CLEARWELL_PRODUCTION.landing_shop TO DATABASE ROLE CLEARWELL_PRODUCTION.LOADER;

GRANT MONITOR, OPERATE ON PIPE CLEARWELL_PRODUCTION.landing_shop.kinesis_s3_snowpipe_customers TO DATABASE ROLE CLEARWELL_PRODUCTION.LOADER;

GRANT MONITOR, OPERATE ON PIPE CLEARWELL_PRODUCTION.landing_shop.kinesis_s3_snowpipe_sales TO DATABASE ROLE CLEARWELL_PRODUCTION.LOADER;

-- 900_share_clinics.sql
CREATE SHARE IF NOT EXISTS CLINICS;

GRANT USAGE ON DATABASE CLEARWELL_PRODUCTION TO SHARE CLINICS;

ALTER SHARE CLINICS SET ACCOUNTS = ORG.CLINICS;

GRANT USAGE ON SCHEMA CLEARWELL_PRODUCTION.analytics_shop TO SHARE CLINICS;

GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.analytics_shop.fact_sale TO SHARE CLINICS;
