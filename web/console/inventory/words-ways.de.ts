import { pluralsOf } from '../../lib/plural.ts'
import type { WaysWords } from './words-ways.en.ts'

const n = pluralsOf('de')

export const words: WaysWords = {
  keepBack: 'Sicherheitsbestand setzen',
  cap: 'Kontingent setzen',
  watch: 'Beobachten',
  watchSays: 'Bescheid bekommen, wenn es knapp wird',
  lateBuffer: (count) => `${count} davon werden nicht verkauft, bis Zahlen kommen`,
  waiting: {
    title: 'Bestellungen, die darauf warten',
    none: 'Keine Bestellung wartet darauf.',
    order: 'Bestellung',
    placed: 'Eingegangen',
    state: 'Stand',
    all: (count) => n(count, { one: '# Bestellung zeigen', other: 'Alle # Bestellungen zeigen' }),
    more: (count) => `Alle zeigen: mehr als ${count}`,
  },
}
