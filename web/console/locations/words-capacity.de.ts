import { pluralsOf } from '../../lib/plural.ts'
import type { CapacityWords } from './words-capacity.en.ts'

const n = pluralsOf('de')

export const words: CapacityWords = {
  whileOpen: (duration) => `${duration} Öffnungszeit`,
  noLimit: 'Keine Grenze',
  mostOf: {
    orders: (count) => n(count, { one: '# Bestellung', other: '# Bestellungen' }),
    lines: (count) => n(count, { one: '# Position', other: '# Positionen' }),
    units: (count) => n(count, { one: '# Stück', other: '# Stück' }),
  },
  usedOf: (used, most) => `${used} von ${most}`,
  full: 'Voll',
  today: 'Heute',
  tomorrow: 'Morgen',
  measures: { orders: 'Bestellungen', lines: 'Positionen', units: 'Stück' },
  measureOn: (measure, day) => `${measure}, ${day}`,
  weekdaysDiffer: 'Abweichende Wochentage',
}
