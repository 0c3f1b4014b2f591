import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** Why something of a delivery is short, in the telling of why: it waits, or was cancelled. */
export const words = {
  titleWaiting: 'Why does it wait?',
  titleWaited: 'Why did it wait?',
  titleCancelled: 'Why was it cancelled?',
  nobody: 'No place had any of it',
  nobodyCould: 'No place could send any of it',
  allUnfilled: 'All that was in stock was too dear to send',
  waits: (goods: string) => `Waits for stock: ${goods}`,
  waitsMore: 'It is served when stock comes: the highest priority first, then the oldest order.',
  waitsToPass: (goods: string) => `Waits: ${goods}`,
  waitsToPassMore: 'That passes by itself. Then it is decided on again.',
  waitsElseCancelled:
    'That passes by itself. Then it is sent, or cancelled if no place can send it.',
  wasShort: (goods: string) => `Was short: ${goods}`,
  cancelled: (goods: string) => `Cancelled: ${goods}`,
  had: (reason: string, places: number) =>
    `${reason}: ${n(places, {
      one: '# place that had some of it.',
      other: '# places that had some of it.',
    })}`,
  lacking: {
    no_stock: 'No place had it.',
    too_dear: 'Sending it would have cost more than leaving it out.',
    limits: 'Within its limits the rule could not send it.',
    kept_back: 'What there was of it was kept back.',
    no_room: 'Where it was, no day has room: the daily capacity is 0.',
  },
  elsewhere: 'It was not there.',
  whyLeft: (reason: string) => `Where it was: ${reason}.`,
}

export type WhyShortWords = typeof words
