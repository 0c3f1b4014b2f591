import { randomUUID } from 'node:crypto'
import { noRules, type OfferRules } from '../src/inventory/domain/rules/offer.ts'
import { always, anything, type Rule, type RuleTerms } from '../src/inventory/domain/rules/rule.ts'
import { sql } from '../src/platform/db/sql.ts'
import type { App } from './app.ts'

/** What a rule is about, by the codes that people use. */
export type About = { sku?: string; location?: string; channel?: string }

/** Puts rules in force on a server, the most specific first, in place of those it has. */
export async function sellBy(app: App, rules: readonly (RuleTerms & About)[]): Promise<void> {
  const ids = await app.platform.db.query<{ of: string; code: string; id: number }>(sql`
    select 'sku' as of, code, id from catalog.sku
    union all select 'location', code, id from network.location
    union all select 'channel', code, id from network.channel`)
  const idOf = (of: string, code: string | undefined) =>
    ids.find((one) => one.of === of && one.code === code)?.id ?? null
  const all = rules.map(({ sku, location, channel, ...terms }): Rule => {
    const scope = {
      ...anything,
      skuId: idOf('sku', sku),
      locationId: idOf('location', location),
      channelId: idOf('channel', channel),
    }
    return { id: randomUUID(), name: terms.kind, scope, times: always, terms }
  })
  const isFor = (named: number | null, id: number) => named === null || named === id
  const current = {
    ...noRules,
    matching: (kind: Rule['terms']['kind'], skuId: number, asking: { channelId: number }) =>
      all.filter(
        ({ terms, scope }) =>
          terms.kind === kind &&
          isFor(scope.skuId, skuId) &&
          isFor(scope.channelId, asking.channelId),
      ),
  }
  app.orders.rules.current = () => Promise.resolve(current)
}

/** Lets nothing go from some places, and keeps so many units of each SKU back at the others. */
export async function keepBack(
  app: App,
  { barred, safety }: { barred: readonly string[]; safety: number },
): Promise<void> {
  const { rules, network } = app.orders
  const [current, { locationByCode }] = [await rules.current(), await network.current()]
  const shut = new Set(barred.map((code) => locationByCode.get(code)!.id))
  const terms = { kind: 'eligibility' as const, eligible: false }
  const rule = { id: randomUUID(), name: 'Shut', scope: anything, times: always, terms }
  const offer: OfferRules = {
    ...noRules.for({ channelId: 0, method: null, now: app.platform.clock.now() }),
    barred: (_, id) => (shut.has(id) ? { why: 'not_eligible', rule } : undefined),
    safety: () => safety,
  }
  app.orders.rules.current = () => Promise.resolve({ ...current, for: () => offer })
}
