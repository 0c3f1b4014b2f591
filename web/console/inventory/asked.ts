import type { Address } from '../../lib/use-address.ts'

export const STATES = ['in_stock', 'low', 'sold_out', 'uncovered'] as const
export type State = (typeof STATES)[number]

/** What the address asks of the list. */
export type Asked = { q?: string; state?: State; category?: string; location?: string }

export function askedOf(address: Address): Asked {
  const { q, category, location } = address
  const state = STATES.find((one) => one === address['state'])
  return {
    ...(q && { q }),
    ...(state && { state }),
    ...(category && { category }),
    ...(location && { location }),
  }
}

export function isNarrowed({ q, state, category }: Asked): boolean {
  return [q, state, category].some((one) => one !== undefined)
}

/** What takes every filter away; where one looks stays. */
export const ALL = { q: undefined, state: undefined, category: undefined }
