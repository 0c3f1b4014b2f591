import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  decideFed,
  decideOvertaken,
  addGood,
  addNamed,
  decideWhole,
  decideZeroing,
  type Tally,
  feedNumbers,
  isChange,
  lastOfEach,
  type Fed,
  type Since,
  decideRest,
} from './feed.ts'
import { changed, emptySupply, freeOf, type Supply } from './supply.ts'

const units = fc.integer({ min: 0, max: 10_000 })
const signed = fc.integer({ min: -500, max: 500 })
const number = fc.constantFrom(...feedNumbers)
const place = { skuId: 1, locationId: 1, supplyNo: 0 }

/** What can happen to a row: a sale, a receipt, damage, an allocation, a shipment, a hold. */
const happening = fc.oneof(
  signed.map((quantity) => ({ quantity })),
  units.map((unavailable) => ({ unavailable })),
  units.map((allocated) => ({ allocated })),
  fc.integer({ min: 1, max: 5 }).map((sent) => ({ quantity: -sent, allocated: -sent })),
  fc.integer({ min: 1, max: 5 }).map((awaiting) => ({ awaiting, allocated: -awaiting })),
  units.map((held) => ({ held })),
  fc.constant({ ownerLeaves: true }),
)
type Happening = {
  quantity?: number
  unavailable?: number
  allocated?: number
  held?: number
  /** Has left, and waits till the owner has heard of it. */
  awaiting?: number
  /** Nobody waits any more: what has left is taken off here. */
  ownerLeaves?: boolean
}

/** A row with what of it had left before, unknown to the owner. */
type Row = Supply & { awaiting: number }

const rows = fc
  .record({ quantity: signed, unavailable: units, held: units, allocated: units, awaiting: units })
  .map(({ awaiting, unavailable, ...row }): Row => {
    const all = { ...row, unavailable: unavailable + awaiting }
    return { ...changed(emptySupply(place), all), awaiting }
  })

const step = (row: Row, one: Happening): Row => {
  const { awaiting = 0, unavailable = 0, ownerLeaves, ...change } = one
  if (ownerLeaves) {
    return { ...changed(row, { quantity: -row.awaiting, unavailable: -row.awaiting }), awaiting: 0 }
  }
  return {
    ...changed(row, { ...change, unavailable: unavailable + awaiting }),
    awaiting: row.awaiting + awaiting,
  }
}
const after = (row: Row, all: readonly Happening[]) => all.reduce(step, row)

/** The movements as the ledger would sum them up. */
const sinceOf = (row: Row, all: readonly Happening[]): Since => {
  const sum = (name: Exclude<keyof Happening, 'ownerLeaves'>) =>
    all.reduce((n, one) => n + (one[name] ?? 0), 0)
  return {
    quantity: sum('quantity'),
    unavailable: sum('unavailable'),
    allocated: sum('allocated'),
    awaiting: row.awaiting,
    awaitingLater: sum('awaiting'),
    isCounted: false,
  }
}

const feed = (row: Row, fed: Fed, since: Since): Row => {
  const change = decideFed(row, fed, since)
  return { ...changed(row, change), awaiting: row.awaiting + change.unavailable }
}

describe('the rest of a feed', () => {
  it('grows with those who are answered beside it, and is never longer than its work', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(500), fc.nat(500), (ms, one, other) => {
        const [few, many] = [Math.min(one, other), Math.max(one, other)]
        assert.ok(decideRest(ms, few) <= decideRest(ms, many))
        assert.ok(decideRest(ms, many) <= 3 * ms)
        assert.equal(decideRest(ms, 0), 0)
      }),
    )
    assert.deepEqual(
      [4, 16, 300].map((others) => decideRest(80, others)),
      [20, 80, 240],
    )
  })
})

