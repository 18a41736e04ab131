/** A warehouse in which a contract's fields are columns. */
export type Warehouse = "snowflake" | "redshift" | "postgres";

/** The words that a warehouse does not allow as an unquoted column name, and the longest name that it allows. */
interface NameRules {
  readonly title: string;
  readonly words: ReadonlySet<string>;
  /** In bytes; clearwell's names are ASCII. */
  readonly maxLength: number;
}

/** System columns, which no table may define. https://www.postgresql.org/docs/current/ddl-system-columns.html */
const POSTGRES_SYSTEM_COLUMNS = "tableoid xmin cmin xmax cmax ctid";

export const NAME_RULES: Readonly<Record<Warehouse, NameRules>> = {
  // Without the words that are reserved only in FROM or in SHOW, because a column may have those.
  // https://docs.snowflake.com/en/sql-reference/reserved-keywords, …/identifiers-syntax
  snowflake: {
    title: "Snowflake",
    maxLength: 255,
    words: words(`
      all alter and any as between by case cast check column connect constraint create current current_date current_time
      current_timestamp current_user delete distinct drop else exists false following for from grant group having ilike in
      increment insert intersect into is like localtime localtimestamp minus not null of on or order qualify regexp revoke rlike
      row rows sample select set some start table tablesample then to trigger true try_cast union unique update values when
      whenever where with`),
  },
  // https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html, …/r_names.html
  redshift: {
    title: "Redshift",
    maxLength: 127,
    words: words(`
      aes128 aes256 all allowoverwrite analyse analyze and any array as asc authorization az64 backup between binary blanksasnull
      both bytedict bzip2 case cast check collate column constraint create credentials cross current_date current_time
      current_timestamp current_user current_user_id default deferrable deflate defrag delta delta32k desc disable distinct do
      else emptyasnull enable encode encrypt encryption end except explicit false for foreign freeze from full globaldict256
      globaldict64k grant group gzip having identity ignore ilike in initially inner intersect interval into is isnull join
      leading left like limit localtime localtimestamp lun luns lzo lzop minus mostly16 mostly32 mostly8 natural new not notnull
      null nulls off offline offset oid old on only open or order outer overlaps parallel partition percent permissions pivot
      placing primary raw readratio recover references rejectlog resort respect restore right select session_user similar
      snapshot some sysdate system table tag tdes text255 text32k then timestamp to top trailing true truncatecolumns union
      unique unnest unpivot user using verbose wallet when where with without
      ${POSTGRES_SYSTEM_COLUMNS}`),
  },
  // All reserved words, including those that a function or a type may have.
  // https://www.postgresql.org/docs/17/sql-keywords-appendix.html, …/sql-syntax-lexical.html
  postgres: {
    title: "PostgreSQL",
    maxLength: 63,
    words: words(`
      all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
      concurrently constraint create cross current_catalog current_date current_role current_schema current_time
      current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full
      grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
      localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right
      select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using
      variadic verbose when where window with
      ${POSTGRES_SYSTEM_COLUMNS}`),
  },
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
