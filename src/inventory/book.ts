import type { SkuBook } from '../catalog/index.ts'
import { inSlices } from '../lib/slices.ts'
import type { Network, NetworkBook } from '../network/index.ts'
import type { DataOf } from '../platform/events/define.ts'
import type { Platform } from '../platform/module.ts'
import { fencesOf, type Fences, type Share } from './domain/fences.ts'
import { salesRulesOf } from './domain/rules/compile.ts'
import type { SalesRules } from './domain/rules/offer.ts'
import { placesOf } from './domain/rules/places.ts'
import { changeSet, emptySet, type RuleSet } from './domain/rules/set.ts'
import { fencesCut, rulesPublished } from './events.ts'
import { readAllShares, readShares } from './store/fences.ts'
import { findLiveVersion, readChangedRules, readRules } from './store/rules.ts'

/** The rules in force, in memory, read anew where something has changed. */
export type RuleBook = {
  /** The rules as they are now; SKUs asked about must be loaded in the SKU book. */
  current(): Promise<SalesRules>
  markStale(): void
  /** What ring-fences set aside now, for one decision or some that are made together. */
  fences(): Promise<Fences>
  /** Of these SKUs, or of all. */
  markFencesStale(skuIds?: Iterable<number>): void
}

/** What rules are asked about: SKUs as the book has them, the network as it was then. */
const SKUS_AT_ONCE = 1000

type RuleWorldBooks = { skus: SkuBook; network: NetworkBook }

export function createRuleBook(platform: Platform, books: RuleWorldBooks): RuleBook {
  let set: RuleSet = emptySet
  let known: { set: RuleSet; network: Network; rules: SalesRules } | undefined
  let stale = true
  let loading: Promise<void> | undefined
  const aside = createFenceBook(platform)
  platform.events.on([rulesPublished.type], () => {
    stale = true
  })

  async function load(): Promise<void> {
    // Before reading, so that what is published during the read marks it stale again.
    stale = false
    try {
      set = await readSet(platform, set)
    } catch (error) {
      stale = true
      throw error
    } finally {
      loading = undefined
    }
  }

  async function loaded(): Promise<void> {
    // One on its way that began before the last publication does not have it.
    while (stale || loading) {
      const began = loading
      loading ??= load()
      await (began && stale ? began.catch(() => undefined) : loading)
    }
  }

  return {
    async current() {
      if (stale || loading) await loaded()
      const network = await books.network.current()
      if (known?.set !== set || known.network !== network) {
        known = { set, network, rules: rulesOf(set, books.skus, network) }
      }
      return known.rules
    },
    markStale() {
      stale = true
    },
    fences: aside.current,
    markFencesStale: aside.markStale,
  }
}

/**
 * The shares of ring-fences, in memory; of those that were cut since, the SKUs are read anew. The
 * guard at the write reads them where it has locked.
 */
function createFenceBook({ books: db, events }: Platform) {
  const shares = new Map<number, readonly Share[]>()
  let stale: Set<number> | 'all' = 'all'
  let loading: Promise<void> | undefined
  const markStale = (skuIds: Iterable<number> | 'all' = 'all') => {
    if (skuIds === 'all') stale = 'all'
    else if (stale !== 'all') for (const skuId of skuIds) stale.add(skuId)
  }
  const isStale = () => stale === 'all' || stale.size > 0
  events.on([fencesCut.type], (cuts) => {
    for (const { data } of cuts) markStale((data as DataOf<typeof fencesCut>).skus)
  })

  async function load(): Promise<void> {
    const wanted = stale
    // Before reading, so that what is cut during the read marks it stale again.
    stale = new Set()
    try {
      if (wanted === 'all') await readAll()
      else for (const skuIds of inSlices([...wanted], SKUS_AT_ONCE)) await readSome(skuIds)
    } catch (error) {
      markStale(wanted)
      throw error
    } finally {
      loading = undefined
    }
  }

  async function readAll(): Promise<void> {
    const all = Map.groupBy(await readAllShares(db), ({ skuId }) => skuId)
    shares.clear()
    for (const [skuId, some] of all) shares.set(skuId, some)
  }

  async function readSome(skuIds: readonly number[]): Promise<void> {
    const read = Map.groupBy(await readShares(db, skuIds), ({ skuId }) => skuId)
    for (const skuId of skuIds) {
      const some = read.get(skuId)
      if (some) shares.set(skuId, some)
      else shares.delete(skuId)
    }
  }

  return {
    markStale,
    async current(): Promise<Fences> {
      // One on its way that began before the last cut does not have it.
      while (isStale() || loading) {
        const began = loading
        loading ??= load()
        await (began && isStale() ? began.catch(() => undefined) : loading)
      }
      return fencesOf(shares, markStale)
    },
  }
}

/** The set of the version in force, made of the one before: what is the same is not read again. */
async function readSet({ books: db }: Platform, before: RuleSet): Promise<RuleSet> {
  const version = await findLiveVersion(db)
  if (version === before.version) return before
  // A database that was emptied begins anew.
  const isLater = before.version > 0 && version > before.version
  const change = changeSet(isLater ? before : emptySet)
  if (isLater) {
    const between = { from: before.version, to: version }
    await readChangedRules(db, between, { gone: change.remove, come: change.add })
  } else if (version > 0) await readRules(db, version, change.add)
  return change.done(version)
}

/** A set of rules for the network as it is. */
export function rulesOf(set: RuleSet, skus: SkuBook, network: Network): SalesRules {
  return salesRulesOf(set, {
    skuOf: (skuId) => skus.byId(skuId),
    places: placesOf([...network.locationById.values()]),
    // A channel that is newer than what is known of the network here has no rules of its own yet.
    timeZoneOf: (channelId) => network.channelById.get(channelId)?.timeZone ?? 'UTC',
  })
}
