import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Decision, GroupToRoute, StockView } from '../../routing/index.ts'
import { decideInstead, decideWishes, isBefore, isLetDown, type PromisedClaim } from './promises.ts'

const today = Temporal.PlainDate.from('2026-03-10')
const first = Temporal.Instant.from('2026-01-01T00:00:00Z')
const days = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((n) => today.add({ days: n }))

const claims = fc
  .array(
    fc.record({ age: fc.nat(5), quantity: fc.integer({ min: 1, max: 6 }), on: days(-5, 30) }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ age, quantity, on }, i): PromisedClaim => {
      const placedAt = first.add({ hours: age })
      const claimId = `c${i}`
      return {
        claimId,
        orderId: `o${i}`,
        lineNo: 1,
        placedAt,
        priority: 0,
        quantity,
        promisedOn: on,
        late: false,
      }
    }),
  )
const resting = fc.record({
  dueOn: fc.option(days(-5, 40)),
  late: fc.boolean(),
  isUnsure: fc.boolean(),
  missing: fc.nat(20),
})

describe('who wishes for other goods', () => {
  it('is each unit at most once, the oldest order first; what is missing is lost', () => {
    fc.assert(
      fc.property(claims, resting, (all, on) => {
        const wishes = decideWishes(all, on, today)
        const units = (of: typeof wishes) => of.reduce((sum, wish) => sum + wish.units, 0)
        const total = all.reduce((sum, { quantity }) => sum + quantity, 0)
        const lost = wishes.filter(({ isLost }) => isLost)
        assert.equal(units(lost), Math.min(on.missing, total))
        for (const { claimId, quantity } of all) {
          assert.ok(units(wishes.filter(({ claim }) => claim.claimId === claimId)) <= quantity)
        }
        const ages = wishes.map(({ claim }) => claim.placedAt.epochMilliseconds)
        assert.deepEqual(
          ages,
          ages.toSorted((a, b) => a - b),
        )
        // Who loses none is not younger than who does.
        const safe = all.filter(({ claimId }) => !lost.some((w) => w.claim.claimId === claimId))
        for (const { claim } of lost) {
          for (const one of safe) {
            assert.ok(Temporal.Instant.compare(one.placedAt, claim.placedAt) <= 0)
          }
        }
      }),
    )
  })

  it('is nobody whose goods come in time, and never for something later than they have', () => {
    fc.assert(
      fc.property(claims, resting, (all, on) => {
        for (const { claim, isLost, until } of decideWishes(all, on, today)) {
          if (isLost || on.dueOn === null) {
            assert.equal(until, null)
            continue
          }
          const isLater = isBefore(claim.promisedOn, on.dueOn)
          assert.ok(on.late || isLater || on.isUnsure)
          if (isLater && !on.late) assert.ok(isBefore(until!, on.dueOn))
        }
      }),
    )
  })
})

describe('who is let down', () => {
  it('is who waits for something later than was promised; of backorders once', () => {
    fc.assert(
      fc.property(claims, resting, fc.boolean(), (all, on, isTold) => {
        for (const claim of all) {
          const isLetDownNow = isLetDown({ ...claim, late: isTold }, on, today)
          const comes = on.late ? null : on.dueOn
          if (on.dueOn !== null) {
            assert.equal(isLetDownNow, comes === null || isBefore(claim.promisedOn, comes))
          } else assert.equal(isLetDownNow, !isTold && isBefore(claim.promisedOn, today))
        }
      }),
    )
  })
})

describe('goods instead', () => {
  const rows = fc.array(
    fc.record({
      skuId: fc.constant(1),
      locationId: fc.integer({ min: 1, max: 3 }),
      supplyNo: fc.nat(4),
      free: fc.integer({ min: -1, max: 5 }),
      dueOn: days(0, 20),
    }),
    { maxLength: 7 },
  )
  const distinct = rows.map((all) => {
    return [...new Map(all.map((row) => [`${row.locationId}/${row.supplyNo}`, row])).values()]
  })

  it('are free, in time, and as many as are wished for or there', () => {
    fc.assert(
      fc.property(
        distinct,
        fc.integer({ min: 1, max: 12 }),
        fc.option(days(0, 20)),
        (all, wanted, until) => {
          const { parts } = decideInstead(groupOf(wanted), until, { rows: all, barred }, route)
          const usable = all.filter(({ free, dueOn }) => {
            return free > 0 && (until === null || !isBefore(until, dueOn))
          })
          const there = usable.reduce((sum, { free }) => sum + free, 0)
          assert.equal(
            parts.reduce((sum, { quantity }) => sum + quantity, 0),
            Math.min(wanted, there),
          )
          for (const part of parts) {
            const row = usable.find((one) => {
              return one.locationId === part.locationId && one.supplyNo === part.supplyNo
            })!
            assert.ok(part.quantity <= row.free && part.expectedOn.equals(row.dueOn))
          }
        },
      ),
    )
  })
})

const barred = () => undefined

function groupOf(quantity: number): GroupToRoute {
  const demand = [{ lineNo: 1, skuId: 1, quantity, gramsPerUnit: 0, wholePerUnit: 1 }]
  const destination = { country: 'FR', region: undefined, point: undefined }
  return { no: 1, method: 'standard', destination, pickupLocationId: undefined, demand }
}

/** Takes what there is in order of places. */
function route({ demand }: GroupToRoute, stock: StockView): Decision {
  const [{ lineNo, quantity: wanted }] = demand as [GroupToRoute['demand'][number]]
  const parts: Decision['parts'] = []
  let open = wanted
  stock.forEach(1, (locationId, free) => {
    const quantity = Math.min(open, free)
    open -= quantity
    if (quantity > 0) parts.push({ lineNo, skuId: 1, locationId, quantity })
  })
  const short = open > 0 ? [{ lineNo, skuId: 1, wanted, available: wanted - open }] : []
  return { parts, short, record: {} as Decision['record'] }
}
