import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { madeGroup, madeRule } from '../../../../test/routing/made-world.ts'
import { asIfNow, outOfTime } from './dates.ts'
import { factsOf } from './facts.ts'
import { testOf } from './matching.ts'

const FROM = Temporal.Instant.from('2026-03-02T00:00:00Z')
const hour = (hours: number) => FROM.add({ hours })

const hours = fc.option(fc.integer({ min: -10, max: 20 }))
const rules = fc.array(
  fc.record({ from: hours, until: hours, off: fc.boolean() }).map(({ from, until, off }) => {
    const at = (one: number | null) => (one === null ? null : hour(one).toString())
    return madeRule({ from: at(from), until: at(until), off })
  }),
  { maxLength: 5 },
)

/** Whether a rule decides on what is ordered in an hour. */
function decidesAt(rule: ReturnType<typeof madeRule>, at: Temporal.Instant): boolean {
  const group = madeGroup([1])
  return testOf(rule)(factsOf({ ...group, order: { ...group.order!, at } })!)
}

describe('dates of rules', () => {
  it('are out of a span where the rule decides in no hour of it', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 1, max: 9 }), (all, length) => {
        const out = outOfTime(all, { from: FROM, until: hour(length) })
        const span = Array.from({ length }, (_, n) => hour(n))
        const isEmpty = ({ from, until }: (typeof all)[0]) => {
          return from !== null && until !== null && until <= from
        }
        for (const rule of all) {
          if (rule.off || isEmpty(rule)) continue
          assert.equal(
            out.includes(rule),
            span.every((at) => !decidesAt(rule, at)),
          )
        }
        assert.ok(out.every(({ off }) => !off))
      }),
    )
  })

  it('are left out as if it were now, with rules that are over', () => {
    fc.assert(
      fc.property(rules, fc.nat(9), fc.nat(9), (all, now, then) => {
        const left = asIfNow(all, hour(now))
        const ahead = all.filter(({ until }) => until === null || until > hour(now).toString())
        assert.deepEqual(
          left.map((rule) => decidesAt(rule, hour(then))),
          ahead.map(({ off }) => !off),
        )
      }),
    )
  })
})
