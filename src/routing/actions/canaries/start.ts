import { newId } from '../../../lib/ids.ts'
import { refuse } from '../../../lib/refusal.ts'
import type { Network } from '../../../network/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { cursorOfSnapshot, saveEvents } from '../../../platform/events/index.ts'
import { KNOWN_WITHIN } from '../../book/plans.ts'
import { usualGuards } from '../../domain/canary/guards.ts'
import { canaryStarted } from '../../events.ts'
import type { CanaryBody } from '../../schemas/canaries.ts'
import { insertCanary, type NewCanary } from '../../store/canaries.ts'
import { findNumberInForce, listComing, NOT_FOR_ALL } from '../../store/rules.ts'
import { testing } from '../publish-tested.ts'
import { versionOfDraft, type By } from '../rules.ts'
import type { TestsWorld } from '../run-tests.ts'

export const USUAL = { minimumOrders: 200, days: 14 }
const MOST_DAYS = 92

/**
 * Makes the draft the next version, which decides on a share of the orders captured from a moment
 * on. Refused is what publishing refuses, and where a version is to decide from later on.
 */
export async function startCanary(
  tx: Tx,
  world: TestsWorld,
  body: CanaryBody,
  by: By,
): Promise<string> {
  const network = await world.network.current()
  const { channelIds, currency } = channelsOf(network, body.channels)
  const until = untilOf(body.until, by.now)
  if ((await listComing(tx, by.now)).length > 0) refuse('rules_coming')
  const { version: draft, note, despiteReason: reason } = body
  const publication = { version: draft, note, validFrom: NOT_FOR_ALL }
  const tested = testing(tx, world, { at: by.now.add(KNOWN_WITHIN), reason })
  const { version } = await versionOfDraft(tx, world, { ...publication, tested }, by)
  // Tests and locks may have taken long.
  const startsAt = world.platform.clock.now().add(KNOWN_WITHIN)
  const one: NewCanary = {
    id: newId(by.nowMs),
    version,
    control: await findNumberInForce(tx, by.now),
    sharePermille: body.sharePermille,
    channelIds,
    currency,
    guards: { ...usualGuards, ...body.guards },
    minimumOrders: body.minimumOrders ?? USUAL.minimumOrders,
    startsAt,
    until,
    startedBy: by.actor,
  }
  await insertCanary(tx, one, await cursorOfSnapshot(tx, tx.epoch))
  const { id, control, sharePermille } = one
  const at = { startsAt: startsAt.toString(), until: until.toString() }
  const data = { canary: id, version, control, sharePermille, ...at }
  await saveEvents(tx, canaryStarted, [
    { id: newId(by.nowMs), subject: null, actor: by.actor, data, occurredAt: by.now },
  ])
  return id
}

function untilOf(until: string | undefined, now: Temporal.Instant): Temporal.Instant {
  if (until === undefined) return now.add({ hours: 24 * USUAL.days })
  const at = Temporal.Instant.from(until)
  const { compare } = Temporal.Instant
  if (compare(at, now.add({ minutes: 1 })) < 0) {
    refuse('field_invalid', { field: '/until', detail: 'It ends a minute from now, or later.' })
  }
  if (compare(at, now.add({ hours: 24 * MOST_DAYS })) > 0) {
    refuse('field_invalid', { field: '/until', detail: `At most ${MOST_DAYS} days from now.` })
  }
  return at
}

/** Those of now: costs are added up, so all must sell in one currency. */
function channelsOf(
  { channelByCode, channelById }: Network,
  codes: readonly string[] | undefined,
): { channelIds: number[]; currency: string } {
  const named = codes?.map((code, i) => {
    const channel = channelByCode.get(code)
    return channel && !channel.archived
      ? channel
      : refuse('channel_unknown', { field: `/channels/${i}` })
  })
  const channels = named ?? [...channelById.values()].filter(({ archived }) => !archived)
  const [first] = channels
  if (!first) return refuse('field_invalid', { field: '/channels', detail: 'There is no channel.' })
  const currencies = [...new Set(channels.map(({ currency }) => currency))]
  if (currencies.length > 1) {
    const detail = `They sell in ${currencies.join(' and ')}: name those of one currency.`
    refuse('field_invalid', { field: '/channels', detail })
  }
  return { channelIds: channels.map(({ id }) => id), currency: first.currency }
}
