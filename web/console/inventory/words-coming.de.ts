import { pluralsOf } from '../../lib/plural.ts'
import type { ComingWords } from './words-coming.en.ts'

const n = pluralsOf('de')

export const words: ComingWords = {
  none: (channel) =>
    `${channel} verkauft nichts davon, bevor es da ist: Keine Regel erlaubt es, wo er verkauft.`,
  why: (count, channel) => `Warum kann ${channel} ${count} von dem verkaufen, was unterwegs ist?`,
  nothing: 'Nichts ist angekündigt.',
  receipt: (count, place, day) => `${count}, fällig in ${place} am ${day}`,
  sure: (percent) => `Zu ${percent}\u00A0% sicher.`,
  less: {
    promised: (count) => `Weniger ${count}, die schon zugesagt sind.`,
    overdue: (count) => `Weniger ${count}: Niemand weiß, wann sie kommen.`,
    no_rule: (count) => `Weniger ${count}: Keine Regel lässt sie vorher verkaufen.`,
    unsure: (count, asked) => `Weniger ${count}: nicht zu ${asked}\u00A0% sicher.`,
    too_far: (count, days) =>
      n(days, {
        one: `Weniger ${count}: später fällig als in # Tag.`,
        other: `Weniger ${count}: später fällig als in # Tagen.`,
      }),
  },
  because: (count, reason) => `Weniger ${count}: ${reason}.`,
  uncovered: (count) => `Davon kommen aber ${count} nicht mehr.`,
  counts: (count) => `Bleiben ${count}.`,
  others: (receipts, count) =>
    n(receipts, {
      one: `# weitere Ankündigung, davon verkäuflich: ${count}`,
      other: `# weitere Ankündigungen, davon verkäuflich: ${count}`,
    }),
  elsewhere: (count) => `dazu ${count} an Orten, die Sie nicht sehen`,
  limit: (count, limit) => `weniger ${count}: Die Grenze ist ${limit}`,
  limitMore: (promised) => `Von der Grenze sind ${promised} schon zugesagt.`,
  makes: (count) => `macht ${count} zum Verkauf, bevor sie da sind`,
  from: (day) => `Die ersten sind am ${day} fällig.`,
  backorder: {
    why: (count, channel) =>
      `Warum kann ${channel} ${count} über das hinaus verkaufen, was da ist und kommt?`,
    lets: (count, place) => `${count}, die eine Regel verkaufen lässt, von ${place}`,
    promised: (count) => `weniger ${count}, die schon zugesagt sind`,
    beyond: (count) => `davon ${count} über der Grenze, wie sie jetzt ist`,
    makes: (count) => `macht ${count} zum Verkauf`,
    days: (days) =>
      n(days, {
        one: 'Sie kommen in höchstens # Tag.',
        other: 'Sie kommen in höchstens # Tagen.',
      }),
  },
}
