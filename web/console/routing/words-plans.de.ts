import { pluralsOf } from '../../lib/plural.ts'
import type { PlanWords } from './words-plans.en.ts'

const n = pluralsOf('de')

export const words: PlanWords = {
  says:
    'Regeln sagen, was sein darf. Unter dem, was bleibt, entscheidet der Plan des Kanals: was ' +
    'nach diesen Zahlen am wenigsten kostet. Änderungen gelten für Bestellungen ab jetzt.',
  none: 'Noch kein Plan: Das gilt, bis es einen gibt.',
  since: (version, when) => `Fassung ${version}, seit ${when}`,
  versions: 'Versionen',
  versionsOf: (name) => `Versionen des Plans: ${name}`,
  take: 'Wieder übernehmen',
  first: 'Der erste Plan des Kanals.',
  sameInWords: 'Gleich in dem, was hier steht.',
  taken: (version) =>
    `Ausgefüllt mit dem, was Version ${version} sagte. Wonach dieses Formular nicht fragt, ` +
    'bleibt wie jetzt.',
  strategy: 'Entscheidet nach',
  carriage: 'Fracht',
  byCards: 'nach Preislisten der Frachtführer',
  byServices: (services) => `nach Preislisten von ${services}`,
  byTable: 'nach einer Tabelle von Zonen und Gewichten',
  byZones: 'nach den Ländern, aus denen und in die es geht',
  byDistance: (parcel, kilo, far, kiloFar) =>
    `nach Entfernung: ${parcel} je Paket, ${kilo} je kg, ${far} je 100 km, ` +
    `${kiloFar} je kg und 100 km`,
  packaging: 'Verpackung',
  boxWeighs: (weight) => `${weight} je Paket`,
  boxAir: (percent) => `${percent} Luft im Volumen`,
  packings: {
    gramsPerParcel: 'Verpackung eines Pakets, in Gramm',
    airPercent: 'Luft im Karton, in % des Inhalts',
  },
  packingHints: {
    gramsPerParcel: 'Karton und Füllung, einmal je Paket.',
    airPercent: 'Wo eine Preisliste das Volumen zählt.',
  },
  nothing: 'zählt nicht',
  notCounted: 'Zählt nicht',
  coolOff: 'Nach einer Ablehnung',
  hours: (hours) =>
    n(hours, {
      one: '# Stunde lang nicht wieder gefragt',
      other: '# Stunden lang nicht wieder gefragt',
    }),
  coolOffHours: 'Stunden, bis wieder gefragt wird',
  improving: 'Vor der Freigabe',
  moves: (saving, times) =>
    n(times, {
      one: `zieht um, wo das ${saving} spart, einmal`,
      other: `zieht um, wo das ${saving} spart, höchstens # Mal`,
    }),
  stays: 'bleibt, wo entschieden wurde',
  prices: 'Preise knapper Bestände',
  pricesOn: (ahead) => `an; ${ahead}`,
  ahead: (days, percent) =>
    n(days, {
      one: `# Tag voraus, ${percent} gehen mit einem Verkauf verloren`,
      other: `# Tage voraus, ${percent} gehen mit einem Verkauf verloren`,
    }),
  aheadTogether: (ahead) => `${ahead}; alle Artikel und die Kapazität der Standorte zusammen`,
  pricesOff: 'aus',
  change: 'Ändern',
  changeOf: (channel) => `Ändern, was für ${channel} zählt`,
  title: (channel) => `Was für ${channel} zählt`,
  dialogSays: (currency) =>
    `Beträge in ${currency}; was leer ist, zählt nicht. Es wird sofort veröffentlicht.`,
  publish: 'Veröffentlichen',
  done: 'Der Plan gilt ab jetzt.',
  carriages: {
    cards: 'Nach Preislisten der Frachtführer',
    distance: 'Nach Entfernung',
    kept: 'Wie bisher',
  },
  keptHint: 'Eine Tabelle oder Zonen werden über die API geändert.',
  rates: {
    base: 'Ein Paket',
    perKg: 'Jedes Kilogramm',
    perKm: 'Je 100 km',
    perKgKm: 'Je Kilogramm und 100 km',
    otherBase: 'Ein Paket ohne Entfernung',
    otherPerKg: 'Davon jedes Kilogramm',
  },
  improve: 'Lieferungen dürfen bis zur Freigabe umziehen',
  improveHint: 'Ab und zu werden mehrere zusammen betrachtet; nie auf einen späteren Tag.',
  leastSaving: 'Ein Umzug spart mindestens',
  mostMoves: 'Umzüge höchstens',
  price: 'Die letzten Stücke zählen, was sie späteren Bestellungen wert sind',
  priceHint: 'Erst wenn eine Simulation dieses Plans gezeigt hat, dass es sich lohnt.',
  toSimulator: 'Simulator öffnen',
  days: 'Tage bis zur nächsten Lieferung',
  marginPercent: 'Verlust je entgangenem Verkauf, in % des Preises',
  marginHint: 'Bei Artikeln, die selbst keine Marge nennen.',
  together: 'Alle Artikel und die Kapazität der Standorte zusammen',
  togetherHint:
    'Für Bestellungen mit mehreren Positionen und knappe Tageskapazität. Braucht eine eigene ' +
    'Simulation.',
  faults: {
    none: 'Eine Zahl, 0 oder mehr.',
    whole: 'Eine ganze Zahl, 1 oder mehr.',
    percent: '0 bis 100.',
    gramsPerParcel: 'Ganze Gramm, 0 bis 100.000.',
    airPercent: 'Eine ganze Zahl, 0 bis 1.000.',
    beside:
      'Nur neben dem Betrag für eine nicht bediente Einheit: Tragen Sie ihn ein, mindestens 0.',
    cards:
      'Nur Preislisten sagen, wann ein Paket ankommt: Wählen Sie diese, oder lassen Sie das leer.',
  },
}
