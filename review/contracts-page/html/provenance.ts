import type { Commit } from "../commit.ts";
import { type Html, html, name } from "./html.ts";

/** The commits and the time of the page. */
export interface Provenance {
  readonly madeAt: Date;
  /** Undefined outside a git repository. */
  readonly commit: Commit | undefined;
  /** Whether `contracts/` differs from that commit. */
  readonly isChanged: boolean;
  /** The ref with which it is compared. */
  readonly since: { readonly ref: string; readonly commit: Commit | undefined } | undefined;
}

export function provenanceLine({ madeAt, commit, isChanged, since }: Provenance): Html {
  const source = commit
    ? html`Commit ${commitOf(commit)}${isChanged ? html`, <strong>with changes to contracts/ that are not committed</strong>` : ""}.`
    : html`Not from a git repository.`;
  const against = since
    ? html` Compared with ${name(since.ref)}${since.commit && html`, commit ${commitOf(since.commit)}`}.`
    : "";
  return html`<p class="provenance">${source}${against} Page made ${time(madeAt)}.</p>`;
}

function commitOf({ hash, date }: Commit): Html {
  return html`${name(hash)} of ${time(date)}`;
}

function time(date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}
