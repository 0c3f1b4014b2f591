import { pluralsOf } from '../../lib/plural.ts'
import type { TestWords } from './words-test.en.ts'

const n = pluralsOf('de')

export const words: TestWords = {
  says:
    'Woher eine Bestellung nach den Regeln in Kraft käme, und woher nach dem Entwurf. Nichts ' +
    'ändert sich.',
  which: 'Welche Bestellung',
  ways: { order: 'Eine, die es gibt', invented: 'Eine erfundene' },
  number: 'Bestellnummer',
  channel: 'Kanal',
  method: 'Lieferart',
  country: 'Land',
  postalCode: 'Postleitzahl',
  region: 'Region',
  value: (currency) => `Wert (${currency})`,
  sku: 'SKU',
  quantity: 'Menge',
  addLine: 'Noch ein Artikel',
  removeLine: (sku) => `${sku} wegnehmen`,
  run: 'Probieren',
  faults: {
    number: 'Schreiben Sie die Nummer einer Bestellung.',
    country: 'Wählen Sie ein Land.',
    line: 'Schreiben Sie eine SKU und wie viele.',
    value: 'Ein Betrag.',
  },
  live: 'Nach den Regeln in Kraft',
  draft: 'Nach dem Entwurf',
  noDraft: 'Der Entwurf ändert nichts, er entscheidet also dasselbe.',
  group: (no) => `Lieferung ${no}`,
  same: 'Der Entwurf entscheidet dasselbe.',
  differs: 'Der Entwurf entscheidet anders.',
  map: (places) => `Auf der Karte: von ${places}`,
  cost: 'Kosten',
  terms: {
    freight: 'Fracht',
    handling: 'Bearbeitung',
    parcel: 'Paket',
    late: 'Verspätung',
    reroute: 'Ablehnung',
    carbon: 'CO₂',
    stock: 'Knappe Ware',
    slot: 'Knapper Platz',
    wish: 'Wunsch',
    total: 'Zusammen',
  },
  from: 'Von',
  away: 'Entfernung',
  nowhere: 'Von nirgends',
  places: (count) => n(count, { one: '# Standort', other: '# Standorte' }),
}
