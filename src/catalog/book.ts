import type { DataOf } from '../platform/events/define.ts'
import type { Platform } from '../platform/module.ts'
import { skuChanged } from './events.ts'
import { listNewestSkus, listSkusByCode, listSkusById, type Sku } from './store/sku.ts'

/**
 * SKUs in memory for hot paths: filled as they are asked for. One that has changed is read anew by
 * the next who asks for it and stays known till then, so that nobody loses what they have loaded.
 * Codes that are not known are asked for again each time.
 */
export type SkuBook = {
  byCode(code: string): Sku | undefined
  byId(id: number): Sku | undefined
  /**
   * Makes the SKUs of these codes known as they are now, with one query for those not yet, and
   * what bundles among them are made of; answers them in the order of the codes.
   */
  load(codes: readonly string[]): Promise<(Sku | undefined)[]>
  loadIds(ids: readonly number[]): Promise<void>
  /** Makes those known that are most likely asked for first: an order then waits for no read. */
  loadNewest(): Promise<void>
  forget(code: string): void
}

const MOST = 200_000
/** About a tenth of a second, and 20 MB. */
const MOST_AHEAD = 20_000

export function createSkuBook(platform: Platform): SkuBook {
  const { books: db } = platform
  const byCode = new Map<string, Sku>()
  const byId = new Map<number, Sku>()
  /** Codes of SKUs that have changed since they were read. */
  const stale = new Set<string>()
  /** Bundles by the code of each of their components: what they cost apart changes with those. */
  const madeOf = new Map<string, Set<string>>()
  /** Of each read on its way, what has changed since it began. */
  const reading = new Set<Set<string>>()

  async function read(skus: () => Promise<Sku[]>, known: readonly Sku[]): Promise<void> {
    const changed = new Set<string>()
    reading.add(changed)
    try {
      remember(await skus(), changed)
      // Used just now, so the last to go.
      for (const sku of known) keep(byCode.get(sku.code) ?? sku)
      dropOldest()
    } finally {
      reading.delete(changed)
    }
  }

  function remember(skus: readonly Sku[], changed: ReadonlySet<string>): void {
    for (const sku of skus) {
      // A read that began later may have ended before.
      if ((byCode.get(sku.code)?.version ?? 0) > sku.version) continue
      keep(sku)
      if ([sku, ...sku.components].some(({ code }) => changed.has(code))) stale.add(sku.code)
      else stale.delete(sku.code)
    }
  }

  function keep(sku: Sku): void {
    byCode.delete(sku.code)
    byCode.set(sku.code, sku)
    byId.set(sku.id, sku)
    for (const { code } of sku.components) {
      madeOf.set(code, (madeOf.get(code) ?? new Set()).add(sku.code))
    }
  }

  function dropOldest(): void {
    for (const [code, sku] of byCode) {
      if (byCode.size <= MOST) break
      byCode.delete(code)
      byId.delete(sku.id)
      stale.delete(code)
    }
  }

  function forget(code: string): void {
    for (const one of [code, ...(madeOf.get(code) ?? [])]) if (byCode.has(one)) stale.add(one)
    for (const changed of reading) changed.add(code)
  }

  const isFresh = (sku: Sku | undefined): sku is Sku => sku !== undefined && !stale.has(sku.code)

  async function load(codes: readonly string[]): Promise<(Sku | undefined)[]> {
    const found = codes.map((code) => byCode.get(code))
    if (found.every(isFresh)) return found
    const missing = codes.filter((_, i) => !isFresh(found[i]))
    await read(() => listSkusByCode(db, missing), found.filter(isFresh))
    return codes.map((code) => byCode.get(code))
  }

  platform.events.on([skuChanged.type], (events) => {
    for (const { data } of events) forget((data as DataOf<typeof skuChanged>).code)
  })

  return {
    byCode: (code) => byCode.get(code),
    byId: (id) => byId.get(id),
    async load(codes) {
      const found = await load(codes)
      const parts = found.flatMap((sku) => sku?.components ?? [])
      if (parts.length > 0) await load(parts.map(({ code }) => code))
      return found
    },
    async loadIds(ids) {
      const missing = ids.filter((id) => !isFresh(byId.get(id)))
      if (missing.length === 0) return
      const known = ids.map((id) => byId.get(id)).filter(isFresh)
      await read(() => listSkusById(db, missing), known)
    },
    loadNewest: () => read(async () => (await listNewestSkus(db, MOST_AHEAD)).toReversed(), []),
    forget,
  }
}
