import { wordsOf } from "./language.ts";

export const privacyWords = wordsOf({
  en: {
    title: "Your data",
    exportTitle: "Take your data with you",
    exportHelp:
      "Everything the school holds of your family: people, classes, attendance, makeups, charges and payments. One file that other programs can read.",
    download: "Download",
    ownersOnly: "Only an owner of the family account can do this.",
    eraseTitle: "Have your data erased",
    eraseHelp:
      "The school is asked to erase names, addresses, health facts and everything else about your family. Charges and payments stay in its books, since the law asks for them. Drop the classes first.",
    note: "Note to the school (optional)",
    ask: "Ask for erasure",
    asked:
      "You have asked the school to erase your data. It will answer you; until then you can withdraw it in My Account.",
    sent: "Sent to the school",
    loading: "your data",
  },
  es: {
    title: "Tus datos",
    exportTitle: "Llévate tus datos",
    exportHelp:
      "Todo lo que la escuela guarda de tu familia: personas, clases, asistencia, recuperaciones, cargos y pagos. Un archivo que otros programas pueden leer.",
    download: "Descargar",
    ownersOnly: "Solo puede hacerlo quien administra la cuenta de la familia.",
    eraseTitle: "Pide que se borren tus datos",
    eraseHelp:
      "Se pide a la escuela que borre nombres, direcciones, datos de salud y todo lo demás de tu familia. Los cargos y pagos quedan en su contabilidad, porque la ley lo exige. Antes, da de baja las clases.",
    note: "Nota para la escuela (opcional)",
    ask: "Pedir el borrado",
    asked:
      "Has pedido a la escuela que borre tus datos. Te responderá; hasta entonces puedes retirarlo en Mi cuenta.",
    sent: "Enviado a la escuela",
    loading: "tus datos",
  },
});
