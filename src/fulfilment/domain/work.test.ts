import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { freshWork, possible, run, walks } from '../../../test/arbitrary/work.ts'
import { Refusal } from '../../lib/refusal.ts'
import { requestTransitions, workTransitions } from './transitions.ts'
import {
  canOf,
  decideAccept,
  decideDecline,
  decideDeliver,
  decidePack,
  decidePick,
  decideShip,
  decideShipped,
  decideShortPick,
  decideWithdraw,
  stateOf,
  type Work,
  type WorkLine,
} from './work.ts'

describe('a fulfilment order', () => {
  it('keeps its units nested and in all, whatever is done with it', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        for (const { before, after } of walk) {
          if (after instanceof Refusal) continue
          after.after.lines.forEach((line, i) => {
            const { quantity, picked, packed, fulfilled, withdrawn } = line
            assert.ok(quantity >= picked && picked >= packed && packed >= fulfilled)
            assert.ok(fulfilled >= 0 && withdrawn >= 0)
            const was = before.lines[i]!
            assert.equal(quantity + withdrawn, was.quantity + was.withdrawn)
            assert.ok(packed >= was.packed, 'what is packed goes to the customer')
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('says of each line what changed, and its state is the reading of the lines', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        for (const { before, move, after } of walk) {
          if (after instanceof Refusal) continue
          for (const change of after.lines) {
            const was = lineOf(before, change.lineNo)
            const now: WorkLine = lineOf(after.after, change.lineNo)
            assert.equal(now.picked - was.picked, change.picked)
            assert.equal(now.packed - was.packed, change.packed)
            assert.equal(now.fulfilled - was.fulfilled, change.fulfilled)
            assert.equal(was.quantity - now.quantity, change.withdrawn)
          }
          const delivered = move.command === 'deliver'
          assert.equal(after.after.state, stateOf(after.after.lines, delivered))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('can do exactly what it says it can', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        for (const { before: work } of walk) {
          const can = canOf(work)
          const all = ['accept', 'pick', 'short_pick', 'pack', 'ship', 'decline'] as const
          for (const command of [...all, 'withdraw', 'deliver'] as const) {
            const done = run(work, { command, part: 1, lines: 7 })
            assert.equal(!(done instanceof Refusal), can.includes(command), command)
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('refuses more units than there are, and says how many are', () => {
    const decisions = [
      ['pick', decidePick],
      ['pack', decidePack],
      ['ship', decideShip],
      ['short_pick', decideShortPick],
      ['decline', decideDecline],
      ['withdraw', decideWithdraw],
    ] as const
    fc.assert(
      fc.property(walks, fc.integer({ min: 1, max: 9 }), (walk, more) => {
        for (const { before: work } of walk) {
          for (const [command, decide] of decisions) {
            const most = possible(work, command)[0]!
            const refused = decide(work, [{ lineNo: 1, quantity: most + more }])
            assert.ok(refused instanceof Refusal)
            assert.equal(refused.code, 'units_not_there')
            assert.equal(refused.facts['possible'], most)
            assert.ok(decide(work, [{ lineNo: 1, quantity: 0 }]) instanceof Refusal)
            const stranger = decide(work, [{ lineNo: 99, quantity: 1 }])
            assert.equal((stranger as Refusal).code, 'line_unknown')
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('that was shipped, as somebody says, has nothing left to do', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const { before: work } = walk[0] ?? { before: undefined }
        if (!work) return
        const shipped = decideShipped(work)
        if (shipped instanceof Refusal) return
        assert.equal(shipped.after.state, 'shipped')
        assert.deepEqual(canOf(shipped.after), ['deliver'])
        const delivered = decideDeliver(shipped.after)
        assert.ok(!(delivered instanceof Refusal))
        assert.deepEqual(canOf(delivered.after), [])
        assert.ok(decideAccept(delivered.after) instanceof Refusal)
      }),
    )
  })

  it('goes where the tables say, and everywhere they say', () => {
    const seen = new Set<string>()
    const runs = fc.sample(walks, { numRuns: 20_000, seed: 1 }).flat()
    for (const { before, move, after } of runs) {
      if (after instanceof Refusal) continue
      seen.add(`work ${before.state} ${move.command} ${after.after.state}`)
      seen.add(`request ${before.request} ${move.command} ${after.after.request}`)
    }
    const said = [...namesOf('work', workTransitions), ...namesOf('request', requestTransitions)]
    assert.deepEqual([...seen].toSorted(), said.toSorted())
  })

  it('always has a way to its end', () => {
    fc.assert(
      fc.property(freshWork, walks, (fresh, walk) => {
        let work: Work = walk.at(-1)?.before ?? fresh
        for (const command of ['pick', 'pack', 'ship', 'deliver'] as const) {
          const next = run(work, { command, part: 1, lines: 7 })
          if (!(next instanceof Refusal)) work = next.after
        }
        assert.ok(work.state === 'delivered' || work.state === 'cancelled')
      }),
    )
  })
})

function lineOf(work: Work, no: number): WorkLine {
  return work.lines.find(({ lineNo }) => lineNo === no)!
}

function namesOf(kind: string, table: Record<string, object>): string[] {
  return Object.entries(table).flatMap(([from, commands]) =>
    Object.entries(commands as Record<string, readonly string[]>).flatMap(([command, to]) =>
      to.map((state) => `${kind} ${from} ${command} ${state}`),
    ),
  )
}
