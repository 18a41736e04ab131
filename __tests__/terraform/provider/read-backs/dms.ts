import { byDefault, computed, echoed, filledIn, lowerCased, type ReadBacks } from "../read-back.ts";
import type { Values } from "../values.ts";
import { isSameJson, rewrittenJson } from "./json.ts";
import { isSameTaskSettings, SWITCHED_OFF, taskSettingsReadBack } from "./task-settings.ts";

const ENDPOINT = "AWS__DMS__Endpoint.HuntDmsEndpoint.json";
const INSTANCE = "AWS__DMS__ReplicationInstance.HuntDmsRi.json";
const TASK = "AWS__DMS__ReplicationTask.HuntDmsTask.json";
const ENDPOINT_GO = "internal/service/dms/endpoint.go";
const S3_ENDPOINT_GO = "internal/service/dms/s3_endpoint.go";
const INSTANCE_GO = "internal/service/dms/replication_instance.go";
const TASK_GO = "internal/service/dms/replication_task.go";
const API = "https://docs.aws.amazon.com/dms/latest/APIReference";

export const DMS: ReadBacks = {
  aws_dms_endpoint: {
    ...lowerCased(ENDPOINT, "endpoint_id"),
    // AWS returns SOURCE; the provider converts it to lower case.
    ...echoed(ENDPOINT_GO, "endpoint_type", "engine_name", "database_name", "ssl_mode"),
    ...echoed(ENDPOINT_GO, "secrets_manager_arn", "secrets_manager_access_role_arn"),
    ...echoed(
      ENDPOINT_GO,
      "mongodb_settings.auth_mechanism",
      "mongodb_settings.auth_source",
      "mongodb_settings.auth_type",
      "mongodb_settings.docs_to_investigate",
      "mongodb_settings.extract_doc_id",
      "mongodb_settings.nesting_level",
    ),
    // The provider sends each of them, whether it is set or not.
    ...echoed(
      ENDPOINT_GO,
      "postgres_settings.capture_ddls",
      "postgres_settings.execute_timeout",
      "postgres_settings.fail_tasks_on_lob_truncation",
      "postgres_settings.heartbeat_enable",
      "postgres_settings.heartbeat_frequency",
      "postgres_settings.heartbeat_schema",
      "postgres_settings.map_boolean_as_boolean",
      "postgres_settings.map_jsonb_as_clob",
      "postgres_settings.max_file_size",
    ),
    ...computed(ENDPOINT_GO, "postgres_settings.authentication_method"),
    ...computed(ENDPOINT_GO, "certificate_arn"),
    // Nobody has tested whether DMS keeps it together with a secret: see the runbook's first check after the first deploy.
    ...computed(ENDPOINT, "kms_key_arn"),
    extra_connection_attributes: {
      source: `${ENDPOINT_GO}, suppressExtraConnectionAttributesDiffs`,
      computed: true,
      returned: withEngineSettings,
      isSame: (state, wanted, { mongodb_settings: settings }) => isSameBeside(settings, state, wanted),
    },
  },
  aws_dms_s3_endpoint: {
    ...lowerCased(ENDPOINT, "endpoint_id"),
    // DMS forgets it.
    kms_key_arn: { source: "TFP#48441", computed: true, returned: () => null },
    ...echoed(S3_ENDPOINT_GO, "endpoint_type", "bucket_name", "bucket_folder", "expected_bucket_owner"),
    ...echoed(S3_ENDPOINT_GO, "service_access_role_arn", "encryption_mode", "server_side_encryption_kms_key_id"),
    ...echoed(S3_ENDPOINT_GO, "data_format", "compression_type", "csv_null_value"),
    ...echoed(S3_ENDPOINT_GO, "timestamp_column_name", "use_task_start_time_for_full_load_timestamp"),
    ...echoed(S3_ENDPOINT_GO, "include_op_for_full_load", "cdc_inserts_only", "cdc_inserts_and_updates"),
    ...echoed(S3_ENDPOINT_GO, "max_file_size", "cdc_max_batch_interval", "cdc_min_file_size", "preserve_transactions"),
    ...echoed(S3_ENDPOINT_GO, "date_partition_enabled", "parquet_version", "encoding_type"),
    ...echoed(S3_ENDPOINT_GO, "row_group_length", "data_page_size", "dict_page_size_limit"),
    // The provider converts the one to upper case and the other to lower case, in the state too.
    date_partition_delimiter: { source: S3_ENDPOINT_GO, returned: upperCased },
    ...lowerCased(S3_ENDPOINT_GO, "date_partition_sequence"),
    ...byDefault(S3_ENDPOINT_GO, {
      csv_delimiter: ",",
      csv_row_delimiter: "\\n",
      enable_statistics: true,
      rfc_4180: true,
      add_column_name: false,
      parquet_timestamp_in_millisecond: false,
    }),
    ...computed(S3_ENDPOINT_GO, "certificate_arn"),
    ...filledIn(ENDPOINT, { ssl_mode: "none" }),
  },
  aws_dms_replication_instance: {
    ...lowerCased(`${API}/API_CreateReplicationInstance.html`, "replication_instance_id"),
    ...echoed(INSTANCE_GO, "replication_instance_class", "replication_subnet_group_id", "vpc_security_group_ids"),
    ...computed(INSTANCE_GO, "allocated_storage", "engine_version", "kms_key_arn"),
    ...computed(INSTANCE_GO, "auto_minor_version_upgrade", "publicly_accessible"),
    // Not returned: the provider keeps the state's values.
    ...echoed(INSTANCE_GO, "apply_immediately", "allow_major_version_upgrade"),
    ...filledIn(INSTANCE, {
      availability_zone: "us-east-1a",
      multi_az: false,
      network_type: "IPV4",
      preferred_maintenance_window: "fri:08:20-fri:08:50",
    }),
  },
  aws_dms_replication_subnet_group: {
    ...lowerCased(`${API}/API_CreateReplicationSubnetGroup.html`, "replication_subnet_group_id"),
    ...echoed("AWS__DMS__ReplicationSubnetGroup.HuntDmsSng.json", "replication_subnet_group_description"),
    // AWS sorts them; to the provider they are a set.
    ...echoed("AWS__DMS__ReplicationSubnetGroup.HuntDmsSng.json", "subnet_ids"),
  },
  aws_dms_replication_task: {
    ...echoed(TASK_GO, "replication_task_id"),
    ...echoed(TASK_GO, "migration_type", "replication_instance_arn", "source_endpoint_arn", "target_endpoint_arn"),
    // Not returned: the provider keeps the state's value.
    ...echoed(TASK_GO, "start_replication_task"),
    ...computed(TASK_GO, "cdc_start_position"),
    table_mappings: { source: TASK_GO, returned: rewrittenJson, isSame: isSameJson },
    replication_task_settings: {
      source: TASK,
      returned: taskSettingsReadBack(SWITCHED_OFF),
      isSame: isSameTaskSettings,
    },
  },
};

function upperCased(sent: unknown): unknown {
  return typeof sent === "string" ? sent.toUpperCase() : sent;
}

/** AWS returns the engine's settings among the extra attributes. */
function withEngineSettings(sent: unknown, { mongodb_settings: settings }: Values): unknown {
  const known = attributesOf(settings);
  const more = typeof sent === "string" ? parts(sent).filter((part) => !known.includes(part)) : [];
  return [...known, ...more].map((part) => `${part};`).join("");
}

/** Whether the attributes are the same, apart from the engine's settings. */
function isSameBeside(settings: unknown, state: unknown, wanted: unknown): boolean {
  if (typeof state !== "string" || typeof wanted !== "string") return false;
  const known = attributesOf(settings);
  const unknownParts = (text: string) => parts(text).filter((part) => !known.includes(part));
  return unknownParts(state).sort().join() === unknownParts(wanted).sort().join();
}

function attributesOf(settings: unknown): string[] {
  const blocks = Array.isArray(settings) ? (settings as Values[]) : [];
  return blocks.flatMap((block) =>
    Object.entries(block)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${camelCase(name)}=${String(value)}`),
  );
}

function parts(text: string): string[] {
  return text.split(";").filter((part) => part !== "");
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
