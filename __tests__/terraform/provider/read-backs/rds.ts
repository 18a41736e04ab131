import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const INSTANCE_GO = "internal/service/rds/instance.go";
const PARAMETERS_GO = "internal/service/rds/parameter_group.go";
const SUBNETS_GO = "internal/service/rds/subnet_group.go";

export const RDS: ReadBacks = {
  aws_db_instance: {
    ...echoed(INSTANCE_GO, "identifier", "engine", "instance_class", "storage_encrypted", "max_allocated_storage"),
    ...echoed(INSTANCE_GO, "iam_database_authentication_enabled", "publicly_accessible", "deletion_protection"),
    ...echoed(INSTANCE_GO, "copy_tags_to_snapshot", "auto_minor_version_upgrade", "enabled_cloudwatch_logs_exports"),
    // A version without its minor part stays in the state; AWS's own is in `engine_version_actual`.
    ...computed(INSTANCE_GO, "engine_version", "db_name", "port", "username", "kms_key_id", "multi_az"),
    ...computed(INSTANCE_GO, "db_subnet_group_name", "parameter_group_name", "vpc_security_group_ids"),
    ...computed(INSTANCE_GO, "backup_retention_period", "storage_type", "master_user_secret_kms_key_id"),
    // Not returned: the provider keeps the state's values.
    ...echoed(INSTANCE_GO, "manage_master_user_password", "apply_immediately"),
    ...echoed(INSTANCE_GO, "skip_final_snapshot", "final_snapshot_identifier"),
    // The disk grows by itself: more than is wanted is no change, if a maximum is set.
    allocated_storage: {
      source: INSTANCE_GO,
      isSame: (state, wanted) => Number(state) >= Number(wanted),
    },
    ...byDefault(INSTANCE_GO, {
      allow_major_version_upgrade: null,
      delete_automated_backups: true,
      monitoring_interval: 0,
      performance_insights_enabled: false,
    }),
    ...filledIn(INSTANCE_GO, {
      availability_zone: "us-west-2a",
      backup_target: "region",
      backup_window: "08:26-08:56",
      ca_cert_identifier: "rds-ca-rsa2048-g1",
      database_insights_mode: "standard",
      engine_lifecycle_support: "open-source-rds-extended-support",
      iops: 3000,
      license_model: "postgresql-license",
      maintenance_window: "sun:12:09-sun:12:39",
      network_type: "IPV4",
      option_group_name: "default:postgres-17",
      storage_throughput: 125,
    }),
  },
  aws_db_parameter_group: {
    ...echoed(PARAMETERS_GO, "name", "family", "description", "parameter.name", "parameter.value"),
    ...byDefault(PARAMETERS_GO, { "parameter.apply_method": "immediate" }),
  },
  aws_db_subnet_group: echoed(SUBNETS_GO, "name", "description", "subnet_ids"),
};
