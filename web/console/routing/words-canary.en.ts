import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  title: 'Canary',
  says: (version: string, share: string, control: string) =>
    `Version ${version} decides on ${share} of new orders, version ${control} on the others.`,
  first: (version: string, share: string) =>
    `Version ${version} decides on ${share} of new orders, the plans of channels on the others.`,
  time: (from: string, until: string) =>
    `Since ${from}. It returns by itself as soon as a guard is broken, and ${until} at the latest.`,
  channels: (names: string) => `Only orders of ${names}`,
  orders: (count: number) => n(count, { one: '# order', other: '# orders' }),
  counted: (canary: string, control: string) => `${canary} by the canary, ${control} by the others`,
  waiting: (least: string) => `Guards are judged from ${least} orders of each side on.`,
  measure: 'Measure',
  ofCanary: 'Canary',
  ofControl: 'Others',
  difference: 'Difference',
  between: (low: string, high: string) => `${low} to ${high}`,
  measures: {
    cost: 'Cost of an order',
    parcels: 'Parcels of an order',
    unfilled: 'Not served',
    refused: 'Orders refused',
    late: 'Late parcels, expected',
    declined: 'Declined by a location',
    time: 'Time to decide',
  },
  states: {
    off: 'Does not count',
    waiting: 'Too few orders',
    open: 'Not sure yet',
    kept: 'Kept',
    broken: 'Broken',
  },
  most: {
    percent: (much: string) => `at most ${much}% more`,
    points: (much: number) =>
      n(much, { one: 'at most # point more', other: 'at most # points more' }),
    ms: (much: string) => `at most ${much} ms more`,
  },
  points: (value: string) => `${value} pts`,
  ms: (value: string) => `${value} ms`,
  promote: 'Promote',
  promoteTitle: (version: string) => `Promote version ${version}`,
  promoteSays:
    'It decides on every order from now on. What the draft changes is carried over to it.',
  promoted: (version: string) => `Version ${version} is in force`,
  back: 'Return',
  backTitle: (version: string) => `Return version ${version}`,
  backSays:
    'It decides on no order any more. What it decided stays as it is, and its rules can be ' +
    'brought back into the draft.',
  returned: (version: string) => `Version ${version} was returned`,
  runs: (version: string, share: string) =>
    `Version ${version} is tried with ${share} of orders. The draft can be published once that ` +
    'is over.',
  see: 'See how it does',
  figures: 'Figures',
  figuresTitle: (version: string) => `Canary of version ${version}`,
  ended: {
    running: (share: string) => `canary with ${share} of orders`,
    promoted: (share: string) => `promoted from a canary with ${share} of orders`,
    by_hand: (share: string) => `returned from a canary with ${share} of orders`,
    guard: (share: string, measure: string) =>
      `returned by itself from a canary with ${share} of orders: ${measure}`,
    error: (share: string) =>
      `returned by itself from a canary with ${share} of orders: an error when it decided`,
    until: (share: string) => `a canary with ${share} of orders that nobody promoted in its time`,
  },
  publish: {
    share: 'For a share of orders first',
    says:
      'These rules decide on a share of new orders beside those in force, which decide on the ' +
      'others. What changes:',
    percent: 'Share of orders (%)',
    percentHint: 'The same orders each time they are decided. Ten is a good start.',
    percentFault: 'A number from 0.1 to 99.9.',
    channel: 'Orders of',
    all: 'All channels',
    days: 'Days at most',
    daysHint: 'Then it returns, unless it was promoted.',
    daysFault: 'A number from 1 to 90.',
    orders: 'Orders before it is judged',
    ordersHint: 'Of each side.',
    ordersFault: 'A whole number, 30 or more.',
    guards: 'Guards: by how much it may be worse',
    guardsHint:
      'As soon as it is surely worse than that, it returns by itself. What is left empty does ' +
      'not count.',
    guardFault: 'A number, 0 or more.',
    names: {
      costPercent: 'Cost of an order (%)',
      parcelsPercent: 'Parcels of an order (%)',
      unfilledPoints: 'Not served (points)',
      refusedPoints: 'Orders refused (points)',
      latePoints: 'Late parcels (points)',
      declinedPoints: 'Declined (points)',
      timeMs: 'Time to decide (ms)',
    },
    go: 'Start',
    done: (version: string, share: string) => `Version ${version} decides on ${share} of orders`,
  },
}

export type CanaryWords = typeof words
