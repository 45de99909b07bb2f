import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";

export interface PublicFile {
  readonly r2Key: string;
  readonly contentType: string;
}

/** Pictures that every browser draws and none runs; an SVG could carry a script. */
const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/avif"] as const;

/**
 * A picture that anybody may see, because something that the school shows has it now: its portal, news, a class that is
 * offered online, somebody under Meet the Staff, a location.
 */
export function publicFileQuery(fileId: string, today: IsoDate): Query<PublicFile> {
  return select(
    { r2Key: sql<string>`f.r2_key`, contentType: sql<string>`f.content_type` },
    sql`from living_files f where f.id = ${fileId}
      and f.content_type in (select value from json_each(${JSON.stringify(IMAGE_TYPES)}))
      and (exists (select 1 from settings s where s.id = 'portal'
          and f.id in (s.value ->> 'logoFileId', s.value ->> 'backgroundFileId'))
        or exists (select 1 from news_items n where n.image_file_id = f.id and n.deleted_at is null
          and n.starts_on <= ${today} and (n.ends_on is null or n.ends_on >= ${today}))
        or exists (select 1 from classes c where c.image_file_id = f.id and c.deleted_at is null
          and c.is_online = 1 and c.is_archived = 0)
        or exists (select 1 from staff t where t.photo_file_id = f.id and t.deleted_at is null
          and t.is_in_portal = 1 and t.is_active = 1)
        or exists (select 1 from locations l where l.image_file_id = f.id and l.deleted_at is null))`,
  );
}
