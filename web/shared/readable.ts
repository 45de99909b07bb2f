import { formats } from "./formats.ts";

/** What the server says in a sentence names days as 2026-11-27; here they look like all others. */
const DAY = /\b\d{4}-\d{2}-\d{2}\b/g;
/** And times as 16:30, behind the day that they belong to; those in names stay as somebody wrote them. */
const TIME = /(\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days |\b\d{4}-\d{2}-\d{2}, )(\d{2}):(\d{2})\b/g;

export const readable = (text: string) =>
  text
    .replace(
      TIME,
      (_, day: string, hour: string, minute: string) =>
        day + formats().clock(Number(hour) * 60 + Number(minute)),
    )
    .replace(DAY, (day) => formats().date(day));
