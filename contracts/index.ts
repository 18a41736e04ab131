import { invoiceLines } from "./billing/invoice-lines.ts";
import { invoices } from "./billing/invoices.ts";
import { audit } from "./legion/audit.ts";
import { cases } from "./legion/cases.ts";
import { customers } from "./legion/customers.ts";
import { orders } from "./legion/orders.ts";
import { products } from "./legion/products.ts";
import { aisles } from "./market/aisles.ts";
import { departments } from "./market/departments.ts";
import { orderProductsPrior } from "./market/order-products-prior.ts";
import { orders as marketOrders } from "./market/orders.ts";
import { products as marketProducts } from "./market/products.ts";
import type { AllowList } from "./mask.ts";
import { appointments } from "./practice/appointments.ts";
import { clients } from "./practice/clients.ts";
import { notes } from "./practice/notes.ts";
import type { Sources } from "./source.ts";
import { channels } from "./video/channels.ts";
import { customers as videoCustomers } from "./video/customers.ts";
import { videoStar } from "./video/star.ts";
import { transactions } from "./video/transactions.ts";
import { videos } from "./video/videos.ts";

/**
 * What may leave: everything else is derived from this list. A collection is replicated and cleaned if it is
 * here. Append new ones at the end, so that the plan shows an addition and no renumbering.
 */
export const EXPECTED_FIELDS_FOR_ANALYTICS: AllowList = {
  audit,
  cases,
  customers,
  orders,
  products,
};

/** Every database with data that may leave, by name. */
export const SOURCES: Sources = {
  legion: { engine: "mongodb", collections: EXPECTED_FIELDS_FOR_ANALYTICS },
  practice: { engine: "mysql", tables: { clients, appointments, notes } },
  billing: { engine: "postgres", tables: { invoices, invoice_lines: invoiceLines } },
  video: {
    engine: "mysql",
    read: "watermark",
    tables: { channels, videos, customers: videoCustomers, transactions },
    star: videoStar,
  },
  market: {
    engine: "snowflake",
    tables: {
      orders: marketOrders,
      order_products_prior: orderProductsPrior,
      products: marketProducts,
      aisles,
      departments,
    },
  },
};
