import { sql } from "drizzle-orm";
import { select, statement } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { toWorkbook } from "../../domains/reports/formats/to-workbook.ts";
import { toXlsx } from "../../domains/reports/formats/to-xlsx.ts";
import { piecesOf, type ZipEntry, zipStream } from "../../domains/reports/formats/zip-stream.ts";
import type { Services } from "../../services.ts";
import { type AccountDocument, consolidatedSheets } from "./consolidated-sheets.ts";
import { type AccountPart, documentOfPart, partKey, reportPath } from "./parts.ts";
import { putStream } from "./put-stream.ts";

type BuiltDocument = AccountDocument & { readonly fileName: string };

/**
 * Makes the workbook and the zip over all accounts in which the report is done, from what their runs have left in the
 * bucket: no account is opened. Each attempt writes objects of its own and names them last, so that what is read is
 * always whole; one that a retry has overtaken names nothing.
 */
export async function buildFiles(services: Services, reportId: string): Promise<void> {
  const { control, env } = services;
  const { reports, done } = await control.read({
    reports: select(
      { enterpriseId: sql<string>`enterprise_id`, dueAt: sql<number>`files_due_at` },
      sql`from generated_reports where id = ${reportId} and files_due_at is not null and forgotten_at is null`,
    ),
    done: select(
      { id: sql<string>`x.account_id` },
      sql`from generated_report_accounts x join accounts a on a.id = x.account_id
        where x.report_id = ${reportId} and x.state = 'done' order by lower(a.display_name), a.id`,
    ),
  });
  const report = reports[0] && { ...reports[0], reportId };
  if (!report) return;
  const documents: BuiltDocument[] = [];
  for (const { id } of done) {
    const found = await env.FILES.get(partKey(report, id));
    if (!found) throw new Error(`${partKey(report, id)} of a generated report is missing`);
    const part = (await found.json()) as AccountPart;
    documents.push({
      ...documentOfPart(env.FILES, part),
      accountName: part.accountName,
      fileName: part.fileName,
    });
  }
  const attempt = `${reportPath(report)}${newId("file")}`;
  const [workbookKey, zipKey] = [`${attempt}.xlsx`, `${attempt}.zip`];
  await putStream(env.FILES, workbookKey, toWorkbook(consolidatedSheets(documents)));
  await putStream(env.FILES, zipKey, zipStream(entriesOf(documents)));
  await control.commit({
    statements: [
      statement(sql`update generated_reports set workbook_key = ${workbookKey}, zip_key = ${zipKey}, files_due_at = null,
          updated_at = ${services.house.now()}
        where id = ${reportId} and files_due_at is not null and forgotten_at is null and not exists (
          select 1 from generated_report_accounts x where x.report_id = ${reportId} and x.state in ('waiting', 'running'))`),
    ],
  });
}

function* entriesOf(documents: readonly BuiltDocument[]): Generator<ZipEntry> {
  for (const document of documents) {
    yield { name: `${document.fileName}.xlsx`, bytes: () => piecesOf(toXlsx(document)), isPacked: true };
  }
}
