CREATE SCHEMA IF NOT EXISTS "landing_clinic";
CREATE SCHEMA IF NOT EXISTS "loads_clinic";
CREATE TABLE IF NOT EXISTS "loads_clinic"."visits" (
  batch VARCHAR(8) NOT NULL,
  schema_version INTEGER NOT NULL,
  row_count BIGINT NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  loaded_at TIMESTAMP NOT NULL,
  PRIMARY KEY (batch, schema_version)
) DISTSTYLE ALL SORTKEY (batch);
SELECT COALESCE(MAX(batch), ''), COALESCE(MAX(schema_version), 0) FROM "loads_clinic"."visits";

-- A new table
LOCK "loads_clinic"."visits";
SELECT 1 / CASE WHEN COALESCE(MAX(schema_version), 0) = 0 THEN 1 ELSE 0 END FROM "loads_clinic"."visits";
CREATE TABLE "landing_clinic"."visits" (
  "_id" VARCHAR(1024) NOT NULL,
  "_op" CHAR(1) NOT NULL,
  "_cluster_time" TIMESTAMP NOT NULL,
  "_ordinal" BIGINT NOT NULL,
  "_batch" VARCHAR(8) NOT NULL,
  "state" VARCHAR(65535),
  "born" DATE,
  "starts_at" TIMESTAMP,
  "urgent" BOOLEAN,
  "rooms" BIGINT,
  "temperature" DOUBLE PRECISION,
  "price" DECIMAL(12,2),
  "contact" SUPER,
  "home" SUPER,
  "items" SUPER,
  "tags" SUPER,
  PRIMARY KEY ("_id")
) DISTSTYLE KEY DISTKEY ("_id") SORTKEY ("_cluster_time");
INSERT INTO "loads_clinic"."visits" (batch, schema_version, row_count, sha256, loaded_at) VALUES ('', 1, 0, '', GETDATE());

-- A column more
LOCK "loads_clinic"."visits";
SELECT 1 / CASE WHEN COALESCE(MAX(schema_version), 0) = 1 THEN 1 ELSE 0 END FROM "loads_clinic"."visits";
ALTER TABLE "landing_clinic"."visits" ADD COLUMN "tags" SUPER;
INSERT INTO "loads_clinic"."visits" (batch, schema_version, row_count, sha256, loaded_at) VALUES ('', 2, 0, '', GETDATE());

-- A column of another type
LOCK "loads_clinic"."visits";
SELECT 1 / CASE WHEN COALESCE(MAX(schema_version), 0) = 2 THEN 1 ELSE 0 END FROM "loads_clinic"."visits";
DROP TABLE "landing_clinic"."visits" CASCADE;
CREATE TABLE "landing_clinic"."visits" (
  "_id" VARCHAR(1024) NOT NULL,
  "_op" CHAR(1) NOT NULL,
  "_cluster_time" TIMESTAMP NOT NULL,
  "_ordinal" BIGINT NOT NULL,
  "_batch" VARCHAR(8) NOT NULL,
  "state" VARCHAR(65535),
  "born" DATE,
  "starts_at" TIMESTAMP,
  "urgent" BOOLEAN,
  "rooms" BIGINT,
  "temperature" DOUBLE PRECISION,
  "price" DECIMAL(12,2),
  "contact" SUPER,
  "home" SUPER,
  "items" SUPER,
  "tags" SUPER,
  PRIMARY KEY ("_id")
) DISTSTYLE KEY DISTKEY ("_id") SORTKEY ("_cluster_time");
DELETE FROM "loads_clinic"."visits";
INSERT INTO "loads_clinic"."visits" (batch, schema_version, row_count, sha256, loaded_at) VALUES ('', 3, 0, '', GETDATE());
