import type { Ground } from "./ground.ts";

/** What must hold whatever happened at the same time; each query finds what is wrong. */
const WRONG: Readonly<Record<string, string>> = {
  "a line is paid with more than it comes to": `select line_id from postings where line_id is not null group by 1
    having sum(case debit when 'receivable' then amount_minor else -amount_minor end) < 0`,
  "more of a payment is used than there is": `select payment_id from postings where 'unapplied' in (debit, credit) group by 1
    having sum(case credit when 'unapplied' then amount_minor else -amount_minor end) < 0`,
  "more is taken off a line than was applied": `select line_id, payment_id from postings
    where line_id is not null and payment_id is not null group by 1, 2
    having sum(case kind when 'allocation' then amount_minor else -amount_minor end) < 0`,
  "more is refunded than was received": `select p.id from payments p
    where (select sum(amount_minor) from refunds where payment_id = p.id) > p.amount_minor`,
  "a void line is still open or paid": `select l.id from charge_lines l where l.voided_on is not null and (
    coalesce((select open_minor from line_balances where line_id = l.id), 0) <> 0 or exists (
      select 1 from postings p where p.line_id = l.id and p.payment_id is not null group by p.payment_id
      having sum(case p.kind when 'allocation' then p.amount_minor else -p.amount_minor end) <> 0))`,
  "a line is voided twice": `select line_id from postings where kind in ('charge_void', 'tax_void') group by line_id, kind having count(*) > 1`,
  "a closed payment still pays or has something left": `select p.id from payments p where p.closed_on is not null
    and (select unapplied_minor from payment_balances where payment_id = p.id) <> 0`,
  "a charge without living lines lives": `select c.id from charges c where (c.voided_on is null)
    <> exists (select 1 from charge_lines l where l.charge_id = c.id and l.voided_on is null)`,
  "something is below nothing on some day": `select * from (
    select sum(case debit when 'receivable' then amount_minor else -amount_minor end) over (partition by line_id order by effective_on) as minor
      from postings where line_id is not null
    union all select sum(case when kind in ('allocation', 'deallocation') or credit = 'unapplied' then
        case credit when 'unapplied' then amount_minor else -amount_minor end else 0 end)
      over (partition by payment_id order by effective_on) from postings where 'unapplied' in (debit, credit)) where minor < 0`,
  "a payment pays for another family": `select p.line_id from postings p join charge_lines l on l.id = p.line_id
    join payments y on y.id = p.payment_id where l.family_id <> y.family_id`,
  "something was posted to a closed day": `select p.seq from postings p join changes k on k.id = p.change_id
    where p.effective_on <= (select s.after ->> '$.value.lockedThrough' from change_rows s
      join changes d on d.id = s.change_id and d.at < k.at and s.entity = 'settings' order by d.at desc limit 1)`,
  "numbers are given twice or left out": `select * from (
    select count(*) as n, max(number) - 1000 as last, count(distinct number) as numbers from charges) where n > 0 and (last <> n or numbers <> n)`,
  "kept figures of lines differ": `select line_id from line_balances b
    where (open_minor, grown_on) is not (select open_minor, grown_on from line_balances_source s where s.line_id = b.line_id)`,
  "kept figures of payments differ": `select payment_id from payment_balances b
    where (unapplied_minor, grown_on) is not (select unapplied_minor, grown_on from payment_balances_source s where s.payment_id = b.payment_id)`,
};

/** @throws when anything is wrong with the books as they are stored */
export function checkSound(ground: Ground): void {
  for (const [name, sql] of Object.entries(WRONG)) {
    const found = ground.node.sqlite.prepare(sql).all();
    if (found.length > 0) throw new Error(`${name}: ${JSON.stringify(found)}`);
  }
}
