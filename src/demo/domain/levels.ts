import type { DemoSku } from './catalog.ts'
import type { DemoLocation } from './network.ts'
import { randomOf, shareOf } from './random.ts'

/** What lies where when the history begins. */
export type Level = { sku: string; location: string; onHand: number }

/** Sold out everywhere, on purpose: who orders it waits. */
const GONE = 0.015
/** A store has so many of the styles, and so many of those variants are sold out there. */
const CARRIED = 0.22
const EMPTY_SHELF = 0.12
const EMPTY_DEPOT = 0.08
/** A depot lacks a style altogether: another has it, or a store. */
const LACKED = 0.15

export function isGone(seed: number, sku: string): boolean {
  return shareOf(`${seed} gone ${sku}`) < GONE
}

/**
 * How many of a SKU a location likes to have; 0 where it does not carry its style. A depot has
 * most, a store some, and of those every variant.
 */
export function targetOf(seed: number, sku: DemoSku, location: DemoLocation): number {
  const draw = shareOf(`${seed} target ${location.code} ${sku.style}`)
  const wanted = 1 / (1 + sku.style / 40)
  if (location.kind === 'distribution_centre') {
    return draw < LACKED ? 0 : 20 + Math.round(draw * 40 + wanted * 160)
  }
  return draw < CARRIED ? 2 + Math.round((draw / CARRIED) * 4 + wanted * 5) : 0
}

/** Whether it is sold out there on purpose, so that there is always a reason to look elsewhere. */
export function isBare(seed: number, sku: DemoSku, location: DemoLocation): boolean {
  const share = location.kind === 'store' ? EMPTY_SHELF : EMPTY_DEPOT
  return isGone(seed, sku.code) || shareOf(`${seed} bare ${location.code} ${sku.code}`) < share
}

export function levelsOf(
  seed: number,
  skus: readonly DemoSku[],
  locations: readonly DemoLocation[],
): Level[] {
  return locations.flatMap((location) => {
    const random = randomOf(seed, `levels ${location.code}`)
    return skus.flatMap((sku) => {
      const target = targetOf(seed, sku, location)
      const share = isBare(seed, sku, location) ? 0 : 0.4 + random.next() * 0.8
      if (target === 0 || isGone(seed, sku.code)) return []
      return [{ sku: sku.code, location: location.code, onHand: Math.round(target * share) }]
    })
  })
}
