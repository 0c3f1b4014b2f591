import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { filterOf, type Asked } from '../../src/orders/actions/list.ts'
import { countOrders, type Count } from '../../src/orders/store/count.ts'
import type { ListSort } from '../../src/orders/store/filter.ts'
import { listOrderIds } from '../../src/orders/store/list.ts'
import { startApp, type App } from '../app.ts'
import { openBusyShop } from './busy-list.ts'

/** The ways that lists of a million orders go are gone here with bounds that sixty go beyond. */
describe('the ways to find orders of a list', () => {
  let app: App
  before(async () => {
    app = await startApp()
    await openBusyShop(app, await app.client())
  })
  after(() => app.stop())

  const READING = { readOnlySnapshot: true, planAnew: true }

  it('find the same, however soon one gives up for the next', async () => {
    const network = await app.orders.network.current()
    await fc.assert(
      fc.asyncProperty(searches, sorts, bounds, async (asked, sort, some) => {
        const filter = filterOf(network, 'all', asked)
        const page = { sort, after: undefined, limit: 8 }
        const [usual, other] = await app.platform.db.transaction(async (tx) => {
          return [
            await listOrderIds(tx, filter, page),
            await listOrderIds(tx, filter, page, some),
          ] as const
        }, READING)
        assert.deepEqual(
          other.map(({ id }) => id),
          usual.map(({ id }) => id),
        )
      }),
      { numRuns: 80 },
    )
  })

  it('count a search in full or say that there are as many or more', async () => {
    const network = await app.orders.network.current()
    await fc.assert(
      fc.asyncProperty(searches, countBounds, async (asked, some) => {
        const filter = filterOf(network, 'all', asked)
        const [all, part] = await app.platform.db.transaction(async (tx) => {
          return [await countOrders(tx, filter), await countOrders(tx, filter, some)] as const
        }, READING)
        assertHonest(part.total, all.total)
        for (const [i, { state, ...count }] of part.states.entries()) {
          assert.equal(state, all.states[i]!.state)
          assertHonest(count, all.states[i]!)
        }
      }),
      { numRuns: 80 },
    )
  })
})

function assertHonest(part: Count, all: Count): void {
  if (part.isCapped) assert.ok(part.count <= all.count, `${part.count} of ${all.count}`)
  else assert.equal(part.count, all.count)
}

const maybe = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })

const searches = fc
  .record({
    q: fc.constantFrom('ada', 'paris', 'tee', 'paris ada', 'lyon marie', 'ext', 'nobody'),
    state: maybe('allocated', 'on_hold,late', 'late', 'cancelled,allocated', 'fulfilled'),
    channel: maybe('WEB', 'NOW'),
    method: maybe('standard', 'express,same_day'),
    country: maybe('FR', 'DE'),
    priority: maybe('high', 'normal', 'low,normal'),
    tag: maybe('gift', 'gift,wedding'),
    placedBefore: maybe('2026-03-02T12:00:00Z'),
  })
  .map((asked) => JSON.parse(JSON.stringify(asked)) as Asked)

const sorts: fc.Arbitrary<ListSort> = fc.record({
  by: fc.constantFrom('placedAt', 'total'),
  descending: fc.boolean(),
})

const small = fc.constantFrom(0, 1, 5, 20, 100)
const bounds = fc.record({
  few: small,
  fewAtMost: small,
  walked: small,
  walkedByState: small,
  takenByState: small,
  ofFewStates: small,
})
const countBounds = fc.record({ found: small, common: small, newest: small, ofFewStates: small })
