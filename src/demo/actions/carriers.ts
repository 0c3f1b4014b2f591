import type { By } from '../../inventory/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { insertPlan } from '../../routing/index.ts'
import { insertCarrier, insertService, saveCard, saveCollection } from '../../shipping/index.ts'
import { carrier, collectionsOf, services } from '../domain/carriers.ts'
import type { DemoWorld, Retailer } from './plan.ts'

/** The channel whose orders go by rate cards from now on; the others show the other way. */
const CHANNEL = 'SITE-FR'

/** A carrier with two services, which collect everywhere; one channel routes by their cards. */
export async function makeCarriers(
  tx: Tx,
  world: DemoWorld,
  { locations }: Pick<Retailer, 'locations'>,
  { actor, now }: By,
): Promise<void> {
  const { platform, network, carriers: book, plans } = world
  const { locationByCode, channelByCode } = await network.current()
  const { id: carrierId } = (await insertCarrier(tx, carrier, now))!
  for (const { card: content, ...service } of services) {
    const { id } = (await insertService(tx, { ...service, carrierId }, now))!
    await saveCollection(tx, id, { locationId: null, times: collectionsOf('store') })
    for (const { code } of locations.filter(({ kind }) => kind !== 'store')) {
      const locationId = locationByCode.get(code)!.id
      await saveCollection(tx, id, { locationId, times: collectionsOf('distribution_centre') })
    }
    const card = { service: service.code, content, validFrom: now, validUntil: null, field: '' }
    await saveCard(tx, { platform, network, book }, card, { actor, now })
  }
  const { id: channelId, currency } = channelByCode.get(CHANNEL)!
  const tariff = { cards: { currency } }
  // Deliveries move until they are released where that saves 0.50.
  const improving = { leastSaving: 5000, mostMoves: 2 }
  const plan = { channelId, strategy: 'least_cost' as const, tariff, improving }
  await insertPlan(tx, { ...plan, createdBy: actor }, now)
  tx.onCommit(plans.markStale)
}
