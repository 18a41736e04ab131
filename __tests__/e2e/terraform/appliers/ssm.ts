import { type ParameterType, PutParameterCommand } from "@aws-sdk/client-ssm";
import type { Applier } from "../applier.ts";

interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly type: ParameterType;
  readonly value: string;
}

export const parameter: Applier<Parameter> = async (args, { aws, account, region }) => {
  const { name: Name, description: Description, type: Type, value: Value } = args;
  await aws.ssm.send(new PutParameterCommand({ Name, Description, Type, Value }));
  return { id: Name, name: Name, arn: `arn:aws:ssm:${region}:${account}:parameter${Name}` };
};
