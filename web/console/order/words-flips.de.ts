import { pluralsOf } from '../../lib/plural.ts'
import type { FlipWords } from './words-flips.en.ts'

const n = pluralsOf('de')

export const words: FlipWords = {
  title: 'Was hätte es geändert?',
  none: 'Keine einzelne Änderung, soweit es sich sagen lässt.',
  chosen: (places, change) => `Gewählt worden wäre ${places}, wenn ${change}.`,
  parcelLess: (place, cost) => `ein Paket von ${place} ${cost} weniger gekostet hätte`,
  unitLess: (place, cost) => `jedes Stück von ${place} ${cost} weniger gekostet hätte`,
  parcelMore: (place, cost) => `ein Paket von ${place} ${cost} mehr gekostet hätte`,
  stockMore: (place, goods) => `${place} noch ${goods} gehabt hätte`,
  distance: (km) => `die Regel bis ${km} gereicht hätte`,
  open: (place, day) => `die Regel ${place} am ${day} nicht geschlossen hätte`,
  exact:
    'Jedes wurde an dem probiert, was die Entscheidung sah. Ein Schritt weniger ändert nichts.',
  atMost: 'Was die Entscheidung sah, ist nicht mehr ganz bekannt: weniger kann genügt haben.',
  noTime: 'Es zu probieren blieb keine Zeit: weniger kann genügt haben. Fragen Sie noch einmal.',
  again: 'Noch einmal fragen',
  left: (changes) =>
    n(changes, {
      one: '# weitere Änderung wurde nicht probiert.',
      other: '# weitere Änderungen wurden nicht probiert.',
    }),
  exchange: 'Als Zahlen, für andere Löser',
}
