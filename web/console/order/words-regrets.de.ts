import { pluralsOf } from '../../lib/plural.ts'
import type { RegretWords } from './words-regrets.en.ts'

const n = pluralsOf('de')

export const words: RegretWords = {
  terms: (difference, terms) => `${difference}: ${terms}`,
  besides: (places, difference) => `Mit ${places} ${difference}`,
  unfilled: (cost) => `Weggelassenes ${cost}`,
  fewer: (goods) => `Ohne ${goods}`,
  never: 'Nichts, was die Regel erlaubt, nimmt ihn',
  atMost:
    'Was die Entscheidung sah, ist nicht mehr ganz bekannt: zusammen mit anderen kann ein ' +
    'Standort weniger gekostet haben.',
  left: (places) =>
    n(places, {
      one: '# weiterer Standort wurde nicht mit anderen zusammen probiert.',
      other: '# weitere Standorte wurden nicht mit anderen zusammen probiert.',
    }),
}
