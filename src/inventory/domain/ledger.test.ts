import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { conditions, decideConditionChange, sumOfConditions } from './condition.ts'
import {
  addClaim,
  addFact,
  compareSupplyKeys,
  conditionsOf,
  giveBack,
  keyOf,
  openLedger,
  supplyOf,
  type Claim,
  type Ledger,
} from './ledger.ts'
import { emptySupply, freeOf, uncoveredOf, type SupplyKey } from './supply.ts'

const by = { actor: 'test', now: Temporal.Instant.from('2026-03-01T09:30:00Z'), nowMs: 1 }
const keys: SupplyKey[] = [
  { skuId: 1, locationId: 1, supplyNo: 0 },
  { skuId: 1, locationId: 2, supplyNo: 0 },
  { skuId: 2, locationId: 1, supplyNo: 1 },
]

/** What may happen to a ledger; numbers that point too far point at what is there. */
type Step = {
  do: 'claim' | 'hold' | 'give back' | 'fact'
  at: number
  units: number
  other: number
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    do: fc.constantFrom('claim', 'hold', 'give back', 'fact', 'fact'),
    at: fc.nat(20),
    units: fc.integer({ min: 1, max: 9 }),
    other: fc.integer({ min: -9, max: 9 }),
  }),
  { maxLength: 40 },
)

describe('a ledger', () => {
  it('keeps I1 and I3 after every step, and claims only what is free', () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (ledger) => {
          for (const row of ledger.supplies.values()) {
            assert.ok(row.held >= 0 && row.allocated >= 0 && row.uncovered >= 0, 'I1')
            assert.equal(row.uncovered, uncoveredOf(row), 'I3')
          }
        })
      }),
    )
  })

  it('is the running sum of its movements: a row, its version and every value between (I4)', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { ledger } = run(all)
        for (const [key, row] of ledger.supplies) {
          const own = ledger.movements.filter(({ after }) => keyOf(after) === key)
          let last = ledger.locked.get(key)!
          for (const { before, after } of own) {
            assert.equal(before, last)
            assert.equal(after.version, before.version + 1)
            last = after
          }
          assert.equal(row, last)
          for (const column of ['quantity', 'unavailable', 'held', 'allocated'] as const) {
            const sum = own.reduce((n, { before, after }) => n + after[column] - before[column], 0)
            assert.equal(row[column], ledger.locked.get(key)![column] + sum)
          }
        }
        assert.equal(new Set(ledger.movements.map(({ id }) => id)).size, ledger.movements.length)
      }),
    )
  })

  it('has held and allocated what its open claims say, no more and no less (I5)', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { ledger, open } = run(all)
        for (const [key, row] of ledger.supplies) {
          const here = [...open.values()].filter((claim) => keyOf(claim) === key)
          const units = (kind: Claim['kind']) =>
            here.filter((claim) => claim.kind === kind).reduce((n, { quantity }) => n + quantity, 0)
          assert.equal(row.held, units('hold'))
          assert.equal(row.allocated, units('allocation'))
        }
        const left = new Map(ledger.newClaims.map(({ id, quantity }) => [id, quantity]))
        for (const one of ledger.changedClaims) left.set(one.id, one.left)
        for (const [id, quantity] of left) assert.equal(open.get(id)?.quantity ?? 0, quantity)
      }),
    )
  })

  it('has units by condition: the sums of its movements, and all that is unavailable', () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (ledger) => {
          for (const [key, row] of ledger.supplies) {
            const levels = conditionsOf(ledger, row, new Map())
            assert.equal(sumOfConditions(levels), row.unavailable)
            for (const condition of conditions) {
              const own = ledger.movements.filter(
                (one) => keyOf(one.after) === key && one.condition === condition,
              )
              const sum = own.reduce(
                (n, { before, after }) => n + after.unavailable - before.unavailable,
                0,
              )
              assert.equal(levels[condition] ?? 0, sum)
            }
          }
        })
      }),
    )
    const ledger = openLedger(keys.map(emptySupply))
    const fact = { unavailable: 1, reason: 'count', reference: null } as const
    assert.throws(() => addFact(ledger, keys[2]!, fact, by), /has no conditions/)
  })

  it('gives back no more than a claim has, and knows only what was locked', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 9 }), (units) => {
        const { ledger, open } = run([
          { do: 'fact', at: 0, units: 9, other: 9 },
          { do: 'claim', at: 0, units: 3, other: 0 },
        ])
        const [claim] = open.values()
        const before = [...ledger.supplies.values()]
        const end = { as: 'released', reason: 'release' } as const
        if (units >= 1 && units <= 3) {
          giveBack(ledger, claim!, units, end, by)
          return
        }
        assert.throws(() => giveBack(ledger, claim!, units, end, by), /has no/)
        assert.deepEqual([...ledger.supplies.values()], before)
      }),
    )
    const strange = { skuId: 9, locationId: 9, supplyNo: 0 }
    assert.throws(() => supplyOf(openLedger([]), strange), /was not locked/)
  })

  it('sorts keys into one order: by SKU, location, number', () => {
    const part = fc.integer({ min: -1, max: 3 })
    const key = fc.record({ skuId: part, locationId: part, supplyNo: part })
    fc.assert(
      fc.property(key, key, key, (a, b, c) => {
        const [ab, bc] = [compareSupplyKeys(a, b), compareSupplyKeys(b, c)]
        assert.equal(Math.sign(ab) + Math.sign(compareSupplyKeys(b, a)), 0)
        assert.equal(ab === 0, keyOf(a) === keyOf(b))
        if (ab <= 0 && bc <= 0) assert.ok(compareSupplyKeys(a, c) <= 0)
        if (a.skuId < b.skuId) assert.ok(ab < 0)
      }),
    )
  })
})

