import { type Table, table } from "../table.ts";

/** Lines of invoices: the code of the service, how often, for how much. */
export const invoiceLines: Table = table({
  key: ["invoice_id", "line"],
  columns: {
    invoice_id: "integer",
    line: "integer",
    service_code: "text",
    quantity: "integer",
    price: "decimal(12,2)",
  },
});
