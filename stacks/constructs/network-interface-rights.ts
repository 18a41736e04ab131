import type { Environment } from "../environment.ts";
import type { Statement } from "../policy.ts";

/** What Lambda does with a function's role to put the function into subnets. IAM supports no narrower resource for the listings. */
const INTERFACES = ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"];
const LISTINGS = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];

/**
 * Rights of the role of a function in a VPC: Lambda makes the network interfaces with them. Their ids are known only then.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function networkInterfaceRights({
  account,
  region,
}: Pick<Environment, "account" | "region">): Omit<Statement, "Effect">[] {
  return [
    { Sid: "MakeNetworkInterfaces", Action: INTERFACES, Resource: [`arn:aws:ec2:${region}:${account}:*/*`] },
    { Sid: "ListNetworkInterfaces", Action: LISTINGS, Resource: ["*"] },
  ];
}

/** Denies the same to the function's own code, as AWS advises. Lambda's own calls have no such key. */
export function networkInterfaceDenials(
  { account, region }: Pick<Environment, "account" | "region">,
  functionName: string,
): Omit<Statement, "Effect">[] {
  const functionArn = `arn:aws:lambda:${region}:${account}:function:${functionName}`;
  return [
    {
      Sid: "NotByItsCode",
      Action: [...INTERFACES, ...LISTINGS],
      Resource: ["*"],
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
    },
  ];
}
