import type { words as english } from './words-authority.en.ts'

export const words: typeof english = {
  who: 'Wer schreibt, was vorhanden ist',
  whos: {
    anybody: 'Wer Bestand ändern darf',
    tutti: 'Nur Menschen hier',
    other: 'Nur ein anderes System',
  },
  ofAnybody:
    'Menschen hier und jedes System, dessen Schlüssel Bestand ändern darf: Meldungen, ' +
    'Zählungen und Korrekturen.',
  ofTutti:
    'Menschen an dieser Konsole und Schlüssel, die für tutti sprechen. Meldungen, ' +
    'Zählungen und Korrekturen anderer Systeme werden Zeile für Zeile abgelehnt.',
  ofOther: (system) =>
    `Nur Schlüssel, die für ${system} sprechen. Meldungen, Zählungen und Korrekturen ` +
    'aller anderen werden Zeile für Zeile abgelehnt, auch die von Menschen hier.',
  thatSystem: 'dieses System',
  system: 'System',
  systemHint: 'Wie seine API-Schlüssel sagen, für wen sie sprechen: WMS, ERP, TILL-7.',
  takesOff: 'Wer abzieht, was weg ist',
  takers: { tutti: 'Tutti', owner: (system) => system },
  byTutti: 'Sobald ein Paket weg ist, sind seine Einheiten nicht mehr vorhanden.',
  byOwner: (system) =>
    `Was weg ist, bleibt vorhanden und unverkäuflich, bis eine Meldung von ${system} ` +
    'davon gehört hat. Kommt keine solche Meldung, bleibt es so.',
  endsWaiting:
    'Was weg ist und noch auf eine Meldung wartet, wird binnen Sekunden abgezogen, ' +
    'jedes als Bewegung.',
  noKey: (system) =>
    `Kein API-Schlüssel, der Bestand ändern darf, spricht für ${system}: Niemand kann ` +
    'hier schreiben.',
  keys: 'API-Schlüssel',
  since: 'Seit',
  fault: 'Nennen Sie das System: Buchstaben, Ziffern und . _ : / + -',
}
