import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const CLUSTER_GO = "internal/service/redshift/cluster.go";
const LOGGING_GO = "internal/service/redshift/logging.go";
const PARAMETERS_GO = "internal/service/redshift/parameter_group.go";
const SUBNETS_GO = "internal/service/redshift/subnet_group.go";
const LIMIT_GO = "internal/service/redshift/usage_limit.go";
const NAMESPACE_GO = "internal/service/redshiftserverless/namespace.go";
const WORKGROUP_GO = "internal/service/redshiftserverless/workgroup.go";
const SERVERLESS_LIMIT_GO = "internal/service/redshiftserverless/usage_limit.go";

/** What AWS returns of a workgroup, whatever was sent. https://github.com/go-to-k/cdk-real-drift/pull/1441, TFP#49939 */
const WORKGROUP_PARAMETERS = {
  auto_mv: "true",
  datestyle: "ISO, MDY",
  enable_case_sensitive_identifier: "false",
  enable_large_strings_opt_in: "false",
  enable_user_activity_logging: "true",
  max_query_execution_time: "14400",
  query_group: "default",
  require_ssl: "true",
  search_path: "$user, public",
  use_fips_ssl: "false",
};

export const REDSHIFT: ReadBacks = {
  aws_redshift_cluster: {
    ...echoed(CLUSTER_GO, "cluster_identifier", "node_type", "number_of_nodes", "master_username", "encrypted"),
    ...echoed(CLUSTER_GO, "automated_snapshot_retention_period", "availability_zone_relocation_enabled"),
    ...echoed(CLUSTER_GO, "publicly_accessible"),
    ...computed(CLUSTER_GO, "cluster_parameter_group_name", "cluster_subnet_group_name", "cluster_type"),
    ...computed(CLUSTER_GO, "database_name", "enhanced_vpc_routing", "iam_roles", "kms_key_id"),
    ...computed(CLUSTER_GO, "master_password_secret_kms_key_id", "vpc_security_group_ids", "default_iam_role_arn"),
    // Not returned: the provider keeps the state's values.
    ...echoed(CLUSTER_GO, "manage_master_password", "skip_final_snapshot", "final_snapshot_identifier"),
    ...byDefault(CLUSTER_GO, {
      allow_version_upgrade: true,
      apply_immediately: false,
      cluster_version: "1.0",
      maintenance_track_name: "current",
      manual_snapshot_retention_period: -1,
      multi_az: false,
      port: 5439,
    }),
    ...filledIn(CLUSTER_GO, {
      aqua_configuration_status: "auto",
      availability_zone: "us-west-2a",
      preferred_maintenance_window: "sat:09:00-sat:09:30",
    }),
  },
  aws_redshift_logging: echoed(LOGGING_GO, "cluster_identifier", "log_destination_type", "log_exports"),
  aws_redshift_parameter_group: {
    ...echoed(PARAMETERS_GO, "name", "family"),
    // Only those that differ from AWS's defaults, or that are set.
    ...echoed(PARAMETERS_GO, "parameter.name", "parameter.value"),
    ...byDefault(PARAMETERS_GO, { description: "Managed by Terraform" }),
  },
  aws_redshift_subnet_group: {
    ...echoed(SUBNETS_GO, "name", "subnet_ids"),
    ...byDefault(SUBNETS_GO, { description: "Managed by Terraform" }),
  },
  aws_redshift_usage_limit: echoed(
    LIMIT_GO,
    "amount",
    "breach_action",
    "cluster_identifier",
    "feature_type",
    "limit_type",
    "period",
  ),
  aws_redshiftserverless_namespace: {
    ...echoed(NAMESPACE_GO, "namespace_name", "iam_roles"),
    ...computed(NAMESPACE_GO, "admin_username", "db_name", "kms_key_id", "log_exports", "manage_admin_password"),
  },
  aws_redshiftserverless_usage_limit: echoed(
    SERVERLESS_LIMIT_GO,
    "amount",
    "breach_action",
    "period",
    "resource_arn",
    "usage_type",
  ),
  aws_redshiftserverless_workgroup: {
    ...echoed(WORKGROUP_GO, "workgroup_name", "namespace_name", "enhanced_vpc_routing", "publicly_accessible"),
    ...computed(WORKGROUP_GO, "base_capacity", "max_capacity", "security_group_ids", "subnet_ids"),
    ...filledIn(WORKGROUP_GO, { port: 5439, track_name: "current" }),
    config_parameter: {
      source: "https://github.com/hashicorp/terraform-provider-aws/issues/49939",
      computed: true,
      returned: () =>
        Object.entries(WORKGROUP_PARAMETERS).map(([parameter_key, parameter_value]) => {
          return { parameter_key, parameter_value };
        }),
    },
    ...echoed(WORKGROUP_GO, "config_parameter.parameter_key", "config_parameter.parameter_value"),
  },
};
