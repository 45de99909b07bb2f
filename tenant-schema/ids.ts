/** Every kind of id, with the prefix that tells people and logs what it is. Add new kinds here only. */
const PREFIXES = {
  account: "acc",
  location: "loc",
  staff: "stf",
  group: "grp",
  membership: "mem",
  grant: "gra",
  session: "ses",
  login: "lgn",
  family: "fam",
  guardian: "gua",
  email: "eml",
  phone: "phn",
  student: "stu",
  contact: "con",
  pickup: "pku",
  note: "not",
  suspension: "sus",
  keyword: "kwd",
  keywordLink: "kwl",
  customField: "cfd",
  referralSource: "ref",
  relationship: "rel",
  listItem: "lit",
  file: "fil",
  program: "prg",
  level: "lvl",
  class: "cls",
  enrollment: "enr",
  room: "rom",
  classSession: "csn",
  sessionLink: "csl",
  closure: "clo",
  slot: "slt",
  slotVersion: "slv",
  meetingException: "mex",
  meetingSubstitute: "msb",
  staffAbsence: "sab",
  placeHold: "hld",
  makeupToken: "mtk",
  makeupEntry: "mte",
  calendarFeed: "cfe",
  chargeCategory: "cca",
  charge: "cha",
  chargeLine: "chl",
  payment: "pay",
  refund: "rfd",
  dispute: "dsp",
  paymentMethod: "pmt",
  paymentAttempt: "pat",
  paymentSetup: "pst",
  billingSchedule: "bsc",
  tuitionRate: "tra",
  classTuition: "ctu",
  discountSchedule: "dsc",
  promoCode: "prm",
  taxRate: "tax",
  anniversaryFee: "anf",
  anniversaryException: "ane",
  billingRun: "run",
  billingAutomation: "bau",
  reportPreset: "rpp",
  reportSchedule: "rps",
  reportRun: "rpr",
  familyLogin: "flg",
  loginCode: "lco",
  passkey: "pky",
  familyInvite: "fin",
  newsItem: "nws",
  policy: "pol",
  policyVersion: "pov",
  policyAnswer: "poa",
  cart: "crt",
  cartItem: "cit",
  activityItem: "act",
  notificationChoice: "nch",
  mailTemplate: "mtp",
  familyFeed: "ffe",
  conversation: "cnv",
  message: "msg",
  conversationNote: "cno",
  snippet: "snp",
  creditEntry: "mce",
  campaign: "cmp",
  campaignRecipient: "crp",
  suppression: "spp",
  pushSubscription: "psb",
  change: "chg",
  changeGroup: "cgr",
  outbox: "out",
  job: "job",
  task: "tsk",
  import: "imp",
  preview: "prv",
  passwordReset: "pwr",
  featureRequest: "fre",
  deadLetter: "dle",
  enterprise: "ent",
  enterpriseGroup: "egr",
  enterpriseUser: "eus",
  enterpriseSession: "ese",
  enterpriseOverride: "eov",
  generatedReport: "gre",
  onboarding: "onb",
  namePush: "npu",
  biToken: "ebt",
  request: "req",
} as const;

export type IdKind = keyof typeof PREFIXES;

// Crockford's base 32 in lower case: no i, l, o, u, so an id survives being read over a telephone.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/**
 * A new id: prefix, 48 bits of time, 80 random bits; sorts by time, unique across all databases, may be made
 * by a browser. `random` is a seam for deterministic demo data.
 */
export function newId(
  kind: IdKind,
  nowMs: number = Date.now(),
  random: () => Uint8Array = randomBytes,
): string {
  const bytes = random();
  let encodedRandom = "";
  for (let i = 0; i < RANDOM_LENGTH; i++) encodedRandom += ALPHABET[(bytes[i] ?? 0) % 32];
  return idsFrom(kind, nowMs) + encodedRandom;
}

/** What sorts before every id made at that instant or later, and after every earlier one: no id itself. */
export function idsFrom(kind: IdKind, atMs: number): string {
  let time = atMs;
  let encodedTime = "";
  for (let i = 0; i < TIME_LENGTH; i++) {
    encodedTime = ALPHABET[time % 32] + encodedTime;
    time = Math.floor(time / 32);
  }
  return `${PREFIXES[kind]}_${encodedTime}`;
}

const SHAPE = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}$/;

/** Whether `value` has the shape of an id of that kind; says nothing about whether the row exists. */
export function isId(kind: IdKind, value: string): boolean {
  return SHAPE.exec(value)?.[1] === PREFIXES[kind];
}

/** The instant at which an id was made, in epoch ms. */
export function idTimeMs(id: string): number {
  const encoded = id.slice(4, 4 + TIME_LENGTH);
  let time = 0;
  for (const character of encoded) time = time * 32 + ALPHABET.indexOf(character);
  return time;
}

function randomBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(RANDOM_LENGTH));
}
