import {
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import type { Pipeline } from "./pipeline.ts";

/** Gives the function other variables. @returns a function that restores them */
export async function setVariables(
  { aws: { lambda }, functionName: FunctionName }: Pipeline,
  variables: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const set = async (Variables: Record<string, string>) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 30 }, { FunctionName });
  };
  await set({ ...Environment?.Variables, ...variables });
  return () => set({ ...Environment?.Variables });
}
