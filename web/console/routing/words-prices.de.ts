import { pluralsOf } from '../../lib/plural.ts'
import type { PriceWords } from './words-prices.en.ts'

const n = pluralsOf('de')

export const words: PriceWords = {
  title: 'Preise knapper Ware',
  off: 'Für keinen Kanal an: Jede Bestellung kommt von dort, wo sie jetzt am wenigsten kostet.',
  on: (channels) =>
    `An für ${channels}: Die letzten Stücke zählen mit dem, was späteren Bestellungen fehlte.`,
  made: (count, when) =>
    n(count, {
      one: `# Artikel hat einen Preis, geprüft ${when}`,
      other: `# Artikel haben einen Preis, geprüft ${when}`,
    }),
  none: 'Noch nicht ermittelt',
  stale: 'Veraltet',
  forecast: (off, before) =>
    `Prognose je Artikel um ${off} daneben in Wochen, die sie nicht kannte (${before} nach dem, ` +
    'was davor kam)',
  noForecast: 'Zu wenig Vergangenheit, um zu sagen, wie gut die Nachfrage bekannt ist',
  gate: (channel, when, saved) => `${channel}, simuliert ${when}: mit Preisen ${saved}`,
  renew: {
    old: 'Lange nicht simuliert: neu simulieren',
    failed: 'In der neuesten Simulation teurer',
    never: 'Nicht mit diesem Plan simuliert',
  },
  passed: 'Bestanden',
  failed: 'Nicht bestanden',
  cheaper: (percent) => `${percent} günstiger`,
  dearer: (percent) => `${percent} teurer`,
}
