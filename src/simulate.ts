import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { HistoryError } from './history/index.ts'
import { createOrdersWorld, playingWorldOf } from './modules.ts'
import type { Platform } from './platform/module.ts'
import { playAsked, readAsked, type PlanChangesBody, type PolicyOutcome } from './routing/index.ts'

const USUAL_DAYS = 28
const TELL_MS = 2000

const usage =
  'Usage: [--from <date>] [--to <date>] [--draft] [--version <number>] [--rule-costs] ' +
  '[--hindsight] [--prices] [--seed <number>] [--report <file>] and, for the rules in force by ' +
  'another plan: [--channel <code>] [--strategy least_cost|priority|nearest] ' +
  '[--services <code,code>|all] [--late-cost <money>|none] [--reroute-cost …] ' +
  '[--carbon-price …] [--unfilled-cost …] [--improving on|off]'

/**
 * `tutti simulate`: the rules in force on a past period, beside the draft, a version, or themselves
 * with prices or by another plan; what it finds is printed and kept nowhere but in the report.
 */
export async function runSimulate(
  platform: Platform,
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const { db, clock } = platform
  const values = optionsOf(args)
  const now = clock.now()
  const until = values.to === undefined ? now : dateOf('to', values.to)
  const from =
    values.from === undefined
      ? until.subtract({ hours: 24 * USUAL_DAYS })
      : dateOf('from', values.from)
  const world = createOrdersWorld(platform)
  const asked = await readAsked(
    db,
    world,
    {
      from: from.toString(),
      until: until.toString(),
      policies: policiesOf(values),
      ruleCosts: values['rule-costs'] ?? false,
      hindsight: values.hindsight ?? false,
      ...(values.seed !== undefined && { seed: Number(values.seed) }),
    },
    now,
  )
  let toldAt = performance.now()
  const began = performance.now()
  const played = await playAsked(db, playingWorldOf(world), asked, {
    now,
    async tell({ share, orders }) {
      if (performance.now() - toldAt < TELL_MS) return true
      toldAt = performance.now()
      say(`${Math.round(100 * share)} %, ${orders} orders`)
      return true
    },
  })
  const { progress } = played!
  const { result, currency } = progress
  say(`${result!.orders} orders, ${seconds(began)} s, in ${currency ?? 'no currency'}:`)
  result!.policies.forEach((one, p) => {
    say(lineOf(nameOf(asked.policies[p]!), one))
  })
  for (const { rule, perWeek } of result!.ruleCosts) {
    say(`  ${rule.name}: costs ${money(perWeek)} a week`)
  }
  if (result!.hindsight) say(`  at least, in hindsight: ${money(result!.hindsight.bound)}`)
  if (values.report !== undefined) {
    await writeFile(values.report, `${JSON.stringify({ asked, ...played }, null, 2)}\n`)
  }
  return 0
}

type Values = ReturnType<typeof optionsOf>
type Asked = Awaited<ReturnType<typeof readAsked>>

function policiesOf(values: Values): Parameters<typeof readAsked>[2]['policies'] {
  const changed = changeOf(values)
  const isPlan = Object.keys(changed).some((name) => name !== 'channel')
  if (changed.channel !== undefined && !isPlan) {
    const missing = 'says nothing alone: say what of its plan is otherwise, as --strategy nearest'
    throw new HistoryError(`--channel ${changed.channel} ${missing}. ${usage}`)
  }
  return [
    { of: 'live' },
    ...(values.draft ? [{ of: 'draft' as const }] : []),
    ...(values.version === undefined
      ? []
      : [{ of: 'version' as const, version: Number(values.version) }]),
    ...(isPlan ? [{ of: 'live' as const, plans: [changed] }] : []),
    ...(values.prices ? [{ of: 'live' as const, prices: true }] : []),
  ]
}

/** What the other plan says otherwise. */
function changeOf(values: Values): PlanChangesBody[number] {
  const { channel, strategy, services, improving } = values
  const objective = {
    ...amountOf(values, 'late-cost', 'latePerParcel'),
    ...amountOf(values, 'reroute-cost', 'reroutePerParcel'),
    ...amountOf(values, 'carbon-price', 'carbonPerTonne'),
    ...amountOf(values, 'unfilled-cost', 'unfilledPerUnit'),
  }
  return {
    ...(channel !== undefined && { channel }),
    ...(strategy !== undefined && { strategy: strategyOf(strategy) }),
    ...(improving !== undefined && { improving: improving === 'off' ? null : {} }),
    ...(services !== undefined && { services: services === 'all' ? null : services.split(',') }),
    ...(Object.keys(objective).length > 0 && { objective }),
  }
}

function strategyOf(text: string): NonNullable<PlanChangesBody[number]['strategy']> {
  if (text === 'least_cost' || text === 'priority' || text === 'nearest') return text
  throw new HistoryError(`--strategy ${text} is none. ${usage}`)
}

type Amount = 'late-cost' | 'reroute-cost' | 'carbon-price' | 'unfilled-cost'

/** In the major unit; `none`: as if the plan did not say it. */
function amountOf(values: Values, option: Amount, name: string): Record<string, number | null> {
  const text = values[option]
  if (text === undefined) return {}
  if (text === 'none') return { [name]: null }
  if (!/^\d{1,8}(\.\d{1,4})?$/.test(text)) {
    throw new HistoryError(`--${option} ${text} is no amount. Write it as 5 or 4.50, or none.`)
  }
  return { [name]: Math.round(Number(text) * 10_000) }
}

function nameOf({ of, version, prices, plans = [] }: Asked['policies'][number]): string {
  const name = of === 'version' ? `${of} ${version}` : of
  return `${name}${plans.length > 0 ? ' by another plan' : ''}${prices ? ' with prices' : ''}`
}

function lineOf(name: string, { cost, parcels, splits, unfilledUnits, against }: PolicyOutcome) {
  const head = `  ${name}: ${money(cost.total)}, ${money(cost.perOrder)} an order`
  const rest = `, ${parcels} parcels, ${splits} split, ${unfilledUnits} units unfilled`
  if (!against) return head + rest
  const { mean, low, high } = against.by.cost
  const sure = low === null ? '' : ` (${money(low)} to ${money(high!)})`
  return `${head}${rest}; ${against.changed} orders differ, by ${money(mean)} an order${sure}`
}

function money(amount: number): string {
  return (amount / 10_000).toFixed(2)
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}

function optionsOf(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    from: text,
    to: text,
    draft: flag,
    version: text,
    'rule-costs': flag,
    hindsight: flag,
    prices: flag,
    channel: text,
    strategy: text,
    services: text,
    'late-cost': text,
    'reroute-cost': text,
    'carbon-price': text,
    'unfilled-cost': text,
    improving: text,
    seed: text,
    report: text,
  }
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new HistoryError(`${(error as Error).message}. ${usage}`)
  }
}

/** Midnight of a day, UTC. */
function dateOf(name: string, text: string): Temporal.Instant {
  try {
    return Temporal.PlainDate.from(text).toZonedDateTime('UTC').toInstant()
  } catch {
    throw new HistoryError(`--${name} ${text} is no date. Write it as 2026-06-01.`)
  }
}
