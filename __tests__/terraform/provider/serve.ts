import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type handleUnaryCall, Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { answers } from "./provider.ts";
import type { Schema } from "./schema.ts";

// The schema-only provider's process. Terraform starts it, reads where it listens from the one line that it prints, and ends
// it. https://github.com/hashicorp/go-plugin/blob/main/docs/internals.md

const [protocols = "", schemaFile = ""] = process.argv.slice(2);

type Handler = handleUnaryCall<object, object>;

const shutDown: Handler = (_, reply) => {
  reply(null, {});
  setImmediate(() => process.exit(0));
};

const server = new Server({ "grpc.max_receive_message_length": -1 });
const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Schema;
server.addService(service("protocol.proto", "tfplugin5.Provider"), handlers(answers(schema)));
server.addService(service("plugin.proto", "plugin.GRPCController"), { Shutdown: shutDown });
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc\n`);
});
endWith(process.ppid);

function service(file: string, name: string): ServiceDefinition {
  return loadSync(join(protocols, file), { keepCase: true })[name] as ServiceDefinition;
}

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

/** A Terraform that is killed does not say so. */
function endWith(parent: number): void {
  setInterval(() => process.ppid === parent || process.exit(0), 1000).unref();
}
