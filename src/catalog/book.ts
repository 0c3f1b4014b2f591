import type { DataOf } from '../platform/events/define.ts'
import type { Platform } from '../platform/module.ts'
import { skuChanged } from './events.ts'
import { listSkusByCode, listSkusById, type Sku } from './store/sku.ts'

/**
 * SKUs in memory for hot paths: filled as they are asked for, dropped when one changes. Codes that
 * are not known are asked for again each time.
 */
export type SkuBook = {
  byCode(code: string): Sku | undefined
  byId(id: number): Sku | undefined
  /** Makes the SKUs of these codes known, with one query for those that are not yet. */
  load(codes: readonly string[]): Promise<void>
  loadIds(ids: readonly number[]): Promise<void>
  forget(code: string): void
}

const MOST = 200_000

export function createSkuBook(platform: Platform): SkuBook {
  const { db } = platform
  const byCode = new Map<string, Sku>()
  const byId = new Map<number, Sku>()

  function remember(skus: readonly Sku[]): void {
    for (const sku of skus) {
      byCode.set(sku.code, sku)
      byId.set(sku.id, sku)
    }
    for (const [code, sku] of byCode) {
      if (byCode.size <= MOST) break
      byCode.delete(code)
      byId.delete(sku.id)
    }
  }

  function forget(code: string): void {
    const sku = byCode.get(code)
    if (!sku) return
    byCode.delete(code)
    byId.delete(sku.id)
  }

  platform.events.on([skuChanged.type], (events) => {
    for (const { data } of events) forget((data as DataOf<typeof skuChanged>).code)
  })

  return {
    byCode: (code) => byCode.get(code),
    byId: (id) => byId.get(id),
    async load(codes) {
      const missing = codes.filter((code) => !byCode.has(code))
      if (missing.length > 0) remember(await listSkusByCode(db, missing))
    },
    async loadIds(ids) {
      const missing = ids.filter((id) => !byId.has(id))
      if (missing.length > 0) remember(await listSkusById(db, missing))
    },
    forget,
  }
}
