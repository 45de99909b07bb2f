import type { PortalCheck, PortalSettings } from "./schemas.ts";

/** What of the account decides whether the settings make sense together. */
export interface PortalFacts {
  readonly hasProcessor: boolean;
  /** Titles of required policies that families do not see. */
  readonly hiddenPolicies: readonly string[];
  readonly onlineClasses: number;
  /** Of those, the ones whose registration is over, or was never opened. */
  readonly closedClasses: number;
  readonly oneGenderClasses: number;
  readonly unpricedClasses: number;
  readonly shownStaff: number;
  readonly newsItems: number;
  readonly locationsWithoutContact: number;
  readonly offerHours: number;
}

const SHORT_OFFER_HOURS = 6;
type Check = Omit<PortalCheck, "id">;
type Rule = (settings: PortalSettings, facts: PortalFacts) => Check | null;
const classes = (count: number) => (count === 1 ? "1 class" : `${count} classes`);

/** Each says what families meet, and where to change it. `blocks`: a family cannot get to the end of something. */
const RULES: Readonly<Record<string, Rule>> = {
  closed: ({ isOpen }) =>
    isOpen ? null : check("notice", "The portal is closed: nobody can log in or book.", "#isOpen", "Open it"),
  storedMethodImpossible: ({ requiresStoredMethod, takesCards, takesBankAccounts }) =>
    requiresStoredMethod && !takesCards && !takesBankAccounts
      ? check(
          "blocks",
          "A stored payment method is required, but neither cards nor bank accounts are taken: nobody can check out.",
          "#takesCards",
          "Take cards or bank accounts",
        )
      : null,
  noProcessor: ({ takesCards, takesBankAccounts, dueAtSignUp, requiresStoredMethod }, { hasProcessor }) =>
    !hasProcessor && (takesCards || takesBankAccounts) && (dueAtSignUp === "full" || requiresStoredMethod)
      ? check(
          "blocks",
          "Families are asked to pay at checkout, but no payment processor is connected.",
          "/settings/processor",
          "Connect a processor",
        )
      : null,
  hiddenPolicies: (_settings, { hiddenPolicies }) =>
    hiddenPolicies.length > 0
      ? check(
          "notice",
          `Required, but families do not see it: ${hiddenPolicies.join(", ")}. Only staff can enter the answer, from paper.`,
          "/settings/policies",
          "Show it in the portal, or make it optional",
        )
      : null,
  noClasses: ({ showsClasses }, { onlineClasses }) =>
    showsClasses && onlineClasses === 0
      ? check(
          "notice",
          "Classes are shown in the portal, but no class is online.",
          "/classes",
          "Put classes online",
        )
      : null,
  closedClasses: ({ showsClasses }, { closedClasses }) =>
    showsClasses && closedClasses > 0
      ? check(
          "notice",
          `${classes(closedClasses)} online with registration that is over: families see but cannot book.`,
          "/classes?online=yes",
          "Move the last day of registration, or take them offline",
        )
      : null,
  finderWithoutClasses: ({ showsFinder, showsClasses }) =>
    showsFinder && !showsClasses
      ? check(
          "notice",
          "Find the Right Class is on, but classes are hidden: it would find nothing, so it is not shown.",
          "#showsClasses",
          "Show classes, or switch the finder off",
        )
      : null,
  oneGender: ({ showsFinder }, { oneGenderClasses }) =>
    showsFinder && oneGenderClasses > 0
      ? check(
          "hint",
          `${classes(oneGenderClasses)} online for girls only or boys only. Others are not offered them; co-ed classes are offered to everybody.`,
          "/classes?online=yes",
          "Check who may come",
        )
      : null,
  unpriced: ({ showsPrices }, { unpricedClasses }) =>
    showsPrices && unpricedClasses > 0
      ? check(
          "notice",
          `${classes(unpricedClasses)} online without tuition: families read that there is no charge.`,
          "/classes?online=yes",
          "Give them a rate",
        )
      : null,
  shortOffers: ({ waitlist }, { offerHours }) =>
    waitlist && offerHours < SHORT_OFFER_HOURS
      ? check(
          "hint",
          `An offered place is kept for ${offerHours === 1 ? "1 hour" : `${offerHours} hours`} only: who is asleep or at work loses it.`,
          "/settings/rules",
          "Keep offers for longer",
        )
      : null,
  nobodyToMeet: ({ showsStaff }, { shownStaff }) =>
    showsStaff && shownStaff === 0
      ? check("notice", "Meet the Staff is on, but nobody is shown there.", "/staff", "Show somebody")
      : null,
  noNews: ({ showsNews }, { newsItems }) =>
    showsNews && newsItems === 0
      ? check(
          "hint",
          "News are on, and nothing is told today. The tile stays away.",
          "/news",
          "Tell something",
        )
      : null,
  emptyWelcome: ({ showsWelcomeInfo, welcomeText }) =>
    showsWelcomeInfo && welcomeText === ""
      ? check("notice", "Welcome info is on, but it has no text.", "#welcomeText", "Write it")
      : null,
  noNewFamilies: ({ takesNewAccounts }) =>
    takesNewAccounts
      ? null
      : check("hint", "New families cannot create an account.", "#takesNewAccounts", "Let them"),
  unreachable: (_settings, { locationsWithoutContact }) =>
    locationsWithoutContact > 0
      ? check(
          "hint",
          `${locationsWithoutContact === 1 ? "1 location has" : `${locationsWithoutContact} locations have`} neither phone nor e-mail: families who are stuck cannot ask.`,
          "/settings/locations",
          "Add how to reach you",
        )
      : null,
};

function check(weight: PortalCheck["weight"], text: string, href: string, action: string): Check {
  return { weight, text, href, action };
}

/** Settings that contradict each other or the account, what blocks families first. */
export function lintPortal(settings: PortalSettings, facts: PortalFacts): PortalCheck[] {
  const order: readonly PortalCheck["weight"][] = ["blocks", "notice", "hint"];
  return Object.entries(RULES)
    .flatMap(([id, rule]) => {
      const found = rule(settings, facts);
      return found ? [{ id, ...found }] : [];
    })
    .sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}
