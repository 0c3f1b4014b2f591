import { inSlices } from '../../lib/slices.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Network } from '../../network/index.ts'
import { nameOf } from '../domain/counter.ts'
import type { FenceTerms } from '../domain/fences.ts'
import type { SalesRules } from '../domain/rules/offer.ts'
import { isAbout } from '../domain/rules/places.ts'
import type { Rule } from '../domain/rules/rule.ts'
import type { InventoryWorld } from '../routes/stock.ts'

/** A ring-fence of one SKU that is in force, and where its channel sells from. */
export type Fence = OfRule & {
  /** Of its rule and SKU; as its counter is called. */
  name: string
  skuId: number
}

/** Where a channel sells from, of the places that a rule is about; `text` says the same. */
type Pool = { ids: ReadonlySet<number>; text: string }

/** A rule that sets something aside for a channel. */
type FenceRule = Rule & { terms: FenceTerms }

/** What is the same for all SKUs of a rule. */
type OfRule = {
  rule: FenceRule
  channelId: number
  pool: Pool
  /** What the rule says, as text: where it says something else, it is cut anew. */
  terms: string
}

/** The fences of one network by one set of rules, until some rule begins or ends. */
export type KnownFences = {
  rules: SalesRules
  network: Network
  untilMs: number
  /** performance.now() */
  at: number
  fences: readonly Fence[]
  names: ReadonlySet<string>
}

/** All SKUs are gone through this often at most: new ones are fenced so much later. */
const SKUS_MS = 10_000
/** Far fewer than the SKU book keeps, so that those asked about are still there. */
const SLICE = 1000

/** Of each SKU and channel the most specific ring-fence that is for the channel. */
export async function fencesInForce(
  world: InventoryWorld,
  last: KnownFences | undefined,
  now: Temporal.Instant,
): Promise<KnownFences> {
  const rules = await world.rules.current()
  const network = await world.network.current()
  const at = performance.now()
  const isKnown =
    last?.rules === rules &&
    last.network === network &&
    now.epochMilliseconds < last.untilMs &&
    at - last.at < SKUS_MS
  if (isKnown) return last
  const ofSku = fencesOfSku(rules, network)
  const all = rules.ofKind('ring_fence').filter(({ scope }) => scope.channelId !== null)
  const fences: Fence[] = []
  for (const skuIds of inSlices(skusOf(world, all), SLICE)) {
    await world.skus.loadIds(skuIds)
    for (const skuId of skuIds) {
      const sku = world.skus.byId(skuId)
      if (sku) fences.push(...ofSku(sku, now))
    }
    await othersTurn()
  }
  const names = new Set(fences.map(({ name }) => name))
  const untilMs = rules.steadyUntil(now.epochMilliseconds)
  return { rules, network, untilMs, at, fences, names }
}

/** Of each channel the most specific ring-fence of a SKU that is for it. */
export function fencesOfSku(
  rules: SalesRules,
  network: Network,
): (sku: Pick<Sku, 'id' | 'kind'>, now: Temporal.Instant) => Fence[] {
  const all = rules.ofKind('ring_fence').flatMap((rule): FenceRule[] => {
    const { scope, terms } = rule
    return terms.kind === 'ring_fence' && scope.channelId !== null ? [{ ...rule, terms }] : []
  })
  const channelIds = new Set(all.map(({ scope }) => scope.channelId!))
  const poolOf = poolsIn(network)
  const ofRule = new Map(
    all.map((rule): [string, OfRule] => {
      const [channelId, terms] = [rule.scope.channelId!, JSON.stringify(rule.terms)]
      return [rule.id, { rule, channelId, terms, pool: poolOf(rule) }]
    }),
  )
  return ({ id: skuId, kind }, now) =>
    [...channelIds].flatMap((channelId) => {
      if (kind !== 'stocked') return []
      const rule = rules
        .matching('ring_fence', skuId, { channelId, method: null, now })
        .find(({ scope }) => scope.channelId === channelId)
      if (!rule) return []
      const name = nameOf({ ruleId: rule.id, skuId, key: '' })
      return [{ ...ofRule.get(rule.id)!, name, skuId }]
    })
}

/** Rules that name the same places share a pool: there may be one rule for each SKU. */
function poolsIn(network: Network): (rule: Rule) => Pool {
  const known = new Map<string, Pool>()
  return ({ scope }) => {
    const { channelId, locationId, group, locationTag, locationKind } = scope
    const key = JSON.stringify([channelId, locationId, group, locationTag, locationKind])
    const pool = known.get(key)
    if (pool) return pool
    const ids = [...network.poolOf(channelId!).keys()].filter((id) => {
      const location = network.locationById.get(id)
      return location !== undefined && !location.archived && isAbout(scope, location)
    })
    const made = { ids: new Set(ids), text: ids.join() }
    known.set(key, made)
    return made
  }
}

/** The SKUs that ring-fences may be about: those named, or all that have stock somewhere. */
function skusOf(world: InventoryWorld, all: readonly Rule[]): number[] {
  const ids = new Set(all.flatMap(({ scope }) => scope.skuId ?? []))
  if (all.some(({ scope }) => scope.skuId === null)) world.index.forEachSku((id) => ids.add(id))
  return [...ids]
}

/** Lets requests run that have come meanwhile. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
