import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

type Ranged = { sku: string | null; category: string | null; tag: string | null }

/** The SKUs that a rule is about, after `each` or `any`. */
function skus({ sku, category, tag }: Ranged): string {
  const parts = [
    sku ?? 'SKU',
    category === null ? '' : ` of the category ${category}`,
    tag === null ? '' : ` tagged ${tag}`,
  ]
  return parts.join('')
}

const each = (of: Ranged) => (of.sku === null ? `each ${skus(of)}` : skus(of))
const any = (of: Ranged) => (of.sku === null ? `any ${skus(of)}` : skus(of))
const days = (count: number) => n(count, { one: '# day', other: '# days' })

/** How a rule is said in one sentence. Numbers and names come as texts, counts as numbers. */
export const words = {
  pool: (of: Ranged, sells: boolean) => `${sells ? 'Sell' : 'Do not sell'} ${any(of)}`,
  eligibility: (of: Ranged, may: boolean) => `${may ? 'Deliver' : 'Do not deliver'} ${any(of)}`,
  safetyStock: (of: Ranged, units: string) => `Keep ${units} of ${each(of)}`,
  safetyShare: (of: Ranged, share: string) => `Keep ${share} of what is on hand of ${each(of)}`,
  threshold: (of: Ranged, units: string) => {
    return `Keep ${units} back from all that there is to sell of ${each(of)}`
  },
  quota: (of: Ranged, units: string) => `Sell at most ${units} of ${each(of)}`,
  ringFence: (of: Ranged, units: string) => `Set ${units} of ${each(of)} aside`,
  ringFenceShare: (of: Ranged, share: string) => {
    return `Set ${share} of what is on hand of ${each(of)} aside`
  },
  purchaseLimit: {
    order: (of: Ranged, units: string) => `Sell at most ${units} of ${each(of)} in one order`,
    customer: (of: Ranged, units: string) => `Sell at most ${units} of ${each(of)} to one customer`,
    address: (of: Ranged, units: string) => `Sell at most ${units} of ${each(of)} to one address`,
  },
  least: (of: Ranged, least: string) => `Sell at least ${least} of ${each(of)} in one order`,
  leastAndMost: (of: Ranged, least: string, most: string) => {
    return `Sell at least ${least} and at most ${most} of ${each(of)} in one order`
  },
  withinDays: (count: number) => `within ${days(count)}`,
  holdLimit: (of: Ranged, minutes: number) => {
    return `Keep ${any(of)} in a cart for ${n(minutes, { one: '# minute', other: '# minutes' })}`
  },
  extended: (times: number) => {
    if (times === 0) return 'never longer'
    return `up to ${n(times, { one: '# time', other: '# times' })} longer`
  },
  open: {
    customer: (count: number) => {
      return `at most ${n(count, { one: '# cart', other: '# carts' })} of one customer`
    },
    address: (count: number) => {
      return `at most ${n(count, { one: '# cart', other: '# carts' })} of one address`
    },
  },
  preOrder: (of: Ranged, count: number) => `Sell ${any(of)} that arrives within ${days(count)}`,
  certain: (percent: string) => `if that is at least ${percent} certain`,
  atMost: (units: string) => `at most ${units}`,
  backorder: (of: Ranged, units: string) => `Sell up to ${units} more than there is of ${each(of)}`,
  sentWithin: (count: number) => `to be sent within ${days(count)}`,
  /** Where: `at` or `from` a location, or those that are like that. */
  at: 'at',
  from: 'from',
  location: (name: string) => name,
  locations: (of: { group: string | null; tag: string | null; kind: string | null }) => {
    const { group, tag, kind } = of
    const parts = [
      group === null ? '' : ` of the group ${group}`,
      tag === null ? '' : ` tagged ${tag}`,
      kind === null ? '' : ` of the kind ${kind}`,
    ]
    return `locations${parts.join('')}`
  },
  everyLocation: 'every location',
  /** What stands before the place, and before all that follows. */
  beforePlace: ' ',
  beforeRest: ', ',
  channel: (name: string) => `for ${name}`,
  allChannels: 'for all channels',
  method: (name: string) => `as “${name}”`,
  weekdays: (names: string) => `on ${names}`,
  hours: (from: string, to: string) => `from ${from} to ${to}`,
  since: (day: string) => `from ${day}`,
  until: (day: string) => `until ${day}`,
  end: '.',
}

export type SentenceWords = typeof words
