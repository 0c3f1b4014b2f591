import { setTimeout as wait } from 'node:timers/promises'
import { figure, median, print, ROUNDS, spread, type Bench, type Figure } from '../figure.ts'
import { get, post } from '../ask.ts'
import { load } from '../world.ts'
import { decideByLittle, decideByMuch, muchWanted } from './routed.ts'

/** As a person starts one, and as many as may be. */
const CAPS = { usual: 600, most: 60_000 }
const FOLLOWED_S = 10
const path = '/v1/routing-shadows'

type Shadow = { id: string; placed: number; compared: number; missed: unknown }

/**
 * Orders a second as in `capture-routed` while the same rules decide beside it in shadow, with the
 * usual cap; reference: alone. Printed besides: with as high a cap as may be, and how many orders a
 * second it follows where none are placed meanwhile.
 */
export async function captureShadowed(bench: Bench): Promise<Figure> {
  const { server, secret } = bench
  await decideByMuch(bench)
  const { version } = await get(bench, '/v1/routing-rules')
  const sent = muchWanted()
  await load(server, secret, { ...sent, seconds: 3 })
  const rates: Record<'alone' | keyof typeof CAPS, number[]> = { alone: [], usual: [], most: [] }
  const beside = async (perMinute: number) => {
    const rules = { of: 'version', version }
    const { id } = await post<Shadow>(bench, path, { name: 'Measured', rules, perMinute })
    const { perSecond } = await load(server, secret, sent)
    return { id, perSecond }
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    rates.alone.push((await load(server, secret, sent)).perSecond)
    for (const cap of ['usual', 'most'] as const) {
      const { id, perSecond } = await beside(CAPS[cap])
      rates[cap].push(perSecond)
      await tell(bench, id, cap)
    }
    const last = Object.entries(rates).map(([name, all]) => `${name} ${Math.round(all.at(-1)!)}/s`)
    print(`  round ${round}: ${last.join(', ')}`)
  }
  await decideByLittle(bench)
  print(`  spread: alone ${spread(rates.alone)}; ${spread(rates.usual)}; ${spread(rates.most)}`)
  print(`  with the highest cap ${Math.round(median(rates.most))}/s`)
  return figure('shadow', median(rates.usual), 'orders/s', median(rates.alone))
}

/** How many it has followed beside the load, and how many a second after it. */
async function tell(bench: Bench, id: string, cap: string): Promise<void> {
  const before = await get<Shadow>(bench, `${path}/${id}`)
  const began = performance.now()
  await wait(FOLLOWED_S * 1000)
  const after = await get<Shadow>(bench, `${path}/${id}`)
  const seconds = (performance.now() - began) / 1000
  await post(bench, `${path}/${id}/stops`, {})
  const followed = (after.compared - before.compared) / seconds
  print(
    `    ${cap}: ${before.compared} of ${before.placed} compared beside the load, then ` +
      `${followed.toFixed(0)} orders/s; not compared ${JSON.stringify(after.missed)}`,
  )
}
