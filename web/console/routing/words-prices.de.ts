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
  together: (places) =>
    places === 0
      ? '; zusammen ermittelt, Kapazität ist heute nirgends knapp'
      : n(places, {
          one: '; zusammen ermittelt, mit der heutigen Kapazität von # Standort',
          other: '; zusammen ermittelt, mit der heutigen Kapazität von # Standorten',
        }),
  tooMany: '; jeder für sich, da es für alle zusammen zu viele Aufträge sind',
  none: 'Noch nicht ermittelt',
  stale: 'Veraltet',
  forecast: (off, before) =>
    `Prognose je Artikel um ${off} daneben in Wochen, die sie nicht kannte (${before} nach dem, ` +
    'was davor kam)',
  imported: ' · zum Teil aus der importierten Vergangenheit',
  noForecast: 'Zu wenig Vergangenheit, um zu sagen, wie gut die Nachfrage bekannt ist',
  gate: (channel, when, saved) => `${channel}, simuliert ${when}: mit Preisen ${saved}`,
  gateTogether: (channel, when, saved) =>
    `${channel}, simuliert ${when}: mit zusammen ermittelten Preisen ${saved}`,
  renew: {
    old: 'Lange nicht simuliert: neu simulieren',
    failed: 'Von der neuesten Simulation nicht belegt',
    never: 'Nicht mit diesem Plan simuliert',
  },
  verdicts: { not_dearer: 'Bestanden', dearer: 'Nicht bestanden', too_few_days: 'Zu wenige Tage' },
  cheaper: (percent) => `${percent} günstiger`,
  dearer: (percent) => `${percent} teurer`,
}
