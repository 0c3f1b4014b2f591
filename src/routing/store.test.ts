import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { openDatabase, type Database } from '../platform/db/index.ts'
import { findDeclines, keepDeclines } from './store/decline-counts.ts'
import { listExclusions, saveExclusions, type Exclusion } from './store.ts'

const NOON = Temporal.Instant.from('2026-03-01T12:00:00Z')

describe('locations that orders are given to, and that are not asked', () => {
  let database: TestDatabase
  let db: Database
  before(async () => {
    database = await createTestDatabase()
    db = openDatabase({ connection: database.connection, poolSize: 2, onError: () => undefined })
  })
  after(async () => {
    await db.close()
    await database.drop()
  })

  it('are kept once each, the one that lasts longest, and listed while it lasts', async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: -1, max: 6 }), async (told, hours) => {
        const mine = randomUUID()
        const other = randomUUID()
        const rowOf = (one: Told): Exclusion => ({
          orderId: one.mine ? mine : other,
          locationId: one.locationId,
          skuId: one.skuId,
          cause: `for ${one.hours} h`,
          until: NOON.add({ hours: one.hours }),
          createdAt: NOON,
          actor: 'test',
        })
        for (const rows of told) {
          await db.transaction((tx) => saveExclusions(tx, rows.map(rowOf)))
        }
        const now = NOON.add({ hours })
        const listed = await listExclusions(db, [mine], now)
        const ofMine = told.flat().filter((one) => one.mine)
        const byPlace = Map.groupBy(ofMine, ({ locationId, skuId }) => `${locationId} ${skuId}`)
        const expected = [...byPlace]
          .map(([place, rows]) => [place, Math.max(...rows.map((row) => row.hours))] as const)
          .filter(([, longest]) => longest > hours)
          .map(([place, longest]) => `${place} for ${longest} h`)
        const found = listed.map((one) => `${one.locationId} ${one.skuId} ${one.cause}`)
        assert.deepEqual(found.toSorted(), expected.toSorted())
      }),
      { numRuns: 60 },
    )
  })

  const on = (day: number) =>
    NOON.add({ hours: 24 * day }).toString({ smallestUnit: 'millisecond' })
  const count = async (day: number, declined: number) => {
    const byLocation = new Map([[7, { given: 9, declined }]])
    return (await keepDeclines(db, { at: on(day), byLocation })).at
  }
  const known = async (day: number) => {
    return (await findDeclines(db, on(day)))?.byLocation.get(7)?.declined
  }

  it('are known to have declined so often for as long as it counted and a month', async () => {
    assert.deepEqual(await Promise.all([known(0), known(1)]), [undefined, undefined])
    assert.equal(await count(0, 1), on(0))
    assert.equal(await count(1, 1), on(0))
    assert.deepEqual((await findDeclines(db, on(0)))?.all, { given: 9, declined: 1 })
    // Of two at one moment the first one counts, for both.
    assert.equal(await count(40, 2), on(40))
    assert.equal((await keepDeclines(db, { at: on(40), byLocation: new Map() })).all.declined, 2)
    assert.deepEqual([await known(0), await known(1), await known(40)], [1, undefined, 2])
    assert.equal(await count(80, 3), on(80))
    assert.deepEqual([await known(0), await known(40), await known(80)], [undefined, 2, 3])
  })
})

type Told = { mine: boolean; locationId: number; skuId: number | null; hours: number }

/** Some calls with several rows each, often of the same place. */
const calls: fc.Arbitrary<Told[][]> = fc.array(
  fc.array(
    fc.record({
      mine: fc.boolean(),
      locationId: fc.constantFrom(1, 2),
      skuId: fc.constantFrom(null, 7),
      hours: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 6 },
  ),
  { minLength: 1, maxLength: 3 },
)
