import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { conditions, orderFacts, rules } from '../../../../test/arbitrary/routing-rules.ts'
import { groups } from '../../../../test/arbitrary/routing.ts'
import type { GroupToRoute } from '../types.ts'
import { decideMatched, ruledOf } from './matched.ts'
import type { Condition, RoutingRule } from './rule.ts'
import { ruleSetOf } from './set.ts'

const deliveries = fc.array(
  fc.tuple(groups(), orderFacts).map(([group, order]): GroupToRoute => ({ ...group, order })),
  { maxLength: 8 },
)
const ids = ['1', '2', '3'].map((no) => `00000000-0000-7000-8000-00000000000${no}`)
const ruled = (id: string) =>
  fc.record({
    rule: rules(id),
    when: fc.array(conditions, { maxLength: 1 }),
    otherwise: fc.constantFrom('channel' as const, 'next_rule' as const),
    off: fc.boolean(),
  })
const lists = fc.tuple(...ids.map(ruled)).map((all) => {
  return all.map(({ rule, ...more }): RoutingRule => ({ ...rule, ...more }))
})

describe('how many deliveries a rule would be asked of', () => {
  it('is as many as a set of rules with it asks it of, first or after others that pass', () => {
    fc.assert(
      fc.property(deliveries, fc.array(conditions, { maxLength: 3 }), lists, (all, when, list) => {
        const above = list.slice(0, 2)
        const rule = { ...list[2]!, when, off: false }
        const set = ruleSetOf(1, [...above, rule])
        const asked = ruledOf(all).map((one) => set.matching(one).map((live) => live.rule))
        const at = asked.flatMap((fitting) => {
          const place = fitting.indexOf(rule)
          return place < 0 ? [] : [fitting.slice(0, place)]
        })
        const passing = at.filter((before) => {
          return before.length > 0 && before.every((one) => one!.otherwise === 'next_rule')
        })
        assert.deepEqual(decideMatched(ruledOf(all), when, above), {
          matched: at.length,
          first: at.filter((before) => before.length === 0).length,
          after: passing.length,
        })
      }),
    )
  })

  it('counts what leads, as deciding does: gift wrap is no further line', () => {
    const line = { lineNo: 1, skuId: 1, quantity: 2, gramsPerUnit: 50, wholePerUnit: 1 }
    const wrap = { ...line, lineNo: 2, skuId: 2, quantity: 1, follows: true }
    const counted = (demand: GroupToRoute['demand'], when: Condition) =>
      decideMatched(ruledOf([to('FR', { demand })]), [when], []).matched
    for (const [of, least] of [
      ['units', 3],
      ['lines', 2],
      ['weight', 150],
    ] as const) {
      assert.equal(counted([line, wrap], { of, from: least }), 0, of)
      assert.equal(counted([line, { ...wrap, follows: false }], { of, from: least }), 1)
    }
    assert.equal(counted([wrap], { of: 'lines', from: 1 }), 1, 'alone it is decided on')
  })

  const at = Temporal.Instant.from('2026-11-30T12:00:00Z')
  const order = { channel: 'WEB', timeZone: 'Europe/Paris', value: 1000, at }
  const to = (country: string, more: Partial<GroupToRoute> = {}): GroupToRoute => ({
    no: 1,
    method: 'standard',
    destination: { country, region: undefined, point: undefined },
    pickupLocationId: undefined,
    demand: [],
    order,
    ...more,
  })
  const is = (country: string): Condition[] => [{ of: 'country', in: [country] }]
  const plain: RoutingRule = fc.sample(rules(), { numRuns: 1, seed: 1 })[0]!
  const above = (when: Condition[], more: Partial<RoutingRule> = {}): RoutingRule => {
    return { ...plain, off: false, otherwise: 'channel', when, ...more }
  }

  it('leaves out what is collected, and what comes only from a named place', () => {
    const firm = { locationId: 1, firm: true }
    const some = [to('FR'), to('FR', { pickupLocationId: 1 }), to('FR', { nominated: firm })]
    assert.deepEqual(decideMatched(ruledOf(some), [], []), { matched: 1, first: 1, after: 0 })
  })

  it('tells what rules above take, what they may pass on, and not what is switched off', () => {
    const all = ruledOf([to('FR'), to('FR'), to('DE')])
    const none: Condition[] = []
    const counts = (rule: RoutingRule) => Object.values(decideMatched(all, none, [rule]))
    assert.deepEqual(counts(above(is('FR'))), [3, 1, 0])
    assert.deepEqual(counts(above(is('FR'), { otherwise: 'next_rule' })), [3, 1, 2])
    assert.deepEqual(counts(above(is('FR'), { off: true })), [3, 3, 0])
    const ended = { from: null, until: '2026-01-01T00:00:00Z' }
    assert.deepEqual(counts(above(is('FR'), ended)), [3, 1, 0])
  })
})
