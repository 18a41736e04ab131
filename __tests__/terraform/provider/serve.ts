import { fileURLToPath } from "node:url";
import { type handleUnaryCall, Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { type Knowledge, rpcMethods } from "./provider.ts";
import type { Schema } from "./schema.ts";

/** A running provider. */
export interface Served {
  /** Makes Terraform use this provider instead of one that it starts itself. */
  readonly reattach: string;
  readonly close: () => void;
}

/**
 * Serves the schema-only provider on loopback, in this process: it starts quickly, and a test can inspect it.
 * https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
 */
export async function serve(schema: Schema, knowledge: Knowledge): Promise<Served> {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(SERVICE, handlers(rpcMethods(schema, knowledge)));
  const port = await listen(server);
  const address = { Network: "tcp", String: `127.0.0.1:${port}` };
  // In test mode Terraform does not stop the provider.
  const aws = { Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: address };
  return {
    reattach: JSON.stringify({ "registry.terraform.io/hashicorp/aws": aws }),
    close: () => server.forceShutdown(),
  };
}

const PROTOCOL = loadSync(fileURLToPath(new URL("protocol.proto", import.meta.url)), { keepCase: true });
const SERVICE = PROTOCOL["tfplugin5.Provider"] as ServiceDefinition;

type Handler = handleUnaryCall<object, object>;

function handlers(methodsByName: Readonly<Record<string, (request: never) => object>>): Record<string, Handler> {
  const handler = (method: (request: never) => object): Handler => {
    return ({ request }, reply) => {
      try {
        reply(null, method(request as never));
      } catch (error) {
        reply(error as Error);
      }
    };
  };
  return Object.fromEntries(Object.entries(methodsByName).map(([name, method]) => [name, handler(method)]));
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    const bound = (error: Error | null, port: number) => (error === null ? resolve(port) : reject(error));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), bound);
  });
}
