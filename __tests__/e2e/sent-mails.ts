import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { json } from "node:stream/consumers";
import type { Endpoint } from "./aws.ts";

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** The mails that an account has sent, which the emulator keeps. */
export async function sentMails({ url, certificate }: Endpoint, account: string): Promise<Mail[]> {
  const agent = new Agent({ ca: certificate });
  const asked = request(`${url}/_ministack/ses/messages?account=${account}`, { agent }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const { messages } = (await json(answer)) as { readonly messages: Record<string, readonly Sent[]> };
  return Object.values(messages)
    .flat()
    .map((sent) => ({ from: sent.Source, to: sent.To, subject: sent.Subject, text: sent.BodyText }));
}

/** As the emulator shows it. */
interface Sent {
  readonly Source: string;
  readonly To: readonly string[];
  readonly Subject: string;
  readonly BodyText: string;
}
