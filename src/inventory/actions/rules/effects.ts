import { quantityOf } from '../../../lib/quantity.ts'
import { seesLocation, type Scope } from '../../../lib/scope.ts'
import type { Sku, SkuBook } from '../../../catalog/index.ts'
import type { Channel, Network } from '../../../network/index.ts'
import type { Queryable } from '../../../platform/db/index.ts'
import { rulesOf } from '../../book.ts'
import type { Fences } from '../../domain/fences.ts'
import { changeSet, emptySet } from '../../domain/rules/set.ts'
import { createOffering, type Offer } from '../../domain/rules/offering.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import type { AvailabilityIndex } from '../../index/availability.ts'
import type { Effect } from '../../schemas/rules.ts'
import { quotasLeft } from '../counted.ts'
import { closedAt } from '../selling.ts'

type Asked = {
  sku: Sku
  channel: Channel
  method: string | null
  scope: Scope
  now: Temporal.Instant
}

type World = { skus: SkuBook; network: Network; index: AvailabilityIndex; fences: Fences }

/**
 * What a channel could sell of a SKU by rules that are or are not yet in force, and why. What is
 * set aside is so by the ring-fences in force: new ones are cut when they are.
 */
export async function effectOf(
  db: Queryable,
  world: World,
  rules: readonly Rule[],
  { sku, channel, method, scope, now }: Asked,
): Promise<Effect> {
  const { network, index, fences } = world
  const asking = { channelId: channel.id, method, now }
  const change = changeSet(emptySet)
  change.add(rules)
  const sales = rulesOf(change.done(1), world.skus, network)
  const offer = createOffering(index, sales, now, fences).to(channel.id, method)
  const quotas = await quotasLeft(db, sales, [sku], asking)
  const seller = { network, channelId: channel.id, method, offer, quotas }
  const locations: Effect['locations'] = []
  let units = 0
  index.forEach(sku.id, (locationId, available, onHand) => {
    const location = network.locationById.get(locationId)
    if (!location) return
    // Where no rule but the network or the catalogue says so, there is nothing to tell of rules.
    const closed = closedAt(seller, sku, locationId)
    if (closed && !closed.rule) return
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
      aside: show(here.aside),
      sellable: show(here.sellable),
    })
  })
  const threshold = offer.threshold(sku.id)
  const quota = quotas.get(sku.id)
  const most = Math.min(units - threshold, quota?.left ?? Infinity)
  return {
    available: quantityOf(Math.max(0, most), sku.decimals),
    threshold: quantityOf(threshold, sku.decimals),
    thresholdRule: named(offer.thresholdRule(sku.id)),
    quotaLeft: quota ? quantityOf(quota.left, sku.decimals) : null,
    quotaRule: named(quota?.rule),
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
  const aside = offer.aside(skuId, locationId, available, safety + buffer)
  return {
    available,
    safety,
    safetyRule: named(offer.safetyRule(skuId, locationId)),
    buffer,
    aside,
    barred: barred?.why ?? null,
    barredRule: named(barred?.rule),
    sellable: barred ? 0 : available - safety - buffer - aside,
  }
}

function named(rule: Pick<Rule, 'id' | 'name'> | undefined): { id: string; name: string } | null {
  return rule ? { id: rule.id, name: rule.name } : null
}
