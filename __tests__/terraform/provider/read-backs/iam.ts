import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";
import { isSamePolicy, rewrittenPolicy } from "./json.ts";

const ROLE = "AWS__IAM__Role.ServiceRole.json";
const KEY = "AWS__KMS__Key.DataKey17AFBB84.json";
const KEY_GO = "internal/service/kms/key.go";
const ALIAS_GO = "internal/service/kms/alias.go";

/** The policy of a key that was made without one. `AWS__KMS__Key.NakedKey.json` */
const DEFAULT_KEY_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Id: "key-default-1",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ],
});

export const IAM: ReadBacks = {
  aws_iam_role: {
    ...echoed(ROLE, "name"),
    assume_role_policy: { source: ROLE, returned: rewrittenPolicy, isSame: isSamePolicy },
    ...byDefault("AWS__IAM__Role.MachineRoleD2D3D395.json", { max_session_duration: 3600, path: "/" }),
    ...byDefault("internal/service/iam/role.go", { force_detach_policies: false }),
    // Other resources give these to the role.
    ...computed("AWS__IAM__Role.SchedRole812B2F5C.json", "inline_policy"),
    ...computed("AWS__IAM__Role.AliasedFnServiceRole4A9555AA.json", "managed_policy_arns"),
    ...computed("internal/service/iam/role.go", "name_prefix"),
    ...echoed("internal/service/iam/role.go", "permissions_boundary"),
  },
  aws_iam_role_policy: {
    ...echoed("AWS__IAM__RolePolicy.RolePol.json", "name", "role"),
    policy: { source: "AWS__IAM__RolePolicy.RolePol.json", returned: rewrittenPolicy, isSame: isSamePolicy },
  },
  aws_iam_role_policy_attachment: echoed("AWS__IAM__Role.AliasedFnServiceRole4A9555AA.json", "role", "policy_arn"),
  aws_kms_alias: {
    ...computed("AWS__KMS__Alias.DataKeyAliasD4424CA2.json", "name"),
    ...computed(ALIAS_GO, "name_prefix"),
    // The id, even if an ARN was sent.
    target_key_id: {
      source: `AWS__KMS__Alias.DataKeyAliasD4424CA2.json, ${ALIAS_GO}`,
      returned: (sent) => keyId(sent),
      isSame: (state, wanted) => keyId(state) === keyId(wanted),
    },
  },
  aws_kms_key: {
    ...computed(KEY, "description"),
    ...echoed(KEY, "enable_key_rotation"),
    // Not returned: the provider keeps the state's value.
    ...echoed(KEY_GO, "deletion_window_in_days"),
    policy: {
      source: `${KEY}, ${KEY_GO}`,
      computed: true,
      returned: (sent) => rewrittenPolicy(sent ?? DEFAULT_KEY_POLICY),
      isSame: isSamePolicy,
    },
    ...byDefault(KEY, {
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      key_usage: "ENCRYPT_DECRYPT",
      is_enabled: true,
    }),
    ...byDefault(KEY_GO, { bypass_policy_lockout_safety_check: false }),
    ...filledIn(KEY, { multi_region: false }),
    ...filledIn(KEY_GO, { rotation_period_in_days: 365 }),
  },
};

function keyId(idOrArn: unknown): string {
  return String(idOrArn).replace(/^arn:.*[:/]/, "");
}
