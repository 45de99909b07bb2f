import { fold } from "../../../tenant-schema/text.ts";

export type Role = "student" | "guardian1" | "guardian2" | "family" | "contact1" | "contact2";

/** What a header says by itself: whose field it is (where it says so) and which; `""` when it is none of ours. */
export interface HeaderGuess {
  readonly role: Role | null;
  readonly attribute: string;
}

const STUDENT =
  /\b(student|child|kid|participant|athlete|dancer|swimmer|gymnast|pupil|camper|player|skater|cheerleader|kind|alumno)s?\b/;
const GUARDIAN =
  /\b(guardian|parent|adult|carer|caregiver|payer|account holder|billing contact|primary contact|secondary contact|contact)s?\b/;
const MOTHER = /\b(mother|mom|mum|madre)\b/;
const FATHER = /\b(father|dad|padre|spouse|partner)\b/;
const SECOND = /\b(2|two|second|secondary|other|additional)\b/;
const FAMILY = /\b(family|household|account|customer|client|home|billing|mailing)\b/;
const EMERGENCY = /\b(emergency|ice)\b/;

/** The first pattern that fits wins, so the more particular ones stand first. */
const ATTRIBUTES: readonly (readonly [pattern: RegExp, attribute: string])[] = [
  [/\b(opt|consent|subscribe|verified|allowed|balance|status|count|age|created|modified|updated)\b/, ""],
  [/\b(dob|birth ?dates?|birth ?days?|date of birth|born|geburtsdatum|fecha de nacimiento)\b/, "birthDate"],
  [/\b(preferred|nick ?name|goes by|known as|chosen)\b/, "preferredName"],
  [/\b(first|given|fore) ?names?\b|\bfirst\b|\bvorname\b|\bnombre\b/, "firstName"],
  [/\b(last|sur) ?names?\b|\blast\b|\bnachname\b|\bapellidos?\b/, "lastName"],
  [/\b(doctor|physician|pediatrician|paediatrician|gp)\b.*\b(phone|tel|number)\b/, "doctorPhone"],
  [/\b(doctor|physician|pediatrician|paediatrician|gp)\b/, "doctorName"],
  [/\binsurance\b.*\b(policy|number|no|id)\b|\bpolicy (number|no)\b/, "insurancePolicyNumber"],
  [/\binsurance\b/, "insuranceProvider"],
  [/\b(e ?mails?|mail address|correo)\b/, "email"],
  [/\b(mobile|cell|cellular|sms|handy)\b/, "mobilePhone"],
  [/\bhome (phone|tel)/, "homePhone"],
  [/\b(work|business|office|daytime) (phone|tel)/, "workPhone"],
  [/\b(phones?|telephone|tel|telefon|telefono)\b/, "phone"],
  [/\b(relationship|relation|related)\b/, "relationship"],
  [/\b(employer|workplace|company)\b/, "employer"],
  [/\b(address|street|addr|line) ?(line )?2\b|\b(apt|apartment|unit|suite)\b/, "addressLine2"],
  [/\b(address|street|addr)\b/, "addressLine1"],
  [/\b(city|town|suburb|ort|ciudad)\b/, "city"],
  [/\b(state|county|province|region)\b/, "region"],
  [/\b(zip|zip ?code|postal|post ?code|postal ?code|plz)\b/, "postalCode"],
  [/\b(country|nation|land)\b/, "country"],
  [/\b(gender|sex|geschlecht)\b/, "gender"],
  [/\b(grade|school year|year group)\b/, "schoolGrade"],
  [/\bschool\b/, "school"],
  [/\b(t ?shirt|shirt|tee)\b/, "tShirtSize"],
  [/\ballerg/, "allergies"],
  [/\b(medications?|medicines?|meds)\b/, "medications"],
  [/\b(medical|health|conditions?)\b/, "medicalNotes"],
  [/\b(referral|referred|hear|heard|lead source|source)\b/, "referralSource"],
  [/\b(keywords?|tags?|labels?)\b/, "keywords"],
  [/\b(notes?|comments?|remarks?|memo)\b/, "note"],
  [/\b(alert|flag|warning)\b/, "flagText"],
  [/\b(id|number|no|nr|key|identifier|code)\b/, "externalId"],
  [/\b(full )?names?\b/, "fullName"],
];

/** Reads one header; null when it says nothing, so that only the data can tell. */
export function guessField(header: string): HeaderGuess | null {
  const words = wordsOf(header);
  const role = roleOf(words);
  const found = ATTRIBUTES.find(([pattern]) => pattern.test(words));
  if (found) return { role, attribute: found[1] };
  // `Mother` and `Emergency contact` alone hold a name.
  return role !== null && words.split(" ").length <= 3 ? { role, attribute: "fullName" } : null;
}

/** `guardian1_FirstName` → `guardian 1 first name`. */
function wordsOf(header: string): string {
  return fold(header.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .replace(/([a-z])(\d)/g, "$1 $2")
    .replace(/(\d)([a-z])/g, "$1 $2")
    .replace(/[^a-z0-9#]+/g, " ")
    .replace(/#/g, "number")
    .trim();
}

function roleOf(words: string): Role | null {
  if (EMERGENCY.test(words)) return SECOND.test(words) ? "contact2" : "contact1";
  if (FATHER.test(words)) return "guardian2";
  if (MOTHER.test(words)) return "guardian1";
  if (GUARDIAN.test(words)) return SECOND.test(words) ? "guardian2" : "guardian1";
  if (STUDENT.test(words)) return "student";
  return FAMILY.test(words) ? "family" : null;
}
