import assert from 'node:assert/strict'
import { ruleDesk } from '../inventory/rule-desk.ts'
import { pick, placeIn, SKUS, type Command, type Run } from './run.ts'

/** What may be sold of what is there. */
export const sellingCommands: Record<string, Command> = {
  /** What a rule keeps of a SKU somewhere: another number, or none any more. */
  async safety(run) {
    const { sku, location } = placeIn(run)
    const about = { sku, location, kind: 'safety_stock' }
    await keep(run, run.model.rules, `${sku}@${location}`, about)
  },

  /** What the channel keeps back of all that it could sell of a SKU. */
  async threshold(run) {
    const sku = pick(run, SKUS)!
    await keep(run, run.model.thresholds, sku, { sku, kind: 'threshold' })
  },

  /** A SKU is not sold from a location, or is again. */
  async pause(run) {
    const { client, model } = run
    const place = placeIn(run)
    const key = `${place.sku}@${place.location}`
    const isPaused = model.paused.has(key)
    const [path, body] = isPaused
      ? ['/v1/sku-resumptions', place]
      : ['/v1/sku-pauses', { ...place, reason: 'recall' }]
    const { status } = await client.post(path, body)
    assert.equal(status, 200)
    if (isPaused) model.paused.delete(key)
    else model.paused.add(key)
  },
}

type Kept = { id: string; kept: number }
type About = { sku: string; location?: string; kind: string }

/** Publishes a rule that keeps so much, or changes the one that is there. */
async function keep(run: Run, rules: Map<string, Kept>, key: string, about: About): Promise<void> {
  const quantity = Math.floor(run.random() * 4)
  const known = rules.get(key)
  if (known?.kept === quantity) return
  const { kind, ...scope } = about
  const terms = { kind, quantity }
  const desk = ruleDesk(run.client)
  if (known) {
    await desk.change({ action: 'change', id: known.id, fields: { terms } })
    rules.set(key, { ...known, kept: quantity })
  } else rules.set(key, { id: await desk.add({ ...scope, terms }), kept: quantity })
  await desk.publish()
}
