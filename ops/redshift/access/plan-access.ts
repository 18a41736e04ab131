import pMap from "p-map";
import { readSchema } from "../../../functions/process/state.ts";
import { redshiftName } from "../../../stacks/mongodb-to-redshift/names.ts";
import { accessStatements, policiesOf, shownColumns } from "../../../warehouse/redshift/access.ts";
import {
  ATTACHED_POLICIES,
  type AttachedTo,
  attachedTo,
  EXISTING_NAMES,
  viewColumns,
} from "../../../warehouse/redshift/catalog.ts";
import type { Collection } from "../../../warehouse/redshift/collection.ts";
import { quoted, tableOf, viewOf } from "../../../warehouse/redshift/names.ts";
import { missingNames, setupStatements } from "../../../warehouse/redshift/setup.ts";
import { readLedger } from "../../../warehouse/redshift/table.ts";
import { fullName } from "../find-collection.ts";
import type { OpenedRedshift } from "../open-redshift.ts";
import type { Administrator } from "./administrator.ts";

/** What the administrator would do so that the loader may load, and readers read. */
export interface AccessPlan {
  /** Roles and users that are not there. */
  readonly missing: readonly string[];
  /** They may run again, and always do: a right that somebody took away can't be seen. */
  readonly setup: readonly string[];
  readonly collections: readonly CollectionAccess[];
}

export interface CollectionAccess {
  /** `legion/orders` */
  readonly collection: string;
  /**
   * - `open`: readers see what the contract says.
   * - `closed`: there is no view.
   * - `changed`: its columns or masks are others.
   * - `waits`: the table is not there, or not as the registered schema says. The next run makes it so.
   */
  readonly state: "open" | "closed" | "changed" | "waits";
  /** Columns of the view that would come and go. */
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
  /** Places that would be masked, and that would not be any more. */
  readonly masked: readonly string[];
  readonly unmasked: readonly string[];
  /** None if it is open, or waits. */
  readonly statements: readonly string[];
}

/** Queries at the same time. */
const AT_ONCE = 5;

/** Compares what Redshift has with the contracts and the registered schemas. */
export async function planAccess(redshift: Administrator, stack: OpenedRedshift): Promise<AccessPlan> {
  const { environment, collections } = stack;
  const names = new Set(((await redshift.query(EXISTING_NAMES)) ?? []).map(([name]) => String(name)));
  const attached = ((await redshift.query(ATTACHED_POLICIES)) ?? []).flatMap((row) => attachedTo(row) ?? []);
  const views = await readViews(redshift, collections);
  const loaderRole = redshiftName(environment, "process");
  const target = { database: environment.redshift.database, loaderRole, collections };
  return {
    missing: missingNames(target, names),
    setup: setupStatements(target, names),
    collections: await pMap(collections, (each) => planCollection(redshift, stack, each, { attached, views }), {
      concurrency: AT_ONCE,
    }),
  };
}

type Views = ReadonlyMap<string, readonly string[]>;

async function readViews(redshift: Administrator, collections: readonly Collection[]): Promise<Views> {
  const views = new Map<string, string[]>();
  const rows = (await redshift.query(viewColumns([...new Set(collections.map(({ database }) => database))]))) ?? [];
  for (const [schema, view, column] of rows) {
    const name = `${quoted(String(schema))}.${quoted(String(view))}`;
    views.set(name, [...(views.get(name) ?? []), String(column)]);
  }
  return views;
}

async function planCollection(
  redshift: Administrator,
  { lake }: OpenedRedshift,
  collection: Collection,
  found: { readonly attached: readonly AttachedTo[]; readonly views: Views },
): Promise<CollectionAccess> {
  const name = fullName(collection);
  const nothing = { collection: name, shown: [], hidden: [], masked: [], unmasked: [], statements: [] };
  const schema = await readSchema(lake, collection);
  const [ledger = []] = (schema && (await redshift.query(readLedger(collection)))) ?? [];
  // Its first column is the last batch, its second the version of the table.
  if (schema === undefined || ledger[1] !== schema.version) return { ...nothing, state: "waits" };
  const view = found.views.get(viewOf(collection));
  const wanted = shownColumns(collection, schema);
  const attached = found.attached.filter(({ table }) => table === tableOf(collection));
  const policies = policiesOf(collection, schema);
  const isSame = sameTexts(attached.map(textOf), policies.map(textOf)) && sameTexts(view ?? [], wanted);
  if (view !== undefined && isSame) return { ...nothing, state: "open" };
  const places = (of: readonly { readonly place: string }[]) => [...new Set(of.map(({ place }) => place))];
  return {
    collection: name,
    state: view === undefined ? "closed" : "changed",
    shown: without(wanted, view ?? []),
    hidden: without(view ?? [], wanted),
    masked: without(places(policies), places(attached)),
    unmasked: without(places(attached), places(policies)),
    statements: accessStatements(collection, schema, attached),
  };
}

function textOf({ policy, place, role = "" }: Pick<AttachedTo, "policy" | "place" | "role">): string {
  return `${policy} ${place} ${role}`;
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return without(one, other).length === 0 && without(other, one).length === 0;
}

function without(texts: readonly string[], others: readonly string[]): string[] {
  return texts.filter((text) => !others.includes(text));
}
