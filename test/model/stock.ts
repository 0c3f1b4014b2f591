import assert from 'node:assert/strict'
import { pick, placeIn, type Command, type Run } from './run.ts'

const CONDITIONS = ['damaged', 'on_display', 'other']

/** What happens to stock, and what somebody finds of it. */
export const stockCommands: Record<string, Command> = {
  async sale(run) {
    await adjust(run, 'sale', -1 - Math.floor(run.random() * 3))
  },

  async receipt(run) {
    await adjust(run, 'receipt', 1 + Math.floor(run.random() * 9))
  },

  async count(run) {
    const { client, model, random } = run
    const place = placeIn(run)
    const onHand = Math.floor(random() * 20)
    await client.post('/v1/stock/levels', { levels: [{ ...place, onHand }] })
    model.fact(place.sku, place.location, { to: onHand })
    model.tell(place.sku, place.location, { kind: 'count' })
  },

  async unavailable(run) {
    const { client, model, random } = run
    const place = placeIn(run)
    const unavailable = Math.floor(random() * 4)
    const { body } = await client.post('/v1/stock/levels', { levels: [{ ...place, unavailable }] })
    const [{ outcome, problem }] = body.outcomes
    const named = model.unavailable(place.sku, place.location, 'other')
    assert.equal(problem?.code ?? outcome, unavailable < named ? 'conditions_exceed' : 'recorded')
    if (problem) return
    model.fact(place.sku, place.location, { conditions: { other: unavailable - named } })
  },

  async conditions(run) {
    const { client, random } = run
    const place = placeIn(run)
    const conditions = { [pick(run, CONDITIONS)!]: Math.floor(random() * 3) }
    await client.post('/v1/stock/levels', { levels: [{ ...place, conditions }] })
    run.model.fact(place.sku, place.location, { conditions })
  },

  /** Some units may not be sold any more, or may again: no more than there are. */
  async damage(run) {
    const { client, model, random } = run
    const place = placeIn(run)
    const condition = pick(run, CONDITIONS)!
    const unavailableChange = Math.floor(random() * 4) - 2
    const adjustments = [{ ...place, unavailableChange, condition, reason: 'adjustment' }]
    await client.post('/v1/stock/adjustments', { adjustments })
    const left = model.inCondition(place.sku, place.location, condition) + unavailableChange
    model.fact(place.sku, place.location, { conditions: { [condition]: Math.max(0, left) } })
  },
}

async function adjust(run: Run, reason: string, change: number): Promise<void> {
  const place = placeIn(run)
  const adjustments = [{ ...place, change, reason }]
  await run.client.post('/v1/stock/adjustments', { adjustments })
  run.model.fact(place.sku, place.location, { by: change })
  run.model.tell(place.sku, place.location, { kind: 'change', by: change })
}
