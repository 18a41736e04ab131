import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const FUNCTION = "AWS__Lambda__Function.ApiFnE0725F78.json";
const CONFIGURED = "AWS__Lambda__Function.Handler886CB40B_config_rich.json";
const FUNCTION_GO = "internal/service/lambda/function.go";
const INVOKE_CONFIG = "AWS__Lambda__EventInvokeConfig.FnEventInvokeConfig6834F094.json";
const PERMISSION = "AWS__Lambda__Permission.ApiANYpingPingPermission3EC4806D.json";

export const LAMBDA: ReadBacks = {
  aws_lambda_function: {
    ...echoed(CONFIGURED, "handler", "memory_size", "role", "runtime", "timeout", "environment.variables"),
    ...echoed(FUNCTION_GO, "function_name", "reserved_concurrent_executions"),
    ...computed(FUNCTION, "architectures"),
    ...echoed(FUNCTION_GO, "vpc_config.security_group_ids", "vpc_config.subnet_ids"),
    // Not returned: the provider keeps the state's values.
    ...echoed(FUNCTION_GO, "filename"),
    ...computed(FUNCTION_GO, "source_code_hash", "code_sha256"),
    ...byDefault(FUNCTION, { package_type: "Zip" }),
    ...byDefault(FUNCTION_GO, { publish: false, skip_destroy: false }),
    ...filledIn(FUNCTION, {
      ephemeral_storage: [{ size: 512 }],
      logging_config: [
        { log_format: "Text", log_group: "/aws/lambda/made-up", application_log_level: "", system_log_level: "" },
      ],
      tracing_config: [{ mode: "PassThrough" }],
    }),
  },
  aws_lambda_function_event_invoke_config: {
    ...echoed(INVOKE_CONFIG, "function_name", "maximum_event_age_in_seconds", "maximum_retry_attempts"),
    ...echoed(INVOKE_CONFIG, "destination_config.on_failure.destination"),
  },
  aws_lambda_permission: {
    ...echoed(PERMISSION, "action", "function_name", "principal", "source_arn"),
    ...echoed("internal/service/lambda/permission.go", "source_account", "statement_id"),
  },
};