describe('a fed number', () => {
  it('is what is on hand where nothing happened since; nothing waits any more', () => {
    fc.assert(
      fc.property(rows, signed, (row, fed) => {
        const next = feed(row, { number: 'on_hand', units: fed }, sinceOf(row, []))
        assert.deepEqual([next.quantity, next.awaiting], [fed, 0])
      }),
    )
  })

  it('of what is available is free here too, but for carts that the source cannot know', () => {
    fc.assert(
      fc.property(rows, signed, (row, fed) => {
        const next = feed(row, { number: 'available', units: fed }, sinceOf(row, []))
        assert.equal(freeOf(next) + next.held, fed)
      }),
    )
  })

  it('may come before or after what happened since: the row ends the same', () => {
    fc.assert(
      fc.property(rows, number, signed, fc.array(happening), (row, kind, fed, all) => {
        const told = { number: kind, units: fed }
        const early = after(feed(row, told, sinceOf(row, [])), all)
        const then = after(row, all)
        const late = feed(then, told, sinceOf(then, all))
        assert.deepEqual(without(late), without(early))
      }),
    )
  })
  const without = (row: Row) => ({ ...row, version: 0 })

  it('told twice changes nothing the second time, whatever happens between', () => {
    fc.assert(
      fc.property(rows, number, signed, fc.array(happening), (row, kind, fed, all) => {
        const told = { number: kind, units: fed }
        const once = after(feed(row, told, sinceOf(row, [])), all)
        assert.ok(!isChange(decideFed(once, told, sinceOf(once, all))))
      }),
    )
  })

  it('touches no claim, and leaves a count that was made since', () => {
    fc.assert(
      fc.property(rows, number, signed, (row, kind, fed) => {
        const told = { number: kind, units: fed }
        const next = feed(row, told, sinceOf(row, []))
        assert.deepEqual([next.held, next.allocated], [row.held, row.allocated])
        const counted = feed(row, told, { ...sinceOf(row, []), isCounted: true })
        assert.equal(counted.quantity - counted.awaiting, row.quantity - row.awaiting)
        assert.equal(freeOf(counted), freeOf(row))
      }),
    )
  })
})

describe('what a full feed leaves out', () => {
  it('is set to zero unless more rows were bad than may be, or none was good', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(100), (good, refused, most) => {
        const isDone = decideZeroing({ kind: 'full', good, refused, most })
        assert.equal(isDone, good > 0 && refused / (good + refused) <= most / 100)
        assert.equal(decideZeroing({ kind: 'delta', good, refused, most }), false)
        // One bad row more never lets it be done.
        if (!isDone) {
          assert.ok(!decideZeroing({ kind: 'full', good, refused: refused + 1, most }))
        }
      }),
    )
  })
})

describe('rows of a late feed', () => {
  it('are taken where no newer feed has spoken of them; none is lost', () => {
    const row = fc.record({ skuId: fc.nat(5), locationId: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(row), fc.array(row), fc.array(fc.nat(3)), (all, newer, whole) => {
        const mentioned = new Map(
          [...Map.groupBy(newer, (r) => r.locationId)].map(([at, some]) => {
            return [at, new Set(some.map((r) => r.skuId))]
          }),
        )
        const parted = decideOvertaken(all, { whole: new Set(whole), mentioned })
        assert.equal(parted.fresh.length + parted.overtaken.length, all.length)
        for (const { skuId, locationId } of parted.fresh) {
          assert.ok(!whole.includes(locationId))
          assert.ok(!newer.some((n) => n.skuId === skuId && n.locationId === locationId))
        }
      }),
    )
  })

  it('said twice count as they were said last', () => {
    const row = fc.record({ skuId: fc.nat(3), locationId: fc.nat(2), units })
    fc.assert(
      fc.property(fc.array(row), (given) => {
        const all = given.map((one, no) => ({ ...one, no }))
        for (const one of lastOfEach(all)) {
          const same = all.filter((r) => r.skuId === one.skuId && r.locationId === one.locationId)
          assert.equal(one.no, same.at(-1)!.no)
        }
        const about = new Set(all.map((r) => `${r.skuId} ${r.locationId}`))
        assert.equal(lastOfEach(all).length, about.size)
      }),
    )
  })
})

describe('decideWhole', () => {
  const about = fc.record({
    skuId: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    locationId: fc.integer({ min: 1, max: 3 }),
    isGood: fc.boolean(),
  })

  it('counts rows that are all good as any others', () => {
    const good = fc.record({ skuId: fc.nat(9), locationId: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(good), (given) => {
        const [one, other]: [Tally, Tally] = [new Map(), new Map()]
        addGood(one, given)
        addNamed(
          other,
          given.map((row) => ({ ...row, isGood: true })),
        )
        assert.deepEqual(one, other)
      }),
    )
  })

  it('is true only where every location that says something may be set to zero', () => {
    fc.assert(
      fc.property(fc.array(about), fc.nat({ max: 100 }), (given, refusedPercent) => {
        const tally: Tally = new Map()
        addNamed(tally, given)
        const good = given.filter(({ isGood }) => isGood).length
        const all = { good, refused: given.length - good, mayHide: false }
        const isWhole = decideWhole({ kind: 'full', refusedPercent }, all, tally)
        const told = [all, ...tally.values()].filter((one) => one.good > 0)
        const may = told.map((one) => decideZeroing({ ...one, kind: 'full', most: refusedPercent }))
        assert.equal(isWhole, good > 0 && may.every(Boolean))
        assert.equal(decideWhole({ kind: 'delta', refusedPercent }, all, tally), false)
        const hiding = { ...all, mayHide: true }
        assert.equal(decideWhole({ kind: 'full', refusedPercent }, hiding, tally), false)
      }),
    )
  })
})
