import type { Guard } from './use-canaries.ts'

/** What is asked of a canary, as it is typed. */
export type TypedCanary = {
  percent: string
  /** A code; empty: all channels. */
  channel: string
  days: string
  orders: string
  guards: Record<Guard, string>
}

export const GUARDS = [
  'costPercent',
  'parcelsPercent',
  'unfilledPoints',
  'refusedPoints',
  'latePoints',
  'declinedPoints',
  'timeMs',
] as const satisfies readonly Guard[]

/** As the API has it where nothing is said. */
export const usual: TypedCanary = {
  percent: '10',
  channel: '',
  days: '14',
  orders: '200',
  guards: {
    costPercent: '3',
    parcelsPercent: '5',
    unfilledPoints: '1',
    refusedPoints: '1',
    latePoints: '2',
    declinedPoints: '3',
    timeMs: '50',
  },
}

export type CanaryField = 'percent' | 'days' | 'orders' | Guard

type Given = {
  sharePermille: number
  channels?: string[]
  guards: Record<Guard, number | null>
  minimumOrders: number
  until: string
}

const DAY_MS = 86_400_000

/** What is sent of it, and which fields cannot be read. */
export function readCanary(
  { percent, channel, days, orders, guards }: TypedCanary,
  now: number,
): { given: Given; faults: ReadonlySet<CanaryField> } {
  const faults = new Set<CanaryField>()
  const read = (field: CanaryField, typed: string, [least, most]: readonly [number, number]) => {
    const value = Number(typed.trim().replace(',', '.'))
    const isGood = typed.trim() !== '' && value >= least && value <= most
    if (!isGood) faults.add(field)
    return isGood ? value : least
  }
  const share = read('percent', percent, [0.1, 99.9])
  const until = new Date(now + read('days', days, [1, 90]) * DAY_MS).toISOString()
  // A guard that is left empty does not count.
  const most = (guard: Guard) =>
    guards[guard].trim() === '' ? null : read(guard, guards[guard], [0, 1000])
  const given: Given = {
    sharePermille: Math.round(share * 10),
    ...(channel !== '' && { channels: [channel] }),
    guards: Object.fromEntries(GUARDS.map((guard) => [guard, most(guard)])) as Given['guards'],
    minimumOrders: Math.round(read('orders', orders, [30, 1e6])),
    until,
  }
  return { given, faults }
}
