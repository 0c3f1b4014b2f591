import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rules as anyRule } from '../../../../test/arbitrary/routing-rules.ts'
import { Refusal } from '../../../lib/refusal.ts'
import { decideDraft, diffOf, isSameRule, type DraftWish } from './draft.ts'
import type { RoutingRule } from './rule.ts'

const idOf = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const IDS = [1, 2, 3, 4, 5, 6, 7, 8].map(idOf)
const lists: fc.Arbitrary<RoutingRule[]> = fc
  .tuple(fc.array(anyRule(), { minLength: 8, maxLength: 8 }), fc.shuffledSubarray(IDS))
  .map(([all, ids]) => ids.map((id, i) => ({ ...all[i]!, id })))
const position = fc.integer({ min: 1, max: 10 })
const id = fc.constantFrom(...IDS)
const wishes: fc.Arbitrary<DraftWish> = fc.oneof(
  fc.record({ action: fc.constant('add' as const), rule: anyRule(idOf(9)), position }),
  fc.record({
    action: fc.constant('change' as const),
    id,
    fields: fc.constantFrom({ off: true }, { name: 'Another' }, { never: { maxParcels: 2 } }),
  }),
  fc.record({ action: fc.constant('move' as const), id, position }),
  fc.record({ action: fc.constant('remove' as const), id }),
  fc.record({ action: fc.constant('undo' as const), id }),
)
const idsOf = (rules: readonly RoutingRule[]) => rules.map((rule) => rule.id)

