import { star } from "../../contracts/star.ts";
import { watermarkTable } from "../../contracts/watermark-table.ts";

// tsc refuses a star that names what the contracts don't list, on the line of the mistake.

const watermark = { rereadMinutes: 10, hardDeletes: false };
const videos = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark,
  columns: { id: "integer", channel_id: "integer", updated_at: "timestamp" },
});
const views = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark,
  columns: { id: "integer", video_id: "integer", seconds: "integer", device: "text", updated_at: "timestamp" },
});

export const good = star(
  { videos, views },
  {
    dimensions: { video: { table: "videos", type: 1 } },
    facts: { view: { table: "views", at: "updated_at", measures: ["seconds"], by: { video: "video_id" } } },
  },
);

export const wrongTable = star(
  { videos, views },
  // @ts-expect-error
  { dimensions: { video: { table: "video", type: 1 } }, facts: {} },
);

export const wrongType = star(
  { videos, views },
  // @ts-expect-error
  { dimensions: { video: { table: "videos", type: 3 } }, facts: {} },
);

export const wrongTime = star(
  { videos, views },
  {
    dimensions: { video: { table: "videos", type: 1 } },
    // @ts-expect-error
    facts: { view: { table: "views", at: "device", measures: [], by: { video: "video_id" } } },
  },
);

export const wrongMeasure = star(
  { videos, views },
  {
    dimensions: { video: { table: "videos", type: 1 } },
    // @ts-expect-error
    facts: { view: { table: "views", at: "updated_at", measures: ["device"], by: { video: "video_id" } } },
  },
);

export const wrongColumn = star(
  { videos, views },
  {
    dimensions: { video: { table: "videos", type: 1 } },
    // @ts-expect-error
    facts: { view: { table: "views", at: "updated_at", measures: [], by: { video: "film_id" } } },
  },
);

export const wrongDimension = star(
  { videos, views },
  {
    dimensions: { video: { table: "videos", type: 1 } },
    // @ts-expect-error
    facts: { view: { table: "views", at: "updated_at", measures: [], by: { film: "video_id" } } },
  },
);

export const wrongThrough = star(
  { videos, views },
  {
    dimensions: { video: { table: "videos", type: 1 } },
    // @ts-expect-error
    facts: { view: { table: "views", at: "updated_at", measures: [], by: { video: "video.owner_id" } } },
  },
);
