import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  type IAMClientConfig,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const EVERYTHING = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** Makes a user who may do everything that no policy denies: the emulator ignores all policies for the account's root. */
export async function makeAdministrator(account: string, common: IAMClientConfig): Promise<Credentials> {
  // To the emulator, an account's number is the access key of its root.
  const root = { accessKeyId: account, secretAccessKey: "test" };
  const iam = new IAMClient({ ...common, region: "us-east-1", credentials: root });
  const UserName = "administrator";
  await iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = JSON.stringify(EVERYTHING);
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "everything", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: String(AccessKey?.AccessKeyId), secretAccessKey: String(AccessKey?.SecretAccessKey) };
}
