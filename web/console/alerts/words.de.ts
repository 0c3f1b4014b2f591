import { pluralsOf } from '../../lib/plural.ts'
import type { AlertWords } from './words.en.ts'

const n = pluralsOf('de')

export const words: AlertWords = {
  title: 'Bestandswarnungen',
  count: (count) => n(count, { one: '# Warnung', other: '# Warnungen' }),
  kindsLabel: 'Welche Warnungen',
  all: 'Alle',
  kinds: {
    low: 'Knapp',
    out: 'Leer',
    over: 'Zu viel',
    negative: 'Unter null',
    uncovered: 'Reicht nicht',
  },
  columns: { item: 'Artikel', place: 'Ort', kind: 'Warnung', number: 'Jetzt', since: 'Seit' },
  says: {
    low: (units) => `${units} verfügbar`,
    out: (units) => `${units} verfügbar`,
    over: (units) => `${units} vorhanden`,
    negative: (units) => `${units} vorhanden`,
    uncovered: (units) => `${units} fehlen`,
  },
  statesLabel: 'Jetzt oder früher',
  states: { open: 'Jetzt', cleared: 'Früher' },
  place: 'Ort',
  anyPlace: 'Alle Orte',
  findPlace: 'Ort suchen',
  noPlace: 'Kein solcher Ort',
  empty: 'Nichts zu melden',
  emptySays: 'Der Bestand ist, wie er sein soll, oder noch sagt keine Regel etwas anderes.',
  noMatch: 'Davon gibt es nichts',
}
