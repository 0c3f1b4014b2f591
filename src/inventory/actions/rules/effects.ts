import { quantityOf } from '../../../lib/quantity.ts'
import { seesLocation, type Scope } from '../../../lib/scope.ts'
import type { Sku, SkuBook } from '../../../catalog/index.ts'
import type { Channel, Network } from '../../../network/index.ts'
import { rulesOf } from '../../book.ts'
import { changeSet, emptySet } from '../../domain/rules/set.ts'
import { createOffering, type Offer } from '../../domain/rules/offering.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import type { AvailabilityIndex } from '../../index/availability.ts'
import type { Effect } from '../../schemas/rules.ts'

type Asked = {
  sku: Sku
  channel: Channel
  method: string | null
  scope: Scope
  now: Temporal.Instant
}

/** What a channel could sell of a SKU by rules that are or are not yet in force, and why. */
export function effectOf(
  world: { skus: SkuBook; network: Network; index: AvailabilityIndex },
  rules: readonly Rule[],
  { sku, channel, method, scope, now }: Asked,
): Effect {
  const { network, index } = world
  const change = changeSet(emptySet)
  change.add(rules)
  const sales = rulesOf(change.done(1), world.skus, network)
  const offer = createOffering(index, sales, now).to(channel.id, method)
  const pool = network.poolOf(channel.id)
  const locations: Effect['locations'] = []
  let units = 0
  index.forEach(sku.id, (locationId, available, onHand) => {
    const location = network.locationById.get(locationId)
    if (!location || !pool.has(locationId) || location.paused || location.archived) return
    if (network.isSkuPaused(sku.id, locationId)) return
    const here = ofPlace(offer, { skuId: sku.id, locationId, available, onHand })
    units += here.sellable
    if (!seesLocation(scope, locationId)) return
    const show = (of: number) => quantityOf(of, sku.decimals)
    locations.push({
      location: location.code,
      ...here,
      available: show(here.available),
      safety: show(here.safety),
      buffer: show(here.buffer),
      sellable: show(here.sellable),
    })
  })
  const threshold = offer.threshold(sku.id)
  return {
    available: quantityOf(Math.max(0, units - threshold), sku.decimals),
    threshold: quantityOf(threshold, sku.decimals),
    thresholdRule: named(offer.thresholdRule(sku.id)),
    locations,
  }
}

function ofPlace(
  offer: Offer,
  { skuId, locationId, ...of }: Record<'skuId' | 'locationId' | 'available' | 'onHand', number>,
) {
  const barred = offer.barred(skuId, locationId)
  const available = Math.max(0, of.available)
  const safety = offer.safety(skuId, locationId, of.onHand, available)
  const buffer = offer.buffer(locationId, of.onHand, available, safety)
  return {
    available,
    safety,
    safetyRule: named(offer.safetyRule(skuId, locationId)),
    buffer,
    barred: barred?.why ?? null,
    barredRule: named(barred?.rule),
    sellable: barred ? 0 : available - safety - buffer,
  }
}

function named(rule: Rule | undefined): { id: string; name: string } | null {
  return rule ? { id: rule.id, name: rule.name } : null
}
