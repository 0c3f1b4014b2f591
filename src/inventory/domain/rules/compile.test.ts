import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import * as arbitrary from '../../../../test/arbitrary/rules.ts'
import { isOfSku, type RuleSku } from './active.ts'
import { salesRulesOf } from './compile.ts'
import type { Asking } from './offer.ts'
import { isAbout, namesPlace, placesOf, type RulePlace } from './places.ts'
import { always, anything, type Rule, type RuleKind } from './rule.ts'
import { changeSet, emptySet } from './set.ts'
import { compareKept, keptOf } from './specificity.ts'
import { isInForce } from './times.ts'

const CHANNEL_ZONE = 'Europe/Berlin'
function compiled(rules: readonly Rule[], skus: readonly RuleSku[], places: RulePlace[]) {
  const change = changeSet(emptySet)
  change.add(rules)
  const byId = new Map(skus.map((sku) => [sku.id, sku]))
  return salesRulesOf(change.done(1), {
    skuOf: (id) => byId.get(id),
    places: placesOf(places),
    timeZoneOf: () => CHANNEL_ZONE,
  })
}

/** The same, one rule after the other. */
function winnerOf(
  rules: readonly Rule[],
  kind: RuleKind,
  { sku, place, asking }: { sku: RuleSku; place: RulePlace; asking: Asking },
): Rule | undefined {
  const fits = rules.filter(({ scope, times, terms }) => {
    const zone = namesPlace(scope) ? place.timeZone : CHANNEL_ZONE
    return (
      terms.kind === kind &&
      isOfSku(scope, sku) &&
      isAbout(scope, place) &&
      (scope.channelId === null || scope.channelId === asking.channelId) &&
      (scope.method === null || scope.method === asking.method) &&
      isInForce(times, asking.now, zone)
    )
  })
  return fits.map(keptOf).toSorted(compareKept)[0]?.rule
}

const askings: fc.Arbitrary<Asking> = fc.record({
  channelId: fc.integer({ min: 1, max: 2 }),
  method: fc.constantFrom('standard', 'express', null),
  now: arbitrary.moments,
})

describe('rules that are asked', () => {
  it('answer as if each was looked at, in whatever order they are asked', () => {
    const given = fc.record({
      rules: arbitrary.rules(24),
      skus: arbitrary.skus,
      places: arbitrary.places,
      askings: fc.array(askings, { minLength: 1, maxLength: 4 }),
    })
    fc.assert(
      fc.property(given, ({ rules, skus, places, askings: all }) => {
        const sales = compiled(rules, skus, places)
        for (const asking of all) {
          const offer = sales.for(asking)
          for (const place of places) {
            for (const sku of skus) {
              const winner = (kind: RuleKind) => winnerOf(rules, kind, { sku, place, asking })
              assert.equal(offer.safetyRule(sku.id, place.id), winner('safety_stock'))
              const [pool, eligibility] = [winner('pool')?.terms, winner('eligibility')?.terms]
              const shut = pool?.kind === 'pool' && !pool.sells
              const barred = eligibility?.kind === 'eligibility' && !eligibility.eligible
              const why = shut ? 'not_sold_now' : barred ? 'not_eligible' : undefined
              assert.equal(offer.barred(sku.id, place.id)?.why, why)
            }
          }
        }
      }),
    )
  })

  it('are the same when they have come and gone one after the other', () => {
    const given = fc.record({
      rules: arbitrary.rules(),
      gone: arbitrary.rules(),
      skus: arbitrary.skus,
      places: arbitrary.places,
      asking: askings,
    })
    fc.assert(
      fc.property(given, ({ rules, gone, skus, places, asking }) => {
        const old = gone.map((rule, i) => ({ ...rule, id: arbitrary.ruleId(1000 + i) }))
        const first = changeSet(emptySet)
        first.add(old)
        const before = first.done(1)
        const next = changeSet(before)
        next.remove(old)
        next.add(rules)
        const byId = new Map(skus.map((sku) => [sku.id, sku]))
        const world = {
          skuOf: (id: number) => byId.get(id),
          places: placesOf(places),
          timeZoneOf: () => CHANNEL_ZONE,
        }
        const [stepped, whole] = [
          salesRulesOf(next.done(2), world),
          compiled(rules, skus, places),
        ].map((sales) =>
          skus.map(({ id }) => [
            sales.matching('safety_stock', id, asking),
            places.map((place) => sales.for(asking).safety(id, place.id, 7)),
          ]),
        )
        assert.deepEqual(stepped, whole)
        const back = salesRulesOf(before, world).matching('pool', 1, asking)
        assert.deepEqual(back, compiled(old, skus, places).matching('pool', 1, asking))
      }),
    )
  })

  it('keep back whole or decimal units, or a share rounded up', () => {
    const skus = [1, 2].map((id) => ({ id, category: null, tags: [], decimals: id === 1 ? 0 : 2 }))
    const safety = (quantity: number | null, percent: number | null) => {
      const said = { kind: 'safety_stock' as const, quantity, percent }
      const rule = { id: arbitrary.ruleId(1), name: 'R', scope: anything, times: always }
      const sales = compiled([{ ...rule, terms: said }], skus, [])
      const offer = sales.for({ channelId: 1, method: null, now: Temporal.Now.instant() })
      return [offer.safety(1, 5, 11), offer.safety(2, 5, 1100), offer.safety(1, 5, -3)]
    }
    assert.deepEqual(safety(2, null), [2, 200, 2])
    assert.deepEqual(safety(1.5, null), [2, 150, 2])
    assert.deepEqual(safety(null, 10), [2, 110, 0])
    assert.deepEqual(safety(null, 33.33), [4, 367, 0])
  })
})
