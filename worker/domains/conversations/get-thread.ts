import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { afterPrefix } from "../../../tenant-schema/text.ts";
import { actorName, type Context, may, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { familyBalance } from "../ledger/status-fields.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { BLOCK_WORDS, blockOf, textabilityQuery } from "../texts/textable.ts";
import { conversationFields } from "./conversation-fields.ts";
import type { FamilyBeside, NoteRow, SendingFacts, SnippetRow, TextRow, ThreadPage } from "./schemas.ts";

const PAGE_TEXTS = 60;
const MAX_NOTES = 200;
/** Names and texts in every place at once: no list of staff or snippets is longer than a person reads. */
const MAX_CHOICES = 200;

/** A conversation with its texts, the newest last, and all that stands beside it, in one round trip. @throws NotFound */
export async function getThread(ctx: Context, id: string, before: string | undefined): Promise<ThreadPage> {
  requireRight(ctx, "sms_logs", "view");
  const found = await read(ctx, {
    conversation: select(
      { ...conversationFields, version: sql<number>`c.version` },
      sql`from conversations c where c.id = ${id} and c.deleted_at is null`,
    ),
    texts: textsQuery(id, before),
    notes: notesQuery(id),
    family: familyQuery(ctx, id),
    staff: select(
      { id: sql<string>`id`, name: sql<string>`trim(first_name || ' ' || last_name)` },
      sql`from staff where is_active = 1 and deleted_at is null order by sort_name, id limit ${MAX_CHOICES}`,
    ),
    snippets: snippetsQuery(),
    numbers: textabilityQuery(sql`(select e164 from conversations where id = ${id})`),
    settings: messagingSettingsQuery(),
    credits: select({ left: sql<number>`value` }, sql`from tallies where name = 'message_credits'`),
  });
  const conversation = found.conversation[0];
  if (!conversation) throw new NotFound("conversation");
  const family = found.family[0] ?? null;
  const block = blockOf(found.numbers[0]!);
  const sending: SendingFacts = {
    block: block === "no_number" ? null : block,
    blockWords: block && BLOCK_WORDS[block],
    heldUntilMs: heldUntil(ctx.nowMs, ctx.account.timeZone, messagingSettingsOf(found.settings)),
    creditsLeft: found.credits[0]?.left ?? 0,
    variables: {
      guardian: (conversation.name ?? "").split(" ")[0] ?? "",
      family: family?.name ?? conversation.name ?? "",
      students: (family?.students ?? []).map(({ name }) => name.split(" ")[0]).join(", "),
      school: ctx.account.displayName,
      me: actorName(ctx.actor).split(" ")[0] ?? "",
    },
  };
  const texts = found.texts.slice(0, PAGE_TEXTS).toReversed();
  const { notes, staff, snippets } = found;
  return {
    conversation,
    texts,
    hasOlder: found.texts.length > PAGE_TEXTS,
    notes,
    family,
    staff,
    snippets,
    sending,
  };
}

function textsQuery(conversationId: string, before: string | undefined): Query<TextRow> {
  return select(
    {
      id: sql<string>`m.id`,
      direction: sql<TextRow["direction"]>`m.direction`,
      kind: sql<TextRow["kind"]>`m.kind`,
      body: sql<string>`m.body`,
      segments: sql<number>`m.segments`,
      status: sql<TextRow["status"]>`m.status`,
      dueAt: sql<number | null>`case when m.status in ('queued', 'unknown') then m.due_at end`,
      errorText: sql<string | null>`m.error_text`,
      authorName: sql<string | null>`m.author_name`,
      createdAt: sql<number>`m.created_at`,
      pictures: json<
        TextRow["pictures"]
      >(sql`(select json_group_array(json_object('fileId', a.file_id, 'isComing',
          json(iif(a.file_id is null and a.provider_url is not null, 'true', 'false'))))
        from (select * from message_attachments where message_id = m.id order by position) a)`),
    },
    sql`from messages m where m.conversation_id = ${conversationId} and m.id < ${before ?? afterPrefix("msg_")}
      and m.deleted_at is null order by m.id desc limit ${PAGE_TEXTS + 1}`,
  );
}

function notesQuery(conversationId: string): Query<NoteRow> {
  return select(
    {
      id: sql<string>`id`,
      body: sql<string>`body`,
      authorName: sql<string>`author_name`,
      createdAt: sql<number>`created_at`,
    },
    sql`from conversation_notes where conversation_id = ${conversationId} and deleted_at is null
      order by id desc limit ${MAX_NOTES}`,
  );
}

/** What of the family is good to know while one writes with it; money only for those who see ledgers. */
function familyQuery(ctx: Context, conversationId: string): Query<FamilyBeside> {
  const day = today(ctx);
  const classes = sql`(select json_group_array(name) from (select distinct k.name from enrollments e
    join classes k on k.id = e.class_id where e.student_id = s.id and e.deleted_at is null and e.kind = 'active'
      and e.starts_on <= ${day} and (e.ends_on is null or e.ends_on >= ${day}) order by k.name))`;
  return select(
    {
      id: sql<string>`f.id`,
      name: sql<string>`f.name`,
      balanceMinor: may(ctx, "charges", "view")
        ? sql<number | null>`${familyBalance(sql`f.id`)}`
        : sql<number | null>`null`,
      flagText: sql<string | null>`f.flag_text`,
      students: json<FamilyBeside["students"]>(sql`(select json_group_array(json_object('id', s.id,
          'name', trim(coalesce(s.preferred_name, s.first_name) || ' ' || s.last_name), 'classes', json(${classes})))
        from students s where s.family_id = f.id and s.deleted_at is null)`),
    },
    sql`from families f where f.id = (select family_id from conversations where id = ${conversationId})
      and f.deleted_at is null and ${may(ctx, "families", "view") ? sql`1` : sql`0`}`,
  );
}

export function snippetsQuery(): Query<SnippetRow> {
  return select(
    {
      id: sql<string>`id`,
      version: sql<number>`version`,
      title: sql<string>`title`,
      body: sql<string>`body`,
    },
    sql`from living_snippets order by position, title limit ${MAX_CHOICES}`,
  );
}
