import type { Language } from "../../kernel/language.ts";

export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What the link says. */
  readonly link: string;
  readonly after: string;
}

interface Words {
  readonly greeting: (name: string | null) => string;
  readonly code: Readonly<
    Record<
      "sign_in" | "first_password" | "new_account" | "closed",
      (school: string, code: string) => MailText
    >
  >;
  readonly reset: (school: string) => MailText;
  readonly invite: (facts: InviteFacts) => MailText;
}

export interface InviteFacts {
  readonly school: string;
  readonly family: string;
  readonly inviter: string;
  readonly role: "owner" | "payer" | "viewer" | "pickup_only";
}

const EN_LATER =
  "The code works once and for ten minutes. If it was not you who asked, you can delete this mail.";
const ES_LATER =
  "El código sirve una vez y durante diez minutos. Si no lo pediste tú, puedes borrar este correo.";

const en: Words = {
  greeting: (name) => (name ? `Hello ${name},` : "Hello,"),
  code: {
    sign_in: (school, code) => ({
      subject: `${code} is your code for ${school}`,
      paragraphs: [`This is your code to log in to ${school}:`, code],
      link: "Log in with this code",
      after: EN_LATER,
    }),
    first_password: (school, code) => ({
      subject: `${code} is your code for ${school}`,
      paragraphs: [
        `${school} knows you already: choose a password, and your family is there. This is your code:`,
        code,
      ],
      link: "Go on with this code",
      after: EN_LATER,
    }),
    new_account: (school, code) => ({
      subject: `${code} is your code for ${school}`,
      paragraphs: [`This is your code to create a family account at ${school}:`, code],
      link: "Go on with this code",
      after: EN_LATER,
    }),
    closed: (school) => ({
      subject: `Your account at ${school}`,
      paragraphs: [
        `Somebody, probably you, tried to log in to ${school} with this address. No family there has it.`,
        "Perhaps you gave another address. The school can tell you, and add this one.",
      ],
      link: "Go to the school's page",
      after: "If it was not you, you can delete this mail.",
    }),
  },
  reset: (school) => ({
    subject: `Choose a new password for ${school}`,
    paragraphs: [`Somebody, probably you, asked for a new password for the family portal of ${school}.`],
    link: "Choose a new password",
    after:
      "The link works once and for one hour. If it was not you, nothing has changed and you can delete this mail.",
  }),
  invite: ({ school, family, inviter, role }) => ({
    subject: `You are invited to the family ${family} at ${school}`,
    paragraphs: [
      `${inviter} invites you to the account of the family ${family} at ${school}.`,
      {
        owner: "You can do everything there: book, pay, and decide who else may.",
        payer: "You can see everything there, book and pay.",
        viewer: "You can see the children's classes and attendance.",
        pickup_only: "You can see when and where the children are to be picked up.",
      }[role],
    ],
    link: "Accept the invitation",
    after: "The link works for 48 hours. After that, ask for another one.",
  }),
};

const es: Words = {
  greeting: (name) => (name ? `Hola, ${name}:` : "Hola:"),
  code: {
    sign_in: (school, code) => ({
      subject: `${code} es tu código para ${school}`,
      paragraphs: [`Este es tu código para entrar en ${school}:`, code],
      link: "Entrar con este código",
      after: ES_LATER,
    }),
    first_password: (school, code) => ({
      subject: `${code} es tu código para ${school}`,
      paragraphs: [
        `${school} ya te conoce: elige una contraseña y tendrás a tu familia. Este es tu código:`,
        code,
      ],
      link: "Seguir con este código",
      after: ES_LATER,
    }),
    new_account: (school, code) => ({
      subject: `${code} es tu código para ${school}`,
      paragraphs: [`Este es tu código para crear una cuenta familiar en ${school}:`, code],
      link: "Seguir con este código",
      after: ES_LATER,
    }),
    closed: (school) => ({
      subject: `Tu cuenta en ${school}`,
      paragraphs: [
        `Alguien, seguramente tú, intentó entrar en ${school} con esta dirección. Ninguna familia la tiene allí.`,
        "Quizá diste otra dirección. La escuela puede decírtelo y añadir esta.",
      ],
      link: "Ir a la página de la escuela",
      after: "Si no fuiste tú, puedes borrar este correo.",
    }),
  },
  reset: (school) => ({
    subject: `Elige una contraseña nueva para ${school}`,
    paragraphs: [
      `Alguien, seguramente tú, pidió una contraseña nueva para el portal de familias de ${school}.`,
    ],
    link: "Elegir una contraseña nueva",
    after:
      "El enlace sirve una vez y durante una hora. Si no fuiste tú, nada ha cambiado y puedes borrar este correo.",
  }),
  invite: ({ school, family, inviter, role }) => ({
    subject: `Invitación a la familia ${family} en ${school}`,
    paragraphs: [
      `${inviter} te invita a la cuenta de la familia ${family} en ${school}.`,
      {
        owner: "Allí puedes hacerlo todo: reservar, pagar y decidir quién más puede.",
        payer: "Allí puedes verlo todo, reservar y pagar.",
        viewer: "Allí puedes ver las clases y la asistencia de los niños.",
        pickup_only: "Allí puedes ver cuándo y dónde recoger a los niños.",
      }[role],
    ],
    link: "Aceptar la invitación",
    after: "El enlace sirve durante 48 horas. Después, pide otro.",
  }),
};

export const MAIL_WORDS: Readonly<Record<Language, Words>> = { en, es };
