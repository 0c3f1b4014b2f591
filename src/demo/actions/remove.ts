import { countSkus } from '../../catalog/index.ts'
import { countRulesNotBy } from '../../inventory/index.ts'
import { countNamed, listBrands, listLegalEntities } from '../../network/index.ts'
import { events as orderEvents } from '../../orders/index.ts'
import { emptySchemas } from '../../platform/empty.ts'
import { findSubjectNotBy } from '../../platform/events/index.ts'
import { countVersionsNotBy, listPlans } from '../../routing/index.ts'
import { listCarriers } from '../../shipping/index.ts'
import { extrasOf } from '../domain/extras.ts'
import { groups, legalEntities } from '../domain/network.ts'
import { DemoError } from '../refusals.ts'
import { findState, lockAlone, type DemoState } from '../store.ts'
import { ACTOR } from './make.ts'
import { openRetailer, type DemoWorld } from './plan.ts'

/**
 * Empties the tables of all modules (`schemas`), so that nothing of the demo is kept, whatever was
 * done with it. Throws DemoError where there is no demo, a server runs, or something else was
 * created beside the demo: that is never deleted.
 */
export async function removeDemo(world: DemoWorld, schemas: readonly string[]): Promise<void> {
  const { db } = world.platform
  const state = await findState(db)
  if (!state) throw new DemoError('There is no demo in this database.')
  const client = await db.connect({ transaction_timeout: '0', lock_timeout: '10s' })
  try {
    if (!(await lockAlone(client))) {
      throw new DemoError('A server runs on this database. Stop it, then remove the demo.')
    }
    const others = await listOthers(world, state)
    if (others.length > 0) {
      throw new DemoError(
        `Beside the demo there is: ${others.join(', ')}. Nothing was removed, since that would ` +
          'go too. Begin with an empty database instead: another TUTTI_DATA_DIR, or another ' +
          'DATABASE_URL.',
      )
    }
    await emptySchemas(client, schemas)
  } finally {
    await client.end()
  }
}

/** What the demo did not make. */
async function listOthers(world: DemoWorld, state: DemoState): Promise<string[]> {
  if (state.stage === 'network') return []
  const { db } = world.platform
  const { skus, locations, channels } = await openRetailer(world, state)
  const network = await world.network.current()
  const placed = orderEvents.find(({ type }) => type === 'order.placed')!
  const order = await findSubjectNotBy(db, placed, ACTOR)
  const named = await countNamed(db)
  // The last that is made is one carrier and one plan.
  const isMade = state.stage === 'open' ? 1 : 0
  const counts: [string, number, number][] = [
    ['a legal entity', (await listLegalEntities(db)).length, legalEntities.length],
    ['a brand', (await listBrands(db)).length, 1],
    ['a location', network.locationByCode.size, locations.length],
    ['a channel', network.channelByCode.size, channels.length],
    ['a group of locations', named.groups, groups.length],
    ['a partner', named.partners, 0],
    ['a holiday calendar', named.calendars, 0],
    ['a SKU', await countSkus(db), skus.length + extrasOf(skus).length],
    ['a carrier', (await listCarriers(db)).length, isMade],
    ['a routing plan', (await listPlans(db)).length, isMade],
    ['a version of the routing rules', await countVersionsNotBy(db, ACTOR), 0],
    ['a stock alert rule', await countRulesNotBy(db, ACTOR), 0],
  ]
  const made = counts.filter(([, found, own]) => found !== own).map(([what]) => what)
  return [...made, ...(order === undefined ? [] : [`an order that somebody placed (${order})`])]
}
