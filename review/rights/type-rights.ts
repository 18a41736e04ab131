/** The IAM actions that Terraform needs for one type of resource. */
export interface TypeRights {
  /** Needed to plan. They read settings, never data. */
  readonly read: readonly string[];
  /** Needed to apply, in addition. */
  readonly write: readonly string[];
}
