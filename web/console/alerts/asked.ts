import type { Address } from '../../lib/use-address.ts'

export const KINDS = ['low', 'out', 'over', 'negative', 'uncovered', 'overdue_feed'] as const
export type Kind = (typeof KINDS)[number]

export const STATES = ['open', 'cleared'] as const
export type State = (typeof STATES)[number]

/** What an address that narrows nothing down says. */
export const NOTHING = { kind: undefined, state: undefined, location: undefined }

export type Asked = { state: State; kind?: Kind; location?: string }

/** What an address asks for; what makes no sense in it asks for nothing. */
export function askedOf(address: Address): Asked {
  const kind = KINDS.find((one) => one === address['kind'])
  const state = STATES.find((one) => one === address['state']) ?? 'open'
  const { location } = address
  return { state, ...(kind && { kind }), ...(location && { location }) }
}

export function isNarrowed(address: Address): boolean {
  const { state, kind, location } = askedOf(address)
  return state !== 'open' || kind !== undefined || location !== undefined
}
