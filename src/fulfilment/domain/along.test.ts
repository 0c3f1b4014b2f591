import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { walks } from '../../../test/arbitrary/work.ts'
import { Refusal } from '../../lib/refusal.ts'
import { decideAlong } from './along.ts'
import { decideWithdraw, notPacked, type WorkLine } from './work.ts'

const units = (lines: readonly WorkLine[], of: (line: WorkLine) => number) =>
  lines.reduce((sum, line) => sum + of(line), 0)

describe('what goes along with units that are taken away', () => {
  it('is taken away too where nothing else is left to send, and else stays', () => {
    fc.assert(
      fc.property(walks, fc.subarray([1, 2, 3]), fc.nat(3), (walk, wraps, most) => {
        for (const { before: work } of walk) {
          const follows = (skuId: number) =>
            work.lines.some((line) => line.skuId === skuId && wraps.includes(line.lineNo))
          const isLeading = (line: WorkLine) => !follows(line.skuId)
          const named = work.lines
            .map((line) => ({ lineNo: line.lineNo, quantity: Math.min(most, notPacked(line)) }))
            .filter(({ quantity }) => quantity > 0)
          const change = decideWithdraw(work, named)
          if (change instanceof Refusal) continue
          const done = decideAlong(work, change, follows)
          const [led, wrapped] = [isLeading, (line: WorkLine) => !isLeading(line)].map((is) =>
            done.after.lines.filter(is),
          ) as [WorkLine[], WorkLine[]]
          const open = units(led, (line) => line.quantity - line.fulfilled)
          if (open > 0 || led.length === 0) assert.deepEqual(done, change)
          else assert.equal(units(wrapped, notPacked), 0)
          for (const line of done.after.lines) {
            const was = work.lines.find((one) => one.lineNo === line.lineNo)!
            const own = done.lines.filter((one) => one.lineNo === line.lineNo)
            assert.ok(own.length <= 1)
            assert.equal(line.quantity, was.quantity - (own[0]?.withdrawn ?? 0))
            assert.equal(line.picked, was.picked + (own[0]?.picked ?? 0))
            assert.ok(line.quantity >= line.picked && line.picked >= line.packed)
          }
        }
      }),
    )
  })
})
