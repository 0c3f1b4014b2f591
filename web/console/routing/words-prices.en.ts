import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** Prices of scarce stock, and what they go by. */
export const words = {
  title: 'Prices of scarce stock',
  off: 'Off on every channel: each order goes from where it costs least now.',
  on: (channels: string) => `On for ${channels}: the last units count with what later orders lose.`,
  made: (count: number, when: string) =>
    n(count, {
      one: `# SKU has a price, checked ${when}`,
      other: `# SKUs have a price, checked ${when}`,
    }),
  together: (places: number) =>
    places === 0
      ? '; found together, room is nowhere scarce today'
      : n(places, {
          one: '; found together, with the room that # place has today',
          other: '; found together, with the room that # places have today',
        }),
  tooMany: '; each for itself, since there are too many orders to find all together',
  none: 'Not found yet',
  stale: 'Out of date',
  forecast: (off: string, before: string) =>
    `Forecast off by ${off} per SKU on weeks it had not seen (${before} by what came before)`,
  imported: ' · in part from the imported history',
  noForecast: 'Too little past to say how well demand is known',
  gate: (channel: string, when: string, saved: string) =>
    `${channel}, simulated ${when}: ${saved} with prices`,
  gateTogether: (channel: string, when: string, saved: string) =>
    `${channel}, simulated ${when}: ${saved} with prices found together`,
  renew: {
    old: 'Simulated long ago: simulate again',
    failed: 'Not proven by the newest simulation',
    never: 'Not simulated by this plan',
  },
  verdicts: { not_dearer: 'Passed', dearer: 'Not passed', too_few_days: 'Too few days' },
  cheaper: (percent: string) => `${percent} cheaper`,
  dearer: (percent: string) => `${percent} dearer`,
}

export type PriceWords = typeof words
