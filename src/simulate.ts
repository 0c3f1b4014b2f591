import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { HistoryError } from './history/index.ts'
import { createOrdersWorld, playingWorldOf } from './modules.ts'
import type { Platform } from './platform/module.ts'
import { playAsked, readAsked, type PolicyOutcome } from './routing/index.ts'

const USUAL_DAYS = 28
const TELL_MS = 2000

const usage =
  'Usage: [--from <date>] [--to <date>] [--draft] [--version <number>] [--rule-costs] ' +
  '[--hindsight] [--prices] [--seed <number>] [--report <file>]'

/**
 * `tutti simulate`: the rules in force on a past period, beside the draft, a version, or themselves
 * with prices; what it finds is printed and kept nowhere but in the report.
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
  const version = values.version === undefined ? undefined : Number(values.version)
  const asked = await readAsked(
    db,
    {
      from: from.toString(),
      until: until.toString(),
      policies: [
        { of: 'live' },
        ...(values.draft ? [{ of: 'draft' as const }] : []),
        ...(version === undefined ? [] : [{ of: 'version' as const, version }]),
        ...(values.prices ? [{ of: 'live' as const, prices: true }] : []),
      ],
      ruleCosts: values['rule-costs'] ?? false,
      hindsight: values.hindsight ?? false,
      ...(values.seed !== undefined && { seed: Number(values.seed) }),
    },
    now,
  )
  let toldAt = performance.now()
  const began = performance.now()
  const played = await playAsked(db, playingWorldOf(createOrdersWorld(platform)), asked, {
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
    const { of, version: no, prices } = asked.policies[p]!
    say(lineOf(`${of}${of === 'version' ? ` ${no}` : ''}${prices ? ' with prices' : ''}`, one))
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
