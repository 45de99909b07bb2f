import type { PolicyKind, PolicyMoment } from "./schemas.ts";

interface StartingPolicy {
  readonly key: string;
  readonly kind: PolicyKind;
  readonly title: string;
  readonly isRequired: boolean;
  readonly mayBeRejected: boolean;
  readonly mayBeWithdrawn: boolean;
  readonly shownFor: PolicyMoment | null;
  readonly body: string;
}

const required = { isRequired: true, mayBeRejected: false, mayBeWithdrawn: false, shownFor: null };
const paragraphs = (...text: readonly string[]) => text.join("\n\n");

/** What a new school starts with: texts to be read and made its own before the portal opens. */
export const STARTING_POLICIES: readonly StartingPolicy[] = [
  {
    ...required,
    key: "rules",
    kind: "family",
    title: "House rules",
    body: paragraphs(
      "Please be on time, and stay in reach while your child is with us. Children come with their hair tied back, without jewellery, and in what they can move in.",
      "Only students and staff are on the floor. Food, gum and glass stay outside.",
      "Tell us when your child is ill or cannot come. Whoever hurts or endangers others may be asked to leave.",
    ),
  },
  {
    ...required,
    key: "waiver",
    kind: "family",
    title: "Participation and liability waiver",
    body: paragraphs(
      "Sport involves risk. We teach with care and trained staff, and yet falls, strains, broken bones and, rarely, worse injuries can happen.",
      "I know of these risks and accept them for my child and myself, as far as the law allows. I confirm that my child is healthy enough to take part, and that I have told the school what its staff must know.",
      "In an emergency, staff may give first aid and call an ambulance when they cannot reach me.",
    ),
  },
  {
    ...required,
    key: "billing",
    kind: "family",
    title: "Tuition and billing",
    body: paragraphs(
      "Tuition is due on the day that the bill says. What is late may cost a fee, and places may be given to others when bills stay unpaid.",
      "Missed meetings are not refunded; where the school offers makeups, its rules for them apply.",
      "Leaving a class takes notice, as the portal says at the time.",
    ),
  },
  {
    key: "photo",
    kind: "photo",
    title: "Photos and videos",
    isRequired: false,
    mayBeRejected: true,
    mayBeWithdrawn: true,
    shownFor: null,
    body: "The school may take photos and videos of my child in class and at events, and show them in its portal, on its walls, its website and its social media, without a name. I can change my mind here at any time; then no new ones are used.",
  },
  {
    ...required,
    key: "one_time",
    kind: "transaction",
    title: "Paying",
    shownFor: "one_time_payment",
    body: "I authorise the school to charge the shown amount once to the payment method that I choose. I am its holder or may use it.",
  },
  {
    ...required,
    key: "recurring",
    kind: "transaction",
    title: "Autopay",
    shownFor: "recurring_payment",
    body: "I authorise the school to charge what my family owes, when it is due, to the payment method that I store, until I switch this off in the portal or tell the school. The amount depends on what my family has booked and is shown in the portal before it is charged.",
  },
  {
    ...required,
    key: "refund",
    kind: "transaction",
    title: "Refunds and cancellations",
    shownFor: "refund",
    body: "Cancelled bookings are refunded as far as the school's rules say at the time of booking. Refunds go back to the payment method that was charged, or are kept as credit when we agree so.",
  },
];
