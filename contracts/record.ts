// What a record of a table that is read by a watermark has beside the listed columns, from the producer to the warehouse.

/** When the producer read the row, by the database's clock, in UTC. The same for all rows of a run. */
export const EXTRACTED_AT = "_extracted_at";

/** What the source has counted, once a day, instead of a row's columns: `{ day, keys, checksum }`. */
export const CONTROL = "_control";
