import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { HistoryError } from './history/index.ts'
import { createOrdersWorld, playingWorldOf } from './modules.ts'
import type { Platform } from './platform/module.ts'
import {
  outOfTimeOf,
  playAsked,
  readAsked,
  readWritten,
  type PlanChangesBody,
} from './routing/index.ts'
import { linesOf } from './simulate-told.ts'
import { otherPlanUsage, simulateUsage } from './usage.ts'

const USUAL_DAYS = 28
const TELL_MS = 2000

const usage =
  `Usage: npm run tutti -- simulate ${simulateUsage.join(' ')} ` +
  'and, for the rules in force by another plan: ' +
  otherPlanUsage.join(' ')

/**
 * `tutti simulate`: the rules in force on a past period, beside the draft, a version, those of a
 * file, or themselves with prices or by another plan; what it finds is printed and kept nowhere but
 * in the report.
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
  const read = await readAsked(
    db,
    world,
    {
      from: from.toString(),
      until: until.toString(),
      policies: policiesOf(values),
      ruleCosts: values['rule-costs'] ?? false,
      hindsight: values.hindsight ?? false,
      ...(values.currency !== undefined && { currency: values.currency }),
      ...(values.seed !== undefined && { seed: Number(values.seed) }),
    },
    now,
  )
  const written = await writtenOf(world, values, say)
  const asked = { ...read, policies: [...read.policies, ...written] }
  const names = [...read.policies.map(nameOf), ...written.map(() => `rules of ${values.rules}`)]
  let toldAt = performance.now()
  const began = performance.now()
  const played = await playAsked(db, playingWorldOf(world), asked, {
    now,
    async tell({ share, orders, playedTo }) {
      if (performance.now() - toldAt < TELL_MS) return true
      toldAt = performance.now()
      if (playedTo === null) say('prices are learnt from the weeks before')
      else say(`${Math.round(100 * share)} %, ${orders} orders`)
      return true
    },
  })
  const { result, currency, orders } = played!.progress
  say(`${result!.orders} orders, ${seconds(began)} s, in ${currency ?? 'no currency'}:`)
  const others = orders - result!.orders
  if (others > 0) say(`  ${others} orders in other currencies take stock and are not counted`)
  const policies = asked.policies.map((policy, p) => {
    return { name: names[p]!, idle: outOfTimeOf(policy, asked).map(({ name }) => name) }
  })
  for (const line of linesOf(result!, policies)) say(line)
  if (values.report !== undefined) {
    await writeFile(values.report, `${JSON.stringify({ asked, ...played }, null, 2)}\n`)
  }
  return 0
}

/** Rules of a file, as a policy beside the others; what is wrong with them is said. */
async function writtenOf(
  world: Parameters<typeof readWritten>[0],
  { rules: file, 'as-if-now': isAsIfNow = false }: Values,
  say: (text: string) => void,
): Promise<Asked['policies']> {
  if (file === undefined) return []
  const { clock } = world.platform
  const by = { now: clock.now(), nowMs: clock.nowMs() }
  const { policy, problems } = await readWritten(world, await jsonIn(file), by)
  for (const { name, kind } of problems) say(`${file}: ${kind} in "${name}"`)
  return [{ ...policy, ...(isAsIfNow && { asIfNow: by.now.toString() }) }]
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new HistoryError(`--rules ${file} cannot be read: ${(error as Error).message}`)
  }
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
  if (values.together !== undefined && !values.prices) {
    const missing = 'says how prices are found: say --prices too'
    throw new HistoryError(`--together ${missing}. ${usage}`)
  }
  const { together } = values
  const lookAhead = together !== undefined && { lookAhead: { together } }
  const all = [
    { of: 'live' as const },
    ...(values.draft ? [{ of: 'draft' as const }] : []),
    ...(values.version === undefined
      ? []
      : [{ of: 'version' as const, version: Number(values.version) }]),
    ...(isPlan ? [{ of: 'live' as const, plans: [changed] }] : []),
    ...(values.prices ? [{ of: 'live' as const, prices: true, ...lookAhead }] : []),
  ]
  return values['as-if-now'] ? all.map((policy) => ({ ...policy, asIfNow: true })) : all
}

/** What the other plan says otherwise. */
function changeOf(values: Values): PlanChangesBody[number] {
  const { channel, strategy, services, improving } = values
  const objective = {
    ...amountOf(values, 'late-cost', 'latePerParcel'),
    ...amountOf(values, 'day-cost', 'dayPerParcel'),
    ...amountOf(values, 'reroute-cost', 'reroutePerParcel'),
    ...amountOf(values, 'carbon-price', 'carbonPerTonne'),
    ...amountOf(values, 'unfilled-cost', 'unfilledPerUnit'),
    ...amountOf(values, 'unfilled-percent', 'unfilledPercent', 1),
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

type Amount =
  | 'late-cost'
  | 'day-cost'
  | 'reroute-cost'
  | 'carbon-price'
  | 'unfilled-cost'
  | 'unfilled-percent'

/** In the major unit; `none`: as if the plan did not say it. */
function amountOf(
  values: Values,
  option: Amount,
  name: string,
  units = 10_000,
): Record<string, number | null> {
  const text = values[option]
  if (text === undefined) return {}
  if (text === 'none') return { [name]: null }
  if (!/^\d{1,8}(\.\d{1,4})?$/.test(text)) {
    throw new HistoryError(`--${option} ${text} is no amount. Write it as 5 or 4.50, or none.`)
  }
  if (units === 1 && Number(text) > 100) throw new HistoryError(`--${option} is 100 at most.`)
  return { [name]: units === 1 ? Number(text) : Math.round(Number(text) * units) }
}

function nameOf(policy: Asked['policies'][number]): string {
  const { of, version, prices, lookAhead, plans = [] } = policy
  const name = of === 'version' ? `${of} ${version}` : of
  const priced = lookAhead?.together ? ' with prices found together' : ' with prices'
  return `${name}${plans.length > 0 ? ' by another plan' : ''}${prices ? priced : ''}`
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}

const aText = { type: 'string' } as const
const aFlag = { type: 'boolean' } as const
export const simulateOptions = {
  from: aText,
  to: aText,
  draft: aFlag,
  version: aText,
  rules: aText,
  'rule-costs': aFlag,
  hindsight: aFlag,
  prices: aFlag,
  together: aFlag,
  channel: aText,
  strategy: aText,
  services: aText,
  'late-cost': aText,
  'day-cost': aText,
  'reroute-cost': aText,
  'carbon-price': aText,
  'unfilled-cost': aText,
  'unfilled-percent': aText,
  improving: aText,
  'as-if-now': aFlag,
  currency: aText,
  seed: aText,
  report: aText,
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: simulateOptions, allowNegative: true }).values
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
