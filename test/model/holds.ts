import assert from 'node:assert/strict'
import { expireHolds } from '../../src/inventory/actions/holds.ts'
import { createAvailabilityIndex, stockContextOf } from '../../src/inventory/index.ts'
import { basketOf, pick, UNKNOWN, type Command } from './run.ts'

const MINUTE_MS = 60_000

/** Holds of carts, and what becomes of them. */
export const holdCommands: Record<string, Command> = {
  async hold({ client, model, random }) {
    const wanted = basketOf(random)
    const minutes = 10 + Math.floor(random() * 50)
    const { status, body } = await client.post('/v1/stock-holds', holdOf(wanted, minutes))
    const parts = model.holdParts(wanted)
    assert.equal(status, parts ? 201 : 409, JSON.stringify(body))
    if (!parts) return
    const expiresAt = msOf(body.expiresAt)
    model.holds.push({ id: body.id, parts, isExtended: false, expiresAt })
  },

  /** Once, and never to an earlier moment. */
  async extension(run) {
    const { client, model } = run
    const hold = pick(run, model.holds)
    const path = `/v1/stock-holds/${hold?.id ?? UNKNOWN}/extensions`
    const { status, body } = await client.post(path, {})
    if (!hold || hold.isExtended) {
      assert.equal(body.code, hold ? 'hold_extended_enough' : 'not_found')
      return
    }
    assert.equal(status, 200, JSON.stringify(body))
    assert.ok(msOf(body.expiresAt) >= hold.expiresAt)
    hold.expiresAt = msOf(body.expiresAt)
    hold.isExtended = true
  },

  async release(run) {
    const hold = pick(run, run.model.holds)
    const id = hold?.id ?? UNKNOWN
    const { status, body } = await run.client.post(`/v1/stock-holds/${id}/releases`, {})
    assert.equal(hold ? status : body.code, hold ? 200 : 'hold_closed')
    run.model.holds = run.model.holds.filter((other) => other !== hold)
  },

  /** The sweep, as it would run some minutes from now. */
  async expiry({ app, model, random }) {
    const { platform } = app
    const nowMs = platform.clock.nowMs() + Math.floor(random() * 30) * MINUTE_MS
    const now = Temporal.Instant.fromEpochMilliseconds(nowMs)
    const by = { actor: 'test', now, nowMs: platform.clock.nowMs() }
    // What it frees reaches the server as another process's commit does: through the log.
    const index = createAvailabilityIndex()
    await expireHolds(platform.db, { ...stockContextOf(app.orders, by), index })
    model.holds = model.holds.filter(({ expiresAt }) => expiresAt > nowMs)
  },
}

/** What asks for a hold of these units. */
export function holdOf(wanted: ReadonlyMap<string, number>, minutes: number) {
  const lines = [...wanted].map(([sku, quantity]) => ({ sku, quantity }))
  return { channel: 'WEB', lines, minutes }
}

function msOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds
}
