import { pluralsOf } from '../../lib/plural.ts'
import type { CanaryWords } from './words-canary.en.ts'

const n = pluralsOf('de')

export const words: CanaryWords = {
  title: 'Probelauf',
  says: (version, share, control) =>
    `Fassung ${version} entscheidet über ${share} der neuen Bestellungen, Fassung ${control} ` +
    'über die anderen.',
  first: (version, share) =>
    `Fassung ${version} entscheidet über ${share} der neuen Bestellungen, die Pläne der Kanäle ` +
    'über die anderen.',
  time: (from, until) =>
    `Seit ${from}. Er endet von selbst, sobald eine Grenze überschritten ist, spätestens ${until}.`,
  channels: (names) => `Nur Bestellungen aus ${names}`,
  orders: (count) => n(count, { one: '# Bestellung', other: '# Bestellungen' }),
  counted: (canary, control) => `${canary} im Probelauf, ${control} daneben`,
  waiting: (least) => `Geurteilt wird ab ${least} Bestellungen auf jeder Seite.`,
  measure: 'Messgröße',
  ofCanary: 'Probelauf',
  ofControl: 'Andere',
  difference: 'Unterschied',
  between: (low, high) => `${low} bis ${high}`,
  measures: {
    cost: 'Kosten einer Bestellung',
    parcels: 'Pakete einer Bestellung',
    unfilled: 'Nicht geliefert',
    refused: 'Abgelehnte Bestellungen',
    late: 'Verspätete Pakete, erwartet',
    declined: 'Von einem Standort abgelehnt',
    time: 'Zeit zum Entscheiden',
  },
  states: {
    off: 'Zählt nicht',
    waiting: 'Zu wenig Bestellungen',
    open: 'Noch nicht sicher',
    kept: 'Eingehalten',
    broken: 'Überschritten',
  },
  most: {
    percent: (much) => `höchstens ${much} % mehr`,
    points: (much) => n(much, { one: 'höchstens # Punkt mehr', other: 'höchstens # Punkte mehr' }),
    ms: (much) => `höchstens ${much} ms mehr`,
  },
  points: (value) => `${value} Pkt.`,
  ms: (value) => `${value} ms`,
  promote: 'Übernehmen',
  promoteTitle: (version) => `Fassung ${version} übernehmen`,
  promoteSays:
    'Sie entscheidet ab jetzt über jede Bestellung. Was der Entwurf ändert, wird auf sie ' +
    'übertragen.',
  promoted: (version) => `Fassung ${version} gilt`,
  back: 'Zurücknehmen',
  backTitle: (version) => `Fassung ${version} zurücknehmen`,
  backSays:
    'Sie entscheidet über keine Bestellung mehr. Was sie entschieden hat, bleibt; ihre Regeln ' +
    'lassen sich in den Entwurf zurückholen.',
  returned: (version) => `Fassung ${version} ist zurückgenommen`,
  runs: (version, share) =>
    `Fassung ${version} wird mit ${share} der Bestellungen erprobt. Danach lässt sich der ` +
    'Entwurf veröffentlichen.',
  see: 'Ansehen, wie sie sich macht',
  figures: 'Zahlen',
  figuresTitle: (version) => `Probelauf der Fassung ${version}`,
  ended: {
    running: (share) => `Probelauf mit ${share} der Bestellungen`,
    promoted: (share) => `nach einem Probelauf mit ${share} der Bestellungen übernommen`,
    by_hand: (share) => `nach einem Probelauf mit ${share} der Bestellungen zurückgenommen`,
    guard: (share, measure) =>
      `Probelauf mit ${share} der Bestellungen, von selbst beendet: ${measure}`,
    error: (share) =>
      `Probelauf mit ${share} der Bestellungen, von selbst beendet: ein Fehler beim Entscheiden`,
    until: (share) =>
      `Probelauf mit ${share} der Bestellungen, den in seiner Zeit niemand übernommen hat`,
  },
  publish: {
    share: 'Zuerst für einen Teil der Bestellungen',
    says:
      'Diese Regeln entscheiden über einen Teil der neuen Bestellungen, die geltenden weiter ' +
      'über die anderen. Was sich ändert:',
    percent: 'Anteil der Bestellungen (%)',
    percentHint: 'Jedes Mal dieselben, auch wenn neu entschieden wird. Zehn ist ein guter Anfang.',
    percentFault: 'Eine Zahl von 0,1 bis 99,9.',
    channel: 'Bestellungen aus',
    all: 'Allen Kanälen',
    days: 'Höchstens Tage',
    daysHint: 'Dann endet er, wenn ihn niemand übernommen hat.',
    daysFault: 'Eine Zahl von 1 bis 90.',
    orders: 'Bestellungen vor dem Urteil',
    ordersHint: 'Auf jeder Seite.',
    ordersFault: 'Eine ganze Zahl, 30 oder mehr.',
    guards: 'Grenzen: um wie viel er schlechter sein darf',
    guardsHint:
      'Sobald er sicher schlechter ist, endet er von selbst. Was leer bleibt, zählt nicht.',
    guardFault: 'Eine Zahl, 0 oder mehr.',
    names: {
      costPercent: 'Kosten einer Bestellung (%)',
      parcelsPercent: 'Pakete einer Bestellung (%)',
      unfilledPoints: 'Nicht geliefert (Punkte)',
      refusedPoints: 'Abgelehnte Bestellungen (Punkte)',
      latePoints: 'Verspätete Pakete (Punkte)',
      declinedPoints: 'Von Standorten abgelehnt (Punkte)',
      timeMs: 'Zeit zum Entscheiden (ms)',
    },
    go: 'Starten',
    done: (version, share) => `Fassung ${version} entscheidet über ${share} der Bestellungen`,
  },
}
