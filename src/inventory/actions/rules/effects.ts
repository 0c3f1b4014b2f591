import { quantityOf } from '../../../lib/quantity.ts'
import { seesLocation, type Scope } from '../../../lib/scope.ts'
import type { Sku, SkuBook } from '../../../catalog/index.ts'
import type { Channel, Network } from '../../../network/index.ts'
import type { Queryable } from '../../../platform/db/index.ts'
import { rulesOf } from '../../book.ts'
import { decideAllShares, fencesOf, type Fences } from '../../domain/fences.ts'
import { changeSet, emptySet } from '../../domain/rules/set.ts'
import type { SalesRules } from '../../domain/rules/offer.ts'
import { offerOf, type Offer } from '../../domain/rules/offering.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import type { AvailabilityIndex } from '../../index/availability.ts'
import type { Effect } from '../../schemas/rules.ts'
import { readFenceLevels } from '../../store/fences.ts'
import { quotasLeft } from '../counted.ts'
import { fenceOn, keyOfFence, rowsOf } from '../fence-cuts.ts'
import { fencesOfSku } from '../fences-in-force.ts'
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
 * What a channel can sell of a SKU by the rules in force, and could by those of the draft, and why.
 * What is set aside by the draft is what its ring-fences would be cut to on the stock of now.
 */
export async function effectsOf(
  db: Queryable,
  world: World,
  { live, draft }: { live: readonly Rule[]; draft: readonly Rule[] },
  asked: Asked,
): Promise<{ live: Effect; draft: Effect }> {
  const [inForce, drafted] = [salesOf(live, world), salesOf(draft, world)]
  const fences = await fencesBy(db, world, drafted, asked)
  return {
    live: await effectOf(db, world, inForce, asked),
    draft: await effectOf(db, { ...world, fences }, drafted, asked),
  }
}

function salesOf(rules: readonly Rule[], { skus, network }: World): SalesRules {
  const change = changeSet(emptySet)
  change.add(rules)
  return rulesOf(change.done(1), skus, network)
}

/** What ring-fences would set aside of a SKU by such rules. */
async function fencesBy(
  db: Queryable,
  { network, index, fences }: World,
  sales: SalesRules,
  { sku, now }: Asked,
): Promise<Fences> {
  const inForce = fencesOfSku(sales, network)(sku, now)
  const levels = await readFenceLevels(db, inForce.map(keyOfFence), now)
  const rows = rowsOf(index, sku.id)
  const here = inForce.map((fence) => fenceOn(fence, levels.get(fence.name)))
  const { id: skuId, decimals } = sku
  const shares = decideAllShares(here, { skuId, decimals, rows }, fences.believed.get(skuId) ?? [])
  return fencesOf(shares.length === 0 ? new Map() : new Map([[skuId, shares]]))
}

async function effectOf(
  db: Queryable,
  { network, index, fences }: World,
  rules: SalesRules,
  { sku, channel, method, scope, now }: Asked,
): Promise<Effect> {
  const asking = { channelId: channel.id, method, now }
  const offer = offerOf({ caution: index, rules, fences, now }, channel.id, method)
  const quotas = await quotasLeft(db, rules, [sku], asking)
  const seller = { network, channelId: channel.id, method, rules, offer, quotas }
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
    asideRule: named(offer.asideRule(skuId, locationId)),
    barred: barred?.why ?? null,
    barredRule: named(barred?.rule),
    sellable: barred ? 0 : available - safety - buffer - aside,
  }
}

function named(rule: Pick<Rule, 'id' | 'name'> | undefined): { id: string; name: string } | null {
  return rule ? { id: rule.id, name: rule.name } : null
}
