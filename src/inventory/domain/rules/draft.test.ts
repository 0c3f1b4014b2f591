import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import * as arbitrary from '../../../../test/arbitrary/rules.ts'
import { Refusal } from '../../../lib/refusal.ts'
import type { Scope } from '../../../lib/scope.ts'
import { decideDraft, isSameRule, ownsRule, type DraftChange, type DraftWish } from './draft.ts'
import type { Rule } from './rule.ts'
import { decideTerms } from './sound.ts'

const ids = fc.integer({ min: 0, max: 11 }).map(arbitrary.ruleId)
const scopes: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant('all' as const),
  fc.record({
    channels: fc.subarray([1, 2]),
    locations: fc.subarray([1, 2, 3, 4]),
  }),
)

function wishes(fresh: readonly Rule[]): fc.Arbitrary<DraftWish[]> {
  const fields = fc.record(
    { name: fc.constantFrom('One', 'Two'), terms: arbitrary.terms, scope: arbitrary.scopes },
    { requiredKeys: [] },
  )
  return fc.array(
    fc.oneof(
      fc.record({ action: fc.constant('change' as const), id: ids, fields }),
      fc.record({ action: fc.constantFrom('remove' as const, 'undo' as const), id: ids }),
      ...fresh.map((rule) => fc.constant({ action: 'add' as const, rule })),
    ),
    { maxLength: 8 },
  )
}

/** Rules in force, and new ones with other ids. */
const given = fc
  .tuple(arbitrary.rules(), arbitrary.rules(3), scopes)
  .chain(([live, some, scope]) => {
    const fresh = some.map((rule, i) => ({ ...rule, id: arbitrary.ruleId(100 + i) }))
    return fc.record({
      live: fc.constant(new Map(live.map((rule) => [rule.id, rule]))),
      scope: fc.constant(scope),
      wishes: wishes(fresh),
    })
  })

describe('the draft', () => {
  it('adds what is new, changes and removes what is in force, and nothing else', () => {
    fc.assert(
      fc.property(given, ({ live, scope, wishes: all }) => {
        const drafted = new Map<string, DraftChange>()
        for (const one of decideDraft(all, { live, drafted: new Map() }, scope)) {
          if (one instanceof Refusal) continue
          if (one.change) drafted.set(one.id, one.change)
          else drafted.delete(one.id)
        }
        for (const [id, { action, rule }] of drafted) {
          const before = live.get(id)
          assert.equal(rule.id, id)
          assert.equal(action === 'add', before === undefined)
          if (action !== 'remove') assert.equal(decideTerms(rule, ''), undefined)
          if (action === 'change') assert.ok(!isSameRule(rule, before!))
          if (action === 'remove') assert.equal(rule, before)
          assert.ok(ownsRule(scope, rule) && (!before || ownsRule(scope, before)))
        }
      }),
    )
  })

  it('is empty again when everything is undone', () => {
    fc.assert(
      fc.property(given, ({ live, wishes: all }) => {
        const known = new Set([...live.keys(), ...all.flatMap(idOf)])
        const undo = [...known].map((id) => ({ action: 'undo' as const, id }))
        const left = new Set<string>()
        for (const one of decideDraft([...all, ...undo], { live, drafted: new Map() }, 'all')) {
          if (one instanceof Refusal) continue
          if (one.change) left.add(one.id)
          else left.delete(one.id)
        }
        assert.deepEqual([...left], [])
      }),
    )
  })
})

function idOf(wish: DraftWish): string {
  return wish.action === 'add' ? wish.rule.id : wish.id
}
