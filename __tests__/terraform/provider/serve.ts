import { fileURLToPath } from "node:url";
import { type handleUnaryCall, Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { answers, type Knowledge } from "./provider.ts";
import type { Schema } from "./schema.ts";

/** A provider that listens. */
export interface Served {
  /** What tells Terraform to use it in place of one that it starts itself. */
  readonly reattach: string;
  readonly close: () => void;
}

/**
 * Serves the schema-only provider on loopback, in this process: it starts in no time, and a test can look into it.
 * https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
 */
export async function serve(schema: Schema, knowledge: Knowledge): Promise<Served> {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(SERVICE, handlers(answers(schema, knowledge)));
  const port = await listen(server);
  const address = { Network: "tcp", String: `127.0.0.1:${port}` };
  // In test mode Terraform leaves it alone when it is done.
  const aws = { Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: address };
  return {
    reattach: JSON.stringify({ "registry.terraform.io/hashicorp/aws": aws }),
    close: () => server.forceShutdown(),
  };
}

const PROTOCOL = loadSync(fileURLToPath(new URL("protocol.proto", import.meta.url)), { keepCase: true });
const SERVICE = PROTOCOL["tfplugin5.Provider"] as ServiceDefinition;

type Handler = handleUnaryCall<object, object>;

function handlers(answersByName: Readonly<Record<string, (request: never) => object>>): Record<string, Handler> {
  const handler = (answer: (request: never) => object): Handler => {
    return ({ request }, reply) => {
      try {
        reply(null, answer(request as never));
      } catch (error) {
        reply(error as Error);
      }
    };
  };
  return Object.fromEntries(Object.entries(answersByName).map(([name, answer]) => [name, handler(answer)]));
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    const bound = (error: Error | null, port: number) => (error === null ? resolve(port) : reject(error));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), bound);
  });
}
