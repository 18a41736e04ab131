import type { TableColumns } from "./table.ts";
import type { WatermarkTable } from "./watermark-table.ts";

/** A star schema in the warehouse, made of the tables of one source: who or what (dimensions), and what happened (facts). */
export interface Star {
  /** By name: `customer` becomes `dim_customer`. Beside them every star has `dim_date`, which is made and not loaded. */
  readonly dimensions: { readonly [name: string]: Dimension };
  /** By name: `transaction` becomes `fact_transaction`. */
  readonly facts: { readonly [name: string]: Fact };
}

/** A table whose rows are members: a customer, a video. All its listed columns are attributes. */
export interface Dimension {
  readonly table: string;
  /**
   * What happens when a member changes. 1: the new values take the place of the old ones. 2: the old values stay, each version with the time
   * from which it was valid ("slowly changing"), and a fact keeps the version of its own time.
   */
  readonly type: 1 | 2;
}

/** A table whose rows are events, one fact a row. Its other listed columns come along as they are. */
export interface Fact {
  readonly table: string;
  /** The column with the time of the event, in UTC. It chooses the day, and the version of a member of type 2. */
  readonly at: string;
  /** The columns that can be summed. */
  readonly measures: readonly string[];
  /**
   * Of each dimension, the column with its member's key: one of the fact's own (`video_id`), or one of a dimension that the fact names
   * itself (`video.channel_id`: the channel of its video).
   */
  readonly by: { readonly [dimension: string]: string };
}

/** The tables from which a star can be made, each with the columns that its contract lists. */
type StarTables = { readonly [table: string]: WatermarkTable };
type NameOf<Named> = keyof Named & string;
type ColumnsOf<Tables, Name extends keyof Tables> =
  Tables[Name] extends WatermarkTable<infer Columns extends TableColumns> ? Columns : never;
type ColumnOf<Columns, Type> = {
  [Name in NameOf<Columns>]: Columns[Name] extends Type | { readonly type: Type } ? Name : never;
}[NameOf<Columns>];
type Number = "integer" | "number" | `decimal(${number},${number})`;

type DimensionsOf<Tables> = {
  readonly [name: string]: { readonly table: NoInfer<NameOf<Tables>>; readonly type: 1 | 2 };
};
/** `video.channel_id` */
type Through<Tables, Dimensions extends DimensionsOf<Tables>> = {
  [Name in NameOf<Dimensions>]: `${Name}.${NameOf<ColumnsOf<Tables, Dimensions[Name]["table"]>>}`;
}[NameOf<Dimensions>];
type FactOf<Tables, Dimensions extends DimensionsOf<Tables>> = {
  [Name in NameOf<Tables>]: {
    readonly table: Name;
    readonly at: ColumnOf<ColumnsOf<Tables, Name>, "timestamp">;
    readonly measures: readonly ColumnOf<ColumnsOf<Tables, Name>, Number>[];
    readonly by: {
      readonly [Dimension in NameOf<Dimensions>]?: NameOf<ColumnsOf<Tables, Name>> | Through<Tables, Dimensions>;
    };
  };
}[NameOf<Tables>];

/**
 * A star's declaration, whose names are checked against the contracts of the tables:
 * `star({ videos, views }, { dimensions: { video: { table: "videos", type: 1 } }, facts: { view: { table: "views", at: "seen_at", … } } })`.
 * What the types can't see, `checkStar` finds.
 */
export function star<
  const Tables extends StarTables,
  const Dimensions extends DimensionsOf<Tables>,
  const Facts extends { readonly [name: string]: FactOf<Tables, Dimensions> },
>(_tables: Tables, declared: { readonly dimensions: Dimensions; readonly facts: Facts }): Star {
  return declared as Star;
}
