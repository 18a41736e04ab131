import { type Star, star } from "../star.ts";
import { channels } from "./channels.ts";
import { customers } from "./customers.ts";
import { transactions } from "./transactions.ts";
import { videos } from "./videos.ts";

/** What was sold: one fact a transaction, by the customer as of the time of payment, the video, its channel, and the day. */
export const videoStar: Star = star(
  { channels, videos, customers, transactions },
  {
    dimensions: {
      customer: { table: "customers", type: 2 },
      video: { table: "videos", type: 1 },
      channel: { table: "channels", type: 1 },
    },
    facts: {
      transaction: {
        table: "transactions",
        at: "paid_at",
        measures: ["amount", "quantity"],
        by: { customer: "customer_id", video: "video_id", channel: "video.channel_id" },
      },
    },
  },
);
