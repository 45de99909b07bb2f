/** What people call a kind of record, in the audit log and in histories. */
const nouns: Record<string, string> = {
  settings: "Settings",
  locations: "Location",
  staff: "Staff member",
  staffGroups: "Group",
  staffGroupMembers: "Group membership",
  grants: "Right",
  files: "File",
  featureRequests: "Feature request",
  listItems: "List entry",
  families: "Family",
  familySuspensions: "Suspension",
  guardians: "Guardian",
  emails: "E-mail",
  phones: "Phone",
  students: "Student",
  emergencyContacts: "Emergency contact",
  pickups: "Pick-up person",
  notes: "Note",
  keywords: "Keyword",
  keywordLinks: "Keyword",
  customFields: "Custom field",
  enrollments: "Enrollment",
  placeHolds: "Held place",
  carts: "Cart",
  cartItems: "Line of a cart",
  attendance: "Attendance mark",
  makeupTokens: "Makeup token",
  makeupEntries: "Makeup ledger line",
  classes: "Class",
  slots: "Weekly slot",
  slotVersions: "Weekly slot",
  sessionLinks: "Session",
  programs: "Program",
  levels: "Level",
  rooms: "Room",
  classSessions: "Session",
  closures: "Closure",
  staffAbsences: "Staff absence",
  meetingExceptions: "Meeting",
  meetingSubstitutes: "Substitute",
  calendarFeeds: "Calendar address",
  familyFeeds: "Calendar address of a family",
  campaigns: "Campaign",
  suppressions: "Suppressed address",
  pushSubscriptions: "Device for push",
  chargeCategories: "Charge category",
  charges: "Charge",
  chargeLines: "Line of a charge",
  payments: "Payment",
  refunds: "Refund",
  disputes: "Dispute",
  billingSchedules: "Billing schedule",
  tuitionRates: "Tuition rate",
  classTuitions: "Tuition of a class",
  discountSchedules: "Discount schedule",
  promoCodes: "Promo code",
  taxRates: "Tax rate",
  billingRuns: "Transaction",
  billingAutomations: "Billing automation",
  anniversaryFees: "Anniversary fee",
  anniversaryExceptions: "Exception of an anniversary fee",
  paymentMethods: "Payment method",
  paymentAttempts: "Payment attempt",
  activityItems: "Online activity",
  notificationChoices: "Notification choice",
  staffNotificationChoices: "Notification choice",
  reportPresets: "Report preset",
  reportSchedules: "Report schedule",
  logins: "Log-in of a guardian",
  familyLogins: "Access to the portal",
  familyInvites: "Invitation",
  passkeys: "Passkey",
  newsItems: "News",
  conversations: "Conversation",
  messages: "Text message",
  conversationNotes: "Note of a conversation",
  snippets: "Snippet",
  policies: "Policy",
  policyVersions: "Text of a policy",
  policyAnswers: "Answer to a policy",
  mailTemplates: "Words of a mail",
};

const verbs = { insert: "added", update: "changed", delete: "deleted", restore: "restored" } as const;

/** "Phone added". */
export function rowTitle(entity: string, op: keyof typeof verbs): string {
  return `${nouns[entity] ?? spelled(entity)} ${verbs[op]}`;
}

/** Words that letters alone do not give. */
const labels: Record<string, string> = {
  addressLine1: "Address",
  addressLine2: "Address, second line",
  tShirtSize: "T-shirt size",
  isPrimary: "Primary",
  isArchived: "Archived",
  isOnline: "Shown to families",
  showsOpenings: "Shows free places",
  takesRegistration: "Takes registrations",
  takesSingleDays: "Takes single days",
  offersPlaces: "Offers freed places",
  offersRegardless: "Offers regardless of age",
  isActive: "Active",
  isRequired: "Required",
  isPublic: "Shown in the portal",
  mayBeRejected: "May be rejected",
  mayBeWithdrawn: "May be taken back",
  currentVersionId: "Text",
  policyVersionId: "Text",
  isOnLanding: "On the landing page",
  isInPortal: "Shown to families",
  portalPosition: "Place among the staff",
  mayPickUp: "May pick up",
  bulkOptIn: "Receives bulk mail",
  textOptIn: "Receives texts",
  customValues: "Custom fields",
  rightKey: "Right",
  hiredOn: "Hired",
  typeId: "Type",
  guardianId: "Guardian",
  moveToId: "Replaced by",
  waitRank: "Turn on the waitlist",
  waitState: "Waitlist",
  waitOfferedAt: "Offered",
  waitExpiresAt: "Offer ends",
  waitsForSiblings: "Only together with siblings",
  capacity: "Places",
  isOverCapacity: "Beyond capacity",
  overridden: "Enrolled in spite of",
  transferredFromId: "Transferred from",
  transferredToId: "Transferred to",
  droppedAt: "Dropped",
  isFinancialOnly: "Money only",
  isExcused: "Excused",
  isReported: "Said before",
  meetsOn: "Meeting",
  issuedOn: "Issued",
  expiresOn: "Expires",
  chargeOn: "Charged",
  dueOn: "Due",
  earlyBirdOn: "Early bird until",
  voidedOn: "Voided",
  voidReason: "Reason of the void",
  receivedOn: "Received",
  settledOn: "Settled",
  closedOn: "Closed",
  closeReason: "Reason",
  refundedOn: "Refunded",
  baseMinor: "Price",
  discountMinor: "Discount",
  netMinor: "After the discount",
  taxMinor: "Tax",
  totalMinor: "Total",
  earlyBirdMinor: "Early bird discount",
  amountMinor: "Amount",
  appliedMinor: "Applied",
  refundedMinor: "Refunded",
  percentBp: "Percentage (hundredths)",
  rateBp: "Rate (hundredths of a percent)",
  ownTaxBp: "Own tax (hundredths of a percent)",
  allowsProration: "Part of a month costs a part",
  isTaxExempt: "Exempt from tax",
  classTuitionId: "Tuition",
  tuitionOverrideMinor: "Agreed price",
  overrideExpiresOn: "Agreed price until",
  overrideReason: "Reason of the agreed price",
  promoCodeId: "Promo code",
  discountScheduleId: "Discount schedule",
  lockedThrough: "Books closed through",
  value: "",
};

export function fieldLabel(key: string): string {
  return labels[key] ?? spelled(key.replace(/Id$/, ""));
}

/** "homeLocation" and "custom_fields" as words. */
export function spelled(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "families.update" → "Families: update". */
export function actionLabel(action: string): string {
  const [noun = "", ...rest] = action.split(".");
  return rest.length === 0 ? spelled(noun) : `${spelled(noun)}: ${spelled(rest.join(", ")).toLowerCase()}`;
}

/** Through which door an act came. */
const doors: Record<string, string> = {
  office: "Office",
  family: "Family portal",
  enterprise: "Enterprise portal",
  job: "Background",
  local: "Local",
  provision: "Set-up",
};

export function doorLabel(via: string): string {
  return doors[via] ?? spelled(via);
}
