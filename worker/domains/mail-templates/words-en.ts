import type { MailKey } from "./catalogue.ts";
import type { TemplateWords } from "./schemas.ts";

const OPEN = "[Open the family portal]({{portal.link}})";
const HELLO = "Hello {{guardian.firstName}},";
// Lines of their own: where nothing is known of them, nothing else is left out.
const WHEN = "When: {{class.when}}\nWhere: {{class.location}}";
const WHERE = "Where: {{class.location}}";
const SCHOOL = "{{school.name}}";
const mail = (subject: string, ...paragraphs: readonly string[]): TemplateWords => ({
  subject,
  body: paragraphs.join("\n\n"),
});

/** The built-in words in English. A line that names something there is nothing to say of is left out. */
export const ENGLISH: Readonly<Record<MailKey, TemplateWords>> = {
  enrollment_confirmed: mail(
    "You are booked at {{school.name}}",
    HELLO,
    "This is booked:",
    "- {{order.lines}}",
    "Paid today: {{order.total}}",
    OPEN,
    SCHOOL,
  ),
  place_expired: mail(
    "Your place is not kept any more",
    HELLO,
    "The payment did not go through, and the time for another try is over. These places are open to others again:",
    "- {{order.lines}}",
    "They are still in your cart. Where there is a place left, you can take it and pay.",
    "[Open the cart]({{portal.link}})",
    SCHOOL,
  ),
  waitlist_joined: mail(
    "{{student.firstName}} is on the waitlist of {{class.name}}",
    HELLO,
    "{{student.firstName}} is number {{waitlist.position}} on the waitlist of {{class.name}}. We write to you as soon as there is a place.",
    WHEN,
    OPEN,
    SCHOOL,
  ),
  waitlist_offer: mail(
    "A place in {{class.name}} for {{student.firstName}}",
    HELLO,
    "There is a place for {{student.firstName}} in {{class.name}}. You were next on the waitlist, so we are keeping it for you until {{offer.until}}.",
    WHEN,
    "[Take the place or let it go]({{portal.link}})",
    "If it does not suit any more, please tell us too, so that the next family need not wait.",
    SCHOOL,
  ),
  absence_noted: mail(
    "{{student.firstName}} is excused on {{meeting.when}}",
    HELLO,
    "Thank you for telling us that {{student.firstName}} cannot come to {{class.name}} on {{meeting.when}}.",
    "{{makeup.note}}",
    OPEN,
    SCHOOL,
  ),
  makeup_booked: mail(
    "Makeup for {{student.firstName}}: {{meeting.when}}",
    HELLO,
    "{{student.firstName}} makes up what was missed in {{class.name}} on {{meeting.when}}.",
    WHERE,
    OPEN,
    SCHOOL,
  ),
  drop_confirmed: mail(
    "{{student.firstName}} leaves {{class.name}}",
    HELLO,
    "As you wished, {{student.firstName}} leaves {{class.name}}. The last day is {{drop.lastOn}}.",
    "We hope to see you again.",
    SCHOOL,
  ),
  transfer_confirmed: mail(
    "{{student.firstName}} moves to {{class.name}}",
    HELLO,
    "{{student.firstName}} moves to {{class.name}}, from {{enrollment.startsOn}} on.",
    WHEN,
    OPEN,
    SCHOOL,
  ),
  request_received: mail(
    "We have your request",
    HELLO,
    "You asked us: {{request.summary}}",
    "We will answer as soon as we can. Nothing changes until then.",
    OPEN,
    SCHOOL,
  ),
  request_approved: mail(
    "Approved: {{request.summary}}",
    HELLO,
    "Your request is approved: {{request.summary}}",
    "{{decision.text}}",
    OPEN,
    SCHOOL,
  ),
  request_denied: mail(
    "About your request: {{request.summary}}",
    HELLO,
    "We are sorry, we cannot do this: {{request.summary}}",
    "{{decision.text}}",
    "Call us or answer this mail if you would like to talk about it.",
    SCHOOL,
  ),
  receipt: mail(
    "{{receipt.title}} from {{school.name}}",
    HELLO,
    "Thank you for your payment of {{payment.amount}}.",
    "Paid with {{payment.method}}, {{payment.date}}",
    "{{receipt.title}} is attached.",
    SCHOOL,
  ),
  autopay_on: mail(
    "Autopay is on",
    HELLO,
    "From now on we draw what is due from {{payment.method}}. You can switch this off at any time under My account, Payments.",
    OPEN,
    SCHOOL,
  ),
  autopay_off: mail(
    "Autopay is off",
    HELLO,
    "We no longer draw what is due from {{payment.method}}. Please pay in the family portal or at the front desk.",
    OPEN,
    SCHOOL,
  ),
  welcome: mail(
    "Welcome to {{school.name}}",
    HELLO,
    "Your account is ready. In the family portal you find classes, book, pay and see what is coming up.",
    OPEN,
    SCHOOL,
  ),
  sign_in_code: mail(
    "{{code.digits}} is your code for {{school.name}}",
    "Your code is {{code.digits}}",
    "It is good for {{code.minutes}} minutes and works once. If it was not you who asked for it, you can delete this mail; nobody got in.",
    SCHOOL,
  ),
  password_reset: mail(
    "Choose a password for {{school.name}}",
    HELLO,
    "[Choose a password]({{action.link}})",
    "The address works once, for {{action.hours}} hours. If it was not you who asked for it, nothing has changed and you can delete this mail.",
    SCHOOL,
  ),
  account_known: mail(
    "You have an account at {{school.name}}",
    HELLO,
    "Somebody, probably you, wanted to create an account with this address. You have one already, so there is nothing to create.",
    "[Choose a password and log in]({{action.link}})",
    "The address works once, for {{action.hours}} hours. If it was not you, nothing has changed.",
    SCHOOL,
  ),
  invite: mail(
    "{{invite.from}} invites you to the family {{family.name}}",
    "Hello,",
    "{{invite.from}} would like you to join the family {{family.name}} at {{school.name}}. You will be able to {{invite.role}}.",
    "[Accept the invitation]({{action.link}})",
    "The address works once, for {{action.hours}} hours.",
    SCHOOL,
  ),
  erase_received: mail(
    "Your wish to be erased",
    HELLO,
    "You asked us to erase the data of the family {{family.name}}. Our staff look after it and write to you. Bills and payments must be kept for the time that the law says.",
    "If it was not you, please call us.",
    SCHOOL,
  ),
  data_erased: mail(
    "Your data are erased",
    HELLO,
    "What we held of the family {{family.name}} is erased: names, contacts, medical notes, notes, messages, files and the access to the portal. Bills and payments stay without your names for the time that the law says.",
    "This is the last mail that you get from us.",
    SCHOOL,
  ),
};
