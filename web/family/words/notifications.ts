import { wordsOf } from "./language.ts";

export const notificationWords = wordsOf({
  en: {
    title: "Notifications",
    lead: "What you are told of, and how. It is for you alone; other guardians choose for themselves.",
    topics: {
      bookings: "Bookings, makeups and absences",
      requests: "Answers to what you asked for",
      schedule: "Cancelled and moved classes",
      news: "News of the school",
      money: "Receipts and what is due",
    },
    channels: { email: "E-mail", sms: "Text message", push: "On this device" },
    always: "Always sent",
    later: "Text messages and notices on your device come as soon as your school sends them.",
    saved: "Saved",
    failed: "That could not be saved",
    loading: "your choices",
  },
  es: {
    title: "Avisos",
    lead: "De qué te avisamos y cómo. Es solo para ti; los demás tutores eligen por su cuenta.",
    topics: {
      bookings: "Reservas, recuperaciones y ausencias",
      requests: "Respuestas a lo que pediste",
      schedule: "Clases canceladas o cambiadas",
      news: "Noticias de la escuela",
      money: "Recibos y pagos pendientes",
    },
    channels: { email: "Correo", sms: "Mensaje de texto", push: "En este dispositivo" },
    always: "Se envía siempre",
    later: "Los mensajes de texto y los avisos en el dispositivo llegarán cuando tu escuela los envíe.",
    saved: "Guardado",
    failed: "No se ha podido guardar",
    loading: "tus avisos",
  },
});
