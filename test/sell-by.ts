import { rulesOf } from './arbitrary/offering.ts'
import type { App } from './app.ts'

/** What rules say, by codes: `X A` is the SKU X at the location A. */
export type SaidByCode = {
  safety?: Record<string, number>
  barred?: readonly string[]
  threshold?: Record<string, number>
}

/**
 * Lets a server sell by rules that say so much for everybody at any time, in place of those that
 * were published. Units are base units.
 */
export async function sellBy(app: App, said: SaidByCode): Promise<void> {
  const { safety = {}, barred = [], threshold = {} } = said
  const { skus, network, rules } = app.orders
  const pairs = [...Object.keys(safety), ...barred]
  await skus.load([...pairs.map((pair) => pair.split(' ')[0]!), ...Object.keys(threshold)])
  const { locationByCode } = await network.refresh()
  const skuId = (code: string) => skus.byCode(code)!.id
  const keyOf = (pair: string) => {
    const [sku, location] = pair.split(' ') as [string, string]
    return `${skuId(sku)} ${locationByCode.get(location)!.id}`
  }
  const made = rulesOf({
    safety: Object.fromEntries(Object.entries(safety).map(([pair, n]) => [keyOf(pair), n])),
    barred: barred.map(keyOf),
    threshold: Object.fromEntries(Object.entries(threshold).map(([sku, n]) => [skuId(sku), n])),
  })
  rules.current = () => Promise.resolve({ ...made, version: made.version + 1 })
}
