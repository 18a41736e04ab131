import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const DATABASE_GO = "internal/service/glue/catalog_database.go";
const TABLE_GO = "internal/service/glue/catalog_table.go";
const CLASSIFIER_GO = "internal/service/glue/classifier.go";
const CRAWLER_GO = "internal/service/glue/crawler.go";

export const GLUE: ReadBacks = {
  aws_glue_catalog_database: {
    ...echoed(DATABASE_GO, "name"),
    ...computed(DATABASE_GO, "catalog_id", "location_uri"),
  },
  aws_glue_catalog_table: {
    ...echoed(TABLE_GO, "name", "database_name", "parameters", "table_type"),
    ...echoed(TABLE_GO, "partition_keys.name", "partition_keys.type"),
    ...echoed(TABLE_GO, "storage_descriptor.location", "storage_descriptor.input_format"),
    ...echoed(TABLE_GO, "storage_descriptor.output_format", "storage_descriptor.columns.comment"),
    ...echoed(TABLE_GO, "storage_descriptor.columns.name", "storage_descriptor.columns.type"),
    ...echoed(TABLE_GO, "storage_descriptor.ser_de_info.parameters"),
    ...echoed(TABLE_GO, "storage_descriptor.ser_de_info.serialization_library"),
    ...computed(TABLE_GO, "catalog_id"),
  },
  aws_glue_classifier: {
    ...echoed(CLASSIFIER_GO, "name", "csv_classifier.allow_single_column", "csv_classifier.contains_header"),
    ...echoed(CLASSIFIER_GO, "csv_classifier.delimiter", "csv_classifier.quote_symbol"),
    ...byDefault(CLASSIFIER_GO, { "csv_classifier.disable_value_trimming": true }),
    ...filledIn(CLASSIFIER_GO, { "csv_classifier.serde": "None" }),
  },
  aws_glue_crawler: {
    ...echoed(CRAWLER_GO, "name", "database_name", "table_prefix", "classifiers", "configuration"),
    ...echoed(CRAWLER_GO, "recrawl_policy.recrawl_behavior", "s3_target.exclusions", "s3_target.path"),
    ...echoed(CRAWLER_GO, "schema_change_policy.delete_behavior", "schema_change_policy.update_behavior"),
    // AWS returns the name, whichever was sent; the provider compares it with the end of the ARN.
    role: {
      source: CRAWLER_GO,
      returned: (sent) => String(sent).replace(/^.*:role\//, ""),
      isSame: (state, wanted) => String(wanted).endsWith(String(state)),
    },
  },
};
