import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import * as arbitrary from '../../../../test/arbitrary/rules.ts'
import { isOfSku } from './active.ts'
import { isAbout, namesPlace, placesOf } from './places.ts'
import { decideAmong, decideNamed } from './problems.ts'
import type { Rule } from './rule.ts'
import { compareKept, keptOf } from './specificity.ts'
import { isInForce } from './times.ts'

const ZONE = 'Europe/Berlin'
const idsOf = (rules: readonly Rule[]) => new Set(rules.map(({ id }) => id))

describe('what is wrong with rules', () => {
  it('that never count beside another: there is no place and moment where they win', () => {
    const drawn = fc.record({
      rules: arbitrary.rules(16),
      skus: arbitrary.skus,
      places: arbitrary.places,
      moments: fc.array(arbitrary.moments, { minLength: 1, maxLength: 20 }),
    })
    fc.assert(
      fc.property(drawn, ({ rules, skus, places, moments }) => {
        const found = decideAmong(rules, idsOf(rules), placesOf(places))
        const shadowed = new Set(
          found.filter(({ kind }) => kind === 'shadowed').map(({ ruleId }) => ruleId),
        )
        const ranked = rules.map(keptOf).toSorted(compareKept)
        for (const now of moments) {
          for (const place of places) {
            for (const sku of skus) {
              for (const channelId of [1, 2]) {
                const fits = ranked.filter(({ rule: { scope, times } }) => {
                  const zone = namesPlace(scope) ? place.timeZone : ZONE
                  return (
                    isOfSku(scope, sku) &&
                    isAbout(scope, place) &&
                    (scope.channelId ?? channelId) === channelId &&
                    isInForce(times, now, zone)
                  )
                })
                const kinds = Map.groupBy(fits, ({ rule }) => rule.terms.kind).values()
                for (const [winner] of kinds) {
                  // Of a method: it wins where that method is asked for, and only there.
                  if (winner!.rule.scope.method !== null) continue
                  assert.ok(!shadowed.has(winner!.rule.id))
                }
              }
            }
          }
        }
      }),
    )
  })

  it('that contradict each other: they are as narrow, and say something else', () => {
    fc.assert(
      fc.property(arbitrary.rules(16), arbitrary.places, (rules, places) => {
        const byId = new Map(rules.map((rule) => [rule.id, rule]))
        const doubled = rules.map((rule, i) => ({ ...rule, id: arbitrary.ruleId(100 + i) }))
        for (const { kind, ruleId, otherId } of decideAmong(
          rules,
          idsOf(rules),
          placesOf(places),
        )) {
          const [one, other] = [byId.get(ruleId)!, byId.get(otherId!)!]
          assert.ok(compareKept(keptOf(other), keptOf(one)) < 0)
          if (kind !== 'contradictory') continue
          assert.deepEqual(one.scope, other.scope)
          assert.notDeepEqual(one.terms, other.terms)
        }
        assert.deepEqual(decideAmong(rules, new Set(), placesOf(places)), [])
        // What is said twice is no contradiction, but the older of the two never counts.
        const twice = decideAmong([...rules, ...doubled], idsOf(rules), placesOf(places))
        for (const rule of rules) {
          if (placesOf(places).maskOf(rule.scope)?.includes(1) === false) continue
          assert.ok(twice.some(({ ruleId }) => ruleId === rule.id))
        }
      }),
    )
  })

  it('are the same among many as of any two of them', () => {
    fc.assert(
      fc.property(arbitrary.rules(10), arbitrary.places, fc.nat(), (rules, all, bits) => {
        const places = placesOf(all)
        const touched = new Set(rules.filter((_, i) => (bits >> i) & 1).map(({ id }) => id))
        const told = (some: readonly Rule[]) =>
          decideAmong(some, touched, places).map((one) => Object.values(one).join(' '))
        const byTwo = rules.flatMap((one, i) =>
          rules.slice(i + 1).flatMap((other) => told([one, other])),
        )
        assert.deepEqual(told(rules).toSorted(), byTwo.toSorted())
      }),
    )
  })

  it('are found among thousands of locations without comparing each with each', () => {
    const some = { category: null, skuTag: null, group: null, locationTag: null, method: null }
    const rules = Array.from({ length: 3000 }, (_, i): Rule => {
      return {
        id: arbitrary.ruleId(i),
        name: 'Kept here',
        scope: { ...some, skuId: null, locationKind: null, channelId: null, locationId: i + 1 },
        times: { from: null, until: null, weekdays: null, hours: null },
        terms: { kind: 'safety_stock', quantity: 1 + (i % 7), percent: null },
      }
    })
    const [first] = rules
    const against: Rule = { ...first!, id: arbitrary.ruleId(9000), terms: rules[1]!.terms }
    let compared = 0
    const places = placesOf([])
    const counted = { ...places, maskOf: () => ((compared += 1), undefined) }
    const found = decideAmong([...rules, against], idsOf(rules), counted)
    assert.deepEqual(found, [{ kind: 'contradictory', ruleId: first!.id, otherId: against.id }])
    assert.ok(compared <= 10, `${compared} comparisons`)
  })

  it('by themselves: what they name is archived or nothing, or they are over', () => {
    const now = Temporal.Instant.from('2026-03-28T12:00:00Z')
    fc.assert(
      fc.property(arbitrary.rules(), arbitrary.places, (rules, places) => {
        const problems = decideNamed(
          {
            rules,
            archivedSkus: new Set([1]),
            archivedLocations: new Set([2]),
            archivedChannels: new Set([2]),
            unusedCategories: new Set(['hats']),
            unusedTags: new Set(['new']),
          },
          placesOf(places),
          now,
        )
        const found = new Set(problems.map(({ kind, ruleId }) => `${kind} ${ruleId}`))
        for (const { id, scope, times } of rules) {
          const { skuId, locationId, channelId } = scope
          const isArchived = skuId === 1 || locationId === 2 || channelId === 2
          assert.equal(found.has(`archived ${id}`), isArchived)
          const isOver = times.until !== null && Temporal.Instant.compare(times.until, now) <= 0
          assert.equal(found.has(`ended ${id}`), isOver)
          const isVain =
            scope.category === 'hats' ||
            scope.skuTag === 'new' ||
            !places.some((place) => isAbout(scope, place))
          assert.equal(found.has(`names_nothing ${id}`), isVain && !isArchived)
        }
      }),
    )
  })
})