/** Runs the steps on empty rows; `open` is what of each claim is left. */
function run(
  all: readonly Step[],
  look: (ledger: Ledger) => void = () => undefined,
): { ledger: Ledger; open: Map<string, Claim> } {
  const ledger = openLedger(keys.map(emptySupply))
  const open = new Map<string, Claim>()
  for (const step of all) {
    const key = keys[step.at % keys.length]!
    const taken = [...open.values()][step.at % Math.max(1, open.size)]
    if (step.do === 'fact') factOf(ledger, key, step)
    else if (step.do !== 'give back') claimOf(ledger, open, key, step)
    else if (taken) giveBackOf(ledger, open, taken, step)
    look(ledger)
  }
  return { ledger, open }
}

function factOf(ledger: Ledger, key: SupplyKey, { at, units, other }: Step): void {
  const condition = at % 2 === 0 ? 'damaged' : 'other'
  const now = conditionsOf(ledger, key, new Map())
  const change = decideConditionChange(now, { condition, change: units - 5 })
  // Only what is on hand has conditions.
  const unavailable = key.supplyNo === 0 ? change.change : 0
  const fact = {
    quantity: other,
    unavailable,
    condition,
    reason: 'count',
    reference: null,
  } as const
  assert.equal(addFact(ledger, key, fact, by), supplyOf(ledger, key))
}

function claimOf(ledger: Ledger, open: Map<string, Claim>, key: SupplyKey, step: Step): void {
  const before = supplyOf(ledger, key)
  const movements = ledger.movements.length
  const rest = { orderId: null, lineNo: null, reference: null, expiresAt: null }
  const kind = step.do === 'hold' ? 'hold' : 'allocation'
  const claim = addClaim(ledger, { ...key, ...rest, kind, quantity: step.units }, by)
  assert.equal(claim !== undefined, freeOf(before) >= step.units)
  if (claim) {
    open.set(claim.id, claim)
    return
  }
  assert.equal(supplyOf(ledger, key), before)
  assert.equal(ledger.movements.length, movements)
}

function giveBackOf(ledger: Ledger, open: Map<string, Claim>, claim: Claim, { units }: Step): void {
  const quantity = Math.min(units, claim.quantity)
  giveBack(ledger, claim, quantity, { as: 'released', reason: 'release' }, by)
  const left = claim.quantity - quantity
  if (left > 0) open.set(claim.id, { ...claim, quantity: left })
  else open.delete(claim.id)
}
