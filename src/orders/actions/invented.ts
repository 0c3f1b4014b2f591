import { unitsOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Channel, Location, Network } from '../../network/index.ts'
import type { GroupToRoute, Invented } from '../../routing/index.ts'
import { factsOf } from '../domain/network-view.ts'
import { demandOf } from '../domain/place.ts'
import type { OrdersWorld } from './world.ts'

/** A delivery that nobody has ordered, as routing sees it at a moment. */
export async function inventedGroup(
  { skus }: Pick<OrdersWorld, 'skus'>,
  network: Network,
  invented: Invented,
  { scope, at }: { scope: Scope; at: (timeZone: string) => Temporal.Instant },
): Promise<{ channel: Channel; group: GroupToRoute; now: Temporal.Instant }> {
  const channel = network.channelByCode.get(invented.channel)
  if (!channel || channel.archived || !seesChannel(scope, channel.id)) {
    return refuse('channel_unknown', { field: '/invented/channel' })
  }
  const now = at(channel.timeZone)
  await skus.load(invented.lines.map(({ sku }) => sku))
  const demand = invented.lines.map((line, i) => {
    const field = `/invented/lines/${i}`
    const sku = skus.byCode(line.sku) ?? refuse('sku_unknown', { field: `${field}/sku` })
    if (sku.kind === 'bundle') {
      const detail = 'Ask of what the bundle is made of.'
      return refuse('field_invalid', { field: `${field}/sku`, detail })
    }
    const quantity = unitsOf(line.quantity, sku.decimals)
    if (quantity === undefined) {
      const detail = `At most ${sku.decimals} decimals.`
      return refuse('field_invalid', { field: `${field}/quantity`, detail })
    }
    return demandOf(sku, i + 1, quantity)
  })
  const { customer, tags, nominated } = invented
  const wantedBy = wantedOf(invented, channel, now)
  const from = nominated && nominatedIn(network, nominated.location, scope)
  const { lat, lon, country, region, postalCode, toHome: home = true } = invented.shipTo
  const point = lat === undefined || lon === undefined ? undefined : { lat, lon }
  const group: GroupToRoute = {
    no: 1,
    method: invented.method,
    destination: { country, region, postalCode, home, point },
    pickupLocationId: undefined,
    demand,
    order: factsOf(channel, { total: invented.value ?? 0, customer, tags }, now),
    ...(wantedBy !== undefined && { wantedBy }),
    ...(from && { nominated: { locationId: from.id, firm: nominated.firm } }),
  }
  return { channel, group, now }
}

function wantedOf({ wantedBy, wantedInDays }: Invented, channel: Channel, now: Temporal.Instant) {
  if (wantedInDays === undefined) return wantedBy
  return dayIn(channel, now).add({ days: wantedInDays }).toString()
}

function nominatedIn(network: Network, code: string, scope: Scope): Location {
  const location = network.locationByCode.get(code)
  const isSeen = location && !location.archived && seesLocation(scope, location.id)
  return isSeen ? location : refuse('location_unknown', { field: '/invented/nominated/location' })
}

/** Which day it is by the clock of a channel. */
export function dayIn({ timeZone }: Channel, at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(timeZone).toPlainDate()
}
