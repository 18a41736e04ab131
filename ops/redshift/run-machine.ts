import { DescribeStateMachineCommand, SFNClient, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { UserError } from "../../command/user-error.ts";
import { runName, stateMachineArn } from "../../stacks/mongodb-to-redshift/names.ts";
import type { Session } from "../session.ts";
import type { RedshiftStack } from "../stacks.ts";

/** What the deployed state machine says of itself: no other place has the images and the job definitions that are deployed. */
export interface RunMachine {
  readonly arn: string;
  /** The images without which it does not run. */
  readonly images: readonly { readonly repository: string; readonly tag: string }[];
  readonly queueArn: string;
  readonly collections: readonly DeployedCollection[];
}

/** What the state machine takes of a collection, as it is deployed. */
interface DeployedCollection {
  readonly database: string;
  readonly collection: string;
  readonly extract: string;
  readonly mode: "extract" | "snapshot";
}

/** @throws UserError if it is not deployed */
export async function runMachine(session: Session, { id, environment }: RedshiftStack): Promise<RunMachine> {
  const arn = stateMachineArn(environment, runName(environment));
  try {
    const { definition = "" } = await session
      .aws(SFNClient, environment.region)
      .send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    return { arn, ...read(JSON.parse(definition) as Definition) };
  } catch (error) {
    if (!(error instanceof StateMachineDoesNotExist)) throw error;
    throw new UserError(`There is no state machine ${arn}: deploy ${id} first.`, 1);
  }
}

/** The parts of the definition that are read: `stacks/mongodb-to-redshift/constructs/run-definition.ts`. */
interface Definition {
  readonly States: { readonly [state: string]: State };
}

interface State {
  readonly Parameters?: {
    readonly RepositoryName?: string;
    readonly ImageIds?: readonly { readonly ImageTag: string }[];
    readonly JobQueue?: string;
  };
  readonly Result?: RunMachine["collections"];
  readonly ItemProcessor?: Definition;
}

function read({ States }: Definition): Omit<RunMachine, "arn"> {
  const images = Object.values(States).flatMap(({ Parameters: { RepositoryName, ImageIds = [] } = {} }) =>
    RepositoryName === undefined ? [] : ImageIds.map(({ ImageTag }) => ({ repository: RepositoryName, tag: ImageTag })),
  );
  return {
    images,
    queueArn: States.EachCollection?.ItemProcessor?.States.Extract?.Parameters?.JobQueue ?? "",
    collections: States.Collections?.Result ?? [],
  };
}
