import type { Address } from '../../lib/use-address.ts'
import {
  typedAhead,
  USUAL_AHEAD,
  type Plan,
  type TypedAhead,
  type TypedPlan,
} from '../routing/plan-draft.ts'

/** What of the address asks for a new simulation, to take away once it is answered. */
export const NOT_ASKED = {
  start: undefined,
  channel: undefined,
  days: undefined,
  margin: undefined,
  together: undefined,
}

/** The address that asks to simulate the rules in force with prices as they are typed of a plan. */
export function pricedStart(channel: string, typed: TypedPlan): Address {
  const { prices, days, marginPercent, together } = typed
  if (!prices) return { start: 'prices', channel }
  return { start: 'prices', channel, days, margin: marginPercent, together: together ? '1' : '0' }
}

/** What an address asks to be simulated; undefined where it asks for nothing. */
export function askedOf({ start, channel, days, margin, together }: Address) {
  if (start !== 'prices') return undefined
  const ahead: Partial<TypedAhead> = {
    ...(days !== undefined && { days }),
    ...(margin !== undefined && { marginPercent: margin }),
    ...(together !== undefined && { together: together === '1' }),
  }
  return { channel, ahead }
}

/** What prices of a channel are found by, or else of the first that has any, or as usual. */
export function aheadOf(plans: readonly Plan[], channel: string | undefined): TypedAhead {
  const priced = plans.filter(({ prices }) => prices === 'on')
  const own = priced.find((plan) => plan.channel === channel) ?? priced[0]
  return typedAhead(own?.lookAhead ?? USUAL_AHEAD)
}

/** What is counted, so that prices of a channel are proven: its currency, of several. */
export function currencyAsked(
  channels: readonly { code: string; currency: string }[],
  channel: string | undefined,
): string {
  const own = channels.find(({ code }) => code === channel)?.currency
  const isOne = channels.every(({ currency }) => currency === own)
  return own === undefined || isOne ? '' : own
}
