/** An error of Snowflake about a value in the data, as dbt prints it: `100038 (22018): 01b…: Numeric value 'x' is not recognized`. */
const ABOUT_VALUE = /\b1\d{5}(?: \(\w+\))?: /;

/** Each message of dbt begins with the time. One of several lines has it in its first. */
const NEW_MESSAGE = /^\d\d:\d\d:\d\d {2}/;

/**
 * Takes out of dbt's output what Snowflake's errors quote of the data.
 * @returns a function that is called with each line, in order, and returns what may be shown of it; undefined if nothing may. From the first
 *   quotation mark of such an error on, the rest of dbt's message is left out: a value may have quotation marks and ends of lines in it.
 */
export function withoutValues(): (line: string) => string | undefined {
  let state: "shown" | "error" | "left out" = "shown";
  return (line) => {
    if (NEW_MESSAGE.test(line)) state = "shown";
    if (state === "left out") return undefined;
    const from = state === "error" ? 0 : line.search(ABOUT_VALUE);
    if (from === -1) return line;
    state = "error";
    const quote = line.slice(from).search(/['"`]/);
    if (quote === -1) return line;
    state = "left out";
    return `${line.slice(0, from + quote)}(not shown)`;
  };
}