const refused: [string, Partial<RoutingRule>, string][] = [
  [
    'that ends before it begins',
    { from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
    '/until',
  ],
  ['with a moment finer than any clock', { from: '2026-03-01T09:30:00.1234567890Z' }, '/from'],
  ['without a measure', { when: [{ of: 'value' }] }, '/when/0'],
  [
    'of no length within others',
    { when: [{ of: 'any_of', conditions: [{ of: 'units', from: 3, below: 3 }] }] },
    '/when/0/conditions/0/below',
  ],
  [
    'of no length among several of which one must be so',
    {
      when: [
        {
          of: 'any_of',
          conditions: [{ of: 'all_of', conditions: [{ of: 'units', from: 3, below: 3 }] }],
        },
      ],
    },
    '/when/0/conditions/0/conditions/0/below',
  ],
  ['of no length', { when: [{ of: 'units', from: 3, below: 3 }] }, '/when/0/below'],
  ['that is worth nothing', { wishes: [{ places: {} }] }, '/wishes/0'],
  ['that is worth 0', { wishes: [{ places: {}, perParcel: 0, perUnit: 0 }] }, '/wishes/0'],
  ['that is never split below nothing', { never: { noSplitBelow: {} } }, '/never/noSplitBelow'],
  ['that is never split below 0', { never: { noSplitBelow: { value: 0 } } }, '/never/noSplitBelow'],
  ['that closes a place on no day', { never: { closed: [{ places: {} }] } }, '/never/closed/0'],
  [
    'that closes a place until before it does',
    { never: { closed: [{ places: {}, from: '2026-12-24', until: '2026-12-23' }] } },
    '/never/closed/0/until',
  ],
  [
    'that closes a place every year from no day',
    { never: { closed: [{ places: {}, until: '2026-12-24', yearly: true }] } },
    '/never/closed/0/from',
  ],
  [
    'that closes a place every year until no day',
    { never: { closed: [{ places: {}, weekdays: [7], from: '2026-12-24', yearly: true }] } },
    '/never/closed/0/until',
  ],
  [
    'that closes a place every year for a whole one',
    {
      never: {
        closed: [{ places: {}, from: '2026-12-24', until: '2027-12-24', yearly: true }],
      },
    },
    '/never/closed/0/until',
  ],
  [
    'about goods by rank',
    { wishes: [{ places: {}, goods: { categories: ['hats'] }, perRank: 3 }] },
    '/wishes/0/perUnit',
  ],
  [
    'about goods by parcel',
    { wishes: [{ places: {}, goods: { categories: ['hats'] }, perParcel: 3 }] },
    '/wishes/0/perUnit',
  ],
  [
    'of a full day that costs nothing',
    { wishes: [{ places: {}, byWorkload: true, perParcel: -1 }] },
    '/wishes/0/perParcel',
  ],
  [
    'of a last unit that is worth more there',
    { wishes: [{ places: {}, stockBelow: 5, perUnit: -1 }] },
    '/wishes/0/perUnit',
  ],
  [
    'of a last unit that costs nothing',
    { wishes: [{ places: {}, stockBelow: 5, perParcel: 1 }] },
    '/wishes/0/perUnit',
  ],
]

describe('a change of the draft', () => {
  it('touches one rule and leaves all others as and where they are to each other', () => {
    fc.assert(
      fc.property(lists, lists, wishes, (rules, live, wish) => {
        const after = decideDraft(rules, wish, live, '')
        const about = wish.action === 'add' ? wish.rule.id : wish.id
        const isKnown = [...rules, ...(wish.action === 'undo' ? live : [])].some((rule) => {
          return rule.id === about
        })
        if (after instanceof Refusal) {
          assert.ok(wish.action !== 'add' && !isKnown)
          return
        }
        const others = (list: readonly RoutingRule[]) => list.filter((rule) => rule.id !== about)
        assert.deepEqual(others(after), others(rules))
        const [rule, ...more] = after.filter((one) => one.id === about)
        assert.deepEqual(more, [])
        if (wish.action === 'remove') assert.equal(rule, undefined)
        if (wish.action === 'add') assert.deepEqual(rule, wish.rule)
        if (wish.action === 'change') assert.ok(Object.entries(wish.fields).length > 0 && rule)
        if (wish.action === 'undo')
          assert.deepEqual(
            rule,
            live.find((one) => one.id === about),
          )
        if (wish.action === 'add' || wish.action === 'move') {
          assert.equal(
            idsOf(after).indexOf(about),
            Math.min(wish.position! - 1, others(after).length),
          )
        }
      }),
    )
  })

  it('is told as a difference that makes the one list the other', () => {
    fc.assert(
      fc.property(lists, lists, (live, draft) => {
        const changes = diffOf(live, draft)
        const gone = new Set(changes.filter((c) => c.action === 'remove').map((c) => c.id))
        assert.deepEqual([...gone].toSorted(), missing(live, draft))
        const added = changes.filter((c) => c.action === 'add').map((c) => c.id)
        assert.deepEqual(added.toSorted(), missing(draft, live))
        const told = new Set(changes.map((c) => c.id))
        const same = draft.filter((rule) => !told.has(rule.id))
        for (const rule of same) {
          assert.ok(
            isSameRule(
              rule,
              live.find((one) => one.id === rule.id)!,
            ),
          )
        }
        // What is not told of stands as it did to each other.
        const order = idsOf(live).filter((one) => same.some((rule) => rule.id === one))
        assert.deepEqual(idsOf(same), order)
      }),
    )
  })

  it('tells nothing of lists that are the same, and one move of one that has moved', () => {
    fc.assert(
      fc.property(lists, position, (rules, to) => {
        assert.deepEqual(diffOf(rules, structuredClone(rules)), [])
        const [first] = rules
        if (!first) return
        const moved = decideDraft(rules, { action: 'move', id: first.id, position: to }, rules, '')
        const changes = diffOf(rules, moved as RoutingRule[])
        assert.ok(changes.length <= 1)
        assert.ok(changes.every(({ action }) => action === 'move'))
      }),
    )
  })

  const [plain] = fc.sample(anyRule(), { numRuns: 1, seed: 1 })
  for (const [what, fields, field] of refused) {
    it(`is refused of a rule ${what}`, () => {
      const wish = { action: 'add' as const, rule: { ...plain!, ...fields } }
      const refusal = decideDraft([], wish, [], '/changes/0')
      assert.ok(refusal instanceof Refusal)
      assert.equal(refusal.field, `/changes/0/rule${field}`)
    })
  }
})

function missing(of: readonly RoutingRule[], from: readonly RoutingRule[]): string[] {
  const there = new Set(idsOf(from))
  return idsOf(of)
    .filter((one) => !there.has(one))
    .toSorted()
}
