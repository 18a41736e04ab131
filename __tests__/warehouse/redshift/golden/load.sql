
-- Changes
LOCK "loads_clinic"."visits";
SELECT 1 / CASE WHEN COALESCE(MAX(batch), '') = '00000006' THEN 1 ELSE 0 END FROM "loads_clinic"."visits";
SELECT 1 / CASE WHEN COALESCE(MAX(schema_version), 0) = 1 THEN 1 ELSE 0 END FROM "loads_clinic"."visits";
CREATE TEMP TABLE "visits_staging" (
  "_id" VARCHAR(1024),
  "_op" CHAR(1),
  "_cluster_time" TIMESTAMP,
  "_ordinal" BIGINT,
  "state" VARCHAR(65535),
  "born" DATE,
  "starts_at" TIMESTAMP,
  "urgent" BOOLEAN,
  "rooms" BIGINT,
  "temperature" DOUBLE PRECISION,
  "price" DECIMAL(12,2),
  "contact" VARCHAR(65535),
  "home" VARCHAR(65535),
  "items" VARCHAR(65535),
  "tags" VARCHAR(65535)
) DISTSTYLE KEY DISTKEY ("_id");
COPY "visits_staging" FROM 's3://clearwell-documents-us-west-2-production/staged/clinic/visits/00000007.manifest' IAM_ROLE 'arn:aws:iam::111122223333:role/clearwell-production-us-west-2-redshift-copy' FORMAT AS PARQUET MANIFEST;
SELECT 1 / CASE WHEN COUNT(*) = 3 THEN 1 ELSE 0 END FROM "visits_staging";
DELETE FROM "landing_clinic"."visits" USING "visits_staging" WHERE "landing_clinic"."visits"."_id" = "visits_staging"."_id";
INSERT INTO "landing_clinic"."visits" ("_id", "_op", "_cluster_time", "_ordinal", "_batch", "state", "born", "starts_at", "urgent", "rooms", "temperature", "price", "contact", "home", "items", "tags")
SELECT "_id", "_op", "_cluster_time", "_ordinal", '00000007', "state", "born", "starts_at", "urgent", "rooms", "temperature", "price", JSON_PARSE("contact"), JSON_PARSE("home"), JSON_PARSE("items"), JSON_PARSE("tags")
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY "_id" ORDER BY "_ordinal" DESC) AS "_newest" FROM "visits_staging"
) AS "versions"
WHERE "_newest" = 1 AND "_op" <> 'd';
DROP TABLE "visits_staging";
INSERT INTO "loads_clinic"."visits" (batch, schema_version, row_count, sha256, loaded_at) VALUES ('00000007', 1, 3, 'ab12', GETDATE());

-- The last range of a load, which is empty
LOCK "loads_clinic"."visits";
SELECT 1 / CASE WHEN COALESCE(MAX(batch), '') = '00000006' THEN 1 ELSE 0 END FROM "loads_clinic"."visits";
SELECT 1 / CASE WHEN COALESCE(MAX(schema_version), 0) = 1 THEN 1 ELSE 0 END FROM "loads_clinic"."visits";
DELETE FROM "landing_clinic"."visits" WHERE "_batch" < '00000003';
INSERT INTO "loads_clinic"."visits" (batch, schema_version, row_count, sha256, loaded_at) VALUES ('00000007', 1, 0, 'ab12', GETDATE());
