import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { afterPrefix, searchWords } from "../../../tenant-schema/text.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { conversationFields } from "./conversation-fields.ts";
import type { ConversationFilter, ConversationRow, ConversationsPage } from "./schemas.ts";

const PAGE_ROWS = 40;
/** So many texts or families are looked at for a word. */
const MAX_FOUND = 200;

/** Conversations, the latest first, in one round trip; or those that the words are found in. */
export async function listConversations(
  ctx: Context,
  filter: ConversationFilter,
): Promise<ConversationsPage> {
  requireRight(ctx, "sms_logs", "view");
  const words = searchWords(filter.q ?? "");
  const digits = (filter.q ?? "").replace(/\D+/g, "");
  const rows = words.length > 0 ? foundQuery(words, digits) : latestQuery(ctx, filter);
  const found = await read(ctx, {
    rows,
    unread: select({ value: sql<number>`value` }, sql`from tallies where name = 'conversations.unread'`),
  });
  const page = pageOf(found.rows, PAGE_ROWS, (row) => [String(row.lastMessageAt), row.id], null);
  const nextCursor = words.length > 0 ? null : page.nextCursor;
  return { rows: page.rows, nextCursor, unread: found.unread[0]?.value ?? 0 };
}

/** Each of these is a range of an index in the order of the last text; two of them are merged. */
function latestQuery(ctx: Context, { view, cursor }: ConversationFilter): Query<ConversationRow> {
  const after = cursor ? decodeCursor(cursor, 2) : null;
  const beyond = after ? sql`and (last_message_at, id) < (${Number(after[0])}, ${after[1]})` : sql``;
  const inOrder = sql`order by last_message_at desc, id desc limit ${PAGE_ROWS + 1}`;
  const ranges = rangesOf(ctx, view).map(
    (range) =>
      sql`select * from (select * from conversations where ${range} and deleted_at is null ${beyond} ${inOrder})`,
  );
  return select(conversationFields, sql`from (${sql.join(ranges, sql` union all `)}) c ${inOrder}`);
}

function rangesOf(ctx: Context, view: ConversationFilter["view"]): SQL[] {
  switch (view) {
    case "all":
      return [sql`1`];
    case "mine":
      return [sql`assignee_id = ${actorId(ctx.actor) ?? ""} and state <> 'closed'`];
    case "open":
      return [sql`state = 'unread'`, sql`state = 'open'`];
    default:
      return [sql`state = ${view}`];
  }
}

/** By words of texts, by the names of who they are with, and by digits of the number; each is a range of an index. */
function foundQuery(words: readonly string[], digits: string): Query<ConversationRow> {
  const [first = "", ...others] = words;
  const inRange = (word: string) => sql`t.token >= ${word} and t.token < ${afterPrefix(word)}`;
  const alsoSays = others.map(
    (word) => sql`and exists (select 1 from json_each(m.search_words) w
      where w.value >= ${word} and w.value < ${afterPrefix(word)})`,
  );
  const named = (scope: string, column: string) => sql`select c.id from (select t.id from search_tokens t
      where t.scope = ${scope} and ${inRange(words.join(" "))} limit ${MAX_FOUND}) n
    join conversations c on ${sql.raw(column)} = n.id`;
  const called = digits.length >= 3 ? digits : "-";
  const ids = sql`select m.conversation_id as id from (select t.id from search_tokens t
        where t.scope = 'ms' and ${inRange(first)} order by t.token, t.sort_name limit ${MAX_FOUND}) n
      join messages m on m.id = n.id and m.deleted_at is null ${sql.join(alsoSays, sql` `)}
    union ${named("fn", "c.family_id")} union ${named("fw", "c.family_id")}
    union select c.id from (select t.id from search_tokens t where t.scope = 'fr'
        and t.token >= ${[...called].reverse().join("")} and t.token < ${afterPrefix([...called].reverse().join(""))}
        limit ${MAX_FOUND}) n join conversations c on c.family_id = n.id
    union select c.id from conversations c where c.e164 >= ${`+${called}`} and c.e164 < ${afterPrefix(`+${called}`)}
      and c.deleted_at is null`;
  return select(
    conversationFields,
    sql`from conversations c where c.id in (select id from (${ids})) and c.deleted_at is null
      order by c.last_message_at desc, c.id desc limit ${PAGE_ROWS + 1}`,
  );
}
