/** A value that DESC INTEGRATION shows and a setting waits for. */
export interface Awaited {
  /** As Snowflake calls it: `STORAGE_AWS_IAM_USER_ARN`. */
  readonly property: string;
  readonly integration: string;
  /** `snowflake.iamUserArn` */
  readonly setting: string;
}

/**
 * What is to be done until Snowflake can use the roles of a stack; undefined if nothing is awaited.
 * @param stack its id
 */
export function nextStep(stack: string, awaited: readonly Awaited[]): string | undefined {
  if (awaited.length === 0) return undefined;
  const values = awaited.map(({ property, integration, setting }) => {
    return `${property} of DESC INTEGRATION ${integration} into ${setting}`;
  });
  const files = `npm run -s ops -- warehouse plan ${stack} --sql DIR`;
  return `Run ${files}. Let an administrator of Snowflake run DIR/account.sql. Then put ${values.join(", and ")}, and deploy again.`;
}

/** Snowflake's IAM user, which is the same for all storage integrations of an account. */
export function awaitedUser(integration: string): Awaited {
  return { property: "STORAGE_AWS_IAM_USER_ARN", integration, setting: "snowflake.iamUserArn" };
}
