import { isDeepStrictEqual } from "node:util";
import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const COMPUTE_GO = "internal/service/batch/compute_environment.go";
const DEFINITION_GO = "internal/service/batch/job_definition.go";
const CONTAINER_GO = "internal/service/batch/container_properties.go";
const QUEUE_GO = "internal/service/batch/job_queue.go";
const REPOSITORY_GO = "internal/service/ecr/repository.go";
const LIFECYCLE_GO = "internal/service/ecr/lifecycle_policy.go";

export const BATCH: ReadBacks = {
  aws_batch_compute_environment: {
    ...computed(COMPUTE_GO, "name", "name_prefix", "compute_resources.desired_vcpus"),
    ...echoed(COMPUTE_GO, "type", "compute_resources.type", "compute_resources.max_vcpus"),
    ...echoed(COMPUTE_GO, "compute_resources.security_group_ids", "compute_resources.subnets"),
    ...byDefault(COMPUTE_GO, { state: "ENABLED" }),
    // The service-linked role, and the defaults of updates.
    ...filledIn(COMPUTE_GO, {
      service_role: "arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch",
      update_policy: [{ job_execution_timeout_minutes: 30, terminate_jobs_on_update: false }],
    }),
  },
  aws_batch_job_definition: {
    ...echoed(DEFINITION_GO, "name", "type", "platform_capabilities", "propagate_tags", "deregister_on_new_revision"),
    ...echoed(DEFINITION_GO, "retry_strategy.attempts", "retry_strategy.evaluate_on_exit.on_exit_code"),
    ...echoed(DEFINITION_GO, "timeout.attempt_duration_seconds"),
    // The provider writes it in lower case, in the state and to AWS.
    "retry_strategy.evaluate_on_exit.action": {
      source: DEFINITION_GO,
      returned: (sent) => (typeof sent === "string" ? sent.toLowerCase() : sent),
      isSame: (state, wanted) => String(state).toLowerCase() === String(wanted).toLowerCase(),
    },
    // AWS adds empty lists and sorts the environment; the provider leaves both out of the comparison.
    container_properties: { source: CONTAINER_GO, returned: withEmptyLists, isSame: isSameContainer },
  },
  aws_batch_job_queue: {
    ...echoed(QUEUE_GO, "name", "priority", "state"),
    ...echoed(QUEUE_GO, "compute_environment_order.compute_environment", "compute_environment_order.order"),
  },
  aws_ecr_lifecycle_policy: {
    ...echoed(LIFECYCLE_GO, "repository", "policy"),
  },
  aws_ecr_repository: {
    ...echoed(REPOSITORY_GO, "name", "image_tag_mutability", "image_scanning_configuration.scan_on_push"),
    ...echoed(REPOSITORY_GO, "encryption_configuration.encryption_type"),
    ...computed(REPOSITORY_GO, "encryption_configuration.kms_key"),
    // Not returned: the provider keeps the state's value.
    ...echoed(REPOSITORY_GO, "force_delete"),
  },
};

type Container = Readonly<Record<string, unknown>>;

const LISTS = ["command", "environment", "mountPoints", "resourceRequirements", "secrets", "ulimits", "volumes"];

function withEmptyLists(sent: unknown): unknown {
  if (typeof sent !== "string") return sent;
  const empty = Object.fromEntries(LISTS.map((name) => [name, []]));
  return JSON.stringify({ ...empty, ...inOrder(JSON.parse(sent) as Container) });
}

function isSameContainer(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && isDeepStrictEqual(reduced(one), reduced(other));
}

function reduced(text: string): Container {
  const entries = Object.entries(inOrder(JSON.parse(text) as Container));
  return Object.fromEntries(entries.filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

function inOrder(container: Container): Container {
  const environment = (container.environment ?? []) as readonly { readonly name: string }[];
  return { ...container, environment: environment.toSorted((one, other) => (one.name < other.name ? -1 : 1)) };
}
