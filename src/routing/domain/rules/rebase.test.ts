import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rules as anyRule } from '../../../../test/arbitrary/routing-rules.ts'
import { decideRebase } from './rebase.ts'
import type { RoutingRule } from './rule.ts'

const IDS = Array.from({ length: 6 }, (_, n) => `00000000-0000-7000-8000-00000000000${n + 1}`)
/** Of each rule two wordings, so that lists often have the same and often not. */
const worlds = fc.array(anyRule(), { minLength: 6, maxLength: 6 }).chain((all) => {
  const list = fc
    .tuple(fc.shuffledSubarray(IDS), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
    .map(([ids, changed]) =>
      ids.map((id, i): RoutingRule => {
        const rule = { ...all[IDS.indexOf(id)]!, id }
        return changed[i] ? { ...rule, name: `${rule.name}!` } : rule
      }),
    )
  return fc.tuple(list, list, list)
})
const idsOf = (rules: readonly RoutingRule[]) => rules.map(({ id }) => id).toSorted()

describe('a draft over other rules', () => {
  it('is the other rules where it changes nothing, and itself where they do not', () => {
    fc.assert(
      fc.property(worlds, ([base, one]) => {
        assert.deepEqual(decideRebase(base, base, one), one)
        assert.deepEqual(decideRebase(base, one, base), one)
      }),
    )
  })

  it('has each rule once, and loses none that only one side has added', () => {
    fc.assert(
      fc.property(worlds, ([base, ours, theirs]) => {
        const ids = idsOf(decideRebase(base, ours, theirs))
        assert.deepEqual(ids, [...new Set(ids)])
        const known = new Set(idsOf(base))
        for (const { id } of [...ours, ...theirs]) if (!known.has(id)) assert.ok(ids.includes(id))
        const all = new Set([...idsOf(ours), ...idsOf(theirs)])
        assert.ok(ids.every((id) => all.has(id)))
      }),
    )
  })
})
